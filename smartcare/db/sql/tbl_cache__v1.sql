-- Purpose: Django's database cache (rate limits of sign-in), in the shape that `createcachetable` makes.
-- Called by: django.core.cache. In a migration, so that `migrate` alone sets up an installation.
CREATE TABLE smartcare_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX smartcare_cache_expires ON smartcare_cache (expires);
