/* read_set.c: SELECT … FROM unnest (…): what aggregates make of the items of a set, EXISTS and ARRAY.
 * PostgreSQL documentation: sections 4.2.7 (Aggregate Expressions) and 7.2.1.4 (Table Functions). */
#include "read/routine/read_set.h"

#include "read/parse/parse_expr.h"

/* A query as it is taken apart. */
typedef struct SetQuery {
    SqlCursor *cursor;
    Arena *arena;
    Expr *value; /* what is selected; NULL: it does not matter */
    Expr *set;   /* a call, or an array */
    Text alias;  /* of the set */
    Text column; /* of the item; may be the alias */
    Text number; /* of its number; empty: none */
    Text name;   /* of the set in expressions */
    Expr *condition, *order;
    bool distinct, descends;
} SetQuery;

static Expr *array_read(SqlCursor *cursor);

/* ---- the set ---- */

/* Functions that return sets, and what their column is called without an alias. */
static const char *set_column(const Expr *call)
{
    static const char *const functions[][2] = {
        {"unnest", "unnest"},
        {"generate_series", "generate_series"},
        {"generate_subscripts", "generate_subscripts"},
        {"jsonb_array_elements", "value"},
        {"json_array_elements", "value"},
        {"jsonb_array_elements_text", "value"},
        {"json_array_elements_text", "value"},
        {"jsonb_object_keys", "jsonb_object_keys"},
        {"json_object_keys", "json_object_keys"},
        {"string_to_table", "string_to_table"},
    };
    bool own = call->qualifier.size == 0 || text_is(call->qualifier, "pg_catalog");
    for (size_t i = 0; i < sizeof functions / sizeof *functions && call->kind == EXPR_CALL && own; i++)
        if (text_is(call->text, functions[i][0]))
            return functions[i][1];
    return NULL;
}

/* (SELECT …), or a call of one of these functions. */
static bool read_source(SetQuery *query)
{
    SqlCursor *cursor = query->cursor;
    sql_take_words(cursor, "lateral");
    if (sql_take(cursor, SQL_LEFT_PAREN))
        return (query->set = array_read(cursor)) && sql_take(cursor, SQL_RIGHT_PAREN);
    query->set = parse_expr(cursor);
    const char *column = query->set ? set_column(query->set) : NULL;
    if (column)
        query->alias = query->column = text_of(column);
    return column != NULL;
}

/* [WITH ORDINALITY] [[AS] alias [(column [, number])]] */
static bool read_alias(SetQuery *query)
{
    SqlCursor *cursor = query->cursor;
    bool numbered = sql_take_words(cursor, "with ordinality"), named = sql_take_words(cursor, "as");
    bool is_value = text_is(query->column, "value");
    query->number = numbered ? TEXT("ordinality") : (Text){0};
    if (!sql_take_name(cursor, &query->alias))
        return !named;
    query->column = is_value ? query->column : query->alias;
    if (!sql_take(cursor, SQL_LEFT_PAREN))
        return true;
    return sql_take_name(cursor, &query->column) &&
           (!sql_take(cursor, SQL_COMMA) || (numbered && sql_take_name(cursor, &query->number))) &&
           sql_take(cursor, SQL_RIGHT_PAREN);
}

/* ---- clauses ---- */

static bool at_query_end(const SqlCursor *cursor)
{
    return sql_at(cursor, SQL_RIGHT_PAREN) || sql_at(cursor, SQL_END) || sql_at(cursor, SQL_SEMICOLON);
}

/* expression [ASC | DESC]; 1 is what is selected. */
static bool read_order(SqlCursor *cursor, Expr *value, Expr **order, bool *descends)
{
    if (!(*order = parse_expr(cursor)))
        return false;
    if ((*order)->kind == EXPR_NUMBER)
        *order = text_is((*order)->text, "1") ? value : NULL;
    *descends = sql_take_words(cursor, "desc");
    sql_take_words(cursor, "asc");
    return *order != NULL;
}

