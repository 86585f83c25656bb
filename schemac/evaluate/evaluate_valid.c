/* evaluate_valid.c: pg_input_is_valid: whether a text is a value of a type that another text names. */
#include "evaluate/evaluate_valid.h"

#include <string.h>

/* ---- names of types ---- */

/* "(12,2)" out of the middle of a name; false where it is not a list of one or two numbers. */
static bool take_modifiers(Arena *arena, Text *name, TypeUse *use)
{
    size_t open = 0, close = name->size;
    while (open < name->size && name->data[open] != '(')
        open++;
    if (open == name->size)
        return true;
    while (close > open && name->data[close - 1] != ')')
        close--;
    for (size_t at = open; at + 1 < close; use->modifier_count++) {
        int64_t value;
        size_t start = ++at;
        while (at + 1 < close && name->data[at] != ',')
            at++;
        if (use->modifier_count == 2 || !text_to_int64(text_trim(text_slice(*name, start, at)), &value) ||
            value < INT32_MIN || value > INT32_MAX)
            return false;
        use->modifiers[use->modifier_count] = (int)value;
    }
    *name =
        text_format(arena, "%.*s%.*s", (int)open, name->data, (int)(name->size - close), name->data + close);
    return use->modifier_count > 0;
}

/* A part of a name, quoted or in small letters, from `at` on. */
static bool take_identifier(Arena *arena, Text name, size_t *at, Text *part)
{
    bool quoted = *at < name.size && name.data[*at] == '"';
    char *out = arena_alloc(arena, name.size + 1);
    size_t size = 0, i = *at + quoted;
    for (; i < name.size && (quoted || name.data[i] != '.'); i++) {
        bool quote = quoted && name.data[i] == '"';
        if (quote && ++i < name.size && name.data[i] == '"')
            quote = false;
        if (quote)
            break;
        out[size++] = name.data[i];
    }
    *at = i;
    *part = quoted ? (Text){out, size} : text_lower(arena, (Text){out, size});
    return size > 0;
}

static const Type *find_type(Arena *arena, const Schema *schema, Text name)
{
    Text first, second;
    size_t at = 0;
    const Type *type = type_sql_name(text_lower(arena, name));
    if (type || !take_identifier(arena, name, &at, &first))
        return type;
    if (at == name.size)
        type = schema ? schema_find_type(schema, TEXT("public"), first) : NULL;
    else if (name.data[at++] == '.' && take_identifier(arena, name, &at, &second) && at == name.size)
        type = text_is(first, "pg_catalog") ? type_builtin(second)
               : schema                     ? schema_find_type(schema, first, second)
                                            : NULL;
    return type || at != name.size ? type : type_builtin(first);
}

bool valid_type(Arena *arena, const Schema *schema, Text name, TypeUse *use)
{
    *use = (TypeUse){0};
    name = text_trim(name);
    if (text_ends_with(name, TEXT("[]"))) {
        use->dimensions = 1;
        name = text_slice(name, 0, name.size - 2);
    }
    if (!take_modifiers(arena, &name, use))
        return false;
    use->type = find_type(arena, schema, text_trim(name));
    return use->type != NULL;
}

/* ---- the function ---- */

Datum valid_input(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    TypeUse type;
    (void)count;
    (void)result;
    if (!valid_type(evaluator->arena, evaluator->scope->schema, arguments[1].text, &type) ||
        (type_is_text(&type) && type.modifier_count))
        return datum_unknown();
    Datum value = datum_cast(evaluator, arguments[0], &type, true);
    return value.state == EVALUATED_UNKNOWN ? datum_unknown() : datum_bool(value.state != EVALUATED_ERROR);
}
