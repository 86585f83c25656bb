/* read_sql_partition.c: PARTITION BY, and the bounds of partitions in the spelling that the server prints. */
#include "read/sql/read_sql.h"

#include "base/buffer.h"
#include "model/names.h"
#include "read/parse/parse_expr.h"

#include <stdio.h>
#include <string.h>

/* ---- PARTITION BY -------------------------------------------------------------------------------------- */

bool ddl_read_partition_by(Ddl *ddl, Table *table)
{
    static const char *const words[] = {"list", "range", "hash"};
    static const PartitionStrategy strategies[] = {PARTITION_LIST, PARTITION_RANGE, PARTITION_HASH};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sql_take_words(&ddl->cursor, words[i])) {
            table->partition_strategy = strategies[i];
            table->kind = TABLE_PARTITIONED;
            return ddl_read_elements(ddl, &table->partition_keys, false);
        }
    return sql_unexpected(&ddl->cursor, "LIST, RANGE or HASH");
}

/* ---- values -------------------------------------------------------------------------------------------- */

static bool is_infinity(const Expr *value)
{
    return value->kind == EXPR_COLUMN &&
           (text_is(value->text, "minvalue") || text_is(value->text, "maxvalue"));
}

static bool read_value(Ddl *ddl, ExprList *values)
{
    SqlCursor *cursor = &ddl->cursor;
    bool infinity = sql_at_words(cursor, "minvalue") || sql_at_words(cursor, "maxvalue");
    Expr *value = NULL;
    if (infinity) {
        value = expr_new(ddl->arena, EXPR_COLUMN, sql_span(cursor, cursor->token));
        value->text = text_lower(ddl->arena, cursor->token.text);
        sql_advance(cursor);
    } else {
        value = parse_expr(cursor);
    }
    if (value)
        list_push(ddl->arena, values, value);
    return value != NULL;
}

static bool read_values(Ddl *ddl, ExprList *values)
{
    if (!sql_expect(&ddl->cursor, SQL_LEFT_PAREN))
        return false;
    do {
        if (!read_value(ddl, values))
            return false;
    } while (sql_take(&ddl->cursor, SQL_COMMA));
    return sql_expect(&ddl->cursor, SQL_RIGHT_PAREN);
}

/* "(MODULUS m, REMAINDER r)". */
static bool read_hash(Ddl *ddl, PartitionBound *bound)
{
    SqlCursor *cursor = &ddl->cursor;
    if (!sql_expect(cursor, SQL_LEFT_PAREN))
        return false;
    do {
        bool modulus = sql_take_words(cursor, "modulus");
        int64_t number;
        if (!modulus && !sql_expect_words(cursor, "remainder"))
            return false;
        if (!sql_take_integer(cursor, &number) || number < 0 || number > INT32_MAX)
            return sql_unexpected(cursor, "a whole number");
        *(modulus ? &bound->modulus : &bound->remainder) = (int)number;
    } while (sql_take(cursor, SQL_COMMA));
    return sql_expect(cursor, SQL_RIGHT_PAREN);
}

/* ---- printing ------------------------------------------------------------------------------------------ */

/* A date or time in full: "2020-1-1" is 2020-01-01 for a date, 2020-01-01 00:00:00 for a timestamp. Anything
 * that is not written in that plain way stays as it is. */
static Text normal_date(Arena *arena, Text value, TypeCode code)
{
    int year, month, day, hour = 0, minute = 0, second = 0, used = 0;
    const char *string = text_string(arena, value);
    bool date = sscanf(string, "%4d-%2d-%2d%n", &year, &month, &day, &used) == 3;
    const char *rest = string + used;
    used = 0;
    if (!date || (*rest && sscanf(rest, "%*1[ T]%2d:%2d:%2d%n", &hour, &minute, &second, &used) != 3))
        return value;
    rest += used;
    bool zoned = code == TYPE_TIMESTAMPTZ;
    if (*rest &&
        !(zoned && (strcmp(rest, "+00") == 0 || strcmp(rest, "Z") == 0 || strcmp(rest, "+00:00") == 0)))
        return value;
    if (code == TYPE_DATE)
        return text_format(arena, "%04d-%02d-%02d", year, month, day);
    return text_format(arena, "%04d-%02d-%02d %02d:%02d:%02d%s", year, month, day, hour, minute, second,
                       zoned ? "+00" : "");
}