static bool read_clauses(SetQuery *query)
{
    SqlCursor *cursor = query->cursor;
    if (sql_take_words(cursor, "from") && (!read_source(query) || !read_alias(query)))
        return false;
    if (sql_take_words(cursor, "where") && !(query->condition = parse_expr(cursor)))
        return false;
    if (sql_take_words(cursor, "order by") &&
        !read_order(cursor, query->value, &query->order, &query->descends))
        return false;
    return at_query_end(cursor);
}

/* What is selected does not matter to EXISTS. */
static bool pass_list(SqlCursor *cursor)
{
    while (!sql_at_words(cursor, "from") && !at_query_end(cursor))
        if (sql_at(cursor, SQL_LEFT_PAREN))
            return false;
        else
            sql_advance(cursor);
    return sql_at_words(cursor, "from");
}

/* A set among what is selected, where there is no other: its items are. */
static void take_selected_set(SetQuery *query)
{
    if (query->set || !query->value || !set_column(query->value))
        return;
    query->set = query->value;
    query->value = expr_new(query->arena, EXPR_COLUMN, query->set->span);
    query->value->text = query->alias = query->column = text_of(set_column(query->set));
    query->order = query->order ? query->value : NULL;
}

static bool read_query(SetQuery *query, bool exists)
{
    SqlCursor *cursor = query->cursor;
    Text label;
    const char *start = cursor->token.text.data;
    if (!sql_take_words(cursor, "select"))
        return false;
    query->distinct = sql_take_words(cursor, "distinct");
    if (exists ? !pass_list(cursor) : !(query->value = parse_expr(cursor)))
        return false;
    if (!exists && sql_take_words(cursor, "as") && !sql_take_label(cursor, &label))
        return false;
    if (!read_clauses(query))
        return false;
    take_selected_set(query);
    Text source = {start, (size_t)(cursor->token.text.data - start)};
    query->name = text_format(query->arena, "%.*s_%08x", TEXT_ARG(query->alias),
                              (unsigned)(text_hash(source) & UINT32_MAX));
    return query->set != NULL;
}

/* ---- over the items ---- */

static bool is_column(const SetQuery *query, const Expr *expr, Text name)
{
    bool qualified = text_equal(expr->qualifier, query->alias);
    return name.size && text_equal(expr->text, name) && (expr->qualifier.size == 0 || qualified);
}

static Expr *item_of(const SetQuery *query, const Expr *expr, bool number)
{
    Expr *item = expr_new(query->arena, EXPR_ITEM, expr->span);
    item->text = query->name;
    item->boolean = number;
    return item;
}

/* The expression of an item; NULL where a query in it is not understood. */
static Expr *of_items(const SetQuery *query, const Expr *expr)
{
    if (expr->kind == EXPR_OPAQUE && !(expr = set_of_opaque(query->cursor, expr)))
        return NULL;
    if (expr->kind == EXPR_COLUMN && is_column(query, expr, query->number))
        return item_of(query, expr, true);
    bool whole =
        expr->kind == EXPR_COLUMN && expr->qualifier.size == 0 && text_equal(expr->text, query->alias);
    if (expr->kind == EXPR_COLUMN && (whole || is_column(query, expr, query->column)))
        return item_of(query, expr, false);
    Expr *copy = expr_copy(query->arena, expr);
    for (size_t i = 0; i < copy->arguments.count; i++)
        if (copy->arguments.items[i] &&
            !(copy->arguments.items[i] = of_items(query, copy->arguments.items[i])))
            return NULL;
    return copy;
}

static bool put_items(const SetQuery *query, Expr **expr)
{
    return !*expr || (*expr = of_items(query, *expr)) != NULL;
}

