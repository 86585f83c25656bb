/* read_lookup.c: SELECT … FROM table WHERE key = …: one row, looked up by a key. What the query gives is an
 * expression over the columns found there. PostgreSQL documentation: section 4.2.11 (Scalar Subqueries). */
#include "read/routine/read_lookup.h"

#include "read/parse/parse_expr.h"

/* A query as it is taken apart. */
typedef struct Lookup {
    Arena *arena;
    const Table *table;
    Text alias;
    Expr *value; /* NULL: any */
    ExprList conjuncts;
    ExprList keys; /* "key column", what it is equal to, … as in EXPR_LOOKUP */
} Lookup;

/* ---- its parts ---- */

static bool is_inner(const Lookup *lookup, const Expr *expr)
{
    return expr->kind == EXPR_COLUMN &&
           (expr->qualifier.size == 0 || text_equal(expr->qualifier, lookup->alias)) &&
           table_find_column(lookup->table, expr->text);
}

static bool reads_inner(const Lookup *lookup, const Expr *expr)
{
    bool found = is_inner(lookup, expr) || expr->kind == EXPR_OPAQUE;
    for (size_t i = 0; i < expr->arguments.count && !found; i++)
        found = expr->arguments.items[i] && reads_inner(lookup, expr->arguments.items[i]);
    return found;
}

static void add_conjuncts(Lookup *lookup, Expr *expr)
{
    if (expr->kind != EXPR_AND) {
        list_push(lookup->arena, &lookup->conjuncts, expr);
        return;
    }
    for (size_t i = 0; i < expr->arguments.count; i++)
        add_conjuncts(lookup, expr->arguments.items[i]);
}

/* What the conjunct says the column is equal to, that does not depend on the row looked up; or NULL. */
static Expr *equal_to(const Lookup *lookup, const Expr *conjunct, const Column *column)
{
    for (size_t side = 0; side < 2 && conjunct->kind == EXPR_OPERATOR && conjunct->arguments.count == 2;
         side++) {
        const Expr *own = conjunct->arguments.items[side];
        Expr *other = conjunct->arguments.items[1 - side];
        if (text_is(conjunct->text, "=") && is_inner(lookup, own) && text_equal(own->text, column->name) &&
            !reads_inner(lookup, other))
            return other;
    }
    return NULL;
}

static void add_key(Lookup *lookup, const Column *column, Expr *value)
{
    Expr *name = expr_new(lookup->arena, EXPR_STRING, value->span);
    name->text = column->name;
    list_push(lookup->arena, &lookup->keys, name);
    list_push(lookup->arena, &lookup->keys, value);
}

/* Whether conjuncts give every column of the key a value; takes them off those that are left. */
static bool finds_by(Lookup *lookup, const ColumnList *columns)
{
    ExprList rest = {0};
    lookup->keys.count = 0;
    for (size_t i = 0; i < lookup->conjuncts.count; i++)
        list_push(lookup->arena, &rest, lookup->conjuncts.items[i]);
    for (size_t i = 0; i < columns->count; i++) {
        Expr *value = NULL;
        for (size_t k = 0; k < rest.count && !value; k++)
            if ((value = equal_to(lookup, rest.items[k], columns->items[i])))
                list_remove(&rest, k);
        if (!value)
            return false;
        add_key(lookup, columns->items[i], value);
    }
    lookup->conjuncts = rest;
    return columns->count > 0;
}

static ColumnList columns_of_index(Arena *arena, const Index *index)
{
    ColumnList columns = {0};
    for (size_t i = 0; i < index->elements.count; i++) {
        if (!index->is_unique || index->predicate || !index->elements.items[i].column)
            return (ColumnList){0};
        list_push(arena, &columns, index->elements.items[i].column);
    }
    return columns;
}

/* By a key of few columns rather than by one of many. */
static bool finds_one_row(Lookup *lookup)
{
    const Table *table = lookup->table;
    for (size_t count = 1; count <= lookup->conjuncts.count; count++) {
        for (size_t i = 0; i < table->keys.count; i++)
            if (table->keys.items[i]->columns.count == count &&
                finds_by(lookup, &table->keys.items[i]->columns))
                return true;
        for (size_t i = 0; i < table->indexes.count; i++) {
            ColumnList columns = columns_of_index(lookup->arena, table->indexes.items[i]);
            if (columns.count == count && finds_by(lookup, &columns))
                return true;
        }
    }
    return false;
}

