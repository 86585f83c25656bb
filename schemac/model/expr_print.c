/* expr_print.c: expressions as SQL text. Precedences are those of PostgreSQL's documentation, section 4.1.6:
 * a part is put in parentheses where it binds weaker than its place asks for. */
#include "model/expr.h"

#include "base/buffer.h"
#include "model/expr_binding.h"
#include "model/keyword.h"
#include "model/names.h"

typedef struct Printer {
    Arena *arena;
    Buffer out;
} Printer;

static void print(Printer *printer, const Expr *expr, Binding least);

/* How an operator is written, by its text and schema. */
typedef struct Spelling {
    const char *shown; /* NULL: as it is */
    Binding binding;
} Spelling;

static Spelling spelling_of(const Expr *expr)
{
    static const char *const like[][2] = {
        {"~~", "LIKE"}, {"!~~", "NOT LIKE"}, {"~~*", "ILIKE"}, {"!~~*", "NOT ILIKE"}};
    if (expr->qualifier.size)
        return (Spelling){NULL, BIND_OPERATOR};
    for (size_t i = 0; i < sizeof like / sizeof *like; i++)
        if (text_is(expr->text, like[i][0]))
            return (Spelling){like[i][1], BIND_LIKE};
    return (Spelling){NULL, binding_of_operator(expr->text)};
}

static bool is_sign(const Expr *expr)
{
    return expr->qualifier.size == 0 && (text_is(expr->text, "-") || text_is(expr->text, "+"));
}

/* The pattern of SIMILAR TO or of LIKE … ESCAPE, which is an argument of the function that prepares it; NULL
 * where the operator is another one. */
static const Expr *prepared_pattern(const Expr *expr, const char **shown)
{
    const Expr *call = expr->arguments.items[1];
    if (expr->qualifier.size || call->kind != EXPR_CALL || call->qualifier.size || call->arguments.count == 0)
        return NULL;
    bool similar = text_is(expr->text, "~") || text_is(expr->text, "!~");
    if (similar && text_is(call->text, "similar_to_escape") && call->arguments.count <= 2)
        *shown = text_is(expr->text, "~") ? "SIMILAR TO" : "NOT SIMILAR TO";
    else if (!*shown || !text_is(call->text, "like_escape") || call->arguments.count != 2)
        return NULL;
    return call;
}

/* x = ANY (ARRAY[a, b]) is x IN (a, b), in which literals need no type. */
static bool is_in_list(const Expr *expr)
{
    const Expr *array = expr->arguments.items[1];
    const char *symbol = expr->kind == EXPR_ANY ? "=" : "<>";
    if (array->kind != EXPR_ARRAY || array->arguments.count < 2 || expr->qualifier.size)
        return false;
    for (size_t i = 0; i < array->arguments.count; i++)
        if (array->arguments.items[i]->kind == EXPR_ARRAY)
            return false;
    return text_is(expr->text, symbol);
}

static Binding operator_binding(const Expr *expr)
{
    if (expr->arguments.count == 1)
        return is_sign(expr) ? BIND_SIGN : BIND_OPERATOR;
    Spelling spelling = spelling_of(expr);
    return prepared_pattern(expr, &spelling.shown) ? BIND_LIKE : spelling.binding;
}

static Binding binding_of(const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_NUMBER:
        return text_starts_with(expr->text, TEXT("-")) ? BIND_SIGN : BIND_PRIMARY;
    case EXPR_OPERATOR:
        return operator_binding(expr);
    case EXPR_ANY:
    case EXPR_ALL:
        return is_in_list(expr) ? BIND_LIKE : spelling_of(expr).binding;
    case EXPR_AND:
        return BIND_AND;
    case EXPR_OR:
        return BIND_OR;
    case EXPR_NOT:
        return BIND_NOT;
    case EXPR_IS:
    case EXPR_DISTINCT:
        return BIND_IS;
    case EXPR_CAST:
        return BIND_CAST;
    case EXPR_COLLATE:
        return BIND_COLLATE;
    case EXPR_OPAQUE:
        return BIND_NONE;
    default:
        return BIND_PRIMARY;
    }
}

