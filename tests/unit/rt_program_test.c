/* Programs as data: row counts within bounds, file names, the texts around rows; the library says no more
 * than its error. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "rt_filename.h"
#include "rt_format.h"
#include "rt_program.h"
#include "rt_rows.h"

enum {
    PARENT,
    CHILD,
    TABLES
};

/* ---- row counts ---------------------------------------------------------------------------------------- */

static char warnings[2000];

static void warn(void *context, const char *message)
{
    (void)context;
    strncat(warnings, message, sizeof warnings - strlen(warnings) - 2);
    strcat(warnings, "\n");
}

static bool fail_to_prepare(struct rt_db *db)
{
    (void)db;
    return false;
}

/* A program of two tables, to be changed by each test. */
static struct rt_program two_tables(struct rt_table tables[TABLES])
{
    static const uint16_t order[] = {PARENT, CHILD};
    static const struct rt_table *list[TABLES];
    memset(tables, 0, TABLES * sizeof *tables);
    tables[PARENT] = (struct rt_table){.name = "parent", .label = "parent", .rows = {.count = 10}};
    tables[CHILD] = (struct rt_table){.name = "child", .label = "child", .rows = {.count = 20}};
    list[PARENT] = &tables[PARENT];
    list[CHILD] = &tables[CHILD];
    return (struct rt_program){.abi = RT_ABI,
                               .name = "two",
                               .seed = 5,
                               .tables = list,
                               .table_count = TABLES,
                               .load_order = order,
                               .db_size = sizeof(struct rt_db)};
}

/* Opens, and shows the rows, or the error and the hint. */
static const char *opened(const struct rt_program *program, const struct rt_open_options *options)
{
    static char shown[1200];
    struct rt_open_options warned = options ? *options : (struct rt_open_options){0};
    warned.warn = warn;
    warnings[0] = '\0';
    struct rt_db *db = rt_open(program, &warned);
    assert_non_null(db);
    if (*db->error)
        snprintf(shown, sizeof shown, "%s|%s", db->error, db->hint);
    else
        snprintf(shown, sizeof shown, "%llu %llu", (unsigned long long)db->rows[PARENT],
                 (unsigned long long)db->rows[CHILD]);
    rt_close(db);
    return shown;
}

static void counts_come_from_schema_and_options(void **state)
{
    (void)state;
    struct rt_table tables[TABLES];
    struct rt_program program = two_tables(tables);
    assert_string_equal(opened(&program, NULL), "10 20");
    assert_string_equal(opened(&program, &(struct rt_open_options){.has_rows = true, .rows = 7}), "7 7");
    struct rt_rows_request requests[] = {{CHILD, 3}, {CHILD, 4}};
    struct rt_open_options named = {.requests = requests, .request_count = 2, .scale = 1500000000};
    assert_string_equal(opened(&program, &named), "15 6");
    tables[CHILD].rows = (struct rt_rows){.kind = RT_ROWS_PER, .minimum = 3, .maximum = 6, .parent = PARENT};
    assert_string_equal(opened(&program, NULL), "10 45");
    assert_string_equal(opened(&program, &(struct rt_open_options){.scale = 100000000}), "1 5");
}

static void counts_overflow_nowhere(void **state)
{
    (void)state;
    struct rt_table tables[TABLES];
    struct rt_program program = two_tables(tables);
    struct rt_open_options huge = {.has_rows = true, .rows = UINT64_MAX, .scale = UINT64_MAX};
    assert_string_equal(opened(&program, &huge), "9223372036854775807 9223372036854775807");
    static const uint16_t both[] = {PARENT, PARENT, PARENT};
    const struct rt_limit limits[] = {
        {"a", "cubed", UINT64_MAX, both, 3, NULL, false, false, false},
        {"b", "empty", 0, both, 3, NULL, true, false, false},
    };
    tables[CHILD].limits = limits;
    tables[CHILD].limit_count = 1;
    assert_string_equal(opened(&program, NULL), "10 20");
    tables[CHILD].limit_count = 2;
    assert_string_equal(opened(&program, NULL), "10 0");
}

static void bounds_hold_in_circles(void **state)
{
    (void)state;
    struct rt_table tables[TABLES];
    struct rt_program program = two_tables(tables);
    static const uint16_t parent[] = {PARENT}, child[] = {CHILD};
    const struct rt_limit parent_limit = {"p", "one for each child", 1, child, 1, NULL, false, false, false};
    const struct rt_limit child_limit = {"c", "one for each parent", 1, parent, 1, NULL, false, false, false};
    tables[PARENT].limits = &parent_limit;
    tables[CHILD].limits = &child_limit;
    tables[PARENT].limit_count = tables[CHILD].limit_count = 1;
    assert_string_equal(opened(&program, NULL), "10 10");
    assert_string_equal(warnings,
                        "rows of table \"child\" lowered from 20 to 10: constraint \"c\" allows no more "
                        "(one for each parent)\n");
    const struct rt_limit twice_parent = {"p", "x", 2, child, 1, NULL, false, true, false};
    const struct rt_limit twice_child = {"c", "x", 2, parent, 1, NULL, false, true, false};
    tables[PARENT].limits = &twice_parent;
    tables[CHILD].limits = &twice_child;
    assert_non_null(strstr(opened(&program, NULL), "cannot have any number of rows"));
}

