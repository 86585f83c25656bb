-- Settings of each connection of a load, but for those that the caller gave. Limits that are meant for everyday work are
-- lifted; locks are not awaited for long, so that whoever holds one can be named; indexes and references are made with a
-- share of the memory that the server was given, half of shared_buffers for all $1 connections; nothing that is asked is
-- worth compiling.
SELECT set_config(s.name,
                  CASE s.name WHEN 'lock_timeout' THEN '10s'
                              WHEN 'jit' THEN 'off'
                              WHEN 'maintenance_work_mem'
                              THEN greatest(s.setting::bigint, least(1048576, b.setting::bigint * 8 / 2 / $1::bigint)) || 'kB'
                              ELSE '0' END, false)
  FROM pg_settings s, pg_settings b
 WHERE s.name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout',
                  'maintenance_work_mem', 'jit')
       AND s.source <> 'client' AND b.name = 'shared_buffers';
