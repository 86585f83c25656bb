-- Every type in one table: keys of their own are in the other tables.
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE EXTENSION ltree;
CREATE EXTENSION cube;
CREATE EXTENSION seg;
CREATE EXTENSION isn;
CREATE TYPE mood AS ENUM ('sad', 'so, so', 'it''s "fine"', E'back\\slash');
CREATE TYPE pair AS (number integer, word text);
CREATE TYPE price_range AS RANGE (subtype = numeric);
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN words AS text[];
CREATE TYPE holder AS (number positive, list words, inner_pair pair);

CREATE TABLE every_type (
    id bigserial PRIMARY KEY,
    a_boolean boolean,
    a_smallint smallint,
    an_integer integer,
    a_bigint bigint,
    a_numeric numeric,
    a_money_numeric numeric(12,2),
    a_wide_numeric numeric(30,10),
    a_long_numeric numeric(60,20),
    a_rounded_numeric numeric(5,-2),
    a_wide_rounded_numeric numeric(12,-20),
    a_long_rounded_numeric numeric(5,-60),
    a_real real,
    a_double double precision,
    some_money money,
    a_text text,
    a_varchar varchar(20),
    a_short_varchar varchar(3),
    a_char char(5),
    a_name name,
    a_byte "char",
    a_citext citext,
    some_bytes bytea,
    a_date date,
    a_time time,
    a_time_zone timetz,
    a_timestamp timestamp,
    a_short_timestamp timestamp(3),
    a_timestamptz timestamptz,
    an_interval interval,
    a_uuid uuid,
    a_json json,
    a_jsonb jsonb,
    a_jsonpath jsonpath,
    an_xml xml,
    an_inet inet,
    a_cidr cidr,
    a_macaddr macaddr,
    a_macaddr8 macaddr8,
    a_bit bit(7),
    a_varbit varbit(20),
    a_point point,
    a_line line,
    an_lseg lseg,
    a_box box,
    a_path path,
    a_polygon polygon,
    a_circle circle,
    a_tsvector tsvector,
    a_tsquery tsquery,
    an_oid oid,
    a_regtype regtype,
    a_regclass regclass,
    an_lsn pg_lsn,
    a_snapshot txid_snapshot,
    an_hstore hstore,
    an_ltree ltree,
    a_cube cube,
    a_seg seg,
    an_isbn isbn,
    an_int4range int4range,
    an_int8range int8range,
    a_numrange numrange,
    a_daterange daterange,
    a_tsrange tsrange,
    a_tstzrange tstzrange,
    a_price_range price_range,
    an_int4multirange int4multirange,
    a_datemultirange datemultirange,
    some_integers integer[],
    some_texts text[],
    some_dates date[],
    some_moods mood[],
    some_boxes box[],
    some_ranges int4range[],
    a_mood mood,
    a_pair pair,
    some_pairs pair[],
    a_positive positive,
    some_words words,
    many_words words[],
    some_positives positive[],
    a_holder holder,
    some_inets inet[],
    some_paths path[],
    some_prices price_range[]
);

CREATE TABLE uuid_key (id uuid PRIMARY KEY);
CREATE TABLE text_key (id text PRIMARY KEY);
CREATE TABLE short_key (id varchar(4) PRIMARY KEY);
CREATE TABLE char_key (id char(6) PRIMARY KEY);
CREATE TABLE citext_key (id citext PRIMARY KEY);
CREATE TABLE date_key (id date PRIMARY KEY);
CREATE TABLE time_key (id timestamptz PRIMARY KEY);
CREATE TABLE numeric_key (id numeric(10,2) PRIMARY KEY);
CREATE TABLE long_numeric_key (id numeric(50,5) PRIMARY KEY);
CREATE TABLE rounded_numeric_key (id numeric(4,-3) PRIMARY KEY);
CREATE TABLE wide_rounded_numeric_key (id numeric(12,-20) PRIMARY KEY);
CREATE TABLE long_rounded_numeric_key (id numeric(12,-60) PRIMARY KEY);
CREATE TABLE double_key (id double precision PRIMARY KEY);
CREATE TABLE bytea_key (id bytea PRIMARY KEY);
CREATE TABLE inet_key (id inet PRIMARY KEY);
CREATE TABLE macaddr_key (id macaddr PRIMARY KEY);
CREATE TABLE interval_key (id interval PRIMARY KEY);
CREATE TABLE jsonb_key (id jsonb PRIMARY KEY);
CREATE TABLE bit_key (id bit(30) PRIMARY KEY);
CREATE TABLE range_key (id int4range PRIMARY KEY);
CREATE TABLE array_key (id integer[] PRIMARY KEY);
CREATE TABLE composite_key (id pair PRIMARY KEY);
CREATE TABLE enum_key (mood mood, day date, PRIMARY KEY (mood, day));
CREATE TABLE nullable_key (id serial PRIMARY KEY, flag boolean UNIQUE, code char(1) UNIQUE);
