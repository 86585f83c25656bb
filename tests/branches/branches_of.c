/* branches_of.c: the alternatives that the constraints of a live database leave to its rows, as SQL, for
 * tests that count them on the server. `branches_of CONNINFO` prints five fields for each, every field ended
 * by a zero byte: the table as SQL has it, what the alternatives are of, how many it has, and the condition
 * that is true of a row which shows this one.
 *
 * Expressions are only taken apart here: the operands of OR, the arms of CASE, the members of IN, both sides
 * of equalities of truths, truths that are counted, predicates of partial indexes. Columns add NULL and not
 * NULL, true and false, the labels of enums; partitioned tables their leaves. What NOT NULL alone forbids is
 * not printed. */
#include "model/expr.h"
#include "model/names.h"
#include "model/schema.h"
#include "read/read.h"

#include <stdio.h>

/* The alternatives of one constraint or column. */
typedef struct Walk {
    Arena *arena;
    const Table *table;
    const char *kind;
    Text of;
    Text
        around; /* around each condition: printed before it, as what gives `value` its rows; empty: nothing */
    TextList seen; /* the conditions so far */
} Walk;

static void walk_true(Walk *walk, const ExprList *given, Expr *expr, bool is_choice);

/* ---- expressions ---- */

static Expr *test_of(Arena *arena, Expr *of, const char *what, bool negated)
{
    Expr *test = expr_new(arena, EXPR_IS, of->span);
    test->text = text_of(what);
    test->negated = negated;
    list_push(arena, &test->arguments, of);
    return test;
}

/* The truth, or that it is not true. */
static Expr *truth(Arena *arena, Expr *of, bool negated)
{
    bool is_plain = of->kind == EXPR_IS && text_is(of->text, "null");
    return is_plain ? test_of(arena, of->arguments.items[0], "null", of->negated != negated)
                    : test_of(arena, of, "true", negated);
}

/* What is given and one thing more. */
static ExprList with(Arena *arena, const ExprList *given, Expr *expr)
{
    ExprList all = {0};
    for (size_t i = 0; i < given->count; i++)
        list_push(arena, &all, given->items[i]);
    list_push(arena, &all, expr);
    return all;
}

static bool is_truth(const Expr *expr)
{
    static const char *const comparisons[] = {"=", "<>", "<", "<=", ">", ">=", "~", "~~", "!~", "!~~"};
    if (expr->kind == EXPR_OPERATOR)
        for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++)
            if (text_is(expr->text, comparisons[i]))
                return true;
    return expr->kind == EXPR_AND || expr->kind == EXPR_OR || expr->kind == EXPR_NOT ||
           expr->kind == EXPR_IS || expr->kind == EXPR_DISTINCT || expr->kind == EXPR_ANY ||
           expr->kind == EXPR_ALL;
}

/* The expression with the column in the place of VALUE. */
static Expr *with_value(Arena *arena, const Expr *expr, Expr *column)
{
    if (expr->kind == EXPR_VALUE)
        return column;
    Expr *copy = expr_copy(arena, expr);
    copy->arguments = (ExprList){0};
    for (size_t i = 0; i < expr->arguments.count; i++) {
        Expr *part = expr->arguments.items[i];
        list_push(arena, &copy->arguments, part ? with_value(arena, part, column) : NULL);
    }
    return copy;
}

/* ---- alternatives ---- */

/* False or NULL whatever the row is: x = NULL, or x IS NULL of a column that never is. */
static bool is_forbidden(const Walk *walk, const Expr *expr)
{
    const Expr *first = expr->arguments.count ? expr->arguments.items[0] : NULL;
    if (expr->kind == EXPR_BOOL || expr->kind == EXPR_NULL)
        return !expr->boolean;
    if (expr->kind == EXPR_OPERATOR)
        return first->kind == EXPR_NULL ||
               expr->arguments.items[expr->arguments.count - 1]->kind == EXPR_NULL;
    if (expr->kind != EXPR_IS || expr->negated || !text_is(expr->text, "null") || first->kind != EXPR_COLUMN)
        return false;
    const Column *column = table_find_column(walk->table, first->text);
    return column && column->not_null;
}

