/* Tests of conditions_of, triggers_of and condition_simplify: what a row must satisfy, from DDL text, and
 * that simplified predicates say the same. */
#include "unit.h"

#include "base/buffer.h"
#include "plan/condition/condition.h"
#include "plan/condition/condition_simplify.h"
#include "plan/condition/trigger.h"
#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Fixture {
    Arena *arena;
    Schema *schema;
    Diag diag;
    char *messages; /* what the sink was told */
    size_t size;    /* bytes of it */
} Fixture;

/* A schema of the DDL, checked. */
static Fixture *fixture_new(const char *ddl)
{
    Arena *arena = arena_new();
    Fixture *fixture = arena_new_object(arena, Fixture);
    fixture->arena = arena;
    fixture->diag = diag_new(open_memstream(&fixture->messages, &fixture->size));
    fixture->schema = schema_new(arena);
    Source *source = source_new(arena, TEXT("test"), text_of(ddl));
    bool done = read_sql(fixture->schema, &fixture->diag, source);
    read_bodies(fixture->schema, &fixture->diag);
    done = done && schema_check(fixture->schema, &fixture->diag);
    fflush(fixture->diag.stream);
    if (!done)
        fail_msg("%s", fixture->messages);
    return fixture;
}

static void fixture_free(Fixture *fixture)
{
    fclose(fixture->diag.stream);
    free(fixture->messages);
    arena_free(fixture->arena);
}

/* "kind name: predicate [column path]" for each condition of table t. */
static Text conditions_text(Fixture *fixture)
{
    const Table *table = schema_find_table(fixture->schema, TEXT("public"), TEXT("t"));
    ConditionList list = conditions_of(fixture->arena, fixture->schema, table);
    Buffer out = {0};
    for (size_t i = 0; i < list.count; i++) {
        const Condition *condition = &list.items[i];
        Text expr = expr_print(fixture->arena, condition->expr);
        buffer_format(&out, "%s%s %.*s: %.*s", i ? "\n" : "", condition->kind, TEXT_ARG(condition->name),
                      TEXT_ARG(expr));
        if (condition->element.column)
            buffer_format(&out, " [%.*s%.*s]", TEXT_ARG(condition->element.column->name),
                          TEXT_ARG(condition->element.path));
        if (condition->must_be_true)
            buffer_string(&out, " (true)");
    }
    Text text = text_copy(fixture->arena, buffer_contents(&out));
    buffer_free(&out);
    return text;
}

static void assert_conditions(const char *ddl, const char *expected)
{
    Fixture *fixture = fixture_new(ddl);
    assert_string_equal(text_string(fixture->arena, conditions_text(fixture)), expected);
    fixture_free(fixture);
}

static void checks_are_split(void **state)
{
    (void)state;
    assert_conditions("CREATE TABLE t (a int CHECK (a > 0), b text NOT NULL,"
                      " CONSTRAINT whole CHECK (a < 10 AND (b <> '' AND length(b) < 9)),"
                      " CONSTRAINT always CHECK (b IS NOT NULL OR a = 1));",
                      "check t_a_check: a > 0\ncheck whole: a < 10\ncheck whole: b <> ''\n"
                      "check whole: length(b) < 9");
}

static void checks_are_inherited_and_need_not_be_valid(void **state)
{
    (void)state;
    assert_conditions("CREATE TABLE p (a int CHECK (a > 0), CONSTRAINT own CHECK (false) NO INHERIT);"
                      "CREATE TABLE t (b int) INHERITS (p);"
                      "ALTER TABLE t ADD CONSTRAINT later CHECK (b < 3) NOT VALID;",
                      "check later: b < 3\ncheck p_a_check: a > 0");
    assert_conditions("CREATE TABLE t (a int, CONSTRAINT own CHECK (false) NO INHERIT);", "check own: false");
}

