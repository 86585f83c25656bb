/* Tests of plan/scenario: of conditions of chance over small domains, the rows of all scenarios are those
 * that the conditions let pass, no more and no fewer; and that the work is bounded, whatever the conditions.
 */
#include "unit.h"

#include "base/buffer.h"
#include "plan/condition/condition.h"
#include "evaluate/evaluate.h"
#include "plan/condition/scenario.h"
#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    INTEGERS = 4,           /* columns a to d, NULL or 0 to 2 */
    COLUMNS = INTEGERS + 1, /* and e, a boolean */
    CHOICES = 4,
    ROWS = CHOICES * CHOICES * CHOICES * CHOICES * 3
};

/* ---- conditions of chance ---- */

static void put_predicate(Buffer *out, size_t depth);

static char any_column(void)
{
    return (char)('a' + unit_below(INTEGERS));
}

static void put_comparison(Buffer *out)
{
    static const char *const symbols[] = {"=", "<>", "<", "<=", ">", ">="};
    const char *symbol = symbols[unit_below(6)];
    size_t number = unit_below(4);
    char one = any_column(), other = any_column();
    switch (unit_below(8)) {
    case 0:
        buffer_format(out, "%c %s %c", one, symbol, other);
        break;
    case 1:
        buffer_format(out, "%c + %c %s %zu", one, other, symbol, number);
        break;
    case 2:
        buffer_format(out, "coalesce(%c, %c) %s %zu", one, other, symbol, number);
        break;
    case 3:
        buffer_format(out, "nullif(%c, %zu) %s %c", one, number, symbol, one == 'a' ? 'b' : 'a');
        break;
    case 4:
        buffer_format(out, "%s(%c, %c) %s %zu", unit_below(2) ? "greatest" : "least", one, other, symbol,
                      number);
        break;
    default:
        buffer_format(out, "%c %s %zu", one, symbol, number);
    }
}

static void put_count(Buffer *out)
{
    static const char *const symbols[] = {"=", "<", ">=", "<>"};
    const char *symbol = symbols[unit_below(4)];
    switch (unit_below(4)) {
    case 0:
        buffer_format(out, "num_nonnulls(a, b, c, d) %s %zu", symbol, unit_below(4));
        break;
    case 1:
        buffer_format(out, "num_nulls(%c, %c, e) %s %zu", any_column(), any_column(), symbol, unit_below(3));
        break;
    case 2:
        buffer_format(out, "(a IS NOT NULL)::int + (%c IS NULL)::int + (e IS TRUE)::int %s %zu", any_column(),
                      symbol, unit_below(3));
        break;
    default:
        buffer_format(out,
                      "CASE WHEN %c > 1 THEN 1 ELSE 0 END + CASE WHEN %c IS NULL THEN 0 ELSE 1 END %s %zu",
                      any_column(), any_column(), symbol, unit_below(3));
    }
}

static void put_atom(Buffer *out)
{
    switch (unit_below(8)) {
    case 0:
        buffer_format(out, "%c IS %sNULL", any_column(), unit_below(2) ? "NOT " : "");
        break;
    case 1:
        buffer_format(out, "%c %sIN (0, %zu)", any_column(), unit_below(2) ? "NOT " : "", 1 + unit_below(2));
        break;
    case 2:
        buffer_format(out, "%c IS %sDISTINCT FROM %c", any_column(), unit_below(2) ? "NOT " : "",
                      any_column());
        break;
    case 3:
        buffer_string(out, unit_below(2) ? "e" : "NOT e");
        break;
    case 4:
        put_count(out);
        break;
    default:
        put_comparison(out);
    }
}

static void put_pair(Buffer *out, const char *between, size_t depth)
{
    buffer_char(out, '(');
    put_predicate(out, depth);
    buffer_string(out, between);
    put_predicate(out, depth);
    buffer_char(out, ')');
}

