-- Purpose: a UUIDv7 (time-ordered key) for rows that SQL makes in bulk; the application makes its own keys in Python.
-- Called by: legacy_migrate. PostgreSQL 15 to 17 have no uuidv7().
CREATE FUNCTION smartcare_uuid7() RETURNS uuid
LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
    SELECT encode(
        set_bit(set_bit(
            overlay(uuid_send(gen_random_uuid())
                    PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
            52, 1), 53, 1), 'hex')::uuid
$$;