static void domains_ask_it_of_their_columns(void **state)
{
    (void)state;
    assert_conditions("CREATE DOMAIN short AS text CHECK (length(VALUE) < 9);"
                      "CREATE DOMAIN code AS short NOT NULL CONSTRAINT upper CHECK (VALUE = upper(VALUE));"
                      "CREATE TABLE t (c code, s short);",
                      "domain check short_check: length(c) < 9\ndomain check code: c IS NOT NULL\n"
                      "domain check upper: c = upper(c)\ndomain check short_check: length(s) < 9");
}

static void elements_keep_their_value(void **state)
{
    (void)state;
    assert_conditions("CREATE DOMAIN digit AS int CHECK (VALUE >= 0 AND VALUE < 10);"
                      "CREATE DOMAIN digits AS digit[] CHECK (array_length(VALUE, 1) < 5);"
                      "CREATE TYPE pin AS (kind text, numbers digits);"
                      "CREATE TABLE t (a digits, p pin);",
                      "element check digit_check: VALUE >= 0 [a[]]\n"
                      "element check digit_check: VALUE < 10 [a[]]\n"
                      "domain check digits_check: array_length(a, 1) < 5\n"
                      "element check digit_check: VALUE >= 0 [p.numbers[]]\n"
                      "element check digit_check: VALUE < 10 [p.numbers[]]\n"
                      "element check digits_check: array_length(VALUE, 1) < 5 [p.numbers]");
}

static void generated_columns_are_written_out(void **state)
{
    (void)state;
    assert_conditions("CREATE TABLE t (a int NOT NULL, b int NOT NULL, "
                      " total bigint GENERATED ALWAYS AS (a * b) STORED NOT NULL CHECK (total < 100),"
                      " rate numeric(5,2) GENERATED ALWAYS AS (a / 3.0) STORED CHECK (rate > 0),"
                      " name text, nick varchar(10) GENERATED ALWAYS AS (lower(name)) STORED NOT NULL);",
                      "check t_rate_check: (a / 3.0)::numeric(5,2) > 0\n"
                      "check t_rate_check: a <= 2997\n"
                      "check t_rate_check: a >= -2997\n"
                      "check t_total_check: a * b < 100\n"
                      "generated rate: a <= 2997\ngenerated rate: a >= -2997\n"
                      "generated nick: name IS NOT NULL\ngenerated nick: length(lower(name)) <= 10");
}

static void generated_numbers_fit_their_types(void **state)
{
    (void)state;
    assert_conditions("CREATE TABLE t (a int, b int, c bigint,"
                      " hours numeric(4,2) GENERATED ALWAYS AS (round(a::numeric / 60.0, 2)) STORED,"
                      " cents smallint GENERATED ALWAYS AS (b * 2.5) STORED,"
                      " whole smallint GENERATED ALWAYS AS (a + b) STORED,"
                      " short int GENERATED ALWAYS AS (c) STORED);",
                      "generated hours: a <= 5940\ngenerated hours: a >= -5940\n"
                      "generated cents: b <= 13106\ngenerated cents: b >= -13106\n"
                      "generated whole: a <= 16383\ngenerated whole: a >= -16383\n"
                      "generated whole: b <= 16383\ngenerated whole: b >= -16383\n"
                      "generated short: c <= 2147483647\ngenerated short: c >= -2147483647");
}

static void functions_are_written_out(void **state)
{
    (void)state;
    assert_conditions(
        "CREATE FUNCTION is_short(t text, n int) RETURNS boolean LANGUAGE sql STRICT AS 'SELECT length(t) < "
        "n;';"
        "CREATE FUNCTION is_code(text) RETURNS boolean LANGUAGE sql RETURN $1 ~ '^[A-Z]+$' AND is_short($1, "
        "9);"
        "CREATE FUNCTION pair(a int, b int) RETURNS boolean LANGUAGE sql STRICT"
        " AS $$ SELECT coalesce(a, 1) > coalesce(pair.b, 2) AS more $$;"
        "CREATE FUNCTION is_odd(a int) RETURNS boolean LANGUAGE sql BEGIN ATOMIC SELECT a % 2 = 1; END;"
        "CREATE FUNCTION many(VARIADIC a int[]) RETURNS boolean LANGUAGE sql AS 'SELECT a[1] > 1';"
        "CREATE TABLE t (a int, b int, c text CHECK (is_code(c)),"
        " CHECK (pair(a, b)), CHECK (is_odd(a)), CHECK (many(a, b)));",
        "check t_a_check: a % 2 = 1\n"
        "check t_c_check: c ~ '^[A-Z]+$'\ncheck t_c_check: length(c) < 9\n"
        "check t_check: a IS NULL OR b IS NULL OR COALESCE(a, 1) > COALESCE(b, 2)\n"
        "check t_check1: (ARRAY[a, b])[1] > 1");
}

