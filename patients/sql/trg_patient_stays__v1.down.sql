GRANT DELETE ON patient_core TO smartcare_app;
DROP FUNCTION patient_row_stays() CASCADE;