/* The aggregate over the set; what it is made of is of items already, but the condition. */
static Expr *aggregate_of(const SetQuery *query, const char *name, Expr *value, Expr *order, Expr *separator)
{
    Expr *condition = query->condition, *aggregate = expr_new(query->arena, EXPR_AGGREGATE, query->set->span);
    Expr *const parts[] = {query->set, value, condition, order, separator};
    aggregate->text = text_of(name);
    aggregate->qualifier = query->name;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        list_push(query->arena, &aggregate->arguments, parts[i]);
    return aggregate;
}

static Expr *truth(const SetQuery *query)
{
    Expr *expr = expr_new(query->arena, EXPR_BOOL, query->set->span);
    expr->boolean = true;
    return expr;
}

/* ---- aggregates ---- */

static const char *aggregate_name(Text name)
{
    static const char *const names[] = {"count",    "sum",     "avg",        "min",      "max",
                                        "bool_and", "bool_or", "string_agg", "array_agg"};
    if (text_is_nocase(name, "every"))
        return "bool_and";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_is_nocase(name, names[i]))
            return names[i];
    return NULL;
}

/* What stands between the parentheses of an aggregate, as it is read. */
typedef struct AggregateCall {
    Expr *value, *separator, *order, *filter;
    bool distinct, descends;
} AggregateCall;

/* * or [DISTINCT] value [, separator] [ORDER BY …]) [FILTER (WHERE …)] */
static bool read_aggregate(const SetQuery *query, SqlCursor *cursor, AggregateCall *call)
{
    if (sql_take_operator(cursor, "*")) {
        call->value = truth(query);
    } else {
        call->distinct = sql_take_words(cursor, "distinct");
        if (!(call->value = parse_expr(cursor)) ||
            (sql_take(cursor, SQL_COMMA) && !(call->separator = parse_expr(cursor))))
            return false;
    }
    if (sql_take_words(cursor, "order by") && !read_order(cursor, NULL, &call->order, &call->descends))
        return false;
    if (!sql_take(cursor, SQL_RIGHT_PAREN))
        return false;
    if (sql_take_words(cursor, "filter"))
        return sql_take(cursor, SQL_LEFT_PAREN) && sql_take_words(cursor, "where") &&
               (call->filter = parse_expr(cursor)) && sql_take(cursor, SQL_RIGHT_PAREN) &&
               sql_at(cursor, SQL_END);
    return sql_at(cursor, SQL_END);
}

/* Both conditions of an item; either may be NULL. */
static Expr *both(Arena *arena, Expr *a, Expr *b)
{
    if (!a || !b)
        return a ? a : b;
    Expr *all = expr_new(arena, EXPR_AND, a->span);
    list_push(arena, &all->arguments, a);
    list_push(arena, &all->arguments, b);
    return all;
}

static Expr *made_aggregate(const SetQuery *query, const char *name, AggregateCall *call)
{
    if (!put_items(query, &call->value) || !put_items(query, &call->order) ||
        !put_items(query, &call->filter) || !put_items(query, &call->separator))
        return NULL;
    Expr *aggregate = aggregate_of(query, name, call->value, call->order, call->separator);
    aggregate->arguments.items[2] = both(query->arena, query->condition, call->filter);
    aggregate->negated = call->distinct;
    aggregate->boolean = call->descends;
    return aggregate;
}

/* An aggregate that the expression parser left as it was. */
static Expr *opaque_aggregate(const SetQuery *query, const Expr *opaque)
{
    const Source *source = source_new(query->arena, TEXT("query"), opaque->text);
    SqlCursor inside = sql_cursor_new(query->arena, query->cursor->diag, source->content, opaque->span);
    AggregateCall call = {0};
    Text word;
    inside.schema = query->cursor->schema;
    inside.search_path = query->cursor->search_path;
    const char *name = sql_take_label(&inside, &word) ? aggregate_name(word) : NULL;
    if (!name || !sql_take(&inside, SQL_LEFT_PAREN) || !read_aggregate(query, &inside, &call))
        return NULL;
    return made_aggregate(query, name, &call);
}