static void functions_that_are_more_stay(void **state)
{
    (void)state;
    assert_conditions(
        "CREATE FUNCTION q(a int) RETURNS boolean LANGUAGE sql AS 'SELECT EXISTS (SELECT 1 WHERE $1 = 1)';"
        "CREATE FUNCTION f(a int) RETURNS boolean LANGUAGE sql AS 'SELECT a > 1 FROM generate_series(1, 2)';"
        "CREATE FUNCTION loop(a int) RETURNS boolean LANGUAGE sql AS 'SELECT loop(a + 1)';"
        "CREATE FUNCTION two(a int) RETURNS boolean LANGUAGE sql AS 'SELECT true; SELECT false';"
        "CREATE FUNCTION lower(a text) RETURNS text LANGUAGE sql AS 'SELECT a';"
        "CREATE TABLE t (a int, b text, CHECK (q(a)), CHECK (f(a)), CHECK (two(a)),"
        " CHECK (a > 0 OR loop(a)),"
        " CHECK (lower(b) = b));",
        "check t_a_check: q(a)\ncheck t_a_check1: f(a)\ncheck t_a_check2: two(a)\n"
        "check t_a_check3: a > 0 OR loop(a)\ncheck t_b_check: lower(b) = b");
}

static void functions_that_decide_are_cases(void **state)
{
    (void)state;
    assert_conditions(
        "CREATE FUNCTION level(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN IF a > 10 THEN RETURN 3;"
        " ELSIF a > 5 THEN RETURN 2; END IF; RETURN 1; END; $$;"
        "CREATE FUNCTION is_ok(a int) RETURNS boolean LANGUAGE plpgsql AS"
        " $$ BEGIN IF a IS NULL THEN RETURN true; END IF; RETURN a > 5; END $$;"
        "CREATE FUNCTION counts(a int) RETURNS boolean LANGUAGE plpgsql AS"
        " $$ DECLARE n int := 1; BEGIN RETURN a > n; END $$;"
        "CREATE TABLE t (a int NOT NULL, b int, CHECK (level(a) < 3), CHECK (is_ok(b)), CHECK (counts(a)));",
        "check t_a_check: a <= 10 AND a > 5 OR a <= 10 AND a <= 5\ncheck t_a_check1: a > 1\n"
        "check t_b_check: b IS NULL OR b > 5");
}

static void lists_of_partitions(void **state)
{
    (void)state;
    assert_conditions(
        "CREATE TABLE t (a text, b int) PARTITION BY LIST (a);"
        "CREATE TABLE t1 PARTITION OF t FOR VALUES IN ('x', 'y');"
        "CREATE TABLE t2 PARTITION OF t (CHECK (b > 3), b NOT NULL) FOR VALUES IN ('z', NULL);"
        "CREATE TABLE t3 PARTITION OF t DEFAULT;",
        "partition partition: a IS NOT NULL AND a IN ('x', 'y') OR (a IS NULL OR a = 'z') AND b > 3 AND "
        "b IS NOT NULL OR a NOT IN ('x', 'y') AND a IS NOT NULL AND a <> 'z' (true)");
    assert_conditions("CREATE TABLE t (a int) PARTITION BY LIST (a);", "partition partition: false (true)");
    assert_conditions("CREATE TABLE t (a int) PARTITION BY LIST (a);"
                      "CREATE TABLE t1 PARTITION OF t DEFAULT;",
                      "");
}