static void add_text(Walk *walk, Text condition)
{
    for (size_t i = 0; i < walk->seen.count; i++)
        if (text_equal(walk->seen.items[i], condition))
            return;
    list_push(walk->arena, &walk->seen, condition);
}

static void add(Walk *walk, const ExprList *all)
{
    Text text = {0};
    for (size_t i = 0; i < all->count; i++) {
        if (is_forbidden(walk, all->items[i]))
            return;
        Text part = expr_print(walk->arena, all->items[i]);
        text = i ? text_format(walk->arena,
                               "%.*s"
                               " AND (%.*s)",
                               TEXT_ARG(text), TEXT_ARG(part))
                 : text_format(walk->arena, "(%.*s)", TEXT_ARG(part));
    }
    if (walk->around.size)
        text = text_format(walk->arena, "EXISTS (SELECT FROM %.*s WHERE %.*s)", TEXT_ARG(walk->around),
                           TEXT_ARG(text));
    add_text(walk, text);
}

/* Every one of the parts, the others being true where all must be. */
static void walk_parts(Walk *walk, const ExprList *given, const Expr *expr, bool is_choice)
{
    for (size_t i = 0; i < expr->arguments.count; i++) {
        ExprList more = *given;
        for (size_t k = 0; expr->kind == EXPR_AND && k < expr->arguments.count; k++)
            if (k != i && is_choice)
                more = with(walk->arena, &more, expr->arguments.items[k]);
        walk_true(walk, &more, expr->arguments.items[i], is_choice || expr->kind == EXPR_OR);
    }
}

/* The members of IN (…). */
static void walk_members(Walk *walk, const ExprList *given, const Expr *expr, const Expr *array)
{
    for (size_t i = 0; i < array->arguments.count; i++) {
        Expr *member = expr_operator(walk->arena, "=", expr->arguments.items[0], array->arguments.items[i]);
        ExprList all = with(walk->arena, given, member);
        add(walk, &all);
    }
}

/* Truths that are equal, or are not: both ways. */
static void walk_equality(Walk *walk, const ExprList *given, const Expr *expr)
{
    Expr *a = expr->arguments.items[0], *b = expr->arguments.items[1];
    bool equal = text_is(expr->text, "=");
    for (int way = 0; way < 2; way++) {
        ExprList all = with(walk->arena, given, truth(walk->arena, a, way));
        all = with(walk->arena, &all, truth(walk->arena, b, equal ? way : !way));
        add(walk, &all);
    }
}

/* The arms of CASE: the ones before are not true, its own condition is. Where the result is a truth, it is
 * not false. */
static void walk_arms(Walk *walk, const ExprList *given, const Expr *expr, bool is_result)
{
    Arena *arena = walk->arena;
    Expr *operand = expr->arguments.items[0];
    size_t count = expr->arguments.count;
    ExprList before = *given;
    for (size_t i = 1; i < count; i += 2) {
        bool is_else = i + 1 == count;
        Expr *when = expr->arguments.items[i], *then = is_else ? when : expr->arguments.items[i + 1];
        if (operand && !is_else)
            when = expr_operator(arena, "=", operand, when);
        ExprList all = is_else ? before : with(arena, &before, when);
        if (is_result && then)
            walk_true(walk, &all, then, true);
        else
            add(walk, &all);
        if (!is_else)
            before = with(arena, &before, truth(arena, when, true));
    }
}

/* Choices inside what is compared: arms of CASE, truths that are counted. */
static void walk_inside(Walk *walk, const ExprList *given, const Expr *expr)
{
    for (size_t i = 0; i < expr->arguments.count; i++) {
        Expr *part = expr->arguments.items[i];
        if (!part)
            continue;
        if (part->kind == EXPR_CASE)
            walk_arms(walk, given, part, false);
        else if (part->kind == EXPR_CAST && is_truth(part->arguments.items[0]))
            for (int way = 0; way < 2; way++) {
                ExprList all = with(walk->arena, given, truth(walk->arena, part->arguments.items[0], way));
                add(walk, &all);
            }
        else
            walk_inside(walk, given, part);
    }
}

