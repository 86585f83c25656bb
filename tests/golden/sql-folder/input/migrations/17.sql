--liquibase formatted sql
--changeset a:1
ALTER TABLE t RENAME i TO j;
--rollback ALTER TABLE t RENAME j TO i;