static void ranges_of_partitions(void **state)
{
    (void)state;
    assert_conditions(
        "CREATE TABLE t (d date NOT NULL) PARTITION BY RANGE (d);"
        "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2020-1-1') TO ('2021-1-1');"
        "CREATE TABLE t2 PARTITION OF t FOR VALUES FROM (MINVALUE) TO ('2019-1-1');",
        "partition partition: d >= '2020-01-01' AND d < '2021-01-01' OR d < '2019-01-01' (true)");
    assert_conditions(
        "CREATE TABLE t (a int NOT NULL, b int NOT NULL) PARTITION BY RANGE (a, (b % 10));"
        "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1, 2) TO (3, 4);"
        "CREATE TABLE t2 PARTITION OF t FOR VALUES FROM (5, MINVALUE) TO (7, MAXVALUE);"
        "CREATE TABLE t3 PARTITION OF t FOR VALUES FROM (8, MAXVALUE) TO (9, MINVALUE);",
        "partition partition: (a > 1 OR a = 1 AND b % 10 >= 2) AND (a < 3 OR a = 3 AND b % 10 < "
        "4) OR a >= 5 AND a <= 7 OR a > 8 AND a < 9 (true)");
}

static void hashes_of_partitions(void **state)
{
    (void)state;
    assert_conditions("CREATE TABLE t (a int, b text) PARTITION BY HASH (a, b);"
                      "CREATE TABLE t1 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 0);"
                      "CREATE TABLE t2 PARTITION OF t FOR VALUES WITH (MODULUS 4, REMAINDER 1);",
                      "partition partition: satisfies_hash(2, 0, a, b) OR satisfies_hash(4, 1, a, b) (true)");
    assert_conditions("CREATE TABLE t (a int) PARTITION BY HASH (a);"
                      "CREATE TABLE t1 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 0);"
                      "CREATE TABLE t2 PARTITION OF t FOR VALUES WITH (MODULUS 4, REMAINDER 1);"
                      "CREATE TABLE t3 PARTITION OF t FOR VALUES WITH (MODULUS 4, REMAINDER 3);",
                      "");
}

static void partitions_of_partitions(void **state)
{
    (void)state;
    assert_conditions("CREATE TABLE t (a int NOT NULL, b int NOT NULL CHECK (b < 99)) PARTITION BY LIST (a);"
                      "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1) PARTITION BY RANGE (b);"
                      "CREATE TABLE t11 PARTITION OF t1 FOR VALUES FROM (0) TO (10);"
                      "CREATE TABLE t12 PARTITION OF t1 FOR VALUES FROM (10) TO (MAXVALUE);"
                      "CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2) PARTITION BY RANGE (b);",
                      "check t_b_check: b < 99\n"
                      "partition partition: a = 1 (true)\n"
                      "partition partition: b >= 0 AND b < 10 OR b >= 10 (true)");
}

/* What a trigger t1 of a table t with this body does, and the conditions that follow. */
static void assert_trigger(const char *kind, const char *body, const char *expected_effect,
                           const char *expected)
{
    char ddl[2000];
    snprintf(ddl, sizeof ddl,
             "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $f$ %s $f$;"
             "CREATE TABLE t (a int, b text, c int NOT NULL);"
             "CREATE TRIGGER t1 %s EXECUTE FUNCTION f('x');",
             body, kind);
    Fixture *fixture = fixture_new(ddl);
    const Table *table = schema_find_table(fixture->schema, TEXT("public"), TEXT("t"));
    TriggerEffectList effects = triggers_of(fixture->arena, fixture->schema, table);
    assert_int_equal(effects.count, 1);
    Text words = trigger_effect_text(fixture->arena, &effects.items[0]);
    assert_string_equal(text_string(fixture->arena, words), expected_effect);
    assert_string_equal(text_string(fixture->arena, conditions_text(fixture)), expected);
    fixture_free(fixture);
}

static const char row_before[] = "BEFORE INSERT OR UPDATE ON t FOR EACH ROW";