/* Something that is taken apart no further. */
static void walk_whole(Walk *walk, const ExprList *given, Expr *expr, bool is_choice)
{
    ExprList all = with(walk->arena, given, expr);
    size_t before = walk->seen.count;
    walk_inside(walk, &all, expr);
    if (is_choice && walk->seen.count == before)
        add(walk, &all);
}

static void walk_true(Walk *walk, const ExprList *given, Expr *expr, bool is_choice)
{
    bool is_operator = expr->kind == EXPR_OPERATOR && expr->arguments.count == 2;
    const Expr *array = expr->kind == EXPR_ANY && text_is(expr->text, "=") ? expr->arguments.items[1] : NULL;
    while (array && array->kind == EXPR_CAST)
        array = array->arguments.items[0];
    if (expr->kind == EXPR_OR || expr->kind == EXPR_AND)
        walk_parts(walk, given, expr, is_choice);
    else if (expr->kind == EXPR_CASE)
        walk_arms(walk, given, expr, true);
    else if (array && array->kind == EXPR_ARRAY)
        walk_members(walk, given, expr, array);
    else if (is_operator && (text_is(expr->text, "=") || text_is(expr->text, "<>")) &&
             (is_truth(expr->arguments.items[0]) || is_truth(expr->arguments.items[1])))
        walk_equality(walk, given, expr);
    else
        walk_whole(walk, given, expr, is_choice);
}

/* ---- what there is ---- */

static Walk walk_of(Arena *arena, const Table *table, const char *kind, Text of)
{
    return (Walk){.arena = arena, .table = table, .kind = kind, .of = of};
}

static void print_text(Text text)
{
    fwrite(text.data, 1, text.size, stdout);
    putchar('\0');
}

/* A partitioned table is asked as a whole, another one without those that inherit from it. */
static void print_walk(const Walk *walk)
{
    const Table *table = walk->table;
    Text name = text_format(walk->arena,
                            "%s%.*s."
                            "%.*s",
                            table->kind == TABLE_PARTITIONED ? "" : "ONLY ",
                            TEXT_ARG(names_quote(walk->arena, table->schema)),
                            TEXT_ARG(names_quote(walk->arena, table->name)));
    for (size_t i = 0; i < walk->seen.count; i++) {
        print_text(name);
        print_text(text_of(walk->kind));
        print_text(walk->of);
        print_text(text_format(walk->arena, "%zu", walk->seen.count));
        print_text(walk->seen.items[i]);
    }
}

static void print_check(Arena *arena, const Table *table, Text of, Text around, Expr *expr)
{
    Walk walk = walk_of(arena, table, "check", of);
    walk.around = around;
    walk_true(&walk, &(ExprList){0}, expr, false);
    print_walk(&walk);
}

static Expr *column_of(Arena *arena, Text name)
{
    Expr *column = expr_new(arena, EXPR_COLUMN, (Span){0});
    column->text = name;
    return column;
}

/* The CHECKs of the column's domains, of its elements where it is an array of them. */
static void print_domains(Arena *arena, const Table *table, const Column *column)
{
    bool is_array = column->type.dimensions > 0;
    Text quoted = names_quote(arena, column->name);
    Text around = is_array ? text_format(arena, "unnest(%.*s) AS u (value)", TEXT_ARG(quoted)) : (Text){0};
    Expr *value = column_of(arena, is_array ? TEXT("value") : column->name);
    for (const Type *type = column->type.type; type->kind == TYPE_DOMAIN; type = type->base.type) {
        for (size_t i = 0; i < type->checks.count; i++) {
            Text of = text_format(arena, "%.*s of %.*s", TEXT_ARG(type->checks.items[i]->name),
                                  TEXT_ARG(column->name));
            print_check(arena, table, of, around, with_value(arena, type->checks.items[i]->expr, value));
        }
        if (type->base.dimensions > 0)
            break;
    }
}

