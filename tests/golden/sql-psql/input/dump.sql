--
-- PostgreSQL database dump
--

\restrict abcDEF123

SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
\set ON_ERROR_STOP on
\connect "some db"

CREATE TABLE public.t (
    id integer NOT NULL,
    note text
);

COPY public.t (id, note) FROM stdin;
1	it's; a -- "row" $$
2	\\. not the end
3	CREATE TABLE public.no (id int);
\.

COPY public.t FROM STDIN WITH (FORMAT csv);
4,"open
\.


SELECT pg_catalog.setval('public.t_id_seq', 3, true);
\echo done \; CREATE TABLE public.no2 (id int);
SELECT 'CREATE TABLE public.no3 (id int)' \gexec

ALTER TABLE ONLY public.t
    ADD CONSTRAINT t_pkey PRIMARY KEY (id);

COPY public.t TO stdout;
\copy public.t from 'file.csv' csv

\unrestrict abcDEF123