static void triggers_that_raise_are_conditions(void **state)
{
    (void)state;
    assert_trigger(row_before,
                   "BEGIN IF NEW.a < 0 THEN RAISE EXCEPTION 'no %', NEW.a USING HINT = 'x';"
                   " ELSIF NEW.b IS NULL OR NEW.b = '' THEN RAISE 'no'; ELSE IF NEW.c > 9 THEN RAISE SQLSTATE"
                   " '22012'; END IF; END IF; RAISE NOTICE 'well'; RETURN NEW; END",
                   "rejects rows that break its conditions",
                   "trigger t1: a >= 0\ntrigger t1: b IS NOT NULL\ntrigger t1: b <> ''\ntrigger t1: c <= 9");
    assert_trigger("AFTER INSERT ON t FOR EACH ROW WHEN (NEW.a > 3)",
                   "BEGIN ASSERT NEW.c <> 7, 'lucky'; RETURN NULL; END",
                   "rejects rows that break its conditions", "trigger t1: a <= 3 OR c <> 7");
    assert_trigger("BEFORE INSERT OR DELETE ON t FOR EACH ROW",
                   "BEGIN IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;"
                   " IF TG_OP IN ('INSERT', 'UPDATE') AND (NEW.a IS DISTINCT FROM OLD.a) THEN"
                   "  IF NEW.a > 1 AND TG_ARGV[0] = 'x' THEN RAISE EXCEPTION 'no'; END IF;"
                   " END IF; RETURN NEW; END",
                   "rejects rows that break its conditions", "trigger t1: a IS NULL OR a <= 1");
}

static void triggers_that_look_elsewhere_are_named(void **state)
{
    (void)state;
    assert_trigger(
        row_before,
        "DECLARE n int := 3; BEGIN SELECT count(*) INTO n FROM t; IF n > 3 THEN RAISE EXCEPTION 'full';"
        " END IF; IF NEW.a < 0 THEN RAISE EXCEPTION 'less'; END IF; RETURN NEW; END",
        "rejects rows", "trigger t1: a >= 0");
    assert_trigger(row_before, "BEGIN IF EXISTS (SELECT FROM t) THEN RETURN NULL; END IF; RETURN NEW; END;",
                   "leaves out rows", "");
    assert_trigger(row_before, "BEGIN RAISE EXCEPTION 'read only'; END", "rejects rows", "");
    assert_trigger(row_before,
                   "BEGIN IF NEW.a = 1 THEN RETURN NULL; END IF; INSERT INTO t VALUES (1); PERFORM f();"
                   " RETURN NEW; END",
                   "leaves out rows that break its conditions, writes elsewhere", "trigger t1: a <> 1");
    assert_trigger(row_before,
                   "BEGIN BEGIN IF NEW.a = 1 THEN RAISE 'x'; END IF; EXCEPTION WHEN OTHERS THEN NULL; END;"
                   " FOR i IN 1..3 LOOP IF NEW.c = i THEN RAISE 'y'; END IF; END LOOP; RETURN NEW; END",
                   "rejects rows", "");
    assert_trigger("AFTER INSERT ON t", "BEGIN RETURN NULL; END", "does nothing to the rows", "");
    assert_trigger("AFTER INSERT ON t", "BEGIN << x", "what it does is not known", "");
}

static void triggers_that_assign_are_named(void **state)
{
    (void)state;
    assert_trigger(row_before,
                   "BEGIN NEW.b := lower(NEW.b); IF NEW.b = '' THEN RAISE 'x'; END IF;"
                   " IF NEW.a = 1 THEN NEW.c = 2; END IF; SELECT 1 INTO NEW.a; RETURN NEW; END",
                   "rejects rows, changes columns \"b\" and \"c\" and \"a\"", "");
    assert_trigger(row_before, "BEGIN NEW := jsonb_populate_record(NEW, '{}'); RETURN NEW; END",
                   "changes rows", "");
    assert_trigger("AFTER INSERT ON t FOR EACH ROW", "BEGIN NEW.a = 3; RETURN NEW; END",
                   "does nothing to the rows", "");
}

