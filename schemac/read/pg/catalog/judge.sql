-- Settings of the transaction in which conditions are evaluated: functions of the database find what they name as in
-- a load, extensions wherever they are, and none runs for long. One row, whose columns do not matter.
SELECT pg_catalog.set_config('search_path', pg_catalog.concat_ws(', ',
           NULLIF(pg_catalog.current_setting('search_path'), ''),
           (SELECT pg_catalog.string_agg(DISTINCT pg_catalog.quote_ident(n.nspname), ', ')
            FROM pg_catalog.pg_extension AS e
                JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) e.extnamespace
            WHERE n.nspname OPERATOR(pg_catalog.<>) 'pg_catalog')), true),
       pg_catalog.set_config('lock_timeout', '1s', true),
       pg_catalog.set_config('statement_timeout', '5s', true);
