/* narrow_input.c: texts that the input function of a type reads: such as values of it look. */
#include "plan/narrow/narrow_text.h"

#include "evaluate/evaluate_valid.h"
#include "model/type_convert.h"

enum {
    DOMAIN_TEXTS = 100 /* that are tried, of small ones and of those from all over */
};

/* In the form that values are printed in, or in an equally plain one. */
static const struct {
    TypeCode code;
    const char *expression;
} forms[] = {
    {TYPE_BOOL, "true|false"},
    {TYPE_INT2, "0|[1-9][0-9]{0,3}"},
    {TYPE_INT4, "0|[1-9][0-9]{0,8}"},
    {TYPE_INT8, "0|[1-9][0-9]{0,17}"},
    {TYPE_NUMERIC, "(0|[1-9][0-9]{0,8})(\\.[0-9]{1,2})?"},
    {TYPE_FLOAT4, "(0|[1-9][0-9]{0,4})(\\.[0-9]{1,2})?"},
    {TYPE_FLOAT8, "(0|[1-9][0-9]{0,8})(\\.[0-9]{1,4})?"},
    {TYPE_DATE, "20[0-4][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"},
    {TYPE_TIME, "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"},
    {TYPE_TIMETZ, "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\+00"},
    {TYPE_TIMESTAMP,
     "20[0-4][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8]) ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"},
    {TYPE_TIMESTAMPTZ,
     "20[0-4][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8]) ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\+00"},
    {TYPE_INTERVAL, "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|[1-9][0-9]? days"},
    {TYPE_UUID, "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"},
    {TYPE_JSON, "[1-9][0-9]{0,8}|\\{\"(id|name)\": [1-9][0-9]{0,8}\\}|\\[[1-9][0-9]{0,8}\\]"},
    {TYPE_JSONB, "[1-9][0-9]{0,8}|\\{\"(id|name)\": [1-9][0-9]{0,8}\\}|\\[[1-9][0-9]{0,8}\\]"},
    {TYPE_XML, "<item id=\"[1-9][0-9]{0,8}\"><name>[a-z]{3,9}</name></item>"},
    {TYPE_INET, "10\\.[1-9][0-9]?\\.[1-9][0-9]?\\.[1-9][0-9]?"},
    {TYPE_CIDR, "10\\.[1-9][0-9]?\\.[1-9][0-9]?\\.[1-9][0-9]?"},
    {TYPE_MACADDR, "0[0-9a-f](:[0-9a-f]{2}){5}"},
    {TYPE_MACADDR8, "0[0-9a-f](:[0-9a-f]{2}){7}"},
    {TYPE_BYTEA, "\\\\x([0-9a-f]{2}){1,16}"},
    {TYPE_MONEY, "[1-9][0-9]{0,5}\\.[0-9]{2}"},
    {TYPE_VARBIT, "[01]{1,16}"},
    {TYPE_JSONPATH, "\\$(\\.[a-z]{3,9}){1,3}"},
    {TYPE_POINT, "\\((0|[1-9][0-9]?),(0|[1-9][0-9]?)\\)"},
    {TYPE_BOX, "\\([1-9][0-9],[1-9][0-9]\\),\\([0-9],[0-9]\\)"},
    {TYPE_CIRCLE, "<\\((0|[1-9][0-9]?),(0|[1-9][0-9]?)\\),[1-9]>"},
    {TYPE_TSVECTOR, "[a-z]{3,9}( [a-z]{3,9}){0,3}"},
    {TYPE_TSQUERY, "[a-z]{3,9}( [&|] [a-z]{3,9}){0,2}"},
    {TYPE_PG_LSN, "[1-9A-F][0-9A-F]{0,3}/[1-9A-F][0-9A-F]{0,5}"},
    {TYPE_HSTORE, "[a-z]{3,9}=>[a-z]{3,9}"},
    {TYPE_LTREE, "[a-z]{3,9}(\\.[a-z]{3,9}){0,3}"},
};

static Automaton *of_texts(const NarrowTask *task, const TextList *texts)
{
    Automaton *all = NULL;
    for (size_t i = 0; i < texts->count; i++) {
        Automaton *one = automaton_of_text(task->arena, texts->items[i]);
        all = all ? automaton_either(task->arena, all, one) : one;
    }
    return all;
}

static const Automaton *of_base(const NarrowTask *task, const Type *type)
{
    Map *known = task->column->table->plan->languages;
    for (size_t i = 0; i < sizeof forms / sizeof *forms && type->kind == TYPE_BASE; i++)
        if (type->code == forms[i].code)
            return texts_of_regex(known, text_of(forms[i].expression), MATCH_WHOLE, false);
    return NULL;
}

/* One whose strings are counted: not that which others share. */
static Automaton *counted(const NarrowTask *task, const Automaton *language)
{
    Automaton *own = language ? automaton_either(task->arena, language, language) : NULL;
    return own && automaton_count(task->arena, own, 1, UINT32_MAX) ? own : NULL;
}

/* Those of some texts of the base type that satisfy all of the column's conditions. */
static Automaton *of_domain(const NarrowTask *task, const TypeUse *domain)
{
    TypeUse base = type_base(domain);
    const Automaton *language = counted(task, of_base(task, base.type));
    if (base.dimensions || !language)
        return NULL;
    TextList texts = automaton_strings(task->arena, language, DOMAIN_TEXTS);
    for (PlanCount i = 0; i < DOMAIN_TEXTS && i < language->count; i++)
        list_push(task->arena, &texts, automaton_string(task->arena, language, i));
    texts = narrow_admitted(task, &texts);
    return of_texts(task, &texts);
}

static const Automaton *of_bits(const NarrowTask *task, int count)
{
    Text regex = text_format(task->arena, "[01]{%d}", count);
    return texts_of_regex(task->column->table->plan->languages, regex, MATCH_WHOLE, false);
}

const Automaton *input_language(const NarrowTask *task, Text name)
{
    TypeUse type;
    if (!valid_type(task->arena, task->column->table->plan->schema, name, &type) || type.dimensions)
        return NULL;
    if (type_code(&type) == TYPE_BIT && type.modifier_count)
        return of_bits(task, type.modifiers[0]);
    if (type.modifier_count)
        return NULL;
    if (type.type->kind == TYPE_DOMAIN)
        return of_domain(task, &type);
    return type.type->kind == TYPE_ENUM ? of_texts(task, &type.type->labels) : of_base(task, type.type);
}

TextList input_samples(const NarrowTask *task, Text type, size_t wanted)
{
    const Automaton *language = counted(task, input_language(task, type));
    return language ? automaton_strings(task->arena, language, wanted) : (TextList){0};
}
