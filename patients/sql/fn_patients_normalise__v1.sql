-- The set-based twins of patients/rules: the same normalisation for millions of rows in one statement. A parity test
-- (tests/database/test_normalise_parity.py) holds both together; the character sets below are those of
-- patients/rules/characters.py and names.py. Only built-in functions and C collation, so that an index or generated
-- column on them survives a restore, and the answer is the same on every server and locale.

-- Purpose: whether a text says that there is nothing to say (N/A, none, 0, 000000/00/0, blanks, NULL).
-- Called by: legacy_migrate and its verification. Why not Python: it judges every text column of every legacy row.
CREATE FUNCTION smartcare_said_none(given text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    key text := lower(translate(given,
            E' \t\n\r\f\u000b\u00a0-./\\,:;_()|\u2010\u2011\u2012\u2013\u2014\u2015\u2212'
            '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c'
        '\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff', '') COLLATE "C");
BEGIN
    RETURN coalesce(btrim(key, '0?*#+') = '' OR key IN (
        'na', 'nil', 'nill', 'no', 'nocell', 'nocellphone', 'noemail', 'none', 'nonrc', 'nonumber', 'nophone',
        'notapplicable', 'notavailable', 'notgiven', 'nothing', 'notknown', 'notstated', 'null', 'unk',
        'unknown', 'xx', 'xxx'), true);
END
$$;

-- Purpose: trim, and make every run of blanks one space; case unchanged.
-- Called by: legacy_migrate. Why not Python: names and addresses of every legacy row.
CREATE FUNCTION smartcare_tidy(given text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(translate(given, E' \t\n\r\f\u000b\u00a0', '       '), ' {2,}', ' ', 'g'), ' ')
$$;

-- Purpose: an NRC as 098346/13/1, or NULL when the text holds none.
-- Called by: legacy_migrate, find_duplicates. Why not Python: three columns of every legacy row.
CREATE FUNCTION smartcare_nrc(given text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    plain text := btrim(translate(given,
        E' \t\n\r\f\u000b\u00a0-./\\,:;_()|\u2010\u2011\u2012\u2013\u2014\u2015\u2212'
        '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c'
        '\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff',
        '/////////////////////////'), '/');
    part text[] := coalesce(regexp_match(plain, '^([0-9]{6})/*([0-9]{2})/*([123])$'),
                            regexp_match(plain, '^([0-9]{1,6})/+([0-9]{1,2})/+([123])$'));
BEGIN
    IF part IS NULL OR btrim(part[1], '0') = '' THEN
        RETURN NULL;
    END IF;
    RETURN lpad(part[1], 6, '0') || '/' || lpad(part[2], 2, '0') || '/' || part[3];
END
$$;

-- Purpose: a NUPIN as its four groups joined by hyphens, in capitals, or NULL. The check digit is not judged.
-- Called by: legacy_migrate. Why not Python: an identifier of every legacy row.
CREATE FUNCTION smartcare_nupin(given text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    plain text := upper(btrim(translate(given,
        E' \t\n\r\f\u000b\u00a0-./\\,:;_()|\u2010\u2011\u2012\u2013\u2014\u2015\u2212'
        '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c'
        '\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff',
        '-------------------------'), '-') COLLATE "C");
    part text[] := regexp_match(plain, '^([A-Z0-9]{1,4})-+([A-Z0-9]{1,5})-+([0-9]{1,5})-+([0-9])$');
BEGIN
    IF part IS NULL OR btrim(plain, '0-') = '' THEN
        RETURN NULL;
    END IF;
    RETURN array_to_string(part, '-');
END
$$;

-- Purpose: a phone in E.164, or NULL. Home ranges are those of the phonenumbers library for ZM; a number of another country
-- is taken when written with + and 10 to 15 digits, unchecked, exactly as patients/rules/phone.py does.
-- Called by: legacy_migrate, find_duplicates. Why not Python: three columns of every legacy row.
CREATE FUNCTION smartcare_phone(given text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    dialled text := translate(given,
            E' \t\n\r\f\u000b\u00a0-./\\,:;_()|\u2010\u2011\u2012\u2013\u2014\u2015\u2212'
            '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c'
        '\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff', '');
    home text := substring(dialled FROM
        '^(?:\+260|\+?00260|260)?0?(800[0-9]{6}|21[1-8][0-9]{6}|63[0-9]{7}|[59][5-8][0-9]{7}|7[5-9][0-9]{7})$');
BEGIN
    IF home IS NOT NULL THEN
        RETURN '+260' || home;
    END IF;
    RETURN substring(dialled FROM '^\+(?!260)[1-9][0-9]{9,14}$');
END
$$;

-- Purpose: any spelling of sex as F, M, O or U (not known).
-- Called by: legacy_migrate, the dual-write trigger. Why not Python: every legacy row.
CREATE FUNCTION smartcare_sex(given text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    key text := lower(translate(given,
            E' \t\n\r\f\u000b\u00a0-./\\,:;_()|\u2010\u2011\u2012\u2013\u2014\u2015\u2212'
            '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c'
        '\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff', '') COLLATE "C");
BEGIN
    RETURN CASE
        WHEN key IN ('f', 'fem', 'femal', 'female', 'girl', 'woman') THEN 'F'
        WHEN key IN ('boy', 'm', 'male', 'man') THEN 'M'
        WHEN key IN ('indeterminate', 'intersex', 'o', 'other') THEN 'O'
        ELSE 'U' END;
END
$$;

-- Purpose: marital status as one of six words, or NULL.
-- Called by: legacy_migrate. Why not Python: every legacy row.
CREATE FUNCTION smartcare_marital(given text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    key text := lower(translate(given,
            E' \t\n\r\f\u000b\u00a0-./\\,:;_()|\u2010\u2011\u2012\u2013\u2014\u2015\u2212'
            '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c'
        '\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff', '') COLLATE "C");
BEGIN
    RETURN CASE
        WHEN key IN ('nevermarried', 'notmarried', 'single', 'unmarried') THEN 'single'
        WHEN key IN ('married', 'marriedmonogamous', 'marriedpolygamous') THEN 'married'
        WHEN key IN ('cohabitating', 'cohabitation', 'cohabiting', 'livingtogether') THEN 'cohabiting'
        WHEN key IN ('divorced', 'divorcee') THEN 'divorced'
        WHEN key IN ('separated', 'seperated') THEN 'separated'
        WHEN key IN ('widow', 'widowed', 'widower') THEN 'widowed'
        END;
END
$$;

-- Purpose: an e-mail address with its domain in small letters, or NULL.
-- Called by: legacy_migrate. Why not Python: every legacy row.
CREATE FUNCTION smartcare_email(given text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    address text := btrim(regexp_replace(translate(given, E' \t\n\r\f\u000b\u00a0', '       '), ' {2,}', ' ', 'g'), ' ');
BEGIN
    IF length(address) > 254 OR address !~ ('^[A-Za-z0-9.!#$%&''*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?'
            '(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$') THEN
        RETURN NULL;
    END IF;
    RETURN split_part(address, '@', 1) || '@' || lower(split_part(address, '@', 2) COLLATE "C");
END
$$;

-- Purpose: the key under which spellings of one name meet: small letters, no accents or apostrophes, single blanks.
-- Called by: legacy_migrate, search keys, find_duplicates. Why not Python: every name of every row, and expression indexes.
CREATE FUNCTION smartcare_name_key(given text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    plain text := translate(given, E'''`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u2032\uff07'
        '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c'
        '\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff', '');
BEGIN
    IF octet_length(plain) = length(plain) THEN -- plain ASCII, nearly every name
        RETURN btrim(regexp_replace(lower(plain COLLATE "C"), '[^a-z0-9]+', ' ', 'g'), ' ');
    END IF;
    plain := regexp_replace(lower(normalize(plain, NFKD) COLLATE "C"), '[\u0300-\u036f]+', '', 'g');
    plain := translate(plain, E'\u0110\u0111\u0141\u0142\u00d8\u00f8\u00d0\u00f0\u0131\u0126\u0127\u014a\u014b\u0166\u0167'
        '''`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u2032\uff07'
        '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c'
        '\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff', 'ddllooddihhnntt');
    plain := replace(replace(plain, E'\u00c6', 'ae'), E'\u00e6', 'ae');
    plain := replace(replace(plain, E'\u0152', 'oe'), E'\u0153', 'oe');
    plain := replace(replace(plain, E'\u00de', 'th'), E'\u00fe', 'th');
    plain := replace(replace(plain, E'\u1e9e', 'ss'), E'\u00df', 'ss');
    plain := regexp_replace(plain, '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f\u00a0'
        '\u00ab\u00b7\u00bb\u2010-\u2015\u201c-\u201e\u2022\u2212]+', ' ', 'g');
    RETURN btrim(plain, ' ');
END
$$;

-- Purpose: what became of a text given: ok, said_none or to_mend.
-- Called by: legacy_migrate and its verification, beside any of the functions above. Why not Python: every legacy row.
-- A bound body (no text), so that the function it calls is found whatever the search path.
CREATE FUNCTION smartcare_text_state(given text, value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN smartcare_said_none(given) THEN 'said_none' WHEN value IS NOT NULL THEN 'ok' ELSE 'to_mend' END;
