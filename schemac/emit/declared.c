/* declared.c: the constraints that a table's schema has, as PostgreSQL would print them. */
#include "emit/declared.h"

#include "base/buffer.h"
#include "model/names.h"

static Text joined(Arena *arena, const ColumnList *columns)
{
    Text text = TEXT("");
    for (size_t i = 0; i < columns->count; i++)
        text = text_format(arena, "%.*s%s%.*s", TEXT_ARG(text), i ? ", " : "",
                           TEXT_ARG(names_quote(arena, columns->items[i]->name)));
    return text;
}

static void add(Arena *arena, DeclaredList *list, Text kind, Text name, Text definition)
{
    list_push(arena, list, ((Declared){kind, name, definition}));
}

static void add_key(Arena *arena, DeclaredList *list, const Key *key)
{
    Text definition =
        text_format(arena, "%s%s (%.*s%s)", key->is_primary ? "PRIMARY KEY" : "UNIQUE",
                    key->nulls_not_distinct ? " NULLS NOT DISTINCT" : "",
                    TEXT_ARG(joined(arena, &key->columns)), key->without_overlaps ? " WITHOUT OVERLAPS" : "");
    add(arena, list, key->is_primary ? TEXT("primary key") : TEXT("unique"), key->name, definition);
}

static Text element_text(Arena *arena, const IndexElement *element)
{
    return element->column ? names_quote(arena, element->column->name)
                           : text_format(arena, "(%.*s)", TEXT_ARG(element->text));
}

static Text elements_text(Arena *arena, const IndexElementList *elements)
{
    Text text = TEXT("");
    for (size_t i = 0; i < elements->count; i++) {
        const IndexElement *element = &elements->items[i];
        text = text_format(
            arena, "%.*s%s%.*s%s%.*s", TEXT_ARG(text), i ? ", " : "", TEXT_ARG(element_text(arena, element)),
            element->exclusion_operator.size ? " WITH " : "", TEXT_ARG(element->exclusion_operator));
    }
    return text;
}

static Text where(Arena *arena, Text predicate)
{
    return predicate.size ? text_format(arena, " WHERE (%.*s)", TEXT_ARG(predicate)) : TEXT("");
}

static void add_index(Arena *arena, DeclaredList *list, const Index *index)
{
    Text definition =
        text_format(arena, "UNIQUE INDEX (%.*s)%.*s", TEXT_ARG(elements_text(arena, &index->elements)),
                    TEXT_ARG(where(arena, index->predicate_text)));
    add(arena, list, TEXT("unique"), index->name, definition);
}

static void add_exclusion(Arena *arena, DeclaredList *list, const Exclusion *exclusion)
{
    Text definition = text_format(arena, "EXCLUDE USING %.*s (%.*s)%.*s", TEXT_ARG(exclusion->method),
                                  TEXT_ARG(elements_text(arena, &exclusion->elements)),
                                  TEXT_ARG(where(arena, exclusion->predicate_text)));
    add(arena, list, TEXT("exclusion"), exclusion->name, definition);
}

static void add_reference(Arena *arena, DeclaredList *list, const Reference *reference)
{
    Text definition = text_format(arena, "FOREIGN KEY (%.*s) REFERENCES %.*s.%.*s(%.*s)",
                                  TEXT_ARG(joined(arena, &reference->columns)),
                                  TEXT_ARG(names_quote(arena, reference->target->schema)),
                                  TEXT_ARG(names_quote(arena, reference->target->name)),
                                  TEXT_ARG(joined(arena, &reference->target_columns)));
    add(arena, list, TEXT("foreign key"), reference->name, definition);
}

DeclaredList declared_list(const Plan *plan, const TablePlan *planned)
{
    Arena *arena = plan->arena;
    const Table *table = schema_find_table(plan->schema, planned->table->schema, planned->table->name);
    DeclaredList list = {0};
    for (size_t i = 0; i < table->keys.count; i++)
        add_key(arena, &list, table->keys.items[i]);
    for (size_t i = 0; i < table->indexes.count; i++)
        if (table->indexes.items[i]->is_unique)
            add_index(arena, &list, table->indexes.items[i]);
    for (size_t i = 0; i < table->references.count; i++)
        if (!table->references.items[i]->is_virtual)
            add_reference(arena, &list, table->references.items[i]);
    for (size_t i = 0; i < table->checks.count; i++)
        add(arena, &list, TEXT("check"), table->checks.items[i]->name,
            text_format(arena, "CHECK (%.*s)", TEXT_ARG(table->checks.items[i]->text)));
    for (size_t i = 0; i < table->exclusions.count; i++)
        add_exclusion(arena, &list, table->exclusions.items[i]);
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i]->not_null)
            add(arena, &list, TEXT("not null"), table->columns.items[i]->name,
                text_format(arena, "%.*s NOT NULL",
                            TEXT_ARG(names_quote(arena, table->columns.items[i]->name))));
    return list;
}
