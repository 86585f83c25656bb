-- What partitions by hash take, in the form that the compiler has it: one partitioned table for each type of t.
DO $$
DECLARE type regtype;
BEGIN
    FOR type IN SELECT DISTINCT atttypid::regtype FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
        WHERE attrelid = 't'::regclass AND attnum > 0 AND typtype IN ('b', 'r') AND typname NOT IN ('json', 'money', 'bit', 'varbit')
    LOOP
        EXECUTE format('CREATE TABLE hash_%s (k %s) PARTITION BY HASH (k)', type::oid, format_type(type, NULL));
    END LOOP;
END $$;
CREATE FUNCTION satisfies_hash(modulus integer, remainder integer, k anyelement) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE answer boolean;
BEGIN
    EXECUTE format('SELECT satisfies_hash_partition(%L::regclass, $1, $2, $3)', 'hash_' || pg_typeof(k)::oid)
        INTO answer USING modulus, remainder, k;
    RETURN answer;
END $$;
CREATE TABLE hash_two (a integer, b text) PARTITION BY HASH (a, b);
CREATE FUNCTION satisfies_hash(modulus integer, remainder integer, a integer, b text) RETURNS boolean
    LANGUAGE sql AS 'SELECT satisfies_hash_partition(''hash_two''::regclass, modulus, remainder, a, b)';
CREATE TABLE hash_three (a date, b text, c numeric) PARTITION BY HASH (a, b, c);
CREATE FUNCTION satisfies_hash(modulus integer, remainder integer, a date, b text, c numeric) RETURNS boolean
    LANGUAGE sql AS 'SELECT satisfies_hash_partition(''hash_three''::regclass, modulus, remainder, a, b, c)';
