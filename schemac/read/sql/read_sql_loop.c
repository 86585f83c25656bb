/* read_sql_loop.c: loops of PL/pgSQL that are followed: over numbers, and over the elements of arrays, where
 * these are known. Any other loop may change nothing. */
#include "read/sql/read_sql_block.h"

enum {
    ROUNDS = 1000,    /* of one loop that are followed */
    ALL_ROUNDS = 5000 /* of all loops of a file */
};

/* What a loop goes through. */
typedef struct Loop {
    Text variable;
    LIST(DdlVariable) values;
    bool is_known;
} Loop;

static void pass_to_loop(SqlCursor *cursor)
{
    while (!sql_at_words(cursor, "loop") && !sql_at(cursor, SQL_SEMICOLON) && !sql_at(cursor, SQL_END))
        sql_advance(cursor);
}

/* A call of the function, or the element of that number, of an array. */
static Expr *of_array(Arena *arena, const char *function, Expr *array, int64_t number)
{
    Expr *expr = expr_new(arena, function ? EXPR_CALL : EXPR_INDEX, array->span);
    expr->text = function ? text_of(function) : (Text){0};
    list_push(arena, &expr->arguments, array);
    if (!function) {
        Expr *index = expr_new(arena, EXPR_NUMBER, array->span);
        index->text = text_format(arena, "%lld", (long long)number);
        list_push(arena, &expr->arguments, index);
    }
    return expr;
}

static void take_elements(const Block *block, Expr *array, Loop *loop)
{
    Arena *arena = block->ddl->arena;
    int64_t count;
    DdlVariable size = block_evaluate(block, of_array(arena, "cardinality", array, 0));
    loop->is_known = size.is_known && !size.is_null && text_to_int64(size.value, &count) && count <= ROUNDS;
    for (int64_t i = 1; loop->is_known && i <= count; i++) {
        DdlVariable element = block_evaluate(block, of_array(arena, NULL, array, i));
        list_push(arena, &loop->values, element);
        loop->is_known = element.is_known;
    }
}

static bool number_of(const DdlVariable *value, int64_t *number)
{
    return value->is_known && !value->is_null && text_to_int64(value->value, number);
}

/* first .. last LOOP */
static void read_range(Block *block, Loop *loop)
{
    SqlCursor *cursor = &block->ddl->cursor;
    bool is_reverse = sql_take_words(cursor, "reverse");
    DdlVariable first, last;
    int64_t from, to;
    if (!block_value(block, "..", &first) || !sql_take(cursor, SQL_DOT_DOT) ||
        !block_value(block, "loop", &last) || !number_of(&first, &from) || !number_of(&last, &to))
        return;
    int64_t step = is_reverse ? -1 : 1, rounds = is_reverse ? from - to : to - from;
    loop->is_known = from > -ROUNDS * ROUNDS && from < ROUNDS * ROUNDS && rounds < ROUNDS;
    for (int64_t i = 0; loop->is_known && i <= rounds; i++) {
        DdlVariable number = {.is_known = true, .type = first.type};
        number.value = text_format(block->ddl->arena, "%lld", (long long)(from + i * step));
        list_push(block->ddl->arena, &loop->values, number);
    }
}

/* SELECT unnest(array) LOOP, SELECT … FROM unnest(array) [AS name] LOOP. */
static void read_unnest(Block *block, Loop *loop)
{
    SqlCursor *cursor = &block->ddl->cursor;
    if (!sql_at_words(cursor, "unnest")) {
        sql_advance(cursor);
        if (!sql_take_words(cursor, "from") || !sql_at_words(cursor, "unnest"))
            return;
    }
    const Expr *call = block_expr(block, "loop as");
    if (call && call->kind == EXPR_CALL && call->arguments.count == 1)
        take_elements(block, call->arguments.items[0], loop);
}

/* Up to the word LOOP. */
static void read_head(Block *block, Loop *loop)
{
    SqlCursor *cursor = &block->ddl->cursor;
    bool is_each = sql_take_words(cursor, "foreach");
    if ((!is_each && !sql_take_words(cursor, "for")) || !sql_take_name(cursor, &loop->variable) ||
        !sql_take_words(cursor, "in"))
        return;
    if (is_each) {
        Expr *array = sql_take_words(cursor, "array") ? block_expr(block, "loop") : NULL;
        if (array)
            take_elements(block, array, loop);
    } else if (sql_take_words(cursor, "select")) {
        read_unnest(block, loop);
    } else {
        read_range(block, loop);
    }
}

/* Whether the statements up to END LOOP leave it, or a round of it, before its end. */
static bool has_exit(SqlCursor cursor)
{
    while (!sql_at_words(&cursor, "end loop") && !sql_at(&cursor, SQL_END)) {
        if (sql_at_words(&cursor, "exit") || sql_at_words(&cursor, "continue"))
            return true;
        sql_advance(&cursor);
    }
    return false;
}

/* The statements once, as if they were not reached; *changes tells whether they would change anything. */
static bool pass_body(Block *block, bool *changes)
{
    Block body = block_enter(block, false);
    bool done = block_items(&body);
    *changes = body.changes > 0;
    block_forget(block, &body);
    block_leave(block, &body);
    return done;
}

/* The statements for each value. */
static bool follow_body(Block *block, const Loop *loop)
{
    SqlCursor *cursor = &block->ddl->cursor, start = *cursor;
    Block body = block_enter(block, true);
    bool done = true;
    for (size_t i = 0; done && i < loop->values.count && !body.failed && !body.returned; i++) {
        *cursor = start;
        if (block->ddl->rounds++ >= ALL_ROUNDS)
            return false;
        block_set(&body, loop->variable, &loop->values.items[i]);
        done = block_items(&body);
    }
    block->variables = body.variables;
    block->failed = block->failed || body.failed;
    block->returned = block->returned || body.returned;
    block_leave(block, &body);
    return done;
}

bool block_loop(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    Loop loop = {0};
    bool changes;
    read_head(block, &loop);
    pass_to_loop(cursor);
    if (!sql_take_words(cursor, "loop"))
        return false;
    bool is_known = loop.is_known && !has_exit(*cursor);
    bool done = is_known && loop.values.count ? follow_body(block, &loop)
                                              : pass_body(block, &changes) && (is_known || !changes);
    return done && sql_take_words(cursor, "end loop") && block_pass_statement(cursor);
}
