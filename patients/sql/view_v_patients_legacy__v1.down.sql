DROP VIEW v_patients_legacy;
