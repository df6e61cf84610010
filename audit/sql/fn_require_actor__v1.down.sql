DROP FUNCTION smartcare_require_actor();