/* A predicate over the columns of the table below, and what it comes to. */
static const char *const simplified[][2] = {
    {"n > 1 AND true", "n > 1"},
    {"n > 1 OR true", "true"},
    {"NOT (NOT b)", "b"},
    {"n > 1 AND n > 1", "n > 1"},
    {"k IS NULL", "false"},
    {"k IS NOT NULL AND n > 1", "n > 1"},
    {"k + 1 IS NULL", "false"},
    {"n + k IS NULL", "n IS NULL"},
    {"b = true", "b"},
    {"b <> true", "NOT b"},
    {"false = b", "NOT b"},
    {"b IS TRUE", "b IS NOT NULL AND b"},
    {"bk IS TRUE", "bk"},
    {"bk IS NOT TRUE", "NOT bk"},
    {"(n > 1) IS TRUE", "n IS NOT NULL AND n > 1"},
    {"(n > 1) IS NOT TRUE", "n IS NULL OR n <= 1"},
    {"(n > 1 OR m > 1) IS FALSE", "n IS NOT NULL AND n <= 1 AND m IS NOT NULL AND m <= 1"},
    {"(n > 1) IS UNKNOWN", "n IS NULL"},
    {"n IS DISTINCT FROM 3", "n IS NULL OR n <> 3"},
    {"n IS NOT DISTINCT FROM 3", "n IS NOT NULL AND n = 3"},
    {"b IS DISTINCT FROM true", "b IS NULL OR NOT b"},
    {"n IS NOT DISTINCT FROM m", "n IS NULL AND m IS NULL OR n IS NOT NULL AND m IS NOT NULL AND n = m"},
    {"coalesce(b, false)", "b IS NOT NULL AND b"},
    {"coalesce(n, m) IS NOT NULL", "n IS NOT NULL OR m IS NOT NULL"},
    {"coalesce(n, m) IS NULL", "n IS NULL AND m IS NULL"},
    {"coalesce(k, n) > 1", "k > 1"},
    {"coalesce(n, 0) > 1", "COALESCE(n, 0) > 1"},
    {"nullif(s, '') IS NOT NULL", "s IS NOT NULL AND s <> ''"},
    {"nullif(s, '') IS NULL", "s IS NULL OR s = ''"},
    {"(n IS NULL) = (m IS NULL)", "n IS NULL AND m IS NULL OR n IS NOT NULL AND m IS NOT NULL"},
    {"(n IS NULL) <> (m IS NULL)", "n IS NULL AND m IS NOT NULL OR n IS NOT NULL AND m IS NULL"},
    {"(n IS NULL) <= (m IS NULL)", "n IS NOT NULL OR m IS NULL"},
    {"b = (n IS NULL)", "b AND n IS NULL OR NOT b AND n IS NOT NULL"},
    {"CASE WHEN k > 1 THEN b ELSE n > 1 END", "k > 1 AND b OR k <= 1 AND n > 1"},
    {"CASE WHEN n > 1 THEN b END", "n IS NOT NULL AND n > 1 AND b OR (n IS NULL OR n <= 1) AND NULL"},
    {"CASE k WHEN 1 THEN true WHEN 2 THEN b ELSE false END", "k = 1 OR k <> 1 AND k = 2 AND b"},
    {"CASE WHEN true THEN n ELSE m END > 1", "n > 1"},
    {"CASE WHEN n > 1 THEN 1 ELSE 2 END = k", "CASE WHEN n > 1 THEN 1 ELSE 2 END = k"},
    {"CASE WHEN k > 9 THEN 1 WHEN k > 5 THEN 2 ELSE 30 END > 10.0", "k <= 9 AND k <= 5"},
    {"CASE WHEN k > 9 THEN 'a' ELSE CASE WHEN k > 5 THEN 'b' END END = 'a'",
     "k > 9 OR k <= 9 AND k <= 5 AND NULL"},
    {"-10 < -9.5 AND 2 < 10 AND 1.10 <= 1.1 AND 0.5 > -0.5", "true"},
    {"1.25 > 1.3 OR 100 < 99.9", "false"},
    {"n IS NULL OR n IS NOT NULL AND n > 1", "n IS NULL OR n > 1"},
    {"n IS NOT NULL AND (n IS NULL OR m > 1)", "n IS NOT NULL AND m > 1"},
    {"1 = 1.0 AND 'a' <> 'a'", "false"},
    {"'INSERT' IN ('UPDATE', 'INSERT')", "true"},
    {"n = NULL", "NULL"},
    {"ROW(n, m) IS NOT NULL", "n IS NOT NULL AND m IS NOT NULL"},
    {"n IS NULL OR n IS NOT NULL", "true"},
    {"s || t <> ''", "s || t <> ''"},
    {"(s || t) IS NULL", "s IS NULL OR t IS NULL"},
    {"(a || 1) IS NULL", "a || 1 IS NULL"},
    {"NOT (c IS NULL)", "NOT c IS NULL"},
};

