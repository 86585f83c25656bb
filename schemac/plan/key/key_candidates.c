/* key_candidates.c: values of many shapes for expressions that unique indexes are over: days and years,
 * texts with different beginnings, lengths and hosts, documents with different members, networks. */
#include "plan/key/key_candidates.h"

#include "evaluate/evaluate_time.h"
#include "model/expr.h"
#include "plan/domain/domain.h"
#include "plan/narrow/narrow.h"

enum {
    FIRST_YEAR = 1900,
    YEARS = 200,
    LENGTHS = 100, /* of texts */
    LETTERS = 26,
    CODES = LETTERS * LETTERS * LETTERS,
    STRIDE = 7919 /* prime: neighbours among codes look different */
};

typedef struct Shapes {
    const ColumnPlan *column;
    Arena *arena;
    size_t wanted;
    TextList texts;
} Shapes;

/* ---- times ---- */

static void add_days(Shapes *shapes, const char *rest)
{
    int64_t last = domain_days(shapes->column->table->plan->schema->reference_date);
    for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++)
        list_push(shapes->arena, &shapes->texts, text_format(shapes->arena, "%04d-07-01%s", year, rest));
    for (size_t i = 0; i < shapes->wanted; i++) {
        Calendar day = time_calendar(last - (int64_t)i);
        list_push(shapes->arena, &shapes->texts,
                  text_format(shapes->arena, "%04d-%02d-%02d%s", (int)day.year, (int)day.month, (int)day.day,
                              rest));
    }
}

/* ---- texts ---- */

static Text run_of(Arena *arena, char letter, size_t size)
{
    char *bytes = arena_alloc(arena, size + 1);
    for (size_t i = 0; i < size; i++)
        bytes[i] = letter;
    return (Text){bytes, size};
}

static void add_code(Shapes *shapes, size_t i, const char *format)
{
    unsigned code = (unsigned)(i * STRIDE % CODES);
    char letters[] = {(char)('a' + code / (LETTERS * LETTERS)), (char)('a' + code / LETTERS % LETTERS),
                      (char)('a' + code % LETTERS), 0};
    list_push(shapes->arena, &shapes->texts, text_format(shapes->arena, format, letters, letters));
}

static void add_texts(Shapes *shapes)
{
    TypeUse base = type_base(&shapes->column->column->type);
    size_t most = base.modifier_count ? (size_t)base.modifiers[0] : LENGTHS, count = shapes->texts.count;
    for (size_t i = 0; i < shapes->wanted; i++) {
        add_code(shapes, i, "%s");
        add_code(shapes, i, "%s@%s.example");
        add_code(shapes, i, "https://%s.example/%s");
    }
    for (size_t size = 1; size <= most && size <= LENGTHS; size++)
        list_push(shapes->arena, &shapes->texts, run_of(shapes->arena, 'x', size));
    for (size_t i = shapes->texts.count; i-- > count;)
        if (base.modifier_count && shapes->texts.items[i].size > most)
            list_remove(&shapes->texts, i);
}

/* ---- documents ---- */

/* The chain of members and first elements that the expression takes from the column, written around a value;
 * an empty text where it is none. */
static Text around(const Shapes *shapes, const Expr *expr, Text value)
{
    if (expr->kind == EXPR_COLUMN)
        return text_equal(expr->text, shapes->column->column->name) ? value : TEXT("");
    bool takes = expr->kind == EXPR_OPERATOR && expr->arguments.count == 2 &&
                 (text_is(expr->text, "->") || text_is(expr->text, "->>"));
    if (!takes)
        return TEXT("");
    const Expr *member = expr->arguments.items[1];
    bool plain = member->kind == EXPR_STRING && !text_contains(member->text, TEXT("\"")) &&
                 !text_contains(member->text, TEXT("\\"));
    bool is_first = member->kind == EXPR_NUMBER && text_is(member->text, "0");
    if (!plain && !is_first)
        return TEXT("");
    Text outer =
        is_first ? text_format(shapes->arena, "[%.*s]", TEXT_ARG(value))
                 : text_format(shapes->arena, "{\"%.*s\": %.*s}", TEXT_ARG(member->text), TEXT_ARG(value));
    return around(shapes, expr->arguments.items[0], outer);
}

/* The members that the expression takes, in a document; an empty text where it takes none. */
static Text document_of(const Shapes *shapes, const Expr *expr, Text value)
{
    Text document = around(shapes, expr, value);
    for (size_t i = 0; i < expr->arguments.count && !text_starts_with(document, TEXT("{")); i++)
        if (expr->arguments.items[i])
            document = document_of(shapes, expr->arguments.items[i], value);
    return document;
}

