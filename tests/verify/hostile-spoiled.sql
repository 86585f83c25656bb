-- Spoils rows of hostile.sql once for each kind.
SET search_path = "we""ird'; DROP TABLE x; --%s";
SET session_replication_role = replica;
ALTER TABLE a DROP CONSTRAINT "check
%s";
UPDATE a SET "%s\'" = '' WHERE k1 = 1;
ALTER TABLE a ADD CONSTRAINT "check
%s" CHECK ("%s\'" <> '') NOT VALID;
ALTER DOMAIN "%s""d'" DROP CONSTRAINT "d%1$s\";
UPDATE a SET v0 = '{1,-1}' WHERE k1 = 2;
ALTER DOMAIN "%s""d'" ADD CONSTRAINT "d%1$s\" CHECK (VALUE > 0) NOT VALID;
UPDATE pg_attribute SET attnotnull = false, attgenerated = '' WHERE attname IN ('null{}', 'gen %d');
UPDATE pg_index SET indisready = false, indislive = false WHERE indexrelid = '"u,""{}\"'::regclass;
\c
SET search_path = "we""ird'; DROP TABLE x; --%s";
UPDATE a SET "null{}" = NULL WHERE k1 = 3;
UPDATE a SET "gen %d" = 7 WHERE k1 = 4;
UPDATE a SET t = 1 WHERE k1 = 5;
SET session_replication_role = replica;
UPDATE a SET c = 1 WHERE k1 = 5;
UPDATE a SET "gen %d" = c * 2 WHERE k1 = 5;
UPDATE pg_attribute SET attnotnull = true WHERE attname = 'null{}';
UPDATE pg_attribute SET attgenerated = 's' WHERE attname = 'gen %d';
UPDATE pg_index SET indisready = true, indislive = true WHERE indexrelid = '"u,""{}\"'::regclass;
SELECT setval('p_p_seq', 1);
