/* names.c: invented names, truncation and quoting, as PostgreSQL does them. */
#include "model/names.h"

#include "base/buffer.h"
#include "model/keyword.h"

#include <string.h>

/* The largest number of bytes, at most `limit`, that do not end inside a character of UTF-8. */
static size_t clip(Text text, size_t limit)
{
    if (text.size <= limit)
        return text.size;
    while (limit > 0 && ((unsigned char)text.data[limit] & 0xC0) == 0x80)
        limit--;
    return limit;
}

Text names_make_object(Arena *arena, Text name1, Text name2, Text label)
{
    size_t overhead = (name2.size ? 1 : 0) + (label.size ? label.size + 1 : 0);
    size_t available = overhead < NAME_LIMIT ? NAME_LIMIT - overhead : 0;
    size_t size1 = name1.size, size2 = name2.size;
    while (size1 + size2 > available)
        *(size1 > size2 ? &size1 : &size2) -= 1;
    name1.size = clip(name1, size1);
    Text name = text_copy(arena, name1);
    if (name2.size)
        name = text_format(arena, "%.*s_%.*s", TEXT_ARG(name), (int)clip(name2, size2), name2.data);
    return label.size ? text_format(arena, "%.*s_%.*s", TEXT_ARG(name), TEXT_ARG(label)) : name;
}

Text names_join_columns(Arena *arena, const TextList *columns)
{
    Buffer out = {0};
    for (size_t i = 0; i < columns->count && out.size <= NAME_LIMIT; i++) {
        if (out.size)
            buffer_char(&out, '_');
        buffer_text(&out, text_slice(columns->items[i], 0, NAME_LIMIT));
    }
    Text joined = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return joined;
}

Text names_truncate(Arena *arena, Text name)
{
    return text_copy(arena, text_slice(name, 0, clip(name, NAME_LIMIT)));
}

/* How well a name fits an expression: PostgreSQL lets a cast or CASE name what its operand does not. */
typedef enum Fitness {
    FIT_NONE,
    FIT_WEAK,
    FIT_STRONG
} Fitness;

static Fitness named(Text *name, Text value, Fitness fitness)
{
    *name = value;
    return fitness;
}

static Fitness name_expr(const Expr *expr, Text *name)
{
    size_t count = expr->arguments.count;
    Expr *const *arguments = expr->arguments.items;
    switch (expr->kind) {
    case EXPR_COLUMN:
    case EXPR_CALL:
    case EXPR_SQL_VALUE:
    case EXPR_FIELD:
        return named(name, expr->text, FIT_STRONG);
    case EXPR_INDEX:
    case EXPR_COLLATE:
        return name_expr(arguments[0], name);
    case EXPR_CAST:
        if (name_expr(arguments[0], name) == FIT_STRONG)
            return FIT_STRONG;
        return expr->type.type ? named(name, expr->type.type->name, FIT_WEAK) : FIT_NONE;
    case EXPR_CASE:
        if (arguments[count - 1] && name_expr(arguments[count - 1], name) == FIT_STRONG)
            return FIT_STRONG;
        return named(name, TEXT("case"), FIT_WEAK);
    case EXPR_ARRAY:
        return named(name, TEXT("array"), FIT_STRONG);
    case EXPR_ROW:
        return named(name, TEXT("row"), FIT_STRONG);
    default:
        return FIT_NONE;
    }
}

Text names_of_expr(const Expr *expr)
{
    Text name;
    return name_expr(expr, &name) == FIT_NONE ? TEXT("expr") : name;
}

static bool is_among(const TextList *names, Text name)
{
    for (size_t i = 0; i < names->count; i++)
        if (text_equal(names->items[i], name))
            return true;
    return false;
}

Text names_distinct(Arena *arena, const TextList *before, Text name)
{
    Text distinct = name;
    for (int i = 1; is_among(before, distinct); i++) {
        Text digits = text_format(arena, "%d", i);
        size_t size = clip(name, NAME_LIMIT - digits.size);
        distinct = text_format(arena, "%.*s%.*s", (int)size, name.data, TEXT_ARG(digits));
    }
    return distinct;
}

static bool is_plain(Text name)
{
    if (name.size == 0)
        return false;
    for (size_t i = 0; i < name.size; i++) {
        char c = name.data[i];
        bool starts = (c >= 'a' && c <= 'z') || c == '_';
        if (!starts && !(i > 0 && c >= '0' && c <= '9'))
            return false;
    }
    return true;
}

Text names_quote(Arena *arena, Text name)
{
    KeywordClass class = keyword_class(name);
    /* system_user is reserved from version 16 on, which is later than the table of key words. */
    bool keyword = (class != KEYWORD_NONE && class != KEYWORD_UNRESERVED) || text_is(name, "system_user");
    if (is_plain(name) && !keyword)
        return name;
    Buffer out = {0};
    buffer_char(&out, '"');
    for (size_t i = 0; i < name.size; i++)
        buffer_repeat(&out, name.data[i], name.data[i] == '"' ? 2 : 1);
    buffer_char(&out, '"');
    Text quoted = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return quoted;
}

Text names_quote_literal(Arena *arena, Text value)
{
    Buffer out = {0};
    if (value.size && memchr(value.data, '\\', value.size))
        buffer_char(&out, 'E');
    buffer_char(&out, '\'');
    for (size_t i = 0; i < value.size; i++)
        buffer_repeat(&out, value.data[i], value.data[i] == '\'' || value.data[i] == '\\' ? 2 : 1);
    buffer_char(&out, '\'');
    Text quoted = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return quoted;
}
