DROP FUNCTION smartcare_facility_key(text);
