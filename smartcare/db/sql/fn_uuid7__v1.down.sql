DROP FUNCTION smartcare_uuid7();
