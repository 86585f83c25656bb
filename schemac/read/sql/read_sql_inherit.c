/* read_sql_inherit.c: what tables take over from others: columns and checks by INHERITS and PARTITION OF,
 * copies by LIKE; attaching and detaching. PostgreSQL: MergeAttributes, MergeConstraintsIntoExisting and
 * expandTableLikeClause. */
#include "read/sql/read_sql.h"

/* ---- children ------------------------------------------------------------------------------------------ */

static bool inherits_from(const Table *table, const Table *parent)
{
    for (size_t i = 0; i < table->inherits.count; i++)
        if (table->inherits.items[i] == parent)
            return true;
    return false;
}

TableList ddl_children(const Ddl *ddl, const Table *table)
{
    TableList children = {0};
    for (size_t i = 0; i < ddl->schema->tables.count; i++)
        if (inherits_from(ddl->schema->tables.items[i], table))
            list_push(ddl->arena, &children, ddl->schema->tables.items[i]);
    return children;
}

/* ---- columns ------------------------------------------------------------------------------------------- */

/* A parent's column meets one that is there already: what either asks for holds. */
static void merge_column(Column *column, const Column *inherited)
{
    column->not_null = column->not_null || inherited->not_null;
    if (!column->default_value && !column->identity) {
        column->default_value = inherited->default_value;
        column->default_text = inherited->default_text;
        column->sequence = inherited->sequence;
    }
    if (column->generated == GENERATED_NONE && inherited->generated != GENERATED_NONE) {
        column->generated = inherited->generated;
        column->generation = inherited->generation;
        column->generation_text = inherited->generation_text;
    }
}

static bool same_type(Ddl *ddl, const Column *column, const Column *inherited)
{
    if (type_use_equal(&column->type, &inherited->type))
        return true;
    return diag_error(ddl->diag, column->span, "column \"%.*s\" has the type %.*s, but the parent's has %.*s",
                      TEXT_ARG(column->name), TEXT_ARG(type_print(ddl->arena, &column->type)),
                      TEXT_ARG(type_print(ddl->arena, &inherited->type)));
}

static void take_columns(Ddl *ddl, Table *table, const Table *parent)
{
    for (size_t i = 0; i < parent->columns.count; i++) {
        const Column *inherited = parent->columns.items[i];
        Column *column = table_find_column(table, inherited->name);
        if (column)
            merge_column(column, inherited);
        else
            ddl_copy_column(ddl, table, inherited);
    }
}

/* Puts a table's own columns after those that it inherited. */
static bool append_own(Ddl *ddl, Table *table, const ColumnList *own)
{
    bool same = true;
    for (size_t i = 0; i < own->count; i++) {
        Column *column = own->items[i];
        Column *inherited = table_find_column(table, column->name);
        if (!inherited) {
            table_add_column(ddl->schema, table, column);
            continue;
        }
        same = same_type(ddl, column, inherited) && same;
        merge_column(column, inherited);
        *inherited = *column;
        inherited->is_local = true;
    }
    return same;
}

bool ddl_inherit_columns(Ddl *ddl, Table *table, const TableList *parents)
{
    ColumnList own = table->columns;
    if (parents->count == 0)
        return true;
    table->columns = (ColumnList){0};
    table->column_map = map_new(ddl->arena);
    for (size_t i = 0; i < parents->count; i++) {
        list_push(ddl->arena, &table->inherits, parents->items[i]);
        take_columns(ddl, table, parents->items[i]);
    }
    return append_own(ddl, table, &own);
}

/* ---- checks -------------------------------------------------------------------------------------------- */

Check *ddl_copy_check(Ddl *ddl, Table *table, const Check *check, bool inherited)
{
    Check *copy = arena_new_object(ddl->arena, Check);
    *copy = *check;
    copy->comment = (Text){0};
    copy->is_inherited = inherited;
    list_push(ddl->arena, &table->checks, copy);
    return copy;
}

static Check *find_check(const Table *table, Text name)
{
    for (size_t i = 0; i < table->checks.count; i++)
        if (text_equal(table->checks.items[i]->name, name))
            return table->checks.items[i];
    return NULL;
}

void ddl_inherit_checks(Ddl *ddl, Table *table)
{
    for (size_t i = 0; i < table->inherits.count; i++) {
        const Table *parent = table->inherits.items[i];
        for (size_t k = 0; k < parent->checks.count; k++) {
            const Check *check = parent->checks.items[k];
            if (!check->no_inherit && !find_check(table, check->name))
                ddl_copy_check(ddl, table, check, true);
        }
    }
}

/* ---- attaching and detaching --------------------------------------------------------------------------- */

static bool has_columns(Ddl *ddl, const Table *parent, const Table *child)
{
    for (size_t i = 0; i < parent->columns.count; i++)
        if (!table_find_column(child, parent->columns.items[i]->name))
            return diag_error(ddl->diag, sql_span(&ddl->cursor, ddl->cursor.last),
                              "child table \"%.*s\" lacks the column \"%.*s\"", TEXT_ARG(child->name),
                              TEXT_ARG(parent->columns.items[i]->name));
    return true;
}

