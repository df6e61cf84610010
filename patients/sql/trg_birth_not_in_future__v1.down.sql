DROP TRIGGER patient_core_birth_not_in_future ON patient_core;
DROP FUNCTION patient_birth_not_in_future();