static const char simplify_ddl[] =
    "CREATE TYPE pair AS (x int, y int);"
    "CREATE TABLE t (n int, m int, k int NOT NULL, b boolean, bk boolean NOT NULL, s text, t text, a int[],"
    " c pair NOT NULL);";

static void predicates_become_flat(void **state)
{
    (void)state;
    Fixture *fixture = fixture_new(simplify_ddl);
    const Table *table = schema_find_table(fixture->schema, TEXT("public"), TEXT("t"));
    ExprScope scope = {.schema = fixture->schema, .table = table};
    for (size_t i = 0; i < sizeof simplified / sizeof *simplified; i++) {
        Expr *expr = read_expr_text(fixture->schema, &fixture->diag, text_of(simplified[i][0]), TEXT("test"));
        assert_non_null(expr);
        expr = expr_normalise(fixture->arena, expr, &scope);
        Text got = expr_print(fixture->arena, condition_simplify(fixture->arena, &scope, expr));
        if (!text_is(got, simplified[i][1]))
            fail_msg("%s\n  came out as  %.*s\n  and not      %s", simplified[i][0], TEXT_ARG(got),
                     simplified[i][1]);
    }
    fixture_free(fixture);
}

static void null_is_what_it_passes_for(void **state)
{
    (void)state;
    Fixture *fixture = fixture_new(simplify_ddl);
    const Table *table = schema_find_table(fixture->schema, TEXT("public"), TEXT("t"));
    ExprScope scope = {.schema = fixture->schema, .table = table};
    Expr *expr =
        read_expr_text(fixture->schema, &fixture->diag, TEXT("CASE WHEN n > 1 THEN b END"), TEXT("test"));
    expr = expr_normalise(fixture->arena, expr, &scope);
    Expr *passes = condition_relax(fixture->arena, &scope, expr, true);
    Expr *fails = condition_relax(fixture->arena, &scope, expr, false);
    assert_string_equal(text_string(fixture->arena, expr_print(fixture->arena, passes)),
                        "n > 1 AND b OR n IS NULL OR n <= 1");
    assert_string_equal(text_string(fixture->arena, expr_print(fixture->arena, fails)),
                        "n IS NOT NULL AND n > 1 AND b");
    fixture_free(fixture);
}

UNIT_MAIN(cmocka_unit_test(checks_are_split), cmocka_unit_test(checks_are_inherited_and_need_not_be_valid),
          cmocka_unit_test(domains_ask_it_of_their_columns), cmocka_unit_test(elements_keep_their_value),
          cmocka_unit_test(generated_columns_are_written_out),
          cmocka_unit_test(generated_numbers_fit_their_types), cmocka_unit_test(functions_are_written_out),
          cmocka_unit_test(functions_that_are_more_stay), cmocka_unit_test(functions_that_decide_are_cases),
          cmocka_unit_test(lists_of_partitions), cmocka_unit_test(ranges_of_partitions),
          cmocka_unit_test(hashes_of_partitions), cmocka_unit_test(partitions_of_partitions),
          cmocka_unit_test(triggers_that_raise_are_conditions),
          cmocka_unit_test(triggers_that_look_elsewhere_are_named),
          cmocka_unit_test(triggers_that_assign_are_named), cmocka_unit_test(predicates_become_flat),
          cmocka_unit_test(null_is_what_it_passes_for))