static void put_predicate(Buffer *out, size_t depth)
{
    static const char *const pairs[] = {") AND (", ") OR (", ") OR (", ") = (", ") <> ("};
    static const char *const tests[] = {"TRUE", "NOT TRUE", "FALSE", "NOT FALSE", "NULL", "NOT NULL"};
    if (!depth || !unit_below(4)) {
        put_atom(out);
        return;
    }
    switch (unit_below(6)) {
    case 0:
        buffer_string(out, "NOT (");
        put_predicate(out, depth - 1);
        buffer_char(out, ')');
        break;
    case 1:
        buffer_char(out, '(');
        put_predicate(out, depth - 1);
        buffer_format(out, ") IS %s", tests[unit_below(6)]);
        break;
    case 2:
        buffer_string(out, "CASE WHEN ");
        put_predicate(out, depth - 1);
        buffer_string(out, " THEN ");
        put_predicate(out, depth - 1);
        buffer_string(out, " ELSE ");
        put_predicate(out, depth - 1);
        buffer_string(out, " END");
        break;
    default:
        put_pair(out, pairs[unit_below(5)], depth - 1);
    }
}

/* ---- schemas ---- */

typedef struct Fixture {
    Arena *arena;
    Schema *schema;
    const Table *table;
} Fixture;

static Fixture fixture_new(Text ddl)
{
    Fixture fixture = {.arena = arena_new()};
    Diag diag = diag_new(stderr);
    fixture.schema = schema_new(fixture.arena);
    Source *source = source_new(fixture.arena, TEXT("test"), ddl);
    if (!read_sql(fixture.schema, &diag, source) || !schema_check(fixture.schema, &diag))
        fail_msg("%.*s", TEXT_ARG(ddl));
    fixture.table = schema_find_table(fixture.schema, TEXT("public"), TEXT("t"));
    return fixture;
}

/* What is asked of scenarios, and the answer. */
typedef struct Problem {
    ScenarioScope scope;
    ExprList conditions, splits;
    ScenarioList scenarios;
    ScenarioResult result;
} Problem;

static Problem solve(const Fixture *fixture, const ExprList *splits)
{
    Problem problem = {
        .scope = {.arena = fixture->arena, .schema = fixture->schema, .table = fixture->table}};
    ConditionList conditions = conditions_of(fixture->arena, fixture->schema, fixture->table);
    bool *needed = arena_array(fixture->arena, fixture->table->columns.count, sizeof *needed);
    for (size_t i = 0; i < conditions.count; i++)
        list_push(fixture->arena, &problem.conditions, conditions.items[i].expr);
    for (size_t i = 0; i < fixture->table->columns.count; i++) {
        needed[i] = fixture->table->columns.items[i]->not_null;
        list_push(fixture->arena, &problem.scope.columns, fixture->table->columns.items[i]);
    }
    problem.scope.needed = needed;
    problem.scope.work = SCENARIO_WORK;
    problem.splits = *splits;
    problem.result = scenarios_of(&problem.scope, &problem.conditions, &problem.splits, &problem.scenarios);
    return problem;
}

/* ---- rows ---- */

typedef struct Row {
    Text texts[COLUMNS];
    bool nulls[COLUMNS];
    EvaluateScope scope;
} Row;

static void row_set(Row *row, const Fixture *fixture, size_t number)
{
    static const char *const numbers[] = {"0", "1", "2"}, *const truths[] = {"f", "t"};
    for (size_t i = 0; i < COLUMNS; i++) {
        size_t choices = i < INTEGERS ? CHOICES : 3, choice = number % choices;
        number /= choices;
        row->nulls[i] = choice == choices - 1;
        row->texts[i] =
            row->nulls[i] ? (Text){"", 0} : text_of(i < INTEGERS ? numbers[choice] : truths[choice]);
    }
    row->scope = (EvaluateScope){
        .schema = fixture->schema, .table = fixture->table, .texts = row->texts, .nulls = row->nulls};
}

static bool has_null_where_needed(const Row *row, const Fixture *fixture)
{
    for (size_t i = 0; i < COLUMNS; i++)
        if (row->nulls[i] && fixture->table->columns.items[i]->not_null)
            return true;
    return false;
}

/* The conditions as they were declared. */
static bool passes(Arena *arena, const Row *row, const Fixture *fixture)
{
    for (size_t i = 0; i < fixture->table->checks.count; i++) {
        Truth truth = evaluate_truth(arena, fixture->table->checks.items[i]->expr, &row->scope);
        assert_true(truth == TRUTH_TRUE || truth == TRUTH_FALSE || truth == TRUTH_NULL);
        if (truth == TRUTH_FALSE)
            return false;
    }
    return true;
}

