/* guess_constants.c: constants in the bodies of functions, whatever their language: what stands in quotes,
 * and numbers. */
#include "plan/narrow/guess.h"

typedef struct Search {
    Arena *arena;
    const Schema *schema;
    Map visited; /* functions, by schema and name */
    Map seen;    /* constants */
    TextList constants;
} Search;

static void add(Search *search, Text constant)
{
    Text copy = text_copy(search->arena, constant);
    if (map_get(&search->seen, copy))
        return;
    map_put(&search->seen, copy, search);
    list_push(search->arena, &search->constants, copy);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_name_byte(char c)
{
    return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

/* Where the comment that begins at `at` ends; `at` where none does. */
static size_t skip_comment(Text body, size_t at)
{
    Text rest = text_slice(body, at, body.size);
    bool is_line = text_starts_with(rest, TEXT("--")), is_block = text_starts_with(rest, TEXT("/*"));
    if (!is_line && !is_block)
        return at;
    size_t end = at + 2;
    while (end < body.size &&
           !(is_line ? body.data[end] == '\n' : body.data[end - 1] == '*' && body.data[end] == '/'))
        end++;
    return end < body.size ? end + 1 : end;
}

/* Takes the quoted text that begins at `at`; gives where it ends. */
static size_t take_quoted(Search *search, Text body, size_t at)
{
    char *text = arena_alloc(search->arena, body.size - at + 1);
    size_t size = 0, i = at + 1;
    for (; i < body.size; i++) {
        bool is_quote = body.data[i] == '\'',
             is_double = is_quote && i + 1 < body.size && body.data[i + 1] == '\'';
        if (is_quote && !is_double)
            break;
        text[size++] = body.data[i];
        i += is_double;
    }
    if (size)
        add(search, (Text){text, size});
    return i + 1;
}

static size_t take_number(Search *search, Text body, size_t at)
{
    size_t end = at;
    while (end < body.size && is_digit(body.data[end]))
        end++;
    add(search, text_slice(body, at, end));
    return end;
}

static size_t skip_name(Text body, size_t at)
{
    while (at < body.size && is_name_byte(body.data[at]))
        at++;
    return at;
}

static void read_body(Search *search, Text body)
{
    for (size_t i = 0; i < body.size;) {
        size_t after = skip_comment(body, i);
        if (after > i)
            i = after;
        else if (body.data[i] == '\'')
            i = take_quoted(search, body, i);
        else if (is_digit(body.data[i]))
            i = take_number(search, body, i);
        else
            i = is_name_byte(body.data[i]) ? skip_name(body, i) : i + 1;
    }
}

/* A function that calls others holds their names. */
static void visit(Search *search, const Function *function)
{
    Text name = text_format(search->arena, "%.*s\1%.*s\1%zu", TEXT_ARG(function->schema),
                            TEXT_ARG(function->name), function->argument_types.count);
    if (map_get(&search->visited, name))
        return;
    map_put(&search->visited, name, search);
    read_body(search, function->body);
    for (size_t i = 0; i < search->schema->functions.count; i++)
        if (text_contains(function->body, search->schema->functions.items[i]->name))
            visit(search, search->schema->functions.items[i]);
}

static void search_expr(Search *search, const Expr *expr)
{
    for (size_t i = 0; expr->kind == EXPR_CALL && i < search->schema->functions.count; i++)
        if (text_equal(search->schema->functions.items[i]->name, expr->text))
            visit(search, search->schema->functions.items[i]);
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i])
            search_expr(search, expr->arguments.items[i]);
}

TextList guess_constants(Arena *arena, const Schema *schema, const Expr *condition)
{
    Search search = {.arena = arena, .schema = schema, .visited = map_new(arena), .seen = map_new(arena)};
    search_expr(&search, condition);
    return search.constants;
}
