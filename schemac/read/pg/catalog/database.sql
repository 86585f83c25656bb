-- The database that is read: its name and encoding. One row.
SELECT d.datname AS name,
       pg_catalog.pg_encoding_to_char(d.encoding) AS encoding
  FROM pg_catalog.pg_database d
 WHERE d.datname = pg_catalog.current_database();