/* ---- its syntax ---- */

static const Table *find_table(const SqlCursor *cursor, Text namespace_name, Text name)
{
    const Table *found = namespace_name.size ? schema_find_table(cursor->schema, namespace_name, name) : NULL;
    for (size_t i = 0; i < cursor->search_path->count && !namespace_name.size && !found; i++)
        found = schema_find_table(cursor->schema, cursor->search_path->items[i], name);
    return found;
}

/* [schema.]table [[AS] alias] */
static bool read_table(SqlCursor *cursor, Lookup *lookup)
{
    Text name, namespace_name = {0};
    sql_take_words(cursor, "only");
    if (!sql_take_name(cursor, &name))
        return false;
    if (sql_take(cursor, SQL_DOT)) {
        namespace_name = name;
        if (!sql_take_label(cursor, &name))
            return false;
    }
    lookup->table = find_table(cursor, namespace_name, name);
    lookup->alias = name;
    bool named = sql_take_words(cursor, "as");
    return (sql_take_name(cursor, &lookup->alias) || !named) && lookup->table;
}

/* What EXISTS asks for does not matter. */
static bool pass_to_from(SqlCursor *cursor)
{
    while (!sql_at_words(cursor, "from")) {
        if (sql_at(cursor, SQL_END) || sql_at(cursor, SQL_SEMICOLON))
            return false;
        sql_advance(cursor);
    }
    return true;
}

static bool read_query(SqlCursor *cursor, Lookup *lookup, bool exists)
{
    if (!sql_take_words(cursor, "select"))
        return false;
    if (exists ? !pass_to_from(cursor) : !(lookup->value = parse_expr(cursor)))
        return false;
    if (!sql_take_words(cursor, "from") || !read_table(cursor, lookup) || !sql_take_words(cursor, "where"))
        return false;
    Expr *where = parse_expr(cursor);
    if (where)
        add_conjuncts(lookup, where);
    int64_t limit = 1;
    if (sql_take_words(cursor, "limit") && (!sql_take_integer(cursor, &limit) || limit < 1))
        return false;
    return where != NULL;
}

/* ---- what it gives ---- */

/* Aggregates have a value where there is no row, too. */
static bool is_count(const Expr *expr)
{
    return expr->kind == EXPR_OPAQUE && text_is_nocase(expr->text, "count(*)");
}

static bool is_aggregate(const Expr *expr)
{
    static const char *const names[] = {"count",      "sum",       "avg",      "min",      "max",
                                        "bool_and",   "bool_or",   "every",    "bit_and",  "bit_or",
                                        "string_agg", "array_agg", "json_agg", "jsonb_agg"};
    for (size_t i = 0; i < sizeof names / sizeof *names && expr->kind == EXPR_CALL; i++)
        if (text_is(expr->text, names[i]))
            return true;
    return false;
}

/* The columns of the row looked up; NULL where there is a query inside that is not understood. */
static Expr *found(const Lookup *lookup, const Expr *expr)
{
    if (expr->kind == EXPR_OPAQUE || is_aggregate(expr))
        return NULL;
    Expr *copy = expr_copy(lookup->arena, expr);
    if (is_inner(lookup, expr)) {
        Expr *column = expr_new(lookup->arena, EXPR_STRING, expr->span);
        column->text = expr->text;
        copy->kind = EXPR_LOOKUP;
        copy->qualifier = lookup->table->schema;
        copy->text = lookup->table->name;
        list_push(lookup->arena, &copy->arguments, column);
        for (size_t i = 0; i < lookup->keys.count; i++)
            list_push(lookup->arena, &copy->arguments, lookup->keys.items[i]);
        return copy;
    }
    for (size_t i = 0; i < copy->arguments.count; i++)
        if (copy->arguments.items[i] && !(copy->arguments.items[i] = found(lookup, copy->arguments.items[i])))
            return NULL;
    return copy;
}

