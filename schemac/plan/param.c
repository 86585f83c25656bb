/* param.c: making parameters and constant data. */
#include "plan/step.h"

#include "plan/identifier.h"

Param *param_new(TablePlan *table, Text name, const char *c_type, const char *function, bool by_address,
                 const Operand *arguments, size_t count)
{
    Arena *arena = table->plan->arena;
    Param *param = arena_new_object(arena, Param);
    param->table = table;
    param->name = identifier_unique(arena, &table->param_names, name);
    param->c_type = text_of(c_type);
    param->function = text_of(function);
    param->by_address = by_address;
    for (size_t i = 0; i < count; i++)
        list_push(arena, &param->arguments, arguments[i]);
    list_push(arena, &table->params, param);
    return param;
}

static Text joined(Arena *arena, Text column, Text purpose, const char *fallback)
{
    if (column.size && purpose.size)
        return text_format(arena, "%.*s_%.*s", TEXT_ARG(column), TEXT_ARG(purpose));
    return column.size ? column : purpose.size ? purpose : text_of(fallback);
}

/* Streams are named by the table's own name, so that other tables change nothing. */
static const Param *stream(TablePlan *table, Text column, Text purpose, Operand seed)
{
    Arena *arena = table->plan->arena;
    /* The key's parts are told apart by a byte that no name holds. */
    Text key = text_format(arena, "%d\1%.*s\1%.*s", (int)seed.kind, TEXT_ARG(column), TEXT_ARG(purpose));
    Param *param = map_get(&table->streams, key);
    if (param)
        return param;
    Text name = joined(arena, column, text_is(purpose, "order") ? TEXT("key") : purpose, "stream");
    param = param_new(table, name, "rt_stream", "rt_stream_named", false,
                      OPERANDS(seed, op_cstring(table->label), op_cstring(column), op_cstring(purpose)));
    map_put(&table->streams, key, param);
    return param;
}

const Param *param_stream(TablePlan *table, Text column, Text purpose)
{
    return stream(table, column, purpose, op_seed());
}

const Param *param_key_stream(TablePlan *table, Text column)
{
    return stream(table, column, TEXT(""), op_key_seed());
}

static const Param *order(TablePlan *table, Text column, Text purpose, const Count *count, const char *type,
                          const char *function)
{
    Arena *arena = table->plan->arena;
    Text whole = joined(arena, column, text_is(purpose, "order") ? TEXT("") : purpose, "row");
    Text name = text_format(arena, "%.*s_order", TEXT_ARG(whole));
    const Param *key = param_stream(table, column, purpose);
    return param_new(table, name, type, function, false, OPERANDS(op_param(key), op_count(count)));
}

const Param *param_perm(TablePlan *table, Text column, Text purpose, const Count *count)
{
    return order(table, column, purpose, count, "struct rt_perm", "rt_perm_make");
}

const Param *param_spread(TablePlan *table, Text column, Text purpose, const Count *count)
{
    return order(table, column, purpose, count, "struct rt_spread", "rt_spread_make");
}

const Param *param_count(TablePlan *table, Text name, const Count *count)
{
    return param_new(table, name, "uint64_t", "", false, OPERANDS(op_count(count)));
}

static Data *add_data(TablePlan *table, Text name, DataKind kind, const char *c_type, bool is_array)
{
    Arena *arena = table->plan->arena;
    Data *data = arena_new_object(arena, Data);
    Text long_name = text_format(arena, "%.*s_%.*s", TEXT_ARG(table->identifier), TEXT_ARG(name));
    data->name = identifier_unique(arena, &table->names, long_name);
    data->kind = kind;
    data->c_type = text_of(c_type);
    data->is_array = is_array;
    list_push(arena, &table->data, data);
    return data;
}

static Data *add_texts(TablePlan *table, Text name, const char *c_type, const TextList *texts)
{
    Data *data = add_data(table, name, DATA_TEXTS, c_type, true);
    data->texts = *texts;
    return data;
}

Data *data_texts(TablePlan *table, Text name, const TextList *texts)
{
    bool short_ones = true;
    for (size_t i = 0; i < texts->count; i++)
        short_ones = short_ones && texts->items[i].size <= DATA_LABEL_SIZE;
    return add_texts(table, name, short_ones ? "struct rt_label" : "struct rt_text", texts);
}

Data *data_long_texts(TablePlan *table, Text name, const TextList *texts)
{
    return add_texts(table, name, "struct rt_text", texts);
}

Step *data_text_at(TablePlan *table, Text name, const Data *texts, Operand index)
{
    if (text_is(texts->c_type, "struct rt_label"))
        return step_call(table, name, VALUE_TEXT, "rt_label_at", OPERANDS(op_data(texts), index));
    return step_element(table, name, VALUE_TEXT, op_data(texts), index);
}

Data *data_integers(TablePlan *table, Text name, const char *c_type, const int64_t *items, size_t count)
{
    Data *data = add_data(table, name, DATA_INTEGERS, c_type, true);
    for (size_t i = 0; i < count; i++)
        list_push(table->plan->arena, &data->integers, items[i]);
    return data;
}

Data *data_literal(TablePlan *table, Text name, const char *c_type, bool is_array,
                   const TextList *initialisers)
{
    Data *data = add_data(table, name, DATA_LITERALS, c_type, is_array);
    data->texts = *initialisers;
    return data;
}
