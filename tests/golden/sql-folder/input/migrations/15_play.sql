# --- !Ups
ALTER TABLE t RENAME g TO h;
# --- !Downs
ALTER TABLE t RENAME h TO g;
