CREATE TABLE shelves (id serial PRIMARY KEY, code varchar(8) NOT NULL UNIQUE, price numeric(30,2));