static bool is_never_null(const Column *column)
{
    bool never = column->not_null;
    for (const Type *type = column->type.type; type->kind == TYPE_DOMAIN && !column->type.dimensions;
         type = type->base.type)
        never |= type->not_null;
    return never;
}

/* NULL or not, where that is not generated. */
static void print_nulls(Arena *arena, const Table *table, const Column *column)
{
    Walk walk = walk_of(arena, table, "null", column->name);
    for (int way = 0; way < 2; way++) {
        Expr *test = test_of(arena, column_of(arena, column->name), "null", way);
        add(&walk, &(ExprList){.items = &test, .count = 1});
    }
    if (!is_never_null(column) && !column->generation)
        print_walk(&walk);
}

static void print_values(Arena *arena, const Table *table, const Column *column)
{
    Walk walk = walk_of(arena, table, "value", column->name);
    TypeUse base = type_base(&column->type);
    Text quoted = names_quote(arena, column->name);
    if (base.dimensions)
        return;
    if (base.type->code == TYPE_BOOL) {
        add_text(&walk, quoted);
        add_text(&walk, text_format(arena, "NOT %.*s", TEXT_ARG(quoted)));
    }
    for (size_t i = 0; i < base.type->labels.count; i++)
        add_text(&walk, text_format(arena, "%.*s = %.*s", TEXT_ARG(quoted),
                                    TEXT_ARG(names_quote_literal(arena, base.type->labels.items[i]))));
    print_walk(&walk);
}

static void print_predicate(Arena *arena, const Table *table, const Index *index)
{
    Walk walk = walk_of(arena, table, "index", index->name);
    for (int way = 0; way < 2; way++) {
        Expr *test = truth(arena, index->predicate, way);
        add(&walk, &(ExprList){.items = &test, .count = 1});
    }
    print_walk(&walk);
}

static void add_leaves(Walk *walk, const Table *table)
{
    for (size_t i = 0; i < table->partitions.count; i++) {
        const Table *part = table->partitions.items[i];
        Text name = text_format(walk->arena,
                                "%.*s"
                                "."
                                "%.*s",
                                TEXT_ARG(names_quote(walk->arena, part->schema)),
                                TEXT_ARG(names_quote(walk->arena, part->name)));
        if (part->kind == TABLE_ORDINARY)
            add_text(walk, text_format(walk->arena, "tableoid = %.*s::regclass",
                                       TEXT_ARG(names_quote_literal(walk->arena, name))));
        add_leaves(walk, part);
    }
}

static void print_table(Arena *arena, const Table *table)
{
    for (size_t i = 0; i < table->checks.count; i++)
        if (!table->checks.items[i]->not_enforced)
            print_check(arena, table, table->checks.items[i]->name, (Text){0}, table->checks.items[i]->expr);
    for (size_t i = 0; i < table->columns.count; i++) {
        const Column *column = table->columns.items[i];
        print_nulls(arena, table, column);
        print_values(arena, table, column);
        print_domains(arena, table, column);
    }
    for (size_t i = 0; i < table->indexes.count; i++)
        if (table->indexes.items[i]->predicate)
            print_predicate(arena, table, table->indexes.items[i]);
    Walk walk = walk_of(arena, table, "partition", TEXT("partitions"));
    add_leaves(&walk, table);
    print_walk(&walk);
}

int main(int argc, char **argv)
{
    Arena *arena = arena_new();
    Schema *schema = schema_new(arena);
    Diag diag = diag_new(stderr);
    TextList sources = {0}, overlays = {0};
    for (int i = 1; i < argc; i++)
        list_push(arena, &sources, text_of(argv[i]));
    LiveOptions live = {0};
    bool read = read_sources(schema, &diag, &sources, &overlays, &live) && schema_check(schema, &diag);
    for (size_t i = 0; read && i < schema->tables.count; i++)
        if (!schema->tables.items[i]->partition_of && schema->tables.items[i]->kind != TABLE_FOREIGN)
            print_table(arena, schema->tables.items[i]);
    arena_free(arena);
    return read ? 0 : 1;
}