static bool prints_bare(TypeCode code)
{
    return code == TYPE_INT4 || code == TYPE_NUMERIC || code == TYPE_FLOAT4 || code == TYPE_FLOAT8;
}

/* The constant as ruleutils.c prints it without its type: numbers bare where that is their type, all else
 * quoted. */
static Text print_constant(Arena *arena, const Expr *value, TypeCode code)
{
    while (value->kind == EXPR_CAST)
        value = value->arguments.items[0];
    Text text = value->text;
    bool negative = value->kind == EXPR_OPERATOR && value->arguments.count == 1 && text_is(value->text, "-");
    if (negative)
        text = text_format(arena, "-%.*s", TEXT_ARG(value->arguments.items[0]->text));
    else if (value->kind == EXPR_NULL)
        return TEXT("NULL");
    else if (value->kind == EXPR_BOOL)
        return value->boolean ? TEXT("true") : TEXT("false");
    else if (value->kind != EXPR_NUMBER && value->kind != EXPR_STRING)
        return expr_print(arena, value);
    if (code == TYPE_BOOL)
        return text_is_nocase(text, "t") || text_is_nocase(text, "true") ? TEXT("true") : TEXT("false");
    if (code == TYPE_DATE || code == TYPE_TIMESTAMP || code == TYPE_TIMESTAMPTZ)
        text = normal_date(arena, text, code);
    bool digits = text.size > 0;
    for (size_t i = 0; i < text.size; i++)
        digits = digits && ((text.data[i] >= '0' && text.data[i] <= '9') || (i > 0 && text.data[i] == '.'));
    return prints_bare(code) && digits ? text : names_quote_literal(arena, text);
}

static TypeCode key_code(const Table *parent, size_t index)
{
    if (index >= parent->partition_keys.count || !parent->partition_keys.items[index].column)
        return TYPE_TEXT;
    TypeUse base = type_base(&parent->partition_keys.items[index].column->type);
    return base.type && !base.dimensions ? base.type->code : TYPE_TEXT;
}

/* `step` is 1 where each value belongs to the next key, 0 where all belong to the first. */
static void print_values(Ddl *ddl, Buffer *out, const Table *parent, const ExprList *values, size_t step)
{
    buffer_char(out, '(');
    for (size_t i = 0; i < values->count; i++) {
        const Expr *value = values->items[i];
        if (i > 0)
            buffer_string(out, ", ");
        if (is_infinity(value))
            buffer_text(out, text_upper(ddl->arena, value->text));
        else
            buffer_text(out, print_constant(ddl->arena, value, key_code(parent, i * step)));
    }
    buffer_char(out, ')');
}

static Text print_bound(Ddl *ddl, const Table *parent, const PartitionBound *bound)
{
    Buffer out = {0};
    if (bound->is_default) {
        buffer_string(&out, "DEFAULT");
    } else if (bound->values.count) {
        buffer_string(&out, "FOR VALUES IN ");
        print_values(ddl, &out, parent, &bound->values, 0);
    } else if (bound->modulus) {
        buffer_format(&out, "FOR VALUES WITH (modulus %d, remainder %d)", bound->modulus, bound->remainder);
    } else {
        buffer_string(&out, "FOR VALUES FROM ");
        print_values(ddl, &out, parent, &bound->from, 1);
        buffer_string(&out, " TO ");
        print_values(ddl, &out, parent, &bound->to, 1);
    }
    Text text = text_copy(ddl->arena, buffer_contents(&out));
    buffer_free(&out);
    return text;
}

bool ddl_read_bound(Ddl *ddl, const Table *parent, PartitionBound *bound)
{
    SqlCursor *cursor = &ddl->cursor;
    bool done;
    *bound = (PartitionBound){0};
    if (sql_take_words(cursor, "default")) {
        bound->is_default = true;
        done = true;
    } else if (sql_take_words(cursor, "for values in")) {
        done = read_values(ddl, &bound->values);
    } else if (sql_take_words(cursor, "for values with")) {
        done = read_hash(ddl, bound);
    } else {
        done = sql_expect_words(cursor, "for values from") && read_values(ddl, &bound->from) &&
               sql_expect_words(cursor, "to") && read_values(ddl, &bound->to);
    }
    if (done)
        bound->text = print_bound(ddl, parent, bound);
    return done;
}