static void print_list(Printer *printer, const ExprList *list, size_t from, const char *separator,
                       Binding least)
{
    for (size_t i = from; i < list->count; i++) {
        if (i > from)
            buffer_string(&printer->out, separator);
        print(printer, list->items[i], least);
    }
}

static void print_name(Printer *printer, Text qualifier, Text name)
{
    if (qualifier.size) {
        buffer_text(&printer->out, names_quote(printer->arena, qualifier));
        buffer_char(&printer->out, '.');
    }
    buffer_text(&printer->out, names_quote(printer->arena, name));
}

/* The operator itself, with its schema where it has one. */
static void print_sign(Printer *printer, const Expr *expr, const char *shown)
{
    if (expr->qualifier.size) {
        buffer_string(&printer->out, "OPERATOR(");
        buffer_text(&printer->out, names_quote(printer->arena, expr->qualifier));
        buffer_format(&printer->out, ".%.*s)", TEXT_ARG(expr->text));
    } else if (shown) {
        buffer_string(&printer->out, shown);
    } else {
        buffer_text(&printer->out, expr->text);
    }
}

/* Comparisons and LIKE stand in no chain; the others bind to the left. */
static Binding left_binding(Binding binding)
{
    return binding == BIND_COMPARISON || binding == BIND_LIKE ? binding + 1 : binding;
}

static void print_pattern(Printer *printer, const Expr *expr, const Expr *call, const char *shown)
{
    print(printer, expr->arguments.items[0], BIND_LIKE + 1);
    buffer_format(&printer->out, " %s ", shown);
    print(printer, call->arguments.items[0], BIND_LIKE + 1);
    if (call->arguments.count == 1)
        return;
    buffer_string(&printer->out, " ESCAPE ");
    print(printer, call->arguments.items[1], BIND_LIKE + 1);
}

static void print_operator(Printer *printer, const Expr *expr)
{
    if (expr->arguments.count == 1) {
        print_sign(printer, expr, NULL);
        buffer_char(&printer->out, ' ');
        print(printer, expr->arguments.items[0], is_sign(expr) ? BIND_SIGN : BIND_OPERATOR + 1);
        return;
    }
    Spelling spelling = spelling_of(expr);
    const Expr *pattern = prepared_pattern(expr, &spelling.shown);
    if (pattern) {
        print_pattern(printer, expr, pattern, spelling.shown);
        return;
    }
    print(printer, expr->arguments.items[0], left_binding(spelling.binding));
    buffer_char(&printer->out, ' ');
    print_sign(printer, expr, spelling.shown);
    buffer_char(&printer->out, ' ');
    print(printer, expr->arguments.items[1], spelling.binding + 1);
}

static void print_in(Printer *printer, const Expr *expr)
{
    print(printer, expr->arguments.items[0], BIND_LIKE + 1);
    buffer_string(&printer->out, expr->kind == EXPR_ANY ? " IN (" : " NOT IN (");
    print_list(printer, &expr->arguments.items[1]->arguments, 0, ", ", BIND_NONE);
    buffer_char(&printer->out, ')');
}

static void print_quantified(Printer *printer, const Expr *expr)
{
    if (is_in_list(expr)) {
        print_in(printer, expr);
        return;
    }
    Spelling spelling = spelling_of(expr);
    print(printer, expr->arguments.items[0], left_binding(spelling.binding));
    buffer_char(&printer->out, ' ');
    print_sign(printer, expr, spelling.shown);
    buffer_string(&printer->out, expr->kind == EXPR_ANY ? " ANY (" : " ALL (");
    print(printer, expr->arguments.items[1], BIND_NONE);
    buffer_char(&printer->out, ')');
}

