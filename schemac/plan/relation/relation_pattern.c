/* relation_pattern.c: patterns of LIKE that columns make, filled in. PostgreSQL documentation, section 9.7.1.
 */
#include "plan/relation/relation_pattern.h"

#include "base/buffer.h"

static bool is_column(const Expr *expr, Text column)
{
    while (expr->kind == EXPR_CAST || expr->kind == EXPR_COLLATE)
        expr = expr->arguments.items[0];
    return expr->kind == EXPR_COLUMN && text_equal(expr->text, column);
}

const Expr *relation_pattern(const Expr *relation, Text column, bool *is_beginning)
{
    bool is_operator = relation->kind == EXPR_OPERATOR && !relation->qualifier.size,
         is_call = relation->kind == EXPR_CALL && text_is(relation->text, "starts_with");
    bool is_like = is_operator && (text_is(relation->text, "~~") || text_is(relation->text, "~~*"));
    *is_beginning = is_call || (is_operator && text_is(relation->text, "^@"));
    if (relation->arguments.count != 2 || (!is_like && !*is_beginning) ||
        !is_column(relation->arguments.items[0], column) || !expr_reads_columns(relation->arguments.items[1]))
        return NULL;
    return relation->arguments.items[1];
}

/* Every third text has nothing there. */
static void fill(Buffer *out, size_t number)
{
    static const char *const words[] = {"north", "amber", "river", "stone",  "light", "cedar",
                                        "quiet", "metal", "ocean", "valley", "maple", "pearl",
                                        "delta", "ember", "frost", "harbor"};
    if (number % 3)
        buffer_format(out, "%s%zu", words[number % (sizeof words / sizeof *words)], number);
}

Text relation_patterned(Arena *arena, Text pattern, bool is_beginning, size_t number)
{
    Buffer out = {0};
    for (size_t i = 0; i < pattern.size; i++) {
        char c = pattern.data[i];
        bool is_special = !is_beginning && (c == '%' || c == '_' || c == '\\');
        if (!is_special)
            buffer_char(&out, c);
        else if (c == '%')
            fill(&out, number);
        else if (c == '_')
            buffer_char(&out, (char)('a' + number % 26));
        else if (i + 1 < pattern.size)
            buffer_char(&out, pattern.data[++i]);
    }
    if (is_beginning)
        fill(&out, number);
    Text text = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return text;
}
