-- Purpose: one value of the context of this transaction (actor_id, act, reason, …), NULL when it was not set.
-- Called by: triggers and policies. A setting made local to a transaction reads '' after commit, not NULL: hence NULLIF.
CREATE FUNCTION smartcare_context(key text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT NULLIF(current_setting('smartcare.' || key, true), '')
$$;
