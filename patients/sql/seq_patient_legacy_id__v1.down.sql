DROP SEQUENCE patient_legacy_id_seq;
