-- Settings of the transaction: values print in one form, and no statement waits for ever. One row, whose
-- columns do not matter.
SELECT pg_catalog.set_config('client_encoding', 'UTF8', true),
       pg_catalog.set_config('standard_conforming_strings', 'on', true),
       pg_catalog.set_config('quote_all_identifiers', 'off', true),
       pg_catalog.set_config('DateStyle', 'ISO, YMD', true),
       pg_catalog.set_config('IntervalStyle', 'postgres', true),
       pg_catalog.set_config('TimeZone', 'UTC', true),
       pg_catalog.set_config('extra_float_digits', '1', true),
       pg_catalog.set_config('bytea_output', 'hex', true),
       pg_catalog.set_config('row_security', 'off', true),
       pg_catalog.set_config('jit', 'off', true),
       pg_catalog.set_config('lock_timeout', '10s', true),
       pg_catalog.set_config('statement_timeout', '5min', true);