static void print_is(Printer *printer, const Expr *expr)
{
    print(printer, expr->arguments.items[0], BIND_IS + 1);
    buffer_string(&printer->out, expr->negated ? " IS NOT " : " IS ");
    if (expr->kind == EXPR_DISTINCT) {
        buffer_string(&printer->out, "DISTINCT FROM ");
        print(printer, expr->arguments.items[1], BIND_IS + 1);
    } else {
        buffer_text(&printer->out, text_upper(printer->arena, expr->text));
    }
}

/* A field that EXTRACT's grammar takes as a bare word. */
static bool is_field_word(Text text)
{
    KeywordClass class = keyword_class(text);
    if (class != KEYWORD_NONE && class != KEYWORD_UNRESERVED)
        return false;
    for (size_t i = 0; i < text.size; i++)
        if (!(text.data[i] >= 'a' && text.data[i] <= 'z') && text.data[i] != '_')
            return false;
    return text.size > 0;
}

/* EXTRACT and the functions that are key words; false for a common function. */
static bool print_special_call(Printer *printer, const Expr *expr)
{
    static const char *const keywords[] = {"coalesce", "greatest", "least", "nullif"};
    const ExprList *arguments = &expr->arguments;
    if (expr->qualifier.size)
        return false;
    if (text_is(expr->text, "extract") && arguments->count == 2 && arguments->items[0]->kind == EXPR_STRING &&
        is_field_word(arguments->items[0]->text)) {
        buffer_format(&printer->out, "EXTRACT(%.*s FROM ", TEXT_ARG(arguments->items[0]->text));
        print(printer, arguments->items[1], BIND_NONE);
        buffer_char(&printer->out, ')');
        return true;
    }
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        if (!text_is(expr->text, keywords[i]))
            continue;
        buffer_text(&printer->out, text_upper(printer->arena, expr->text));
        buffer_char(&printer->out, '(');
        print_list(printer, arguments, 0, ", ", BIND_NONE);
        buffer_char(&printer->out, ')');
        return true;
    }
    return false;
}

static void print_call(Printer *printer, const Expr *expr)
{
    if (print_special_call(printer, expr))
        return;
    print_name(printer, expr->qualifier, expr->text);
    buffer_char(&printer->out, '(');
    print_list(printer, &expr->arguments, 0, ", ", BIND_NONE);
    buffer_char(&printer->out, ')');
}

static void print_sql_value(Printer *printer, const Expr *expr)
{
    buffer_text(&printer->out, text_upper(printer->arena, expr->text));
    if (expr->arguments.count) {
        buffer_char(&printer->out, '(');
        print(printer, expr->arguments.items[0], BIND_NONE);
        buffer_char(&printer->out, ')');
    }
}

static void print_case(Printer *printer, const Expr *expr)
{
    const ExprList *arguments = &expr->arguments;
    buffer_string(&printer->out, "CASE");
    if (arguments->items[0]) {
        buffer_char(&printer->out, ' ');
        print(printer, arguments->items[0], BIND_NONE);
    }
    for (size_t i = 1; i + 1 < arguments->count; i += 2) {
        buffer_string(&printer->out, " WHEN ");
        print(printer, arguments->items[i], BIND_NONE);
        buffer_string(&printer->out, " THEN ");
        print(printer, arguments->items[i + 1], BIND_NONE);
    }
    if (arguments->items[arguments->count - 1]) {
        buffer_string(&printer->out, " ELSE ");
        print(printer, arguments->items[arguments->count - 1], BIND_NONE);
    }
    buffer_string(&printer->out, " END");
}

static void print_index(Printer *printer, const Expr *expr)
{
    const Expr *array = expr->arguments.items[0];
    bool bare = array->kind == EXPR_COLUMN || array->kind == EXPR_PARAMETER || array->kind == EXPR_INDEX ||
                array->kind == EXPR_FIELD;
    if (!bare)
        buffer_char(&printer->out, '(');
    print(printer, array, BIND_NONE);
    if (!bare)
        buffer_char(&printer->out, ')');
    buffer_char(&printer->out, '[');
    for (size_t i = 1; i < expr->arguments.count; i++) {
        if (i > 1)
            buffer_char(&printer->out, ':');
        if (expr->arguments.items[i])
            print(printer, expr->arguments.items[i], BIND_NONE);
    }
    buffer_char(&printer->out, ']');
}

