/* diagram.c: writing a schema in Graphviz's language: https://graphviz.org/doc/info/lang.html, HTML-like
 * labels. */
#include "model/diagram.h"

/* What may be no part of XML text becomes a reference or, where XML knows none for it, a sign of its own. */
static void put_label(Buffer *out, Text text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c < 0x20 || c == 0x7F)
            buffer_string(out, "&#65533;");
        else if (c == '<' || c == '>' || c == '&' || c == '"' || c == '\'')
            buffer_format(out, "&#%d;", c);
        else
            buffer_char(out, (char)c);
    }
}

/* An identifier in double quotes: of these and the backslash, each is escaped. */
static void put_name(Buffer *out, Text text)
{
    buffer_char(out, '"');
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '"' || text.data[i] == '\\')
            buffer_char(out, '\\');
        buffer_char(out, text.data[i]);
    }
    buffer_char(out, '"');
}

static bool is_key_column(const Table *table, const Column *column)
{
    const Key *key = table_primary_key(table);
    for (size_t i = 0; key && i < key->columns.count; i++)
        if (key->columns.items[i] == column)
            return true;
    return false;
}

static void put_column(Buffer *out, Arena *arena, const Table *table, const Column *column)
{
    bool key = is_key_column(table, column);
    buffer_string(out, key ? "<tr><td align=\"left\"><u>" : "<tr><td align=\"left\">");
    put_label(out, column->name);
    buffer_string(out, key ? "</u></td><td align=\"left\">" : "</td><td align=\"left\">");
    put_label(out, type_print(arena, &column->type));
    buffer_string(out, column->not_null ? "</td></tr>" : " ?</td></tr>");
}

static void put_table(Buffer *out, Arena *arena, const Table *table)
{
    Text name = table_print_name(arena, table);
    buffer_string(out, "    ");
    put_name(out, name);
    buffer_string(out, " [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\">"
                       "<tr><td colspan=\"2\"><b>");
    put_label(out, name);
    buffer_string(out, "</b></td></tr>");
    for (size_t i = 0; i < table->columns.count; i++)
        put_column(out, arena, table, table->columns.items[i]);
    buffer_string(out, "</table>>];\n");
}

static Text join_columns(Arena *arena, const ColumnList *columns)
{
    Text joined = {"", 0};
    for (size_t i = 0; i < columns->count; i++)
        joined = text_format(arena, "%.*s%s%.*s", TEXT_ARG(joined), i ? ", " : "",
                             TEXT_ARG(columns->items[i]->name));
    return joined;
}

/* An arrow from the child to its parent; dashed where the database does not know it. */
static void put_reference(Buffer *out, Arena *arena, const Table *table, const Reference *reference)
{
    buffer_string(out, "    ");
    put_name(out, table_print_name(arena, table));
    buffer_string(out, " -> ");
    put_name(out, table_print_name(arena, reference->target));
    buffer_string(out, " [label=<");
    put_label(out, join_columns(arena, &reference->columns));
    buffer_string(out, reference->is_virtual ? ">, style=dashed];\n" : ">];\n");
}

void diagram_schema(Buffer *out, const Schema *schema)
{
    Arena *arena = arena_new();
    buffer_string(out, "digraph ");
    put_name(out, schema->name);
    buffer_string(out, " {\n    rankdir=RL;\n    node [shape=plain, fontname=\"sans-serif\"];\n"
                       "    edge [fontname=\"sans-serif\", fontsize=10];\n");
    for (size_t i = 0; i < schema->tables.count; i++)
        put_table(out, arena, schema->tables.items[i]);
    for (size_t i = 0; i < schema->tables.count; i++)
        for (size_t k = 0; k < schema->tables.items[i]->references.count; k++)
            put_reference(out, arena, schema->tables.items[i], schema->tables.items[i]->references.items[k]);
    buffer_string(out, "}\n");
    arena_free(arena);
}