static Expr *test(Arena *arena, Expr *operand, const char *what, bool negated)
{
    Expr *expr = expr_new(arena, EXPR_IS, operand->span);
    expr->text = text_of(what);
    expr->negated = negated;
    list_push(arena, &expr->arguments, operand);
    return expr;
}

/* Whether the row is there, as far as that is known: no part of the key is NULL, and the row is as asked. */
static Expr *is_there(const Lookup *lookup)
{
    Expr *all = expr_new(lookup->arena, EXPR_AND, lookup->keys.items[1]->span);
    for (size_t i = 1; i < lookup->keys.count; i += 2)
        list_push(lookup->arena, &all->arguments, test(lookup->arena, lookup->keys.items[i], "null", true));
    for (size_t i = 0; i < lookup->conjuncts.count; i++) {
        Expr *conjunct = found(lookup, lookup->conjuncts.items[i]);
        if (!conjunct)
            return NULL;
        list_push(lookup->arena, &all->arguments, conjunct);
    }
    return test(lookup->arena, all->arguments.count > 1 ? all : all->arguments.items[0], "true", false);
}

static Expr *number(Arena *arena, const char *digits, Span span)
{
    Expr *expr = expr_new(arena, EXPR_NUMBER, span);
    expr->text = text_of(digits);
    return expr;
}

static Expr *choose(Arena *arena, Expr *when, Expr *then, Expr *otherwise)
{
    Expr *choice = expr_new(arena, EXPR_CASE, when->span);
    list_push(arena, &choice->arguments, NULL);
    list_push(arena, &choice->arguments, when);
    list_push(arena, &choice->arguments, then);
    list_push(arena, &choice->arguments, otherwise);
    return choice;
}

/* The value with 1 or 0 in the place of count(*). */
static Expr *counted(const Lookup *lookup, const Expr *expr, Expr *there)
{
    Span span = expr->span;
    if (is_count(expr))
        return choose(lookup->arena, there, number(lookup->arena, "1", span),
                      number(lookup->arena, "0", span));
    if (expr->kind == EXPR_OPAQUE || is_inner(lookup, expr) || is_aggregate(expr))
        return NULL;
    Expr *copy = expr_copy(lookup->arena, expr);
    for (size_t i = 0; i < copy->arguments.count; i++)
        if (copy->arguments.items[i] &&
            !(copy->arguments.items[i] = counted(lookup, copy->arguments.items[i], there)))
            return NULL;
    return copy;
}

static bool counts(const Expr *expr)
{
    bool found = is_count(expr);
    for (size_t i = 0; i < expr->arguments.count && !found; i++)
        found = expr->arguments.items[i] && counts(expr->arguments.items[i]);
    return found;
}

/* The value, or NULL where there is no such row. */
static Expr *value_of(const Lookup *lookup)
{
    Expr *there = is_there(lookup);
    if (there && counts(lookup->value))
        return counted(lookup, lookup->value, there);
    Expr *value = found(lookup, lookup->value);
    if (!value || !there || (value->kind == EXPR_LOOKUP && !lookup->conjuncts.count))
        return there ? value : NULL;
    return choose(lookup->arena, there, value, expr_new(lookup->arena, EXPR_NULL, value->span));
}

Expr *lookup_read(SqlCursor *cursor, bool exists)
{
    Lookup lookup = {.arena = cursor->arena};
    if (!read_query(cursor, &lookup, exists) || !finds_one_row(&lookup))
        return NULL;
    return exists ? is_there(&lookup) : value_of(&lookup);
}

Expr *lookup_of_opaque(const SqlCursor *cursor, const Expr *opaque)
{
    const Source *source = source_new(cursor->arena, TEXT("query"), opaque->text);
    SqlCursor inside = sql_cursor_new(cursor->arena, cursor->diag, source->content, opaque->span);
    inside.schema = cursor->schema;
    inside.search_path = cursor->search_path;
    bool exists = sql_take_words(&inside, "exists");
    bool open = sql_take(&inside, SQL_LEFT_PAREN);
    Expr *expr = open ? lookup_read(&inside, exists) : NULL;
    return expr && sql_take(&inside, SQL_RIGHT_PAREN) && sql_at(&inside, SQL_END) ? expr : NULL;
}