/* A column with a field (a.b) could be read as a table's column, so the value stands in parentheses. */
static void print_field(Printer *printer, const Expr *expr)
{
    buffer_char(&printer->out, '(');
    print(printer, expr->arguments.items[0], BIND_NONE);
    buffer_string(&printer->out, ").");
    buffer_text(&printer->out, names_quote(printer->arena, expr->text));
}

static void print_named(Printer *printer, const Expr *expr)
{
    buffer_text(&printer->out, names_quote(printer->arena, expr->text));
    buffer_string(&printer->out, " => ");
    print(printer, expr->arguments.items[0], BIND_NONE);
}

static void print_bracketed(Printer *printer, const char *open, const Expr *expr, const char *close)
{
    buffer_string(&printer->out, open);
    print_list(printer, &expr->arguments, 0, ", ", BIND_NONE);
    buffer_string(&printer->out, close);
}

static void print_collate(Printer *printer, const Expr *expr)
{
    print(printer, expr->arguments.items[0], BIND_COLLATE);
    buffer_string(&printer->out, " COLLATE ");
    print_name(printer, expr->qualifier, expr->text);
}

static void print_cast(Printer *printer, const Expr *expr)
{
    print(printer, expr->arguments.items[0], BIND_CAST);
    buffer_string(&printer->out, "::");
    buffer_text(&printer->out, type_print(printer->arena, &expr->type));
}

/* (SELECT column FROM table WHERE key = value AND …) */
static void print_lookup(Printer *printer, const Expr *expr)
{
    buffer_string(&printer->out, "(SELECT ");
    print_name(printer, (Text){0}, expr->arguments.items[0]->text);
    buffer_string(&printer->out, " FROM ");
    print_name(printer, expr->qualifier, expr->text);
    for (size_t i = 1; i + 1 < expr->arguments.count; i += 2) {
        buffer_string(&printer->out, i == 1 ? " WHERE " : " AND ");
        print_name(printer, (Text){0}, expr->arguments.items[i]->text);
        buffer_string(&printer->out, " = ");
        print(printer, expr->arguments.items[i + 1], BIND_CAST);
    }
    buffer_char(&printer->out, ')');
}

/* word argument, where there is such an argument. */
static void print_clause(Printer *printer, const Expr *expr, size_t argument, const char *word)
{
    if (!expr->arguments.items[argument])
        return;
    buffer_string(&printer->out, word);
    print(printer, expr->arguments.items[argument], BIND_NONE);
}

static void print_order(Printer *printer, const Expr *expr)
{
    print_clause(printer, expr, 3, " ORDER BY ");
    if (expr->boolean)
        buffer_string(&printer->out, " DESC");
}

/* (SELECT aggregate (value) FROM set AS name WHERE condition), EXISTS (SELECT …), ARRAY(SELECT …) */
static void print_aggregate(Printer *printer, const Expr *expr)
{
    const Expr *set = expr->arguments.items[0];
    bool exists = text_is(expr->text, "exists"), array = text_is(expr->text, "array");
    bool nested = set->kind == EXPR_AGGREGATE;
    buffer_format(&printer->out, "%s(SELECT %.*s%s%s",
                  exists  ? "EXISTS "
                  : array ? "ARRAY"
                          : "",
                  array || exists ? 0 : (int)expr->text.size, expr->text.data, array || exists ? "" : "(",
                  expr->negated ? "DISTINCT " : "");
    print(printer, expr->arguments.items[1], BIND_NONE);
    print_clause(printer, expr, 4, ", ");
    if (!array)
        print_order(printer, expr);
    buffer_format(&printer->out, "%s FROM %s", array || exists ? "" : ")", nested ? "unnest(" : "");
    print(printer, set, BIND_NONE);
    buffer_format(&printer->out, "%s AS %.*s", nested ? ")" : "", TEXT_ARG(expr->qualifier));
    print_clause(printer, expr, 2, " WHERE ");
    if (array)
        print_order(printer, expr);
    buffer_char(&printer->out, ')');
}

