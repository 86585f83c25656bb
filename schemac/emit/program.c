/* program.c: names and literals for the templates. */
#include "emit/program.h"

#include "model/names.h"

#include <inttypes.h>
#include <string.h>

enum {
    COMMENT_LIMIT = 400, /* bytes of a schema's comment in generated code */
    SQL_BATCH = 256,     /* rows of an INSERT statement, or fewer where they are wide: */
    SQL_BYTES = 1 << 20, /* bytes of one, in about */
    SHORT_TEXT = 24,     /* bytes that any value may take */
    LONG_TEXT = 1024     /* bytes of a text whose size is not known */
};

Text program_table_prefix(const TablePlan *table)
{
    return text_format(table->plan->arena, "%.*s_%.*s", TEXT_ARG(table->plan->identifier),
                       TEXT_ARG(table->identifier));
}

Text program_upper(const Plan *plan)
{
    return text_upper(plan->arena, plan->identifier);
}

/* Identifiers are in lower case and unique, so they are file names too; those of the program's own files are
 * avoided. */
Text program_table_file(const TablePlan *table)
{
    const Plan *plan = table->plan;
    Text internal = text_format(plan->arena, "%.*s_internal", TEXT_ARG(plan->identifier));
    bool taken =
        text_equal(table->identifier, plan->identifier) || text_is(table->identifier, "main_program") ||
        text_equal(table->identifier, internal) ||
        text_equal(table->identifier, text_format(plan->arena, "%.*s_ddl", TEXT_ARG(plan->identifier)));
    return taken ? text_format(plan->arena, "%.*s_table", TEXT_ARG(table->identifier)) : table->identifier;
}

Text program_ddl_file(const Plan *plan)
{
    return text_format(plan->arena, "%.*s_ddl.c", TEXT_ARG(plan->identifier));
}

bool program_is_command_file(const Plan *plan, Text name)
{
    return text_is(name, "main_program.c") || text_equal(name, program_ddl_file(plan));
}

Text program_next_line(Text *text)
{
    const char *end = text->size ? memchr(text->data, '\n', text->size) : NULL;
    size_t size = end ? (size_t)(end - text->data) + 1 : text->size;
    Text line = text_slice(*text, 0, size);
    *text = text_slice(*text, size, text->size);
    return line;
}

/* Identifiers of tables have no dash. */
Text program_user_file(const Plan *plan, size_t i)
{
    return text_format(plan->arena, "rule-%zu.c", i + 1);
}

Text program_string(const Plan *plan, Text text)
{
    return quote_c_string(plan->arena, text);
}

Text program_comment(const Plan *plan, Text text)
{
    return quote_c_comment(plan->arena, text, COMMENT_LIMIT);
}

Text program_sql_name(const TablePlan *table)
{
    Arena *arena = table->plan->arena;
    return text_format(arena, "%.*s.%.*s", TEXT_ARG(names_quote(arena, table->table->schema)),
                       TEXT_ARG(names_quote(arena, table->table->name)));
}

Text program_sql_columns(const TablePlan *table)
{
    Arena *arena = table->plan->arena;
    Buffer out = {0};
    for (size_t i = 0; i < table->columns.count; i++) {
        const ColumnPlan *column = table->columns.items[i];
        if (!column->written)
            continue;
        if (out.size)
            buffer_string(&out, ", ");
        buffer_text(&out, names_quote(arena, column->column->name));
    }
    Text columns = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return columns;
}

bool program_overrides(const TablePlan *table)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i]->column->identity == IDENTITY_ALWAYS)
            return true;
    return false;
}

bool program_releases(const TablePlan *table)
{
    for (size_t i = 0; i < table->params.count; i++)
        if (table->params.items[i]->release.size)
            return true;
    return false;
}

bool program_is_joined(const Param *param)
{
    return param->table->join && param->table->join->parents == param;
}

static void add_function(const TablePlan *home, JoinFunctionList *functions, const TablePlan *table,
                         const Step *step)
{
    for (size_t i = 0; i < functions->count; i++)
        if (functions->items[i].step == step)
            return;
    if (step)
        list_push(home->plan->arena, functions, ((JoinFunction){table, step}));
}

JoinFunctionList program_join_functions(const TablePlan *table)
{
    const Join *join = table->join;
    JoinFunctionList functions = {0};
    for (size_t i = 0; i < join->parts.count; i++) {
        const JoinPart *part = &join->parts.items[i];
        add_function(table, &functions, table, part->reference->null);
        add_function(table, &functions, table, part->sought);
        add_function(table, &functions, part->reference->target, part->found);
        add_function(table, &functions, table, part->agrees);
    }
    for (size_t i = 0; i < join->keys.count; i++) {
        add_function(table, &functions, table, join->keys.items[i].hash);
        add_function(table, &functions, table, join->keys.items[i].is_out);
    }
    for (size_t i = 0; i < join->conditions.count; i++)
        add_function(table, &functions, table, join->conditions.items[i].holds);
    return functions;
}

