-- Purpose: the number that old programs know a patient by. Continues after the legacy ids once they are migrated.
-- Called by: the default of patient_core.legacy_id.
CREATE SEQUENCE patient_legacy_id_seq AS bigint;
