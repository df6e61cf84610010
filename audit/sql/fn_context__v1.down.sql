DROP FUNCTION smartcare_context(text);
