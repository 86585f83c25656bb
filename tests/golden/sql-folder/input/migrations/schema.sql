COMMENT ON COLUMN t.j IS 'last; -- +goose Down';
COMMENT ON TABLE t IS 'all';
