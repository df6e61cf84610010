DROP FUNCTION smartcare_legacy_id_after(bigint);
DROP FUNCTION smartcare_legacy_facility(text);
DROP FUNCTION smartcare_legacy_marital(marital_status);
DROP FUNCTION smartcare_legacy_sex(patient_sex);
DROP FUNCTION smartcare_legacy_moment(timestamp);
