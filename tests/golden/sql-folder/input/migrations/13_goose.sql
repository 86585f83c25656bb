-- +goose Up
ALTER TABLE t RENAME e TO f;
-- +goose Down
ALTER TABLE t RENAME f TO e;
-- +goose Up
ALTER TABLE t ALTER f SET NOT NULL;