static Expr *plain_aggregate(const SetQuery *query, const char *name, const Expr *expr)
{
    size_t count = expr->arguments.count;
    AggregateCall call = {.value = count ? expr->arguments.items[0] : NULL,
                          .separator = count > 1 ? expr->arguments.items[1] : NULL};
    return call.value ? made_aggregate(query, name, &call) : NULL;
}

/* The expression with aggregates over the set; NULL where it reads an item outside of one, or a query that is
 * not understood. */
static Expr *of_aggregates(const SetQuery *query, const Expr *expr, bool *found)
{
    const char *name = expr->kind == EXPR_CALL && !expr->qualifier.size ? aggregate_name(expr->text) : NULL;
    bool inside = expr->kind == EXPR_COLUMN &&
                  (is_column(query, expr, query->column) || is_column(query, expr, query->number) ||
                   text_equal(expr->text, query->alias));
    if (name || expr->kind == EXPR_OPAQUE) {
        Expr *aggregate = name ? plain_aggregate(query, name, expr) : opaque_aggregate(query, expr);
        *found = *found || aggregate;
        return aggregate || name ? aggregate : set_of_opaque(query->cursor, expr);
    }
    if (inside)
        return NULL;
    Expr *copy = expr_copy(query->arena, expr);
    for (size_t i = 0; i < copy->arguments.count; i++)
        if (copy->arguments.items[i] &&
            !(copy->arguments.items[i] = of_aggregates(query, copy->arguments.items[i], found)))
            return NULL;
    return copy;
}

/* ---- interface ---- */

static Expr *array_read(SqlCursor *cursor)
{
    SetQuery query = {.cursor = cursor, .arena = cursor->arena};
    if (!read_query(&query, false) || !put_items(&query, &query.value) ||
        !put_items(&query, &query.condition) || !put_items(&query, &query.order))
        return NULL;
    Expr *array = aggregate_of(&query, "array", query.value, query.order, NULL);
    array->negated = query.distinct;
    array->boolean = query.descends;
    return array;
}

static Expr *exists_read(SqlCursor *cursor)
{
    SetQuery query = {.cursor = cursor, .arena = cursor->arena};
    if (!read_query(&query, true) || !put_items(&query, &query.condition))
        return NULL;
    return aggregate_of(&query, "exists", truth(&query), NULL, NULL);
}

Expr *set_read(SqlCursor *cursor)
{
    SetQuery query = {.cursor = cursor, .arena = cursor->arena};
    bool found = false;
    if (!read_query(&query, false) || query.order || query.distinct || !put_items(&query, &query.condition))
        return NULL;
    Expr *value = of_aggregates(&query, query.value, &found);
    return found ? value : NULL;
}

Expr *set_of_opaque(const SqlCursor *cursor, const Expr *opaque)
{
    const Source *source = source_new(cursor->arena, TEXT("query"), opaque->text);
    SqlCursor inside = sql_cursor_new(cursor->arena, cursor->diag, source->content, opaque->span);
    inside.schema = cursor->schema;
    inside.search_path = cursor->search_path;
    bool exists = sql_take_words(&inside, "exists"), array = !exists && sql_take_words(&inside, "array");
    if (!sql_take(&inside, SQL_LEFT_PAREN))
        return NULL;
    Expr *expr = exists ? exists_read(&inside) : array ? array_read(&inside) : set_read(&inside);
    return expr && sql_take(&inside, SQL_RIGHT_PAREN) && sql_at(&inside, SQL_END) ? expr : NULL;
}

Expr *set_put(const SqlCursor *cursor, const Expr *expr)
{
    Expr *query = expr->kind == EXPR_OPAQUE ? set_of_opaque(cursor, expr) : NULL;
    Expr *copy = query ? query : expr_copy(cursor->arena, expr);
    for (size_t i = 0; i < copy->arguments.count && !query; i++)
        if (copy->arguments.items[i])
            copy->arguments.items[i] = set_put(cursor, copy->arguments.items[i]);
    return copy;
}
