ALTER TABLE t RENAME h TO i;
---- create above / drop below ----
ALTER TABLE t RENAME i TO h;
