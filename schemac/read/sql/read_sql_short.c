/* read_sql_short.c: types and columns in SQL's short form, for front ends that hold them as texts. */
#include "read/sql/read_sql.h"

#include "read/parse/parse_type.h"
#include "read/read.h"

static const Type *row_type(void *schema, Text namespace_name, Text name)
{
    return schema_row_type(schema, namespace_name, name);
}

/* A reader of one text alone. */
static Ddl short_reader(Schema *schema, Diag *diag, Text text, Span span)
{
    Ddl ddl = ddl_new(schema, diag, text_copy(schema->arena, text), span);
    ddl.cursor.row_type = row_type;
    ddl.cursor.row_types = schema;
    return ddl;
}

bool read_type_text(Schema *schema, Diag *diag, Text text, Span span, TypeUse *use)
{
    Ddl ddl = short_reader(schema, diag, text, span);
    if (!parse_type(&ddl.cursor, use))
        return false;
    use->span = span;
    return sql_at(&ddl.cursor, SQL_END) || sql_unexpected(&ddl.cursor, "the end of the type");
}

bool read_column_text(Schema *schema, Diag *diag, Table *table, Column *column, Span span)
{
    Text text = text_slice(span.source->content, span.offset, span.offset + span.size);
    Ddl ddl = short_reader(schema, diag, text, span);
    DdlConstraintList constraints = {0};
    if (!ddl_read_column(&ddl, table, column, &constraints))
        return false;
    if (!sql_at(&ddl.cursor, SQL_END))
        return sql_unexpected(&ddl.cursor, "the end of the column");
    ddl_settle_column(&ddl, table, column);
    return ddl_apply_constraints(&ddl, table, &constraints, true);
}