/* Two objects as one. */
static Text both_objects(Arena *arena, Text first, Text second)
{
    if (!first.size || !text_starts_with(first, TEXT("{")))
        return second;
    return text_starts_with(second, TEXT("{")) && !text_equal(first, second)
               ? text_format(arena, "%.*s, %.*s", (int)first.size - 1, first.data, (int)second.size - 1,
                             second.data + 1)
               : first;
}

static void add_document(Shapes *shapes, const ExprList *keys, Text value)
{
    Text document = TEXT("");
    for (size_t i = 0; i < keys->count; i++)
        document = both_objects(shapes->arena, document, document_of(shapes, keys->items[i], value));
    if (text_starts_with(document, TEXT("{")))
        list_push(shapes->arena, &shapes->texts, document);
}

static void add_documents(Shapes *shapes, const ExprList *keys)
{
    for (unsigned i = 1; i <= shapes->wanted; i++)
        add_document(shapes, keys, text_format(shapes->arena, "%u", i));
    for (unsigned i = 1; i <= shapes->wanted; i++)
        add_document(shapes, keys,
                     text_format(shapes->arena, "\"%08x-54a1-4c6e-8b2d-%012x\"", i * 2654435761U, i));
}

/* ---- numbers, addresses, uuids ---- */

/* From one to the next so much that what rounds them, or takes their last digits, tells them apart. */
static void add_numbers(Shapes *shapes)
{
    for (unsigned i = 1; i <= shapes->wanted; i++)
        list_push(shapes->arena, &shapes->texts, text_format(shapes->arena, "%u", i));
    for (unsigned i = 1; i <= shapes->wanted; i++)
        list_push(shapes->arena, &shapes->texts, text_format(shapes->arena, "%u", i * 1000));
}

/* Networks of their own; of type inet addresses in others besides. */
static void add_networks(Shapes *shapes, bool is_inet)
{
    for (unsigned i = 1; is_inet && i <= shapes->wanted; i++)
        list_push(shapes->arena, &shapes->texts,
                  text_format(shapes->arena, "10.%u.%u.1", i / 256 % 256, i % 256));
    for (unsigned i = 1; i <= shapes->wanted; i++)
        list_push(shapes->arena, &shapes->texts,
                  text_format(shapes->arena, "172.%u.%u.0/24", 16 + i / 256 % 16, i % 256));
}

static void add_uuids(Shapes *shapes)
{
    for (unsigned i = 1; i <= shapes->wanted; i++)
        list_push(shapes->arena, &shapes->texts,
                  text_format(shapes->arena, "%08x-54a1-4c6e-8b2d-%012x", i * 2654435761U, i));
}

/* ---- arrays ---- */

/* Of two items, both of which differ from array to array. */
static void add_arrays(Shapes *shapes)
{
    TypeUse element = type_element(&shapes->column->column->type), integer = type_of_code("int4");
    bool is_text = type_is_text(&element) && !element.modifier_count;
    for (unsigned i = 1; i <= shapes->wanted && (is_text || type_same(&element, &integer)); i++)
        list_push(shapes->arena, &shapes->texts,
                  text_format(shapes->arena, is_text ? "{item%u,part%u}" : "{%u,%u}", i, i + 1));
}

/* ---- all ---- */

static void add_shapes(Shapes *shapes, const ExprList *keys)
{
    TypeUse base = type_base(&shapes->column->column->type);
    switch (base.type->code) {
    case TYPE_DATE:
        add_days(shapes, "");
        break;
    case TYPE_TIMESTAMP:
        add_days(shapes, " 00:00:00");
        break;
    case TYPE_TIMESTAMPTZ:
        add_days(shapes, " 00:00:00+00");
        break;
    case TYPE_TEXT:
    case TYPE_VARCHAR:
        add_texts(shapes);
        break;
    case TYPE_JSON:
    case TYPE_JSONB:
        add_documents(shapes, keys);
        break;
    case TYPE_INT4:
    case TYPE_INT8:
    case TYPE_NUMERIC:
        add_numbers(shapes);
        break;
    case TYPE_INET:
    case TYPE_CIDR:
        add_networks(shapes, base.type->code == TYPE_INET);
        break;
    case TYPE_UUID:
        add_uuids(shapes);
        break;
    default:
        break;
    }
}

TextList key_candidates(const ColumnPlan *column, const ExprList *keys, size_t wanted)
{
    Shapes shapes = {.column = column, .arena = column->table->plan->arena, .wanted = wanted};
    TypeUse base = type_base(&column->column->type);
    TextList usual = narrow_candidates(column, &column->conditions, wanted);
    if (base.dimensions && column->column->rule.kind == RULE_NONE)
        add_arrays(&shapes);
    else if (column->column->rule.kind == RULE_NONE)
        add_shapes(&shapes, keys);
    shapes.texts = narrow_passing(column, &column->conditions, &shapes.texts);
    for (size_t i = 0; i < shapes.texts.count; i++)
        list_push(shapes.arena, &usual, shapes.texts.items[i]);
    return usual;
}