static bool all_true(Arena *arena, const ExprList *list, const Row *row)
{
    for (size_t i = 0; i < list->count; i++)
        if (evaluate_truth(arena, list->items[i], &row->scope) != TRUTH_TRUE)
            return false;
    return true;
}

static bool is_in(Arena *arena, const Scenario *scenario, const Row *row)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        if (scenario->presence[i] != PRESENCE_FREE &&
            (scenario->presence[i] == PRESENCE_NULL) != row->nulls[i])
            return false;
        if (!row->nulls[i] && !all_true(arena, &scenario->conditions[i], row))
            return false;
    }
    return all_true(arena, &scenario->relations, row);
}

/* The tags say for every row of the scenario which splits are true. */
static void check_tags(Arena *arena, const Problem *problem, const Scenario *scenario, const Row *row)
{
    for (size_t k = 0; k < problem->splits.count; k++) {
        Truth truth = evaluate_truth(arena, problem->splits.items[k], &row->scope);
        assert_int_equal(scenario->tags >> k & 1, truth == TRUTH_TRUE);
    }
}

/* Compares all rows; gives how many pass. */
static size_t check_rows(const Problem *problem, const Fixture *fixture, Text ddl)
{
    size_t passing = 0;
    Arena *arena = arena_new();
    for (size_t number = 0; number < ROWS; number++) {
        Row row;
        row_set(&row, fixture, number);
        if (has_null_where_needed(&row, fixture))
            continue;
        bool pass = passes(arena, &row, fixture), covered = false;
        for (size_t i = 0; i < problem->scenarios.count; i++)
            if (is_in(arena, problem->scenarios.items[i], &row)) {
                covered = true;
                check_tags(arena, problem, problem->scenarios.items[i], &row);
            }
        if (covered != pass && !(pass && problem->scenarios.count == SCENARIO_LIMIT))
            fail_msg("row %zu %s but %s: %.*s", number, pass ? "passes" : "does not pass",
                     covered ? "is in a scenario" : "is in none", TEXT_ARG(ddl));
        passing += pass;
    }
    arena_free(arena);
    return passing;
}

/* ---- tests ---- */

static void scenarios_are_the_rows_that_pass(void **unused)
{
    (void)unused;
    size_t full = 0, empty = 0;
    for (size_t turn = 0; turn < 80; turn++) {
        Buffer out = {0};
        buffer_format(&out, "CREATE TABLE t (a int%s, b int, c int, d int%s, e boolean",
                      unit_below(4) ? "" : " NOT NULL", unit_below(4) ? "" : " NOT NULL");
        for (size_t checks = 1 + unit_below(3); checks > 0; checks--) {
            buffer_string(&out, ", CHECK (");
            put_predicate(&out, 1 + unit_below(3));
            buffer_char(&out, ')');
        }
        buffer_string(&out, ")");
        Fixture fixture = fixture_new(buffer_contents(&out));
        ExprList splits = {0};
        for (size_t k = turn % 3; k > 0; k--) {
            Buffer split = {0};
            put_predicate(&split, 1);
            Diag diag = diag_new(stderr);
            Expr *expr = read_expr_text(fixture.schema, &diag,
                                        text_copy(fixture.arena, buffer_contents(&split)), TEXT("split"));
            list_push(fixture.arena, &splits,
                      condition_expand(fixture.arena, fixture.schema, fixture.table, expr));
            buffer_free(&split);
        }
        Problem problem = solve(&fixture, &splits);
        assert_true(problem.result.outcome == SCENARIOS_FOUND || problem.result.outcome == SCENARIOS_NONE);
        size_t passing = check_rows(&problem, &fixture, buffer_contents(&out));
        full += passing > 0;
        empty += passing == 0;
        arena_free(fixture.arena);
        buffer_free(&out);
    }
    assert_true(full > 25 && empty > 0);
}

/* "… c7 … c7 …" for each of many columns, with something between. */
static void put_each(Buffer *out, size_t count, const char *between, const char *format)
{
    for (size_t i = 0; i < count; i++) {
        buffer_string(out, i ? between : "");
        for (const char *at = format; *at; at++)
            switch (*at) {
            case '@': /* one of the columns */
                buffer_format(out, "c%zu", i % 40);
                break;
            case '&': /* another one */
                buffer_format(out, "c%zu", (i * 7 + 1) % 40);
                break;
            case '#':
                buffer_format(out, "%zu", i);
                break;
            default:
                buffer_char(out, *at);
            }
    }
}

