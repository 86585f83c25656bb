ALTER SEQUENCE person_id_seq RENAME TO person_numbers;
ALTER TABLE person RENAME TO human;
ALTER TABLE person_n_seq RENAME TO human_n_seq;
ALTER SEQUENCE numbers OWNED BY numbered.id;
CREATE TABLE pet (id bigserial PRIMARY KEY, owner int REFERENCES human, CHECK (owner <> id));
COMMENT ON VIEW people IS 'not kept';