/* A partition has no columns and checks of its own beside its parent's of the same name. */
static void disown(const Table *parent, Table *child)
{
    for (size_t i = 0; i < child->columns.count; i++)
        if (table_find_column(parent, child->columns.items[i]->name))
            child->columns.items[i]->is_local = false;
    for (size_t i = 0; i < child->checks.count; i++)
        if (find_check(parent, child->checks.items[i]->name))
            child->checks.items[i]->is_inherited = true;
}

static bool same_names(const ColumnList *a, const ColumnList *b)
{
    for (size_t i = 0; a->count == b->count && i < a->count; i++)
        if (!text_equal(a->items[i]->name, b->items[i]->name))
            return false;
    return a->count == b->count;
}

static bool same_reference(const Reference *a, const Reference *b)
{
    return text_equal(a->target_name, b->target_name) && text_equal(a->target_schema, b->target_schema) &&
           same_names(&a->columns, &b->columns) && same_names(&a->target_columns, &b->target_columns) &&
           a->match == b->match && a->on_delete == b->on_delete && a->on_update == b->on_update &&
           a->deferrable == b->deferrable && a->initially_deferred == b->initially_deferred;
}

void ddl_drop_same_reference(Ddl *ddl, Table *partition, const Reference *reference)
{
    for (size_t i = 0; i < partition->references.count; i++)
        if (same_reference(partition->references.items[i], reference)) {
            list_remove(&partition->references, i);
            break;
        }
    TableList children = ddl_children(ddl, partition);
    for (size_t i = 0; i < children.count; i++)
        ddl_drop_same_reference(ddl, children.items[i], reference);
}

/* Whether the table is the other one or inherits from it, over any number of steps. */
static bool descends_from(const Table *table, const Table *other)
{
    bool found = table == other;
    for (size_t i = 0; !found && i < table->inherits.count; i++)
        found = descends_from(table->inherits.items[i], other);
    return found;
}

static bool can_inherit(Ddl *ddl, const Table *parent, const Table *child)
{
    if (!descends_from(parent, child))
        return has_columns(ddl, parent, child);
    return diag_error(ddl->diag, sql_span(&ddl->cursor, ddl->cursor.last),
                      "table \"%.*s\" would inherit from itself", TEXT_ARG(child->name));
}

bool ddl_attach(Ddl *ddl, Table *parent, Table *child)
{
    if (!can_inherit(ddl, parent, child))
        return false;
    list_push(ddl->arena, &child->inherits, parent);
    child->partition_of = parent;
    disown(parent, child);
    ddl_absorb_all(ddl, child);
    return true;
}

void ddl_disinherit(Ddl *ddl, Table *table, Table *parent)
{
    (void)ddl;
    for (size_t i = table->inherits.count; i-- > 0;)
        if (table->inherits.items[i] == parent)
            list_remove(&table->inherits, i);
    if (table->partition_of == parent)
        table->partition_of = NULL;
    if (table->inherits.count)
        return;
    for (size_t i = 0; i < table->columns.count; i++)
        table->columns.items[i]->is_local = true;
    for (size_t i = 0; i < table->checks.count; i++)
        table->checks.items[i]->is_inherited = false;
}

bool ddl_detach(Ddl *ddl, Table *parent, Table *child)
{
    if (child->partition_of != parent)
        return diag_error(ddl->diag, sql_span(&ddl->cursor, ddl->cursor.last),
                          "table \"%.*s\" is not a partition of \"%.*s\"", TEXT_ARG(child->name),
                          TEXT_ARG(parent->name));
    ddl_release_all(ddl, child);
    child->bound = (PartitionBound){0};
    ddl_disinherit(ddl, child, parent);
    return true;
}

bool ddl_inherit(Ddl *ddl, Table *table, Table *parent)
{
    if (!can_inherit(ddl, parent, table))
        return false;
    list_push(ddl->arena, &table->inherits, parent);
    return true;
}

/* ---- LIKE ---------------------------------------------------------------------------------------------- */

static void copy_indexes(Ddl *ddl, Table *table, const LikeOptions *options)
{
    const Table *source = options->source;
    for (size_t i = 0; i < source->keys.count; i++)
        ddl_copy_key(ddl, table, source->keys.items[i]);
    for (size_t i = 0; i < source->indexes.count; i++) {
        ddl_copy_index(ddl, table, source->indexes.items[i]);
        if (options->comments)
            table->indexes.items[table->indexes.count - 1]->comment = source->indexes.items[i]->comment;
    }
    for (size_t i = 0; i < source->exclusions.count; i++)
        ddl_copy_exclusion(ddl, table, source->exclusions.items[i]);
}

void ddl_copy_like(Ddl *ddl, Table *table, const LikeOptions *options)
{
    for (size_t i = 0; options->constraints && i < options->source->checks.count; i++) {
        const Check *check = options->source->checks.items[i];
        if (find_check(table, check->name))
            continue;
        Check *copy = ddl_copy_check(ddl, table, check, false);
        if (options->comments)
            copy->comment = check->comment;
    }
    if (options->indexes)
        copy_indexes(ddl, table, options);
}