/* Forty columns, each piece for so many of them, put together and between two ends. */
typedef struct Hostile {
    const char *before, *piece, *between, *after;
    size_t count;
    ScenarioOutcome outcome;
} Hostile;

static void work_is_bounded(void **unused)
{
    (void)unused;
    static const Hostile cases[] = {
        {"CHECK (", "(@ > # OR & < -#)", " AND ", ")", 800, SCENARIOS_FOUND},
        {"", "CHECK (@ > # OR & < -#)", ", ", "", 800, SCENARIOS_FOUND},
        {"CHECK (", "@ = # AND & = #", " OR ", ")", 3000, SCENARIOS_FOUND},
        {"CHECK (", "@ < &", " OR ", ")", 3000, SCENARIOS_FOUND},
        {"", "CHECK (@ < &)", ", ", "", 39, SCENARIOS_FOUND},
        {"CHECK (num_nonnulls(", "@", ", ", ") = 20)", 40, SCENARIOS_FOUND},
        {"CHECK (", "(@ IS NULL)::int", " + ", " = 20)", 40, SCENARIOS_FOUND},
        {"CHECK (", "((@ > 3) = (& > 3))", " AND ", ")", 39, SCENARIOS_FOUND},
        {"CHECK (CASE ", "WHEN @ = # THEN & > @", " ", " ELSE c1 = c2 END)", 400, SCENARIOS_FOUND},
        {"CHECK (coalesce(", "@", ", ", ") > 0)", 40, SCENARIOS_FOUND},
        {"CHECK (greatest(", "@", ", ", ") = 5)", 40, SCENARIOS_TOO_MANY},
        {"", "CHECK ((@ > 0) <> (& > 0) OR @ = &)", ", ", "", 300, SCENARIOS_FOUND}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buffer out = {0};
        buffer_string(&out, "CREATE TABLE t (");
        put_each(&out, 40, ", ", "@ int");
        buffer_format(&out, ", %s", cases[i].before);
        put_each(&out, cases[i].count, cases[i].between, cases[i].piece);
        buffer_format(&out, "%s)", cases[i].after);
        Fixture fixture = fixture_new(buffer_contents(&out));
        Problem problem = solve(&fixture, &(ExprList){0});
        if (problem.result.outcome != cases[i].outcome || problem.result.work > 2 * (size_t)SCENARIO_WORK)
            fail_msg("case %zu: %d after %zu steps", i, (int)problem.result.outcome, problem.result.work);
        arena_free(fixture.arena);
        buffer_free(&out);
    }
}

/* Of exactly so many out of many, each column is NULL in some scenario and not in another. */
static void numbers_of_nulls_show_every_column(void **unused)
{
    (void)unused;
    for (size_t wanted = 1; wanted < 30; wanted += 7) {
        Buffer out = {0};
        buffer_string(&out, "CREATE TABLE t (");
        put_each(&out, 30, ", ", "@ int");
        buffer_string(&out, ", CHECK (num_nonnulls(");
        put_each(&out, 30, ", ", "@");
        buffer_format(&out, ") = %zu))", wanted);
        Fixture fixture = fixture_new(buffer_contents(&out));
        Problem problem = solve(&fixture, &(ExprList){0});
        for (size_t c = 0; c < 30; c++) {
            size_t seen[3] = {0};
            for (size_t i = 0; i < problem.scenarios.count; i++)
                seen[problem.scenarios.items[i]->presence[c]]++;
            assert_true(seen[PRESENCE_NULL] && seen[PRESENCE_VALUE] && !seen[PRESENCE_FREE]);
        }
        for (size_t i = 0; i < problem.scenarios.count; i++) {
            size_t values = 0;
            for (size_t c = 0; c < 30; c++)
                values += problem.scenarios.items[i]->presence[c] == PRESENCE_VALUE;
            assert_int_equal(values, wanted);
        }
        arena_free(fixture.arena);
        buffer_free(&out);
    }
}

UNIT_MAIN(cmocka_unit_test(scenarios_are_the_rows_that_pass), cmocka_unit_test(work_is_bounded),
          cmocka_unit_test(numbers_of_nulls_show_every_column))