Text program_join_function(const TablePlan *table, const Step *step)
{
    return text_format(table->plan->arena, "join_%.*s", TEXT_ARG(step->function));
}

unsigned program_written_columns(const TablePlan *table)
{
    unsigned count = 0;
    for (size_t i = 0; i < table->columns.count; i++)
        count += table->columns.items[i]->written;
    return count;
}

bool program_has_written_columns(const TablePlan *table)
{
    return program_written_columns(table) > 0;
}

Text program_oid(const Plan *plan, TypeOid oid)
{
    return text_format(plan->arena, "{%u, %u}", (unsigned)oid.fixed, oid.server);
}

static uint64_t default_rows(const Table *table)
{
    enum {
        DEFAULT_ROWS = 1000
    };
    if (table->rows.kind == ROWS_FIXED)
        return table->rows.count;
    return table->row_estimate > 0 ? (uint64_t)table->row_estimate : DEFAULT_ROWS;
}

Text program_rows(const TablePlan *table)
{
    const Table *declared = table->table;
    Arena *arena = table->plan->arena;
    TablePlan *parent = NULL;
    for (size_t i = 0; declared->rows.kind == ROWS_PER && i < table->plan->tables.count; i++)
        if (table->plan->tables.items[i]->table == declared->rows.parent)
            parent = table->plan->tables.items[i];
    if (parent)
        return text_format(arena, "{.kind = RT_ROWS_PER, .minimum = %.*s, .maximum = %.*s, .parent = %.*s}",
                           TEXT_ARG(expression_uint(arena, declared->rows.minimum)),
                           TEXT_ARG(expression_uint(arena, declared->rows.maximum)),
                           TEXT_ARG(expression_table_index(parent)));
    bool stated = declared->rows.kind == ROWS_FIXED || declared->row_estimate > 0;
    return text_format(arena, "{.kind = RT_ROWS_FIXED%s, .count = %.*s}",
                       stated ? "" : ", .is_default = true",
                       TEXT_ARG(expression_uint(arena, default_rows(declared))));
}

Text program_column_comment(const ColumnPlan *column)
{
    const Plan *plan = column->table->plan;
    Text type = program_comment(plan, type_print(plan->arena, &column->column->type));
    if (!column->column->comment.size)
        return type;
    return text_format(plan->arena, "%.*s: %.*s", TEXT_ARG(type),
                       TEXT_ARG(program_comment(plan, column->column->comment)));
}

StepList program_exports(const TablePlan *table)
{
    StepList exports = {0};
    for (size_t i = 0; i < table->steps.count; i++)
        if (table->steps.items[i]->exported)
            list_push(table->plan->arena, &exports, table->steps.items[i]);
    return exports;
}

Text program_only_member(const TablePlan *table, const Step *step, unsigned uses)
{
    Text member = TEXT("");
    unsigned values = 0, nulls = 0;
    for (size_t i = 0; i < table->columns.count; i++) {
        const ColumnPlan *column = table->columns.items[i];
        values += column->value == step;
        nulls += column->null == step;
        if (column->value == step || column->null == step)
            member = column->value == step ? column->field : column->null_field;
    }
    return values + nulls == 1 && uses == nulls ? member : TEXT("");
}

/* About how long a row can be in SQL. */
static uint64_t row_bytes(const TablePlan *table)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < table->columns.count; i++) {
        const ColumnPlan *column = table->columns.items[i];
        ValueKind kind = column->type->kind;
        uint64_t text = column->max_size == UINT64_MAX ? LONG_TEXT
                        : column->max_size < SQL_BYTES ? column->max_size
                                                       : SQL_BYTES;
        if (column->written)
            bytes += kind == VALUE_ITEMS ? LONG_TEXT : kind == VALUE_TEXT ? SHORT_TEXT + text : SHORT_TEXT;
    }
    return bytes;
}

unsigned program_sql_batch(const TablePlan *table)
{
    unsigned batch = program_has_written_columns(table) ? SQL_BATCH : 1;
    while (batch > 1 && batch * row_bytes(table) > SQL_BYTES)
        batch /= 2;
    return batch;
}

static bool is_formula(const CountFactor *factor)
{
    return factor->but || factor->in_pairs || factor->in_groups || factor->segment || factor->deal ||
           factor->least || factor->count;
}

bool program_is_formula(const Count *count)
{
    for (size_t i = 0; i < count->factors.count; i++)
        if (is_formula(&count->factors.items[i]))
            return true;
    return count->parts || count->least_of || count->most_of || count->plus;
}

Text program_limit_tables(const Limit *limit)
{
    const TablePlan *first = limit->count.factors.items[0].table;
    Arena *arena = first->plan->arena;
    Text list = expression_table_index(first);
    for (size_t i = 1; i < limit->count.factors.count; i++)
        list = text_format(arena, "%.*s, %.*s", TEXT_ARG(list),
                           TEXT_ARG(expression_table_index(limit->count.factors.items[i].table)));
    return list;
}
