/* Dictionaries: names in every database's catalogs, as the reg types print them. Ascending by length. */
#include "rt_words.h"

#define W(word)                \
    {                          \
        word, sizeof(word) - 1 \
    }
#define WORDS(list)                      \
    {                                    \
        list, sizeof list / sizeof *list \
    }

/* clang-format off */
static const struct rt_word regtype[] = {
    W("xml"), W("date"), W("inet"), W("json"), W("real"), W("text"), W("uuid"), W("bytea"), W("jsonb"),
    W("point"), W("bigint"), W("boolean"), W("integer"), W("numeric"), W("interval"), W("smallint"),
    W("double precision"),
};

static const struct rt_word regclass[] = {
    W("pg_enum"), W("pg_proc"), W("pg_type"), W("pg_class"), W("pg_index"), W("pg_range"), W("pg_trigger"),
    W("pg_database"), W("pg_operator"), W("pg_attribute"), W("pg_namespace"), W("pg_constraint"),
};

static const struct rt_word regproc[] = {
    W("now"), W("random"), W("version"), W("txid_current"), W("pg_backend_pid"), W("clock_timestamp"),
    W("current_database"), W("pg_is_in_recovery"), W("statement_timestamp"),
};

static const struct rt_word regprocedure[] = {
    W("now()"), W("random()"), W("md5(text)"), W("version()"), W("abs(bigint)"), W("lower(text)"),
    W("upper(text)"), W("abs(integer)"), W("pg_backend_pid()"), W("factorial(bigint)"),
};

static const struct rt_word regoper[] = {
    W("|/"), W("||/"),
};

static const struct rt_word regoperator[] = {
    W("/(real,real)"), W("<(date,date)"), W("=(text,text)"), W("=(uuid,uuid)"), W("*(bigint,bigint)"),
    W("+(integer,integer)"), W("-(integer,integer)"),
};

static const struct rt_word regrole[] = {
    W("pg_monitor"), W("pg_read_all_stats"), W("pg_signal_backend"), W("pg_stat_scan_tables"),
    W("pg_read_all_settings"),
};

static const struct rt_word regnamespace[] = {
    W("public"), W("pg_toast"), W("pg_catalog"), W("information_schema"),
};

static const struct rt_word regconfig[] = {
    W("dutch"), W("danish"), W("french"), W("german"), W("simple"), W("english"), W("finnish"),
    W("italian"), W("russian"), W("spanish"), W("swedish"), W("turkish"), W("romanian"), W("hungarian"),
    W("norwegian"), W("portuguese"),
};

static const struct rt_word regdictionary[] = {
    W("simple"), W("dutch_stem"), W("danish_stem"), W("french_stem"), W("german_stem"), W("english_stem"),
    W("finnish_stem"), W("italian_stem"), W("russian_stem"), W("spanish_stem"), W("swedish_stem"),
    W("turkish_stem"), W("romanian_stem"), W("hungarian_stem"), W("norwegian_stem"), W("portuguese_stem"),
};

static const struct rt_word regcollation[] = {
    W("\"C\""), W("\"POSIX\""), W("\"default\""), W("ucs_basic"),
};

/* clang-format on */
const struct rt_words rt_words_regtype = WORDS(regtype);
const struct rt_words rt_words_regclass = WORDS(regclass);
const struct rt_words rt_words_regproc = WORDS(regproc);
const struct rt_words rt_words_regprocedure = WORDS(regprocedure);
const struct rt_words rt_words_regoper = WORDS(regoper);
const struct rt_words rt_words_regoperator = WORDS(regoperator);
const struct rt_words rt_words_regrole = WORDS(regrole);
const struct rt_words rt_words_regnamespace = WORDS(regnamespace);
const struct rt_words rt_words_regconfig = WORDS(regconfig);
const struct rt_words rt_words_regdictionary = WORDS(regdictionary);
const struct rt_words rt_words_regcollation = WORDS(regcollation);
