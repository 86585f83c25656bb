-- migrate:up transaction:false
ALTER TABLE t RENAME f TO g;

-- migrate:down
ALTER TABLE t RENAME g TO f;
