/* read_sql_settle.c: from the state between statements to the model's normal form. While statements are read,
 * all sequences are in one list and serial columns have a default; afterwards a serial or identity column has
 * its sequence itself. Names that refer to objects are those that the objects have at the end. */
#include "read/sql/read_sql.h"

#include "model/names.h"

/* ---- sequences ----------------------------------------------------------------------------------------- */

static bool owns(const Table *table, const Column *column)
{
    const Sequence *sequence = column->sequence;
    return text_equal(sequence->owner_column, column->name) &&
           text_equal(sequence->owner_table, table->name) &&
           text_equal(sequence->owner_table_schema, table->schema);
}

static bool is_integer(const Column *column)
{
    TypeCode code = column->type.type->code;
    return !column->type.dimensions && (code == TYPE_INT2 || code == TYPE_INT4 || code == TYPE_INT8);
}

static void remove_sequence(Schema *schema, const Sequence *sequence)
{
    for (size_t i = schema->sequences.count; i-- > 0;)
        if (schema->sequences.items[i] == sequence)
            list_remove(&schema->sequences, i);
}

/* nextval('name') with the name that the sequence has now. */
static Expr *nextval_of(const Ddl *ddl, const Sequence *sequence, Span span)
{
    Expr *call = expr_new(ddl->arena, EXPR_CALL, span), *name = expr_new(ddl->arena, EXPR_STRING, span);
    call->text = TEXT("nextval");
    name->text = names_quote(ddl->arena, sequence->name);
    if (!text_is(sequence->schema, "public"))
        name->text = text_format(ddl->arena, "%.*s.%.*s", TEXT_ARG(names_quote(ddl->arena, sequence->schema)),
                                 TEXT_ARG(name->text));
    list_push(ddl->arena, &call->arguments, name);
    return call;
}

void ddl_settle_column(Ddl *ddl, const Table *table, Column *column)
{
    if (!column->sequence)
        return;
    column->is_serial = !column->identity && is_integer(column) && owns(table, column);
    if (column->is_serial || column->identity) {
        column->default_value = NULL;
        column->default_text = (Text){0};
        remove_sequence(ddl->schema, column->sequence);
    } else {
        column->default_value = nextval_of(ddl, column->sequence, column->span);
    }
}

static void unsettle_column(Ddl *ddl, Column *column)
{
    if (!column->is_serial && !column->identity)
        return;
    if (column->is_serial)
        column->default_value = nextval_of(ddl, column->sequence, column->span);
    column->is_serial = false;
    list_push(ddl->arena, &ddl->schema->sequences, column->sequence);
}

/* ---- references ---------------------------------------------------------------------------------------- */

static void settle_reference(Ddl *ddl, Reference *reference)
{
    if (!reference->target)
        return;
    reference->target_schema = reference->target->schema;
    reference->target_name = reference->target->name;
    reference->target_column_names = (TextList){0};
    for (size_t i = 0; i < reference->target_columns.count; i++)
        list_push(ddl->arena, &reference->target_column_names, reference->target_columns.items[i]->name);
}

/* ---- operator classes ---------------------------------------------------------------------------------- */

/* The operator class that the type has where none is given, for methods that name theirs in the usual way. */
static Text default_class(Ddl *ddl, Text method, const TypeUse *type)
{
    TypeUse base = type_base(type);
    static const char *const of_kinds[] = {[TYPE_ENUM] = "enum",
                                           [TYPE_RANGE] = "range",
                                           [TYPE_MULTIRANGE] = "multirange",
                                           [TYPE_COMPOSITE] = "record"};
    Text name = base.type->name;
    if (base.dimensions)
        name = TEXT("array");
    else if (base.type->kind != TYPE_BASE && base.type->kind != TYPE_DOMAIN)
        name = text_of(of_kinds[base.type->kind]);
    else if (base.type->code == TYPE_VARCHAR)
        name = TEXT("text");
    else if (base.type->code == TYPE_CIDR)
        name = TEXT("inet");
    return text_format(ddl->arena, "%.*s%s_ops", TEXT_ARG(name), text_is(method, "brin") ? "_minmax" : "");
}

static void settle_elements(Ddl *ddl, Text method, IndexElementList *elements)
{
    for (size_t i = 0; i < elements->count; i++) {
        IndexElement *element = &elements->items[i];
        if (element->column && element->operator_class.size &&
            text_equal(element->operator_class, default_class(ddl, method, &element->column->type)))
            element->operator_class = (Text){0};
    }
}

static void settle_indexes(Ddl *ddl, Table *table)
{
    for (size_t i = 0; i < table->indexes.count; i++)
        settle_elements(ddl, table->indexes.items[i]->method, &table->indexes.items[i]->elements);
    for (size_t i = 0; i < table->exclusions.count; i++)
        settle_elements(ddl, table->exclusions.items[i]->method, &table->exclusions.items[i]->elements);
    settle_elements(ddl, TEXT("btree"), &table->partition_keys);
}

/* ---- rows as types ------------------------------------------------------------------------------------- */

/* The type of a table's rows has the table's columns. */
static void settle_row_type(Ddl *ddl, Type *type)
{
    const Table *table = schema_find_table(ddl->schema, type->schema, type->name);
    for (size_t i = 0; table && i < table->columns.count; i++) {
        const Column *column = table->columns.items[i];
        TypeField field = {.name = column->name, .type = column->type, .collation = column->collation};
        list_push(ddl->arena, &type->fields, field);
    }
}

/* ---- all of it ----------------------------------------------------------------------------------------- */

void ddl_unsettle(Ddl *ddl)
{
    for (size_t i = 0; i < ddl->schema->tables.count; i++)
        for (size_t k = 0; k < ddl->schema->tables.items[i]->columns.count; k++)
            unsettle_column(ddl, ddl->schema->tables.items[i]->columns.items[k]);
}

void ddl_settle(Ddl *ddl)
{
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        Table *table = ddl->schema->tables.items[i];
        settle_indexes(ddl, table);
        for (size_t k = 0; k < table->columns.count; k++)
            ddl_settle_column(ddl, table, table->columns.items[k]);
        for (size_t k = 0; k < table->references.count; k++)
            settle_reference(ddl, table->references.items[k]);
    }
    for (size_t i = 0; i < ddl->row_types.count; i++)
        if (ddl->row_types.entries[i].value)
            settle_row_type(ddl, ddl->row_types.entries[i].value);
}
