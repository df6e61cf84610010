DROP TRIGGER patient_identifiers_shared_changed ON patient_identifiers;
DROP TRIGGER patient_identifiers_shared_new ON patient_identifiers;
DROP FUNCTION patient_number_shared();
DROP FUNCTION patient_numbers_shared();