/* Prints what has no parts; false where there are some. */
static bool print_leaf(Printer *printer, const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_NULL:
        buffer_string(&printer->out, "NULL");
        return true;
    case EXPR_BOOL:
        buffer_string(&printer->out, expr->boolean ? "true" : "false");
        return true;
    case EXPR_NUMBER:
    case EXPR_OPAQUE:
        buffer_text(&printer->out, expr->text);
        return true;
    case EXPR_PARAMETER:
        if (text_starts_with(expr->text, TEXT("$")))
            buffer_text(&printer->out, expr->text);
        else
            print_name(printer, (Text){0}, expr->text);
        return true;
    case EXPR_STRING:
        buffer_text(&printer->out, names_quote_literal(printer->arena, expr->text));
        return true;
    case EXPR_COLUMN:
        print_name(printer, expr->qualifier, expr->text);
        return true;
    case EXPR_VALUE:
        buffer_string(&printer->out, "VALUE");
        return true;
    case EXPR_ITEM:
        print_name(printer, (Text){0}, expr->text);
        buffer_string(&printer->out, expr->boolean ? ".ordinality" : "");
        return true;
    default:
        return false;
    }
}

static void print_bare(Printer *printer, const Expr *expr)
{
    if (print_leaf(printer, expr))
        return;
    switch (expr->kind) {
    case EXPR_OPERATOR:
        print_operator(printer, expr);
        break;
    case EXPR_AND:
        print_list(printer, &expr->arguments, 0, " AND ", BIND_NOT);
        break;
    case EXPR_OR:
        print_list(printer, &expr->arguments, 0, " OR ", BIND_AND);
        break;
    case EXPR_NOT:
        buffer_string(&printer->out, "NOT ");
        print(printer, expr->arguments.items[0], BIND_NOT);
        break;
    case EXPR_IS:
    case EXPR_DISTINCT:
        print_is(printer, expr);
        break;
    case EXPR_ANY:
    case EXPR_ALL:
        print_quantified(printer, expr);
        break;
    case EXPR_CALL:
        print_call(printer, expr);
        break;
    case EXPR_NAMED:
        print_named(printer, expr);
        break;
    case EXPR_VARIADIC:
        buffer_string(&printer->out, "VARIADIC ");
        print(printer, expr->arguments.items[0], BIND_NONE);
        break;
    case EXPR_SQL_VALUE:
        print_sql_value(printer, expr);
        break;
    case EXPR_CAST:
        print_cast(printer, expr);
        break;
    case EXPR_COLLATE:
        print_collate(printer, expr);
        break;
    case EXPR_CASE:
        print_case(printer, expr);
        break;
    case EXPR_ARRAY:
        print_bracketed(printer, "ARRAY[", expr, "]");
        break;
    case EXPR_ROW:
        print_bracketed(printer, "ROW(", expr, ")");
        break;
    case EXPR_INDEX:
        print_index(printer, expr);
        break;
    case EXPR_FIELD:
        print_field(printer, expr);
        break;
    case EXPR_LOOKUP:
        print_lookup(printer, expr);
        break;
    case EXPR_AGGREGATE:
        print_aggregate(printer, expr);
        break;
    default:
        break;
    }
}

static void print(Printer *printer, const Expr *expr, Binding least)
{
    bool parentheses = binding_of(expr) < least || expr->kind == EXPR_OPAQUE;
    if (parentheses)
        buffer_char(&printer->out, '(');
    print_bare(printer, expr);
    if (parentheses)
        buffer_char(&printer->out, ')');
}

Text expr_print(Arena *arena, const Expr *expr)
{
    Printer printer = {.arena = arena};
    print(&printer, expr, BIND_NONE);
    Text text = text_copy(arena, buffer_contents(&printer.out));
    buffer_free(&printer.out);
    return text;
}