static void a_failure_is_told_and_cleaned_up(void **state)
{
    (void)state;
    struct rt_table tables[TABLES];
    struct rt_program program = two_tables(tables);
    tables[CHILD].prepare = fail_to_prepare;
    assert_string_equal(opened(&program, NULL), "could not prepare table \"child\"|");
    program.abi = RT_ABI + 1;
    assert_non_null(strstr(opened(&program, NULL), "linked with runtime"));
    rt_close(NULL);
}

/* ---- file names ---------------------------------------------------------------------------------------- */

static void file_names_are_safe_and_distinct(void **state)
{
    (void)state;
    static const char *const labels[] = {"a",        "A",        "..",  "-rf", "x/y",  "x%2Fy",
                                         "Manifest", "\xc3\xa9", "a~2", "a",   "con\n"};
    enum {
        COUNT = sizeof labels / sizeof *labels
    };
    static const char *const expected[COUNT] = {"a",          "A~2",    "%2E.",  "%2Drf", "x%2Fy", "x%252Fy",
                                                "Manifest~2", "%C3%A9", "a%7E2", "a~3",   "con%0A"};
    struct rt_table tables[COUNT] = {0};
    const struct rt_table *list[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        tables[i] = (struct rt_table){.schema = "public", .name = labels[i]};
        list[i] = &tables[i];
    }
    struct rt_program program = {.tables = list, .table_count = COUNT};
    char **names = rt_filenames_of(&program);
    assert_non_null(names);
    for (size_t i = 0; i < COUNT; i++)
        assert_string_equal(names[i], expected[i]);
    rt_filenames_free(names, &program);
}

static void long_file_names_are_cut_apart(void **state)
{
    (void)state;
    char labels[2][1000], name[RT_FILENAME_SIZE];
    struct rt_table tables[2] = {0};
    const struct rt_table *list[2] = {&tables[0], &tables[1]};
    for (int i = 0; i < 2; i++) {
        memset(labels[i], '/', sizeof labels[i]);
        labels[i][sizeof labels[i] - 2] = (char)('a' + i);
        labels[i][sizeof labels[i] - 1] = '\0';
        tables[i] = (struct rt_table){.schema = "public", .name = labels[i]};
    }
    struct rt_program program = {.tables = list, .table_count = 2};
    char **names = rt_filenames_of(&program);
    assert_non_null(names);
    assert_string_not_equal(names[0], names[1]);
    rt_filename_make(name, names[0], UINT64_MAX, UINT64_MAX, "ndjson");
    assert_memory_equal(name + strlen(name) - 7, ".ndjson", 8);
    rt_filenames_free(names, &program);
    rt_filename_make(name, "t", 3, 64, "csv");
    assert_string_equal(name, "t.03-of-64.csv");
}

/* ---- texts around rows --------------------------------------------------------------------------------- */

static void pieces_of_sql_are_mended(void **state)
{
    (void)state;
    const struct rt_table table = {.sql_name = "t", .sql_columns = "a", .sql_batch = 4};
    struct rt_piece piece = {.table = &table, .format = RT_SQL, .first = 5, .end = 6, .rows = 9, .own = true};
    struct rt_out out;
    assert_true(rt_out_init(&out, 8));
    rt_piece_begin(&piece, &out);
    rt_sql_begin(&out, &table, 5);
    char *at = rt_out_room(&out, 8);
    memcpy(at, "(6)", 3);
    rt_out_end(&out, rt_sql_end(at + 3, &table, 5, 9));
    rt_piece_end(&piece, &out);
    assert_int_equal(out.size, strlen("INSERT INTO t (a) VALUES\n(6);\n"));
    assert_memory_equal(out.data, "INSERT INTO t (a) VALUES\n(6);\n", out.size);
    rt_out_free(&out);
}

static void the_last_row_ends_a_statement(void **state)
{
    (void)state;
    const struct rt_table table = {.sql_batch = 4};
    char text[2];
    rt_sql_end(text, &table, 2, 9);
    assert_memory_equal(text, ",\n", 2);
    rt_sql_end(text, &table, 3, 9);
    assert_memory_equal(text, ";\n", 2);
    rt_sql_end(text, &table, 8, 9);
    assert_memory_equal(text, ";\n", 2);
}

UNIT_MAIN(cmocka_unit_test(counts_come_from_schema_and_options), cmocka_unit_test(counts_overflow_nowhere),
          cmocka_unit_test(bounds_hold_in_circles), cmocka_unit_test(a_failure_is_told_and_cleaned_up),
          cmocka_unit_test(file_names_are_safe_and_distinct), cmocka_unit_test(long_file_names_are_cut_apart),
          cmocka_unit_test(pieces_of_sql_are_mended), cmocka_unit_test(the_last_row_ends_a_statement))
