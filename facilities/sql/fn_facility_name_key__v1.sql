-- Purpose: the key of a facility name: small letters, single blanks, abbreviations written out (RHC, HP, Center, Saint).
-- Called by: import_facilities, legacy_migrate (facility of every row), trigram index for similar names.
-- Why not Python: an index over every facility and one statement over every legacy row. Twin: facilities/rules/names.py.
CREATE FUNCTION smartcare_facility_key(given text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    words text := translate(given, E'''`\u00b4\u2018\u2019\u02bc\u2032\u200b\u200e\u200f\ufeff', '');
BEGIN
    IF octet_length(words) <> length(words) THEN
        words := normalize(words, NFKD);
    END IF;
    words := regexp_replace(lower(words COLLATE "C"), '[\u0300-\u036f]+', '', 'g');
    words := regexp_replace(replace(words, '&', ' and '), '[^0-9a-z]+', ' ', 'g');
    words := ' ' || btrim(words, ' ') || ' ';
    words := replace(words, ' h a h c ', ' hahc ');
    words := replace(words, ' r h c ', ' rhc ');
    words := replace(words, ' u h c ', ' uhc ');
    words := replace(words, ' z h c ', ' zhc ');
    words := replace(words, ' h p ', ' hp ');
    words := replace(words, ' h c ', ' hc ');
    words := replace(words, ' healthcentre ', ' health centre ');
    words := replace(words, ' healthcenter ', ' health centre ');
    words := replace(words, ' healthpost ', ' health post ');
    words := replace(words, ' center ', ' centre ');
    words := replace(words, ' hosp ', ' hospital ');
    words := replace(words, ' hahc ', ' hospital affiliated health centre ');
    words := replace(words, ' rhc ', ' rural health centre ');
    words := replace(words, ' uhc ', ' urban health centre ');
    words := replace(words, ' zhc ', ' zonal health centre ');
    words := replace(words, ' hp ', ' health post ');
    words := replace(words, ' hc ', ' health centre ');
    words := replace(words, ' saint ', ' st ');
    words := replace(words, ' mount ', ' mt ');
    words := replace(words, ' limited ', ' ltd ');
    RETURN btrim(words, ' ');
END
$$;
