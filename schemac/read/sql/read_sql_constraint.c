/* read_sql_constraint.c: constraints of tables: reading them, and applying them in the server's order with
 * the names that it invents. */
#include "read/sql/read_sql.h"

#include "model/names.h"

/* ---- reading ------------------------------------------------------------------------------------------- */

bool ddl_at_constraint(const Ddl *ddl)
{
    const SqlCursor *cursor = &ddl->cursor;
    if (sql_at_words(cursor, "exclude")) {
        SqlToken next = sql_peek(cursor);
        return sql_token_is(next, "using") || next.kind == SQL_LEFT_PAREN;
    }
    return sql_at_words(cursor, "constraint") || sql_at_words(cursor, "primary key") ||
           sql_at_words(cursor, "unique") || sql_at_words(cursor, "check") ||
           sql_at_words(cursor, "foreign key");
}

static bool read_action(Ddl *ddl, ReferenceAction *action, DdlNameList *set_columns)
{
    SqlCursor *cursor = &ddl->cursor;
    bool sets = true;
    if (sql_take_words(cursor, "set null")) {
        *action = ACTION_SET_NULL;
    } else if (sql_take_words(cursor, "set default")) {
        *action = ACTION_SET_DEFAULT;
    } else {
        sets = false;
        if (sql_take_words(cursor, "no action"))
            *action = ACTION_NO_ACTION;
        else if (sql_take_words(cursor, "restrict"))
            *action = ACTION_RESTRICT;
        else if (sql_take_words(cursor, "cascade"))
            *action = ACTION_CASCADE;
        else
            return sql_unexpected(cursor, "an action: CASCADE, RESTRICT, SET NULL, SET DEFAULT or NO ACTION");
    }
    return !sets || !sql_at(cursor, SQL_LEFT_PAREN) || ddl_read_columns(ddl, set_columns);
}

static bool read_match(Ddl *ddl, DdlConstraint *constraint)
{
    if (sql_take_words(&ddl->cursor, "full")) {
        constraint->match = MATCH_FULL;
        return true;
    }
    if (sql_at_words(&ddl->cursor, "partial"))
        return diag_error(ddl->diag, sql_span(&ddl->cursor, ddl->cursor.token),
                          "MATCH PARTIAL not yet implemented");
    return sql_expect_words(&ddl->cursor, "simple");
}

/* "(a, PERIOD b)": the last column of a temporal reference says so. */
static bool read_reference_columns(Ddl *ddl, DdlNameList *columns, bool *has_period)
{
    SqlCursor *cursor = &ddl->cursor;
    if (!sql_expect(cursor, SQL_LEFT_PAREN))
        return false;
    do {
        DdlName name;
        SqlTokenKind next = sql_peek(cursor).kind;
        if (next != SQL_COMMA && next != SQL_RIGHT_PAREN)
            *has_period = sql_take_words(cursor, "period");
        if (!ddl_read_plain_name(ddl, &name))
            return false;
        list_push(ddl->arena, columns, name);
    } while (!*has_period && sql_take(cursor, SQL_COMMA));
    return sql_expect(cursor, SQL_RIGHT_PAREN);
}

bool ddl_read_references(Ddl *ddl, DdlConstraint *constraint)
{
    bool has_period = false;
    SqlCursor *cursor = &ddl->cursor;
    if (!ddl_read_name(ddl, &constraint->target))
        return false;
    if (sql_at(cursor, SQL_LEFT_PAREN) &&
        !read_reference_columns(ddl, &constraint->target_columns, &has_period))
        return false;
    for (;;) {
        bool done = true;
        if (sql_take_words(cursor, "match"))
            done = read_match(ddl, constraint);
        else if (sql_take_words(cursor, "on delete"))
            done = read_action(ddl, &constraint->on_delete, &constraint->set_columns);
        else if (sql_take_words(cursor, "on update"))
            done = read_action(ddl, &constraint->on_update, &constraint->set_columns);
        else
            return true;
        if (!done)
            return false;
    }
}

bool ddl_read_attributes(Ddl *ddl, DdlConstraint *constraint)
{
    SqlCursor *cursor = &ddl->cursor;
    for (;;) {
        if (sql_take_words(cursor, "not deferrable"))
            constraint->deferrable = false;
        else if (sql_take_words(cursor, "deferrable"))
            constraint->deferrable = true;
        else if (sql_take_words(cursor, "initially deferred"))
            constraint->deferrable = constraint->initially_deferred = true;
        else if (sql_take_words(cursor, "not valid"))
            constraint->not_valid = true;
        else if (sql_take_words(cursor, "not enforced"))
            constraint->not_enforced = true;
        else if (sql_take_words(cursor, "no inherit"))
            constraint->no_inherit = true;
        else if (!sql_take_words(cursor, "initially immediate") && !sql_take_words(cursor, "enforced"))
            return true;
    }
}

/* "(a, b [WITHOUT OVERLAPS])". */
static bool read_key_columns(Ddl *ddl, DdlConstraint *constraint)
{
    SqlCursor *cursor = &ddl->cursor;
    if (!sql_expect(cursor, SQL_LEFT_PAREN))
        return false;
    do {
        DdlName name;
        if (!ddl_read_plain_name(ddl, &name))
            return false;
        list_push(ddl->arena, &constraint->columns, name);
        constraint->without_overlaps = sql_take_words(cursor, "without overlaps");
    } while (sql_take(cursor, SQL_COMMA));
    return sql_expect(cursor, SQL_RIGHT_PAREN);
}

/* What stands behind the elements of a key or exclusion and does not bear on the rows. */
static bool read_storage(Ddl *ddl, DdlConstraint *constraint)
{
    SqlCursor *cursor = &ddl->cursor;
    Text ignored;
    if (sql_take_words(cursor, "include") && !ddl_read_columns(ddl, &constraint->include))
        return false;
    if (sql_take_words(cursor, "with") && !ddl_skip_parens(ddl))
        return false;
    return !sql_take_words(cursor, "using index tablespace") || sql_expect_label(cursor, &ignored);
}

static bool read_key(Ddl *ddl, DdlConstraint *constraint)
{
    SqlCursor *cursor = &ddl->cursor;
    if (sql_take_words(cursor, "using index"))
        return sql_expect_name(cursor, &constraint->using_index);
    if (sql_take_words(cursor, "nulls not distinct"))
        constraint->nulls_not_distinct = true;
    sql_take_words(cursor, "nulls distinct");
    return read_key_columns(ddl, constraint) && read_storage(ddl, constraint);
}

static bool read_exclusion(Ddl *ddl, DdlConstraint *constraint)
{
    SqlCursor *cursor = &ddl->cursor;
    constraint->method = TEXT("btree");
    if (sql_take_words(cursor, "using") && !sql_expect_name(cursor, &constraint->method))
        return false;
    if (!ddl_read_elements(ddl, &constraint->elements, true) || !read_storage(ddl, constraint))
        return false;
    if (!sql_take_words(cursor, "where"))
        return true;
    constraint->expr = ddl_read_parenthesised(ddl, &constraint->text);
    return constraint->expr != NULL;
}

/* FOREIGN KEY (a, PERIOD b) REFERENCES … */
static bool read_foreign_key(Ddl *ddl, DdlConstraint *constraint)
{
    return read_reference_columns(ddl, &constraint->columns, &constraint->has_period) &&
           sql_expect_words(&ddl->cursor, "references") && ddl_read_references(ddl, constraint);
}

static bool read_body(Ddl *ddl, DdlConstraint *constraint)
{
    SqlCursor *cursor = &ddl->cursor;
    if (sql_take_words(cursor, "primary key")) {
        constraint->kind = DDL_PRIMARY;
        return read_key(ddl, constraint);
    }
    if (sql_take_words(cursor, "unique")) {
        constraint->kind = DDL_UNIQUE;
        return read_key(ddl, constraint);
    }
    if (sql_take_words(cursor, "foreign key")) {
        constraint->kind = DDL_REFERENCE;
        return read_foreign_key(ddl, constraint);
    }
    if (sql_take_words(cursor, "exclude")) {
        constraint->kind = DDL_EXCLUDE;
        return read_exclusion(ddl, constraint);
    }
    constraint->kind = DDL_CHECK;
    if (!sql_expect_words(cursor, "check"))
        return false;
    constraint->expr = ddl_read_parenthesised(ddl, &constraint->text);
    return constraint->expr != NULL;
}

DdlConstraint *ddl_read_constraint(Ddl *ddl)
{
    SqlToken first = ddl->cursor.token;
    DdlConstraint *constraint = arena_new_object(ddl->arena, DdlConstraint);
    if (sql_take_words(&ddl->cursor, "constraint") && !sql_expect_name(&ddl->cursor, &constraint->name))
        return NULL;
    if (!read_body(ddl, constraint) || !ddl_read_attributes(ddl, constraint))
        return NULL;
    constraint->span = sql_span_from(&ddl->cursor, first);
    return constraint;
}

/* ---- applying: columns --------------------------------------------------------------------------------- */

static bool bind_columns(Ddl *ddl, const Table *table, const DdlNameList *names, ColumnList *columns)
{
    bool found = true;
    for (size_t i = 0; i < names->count; i++) {
        Column *column = ddl_expect_column(ddl, table, &names->items[i]);
        if (column)
            list_push(ddl->arena, columns, column);
        found = found && column;
    }
    return found;
}

static Text join_names(Ddl *ddl, const DdlNameList *first, const DdlNameList *second)
{
    TextList names = {0};
    for (size_t i = 0; i < first->count; i++)
        list_push(ddl->arena, &names, first->items[i].name);
    for (size_t i = 0; second && i < second->count; i++)
        list_push(ddl->arena, &names, second->items[i].name);
    return names_join_columns(ddl->arena, &names);
}

/* Reports a constraint whose name the table has already given away. */
static bool name_is_free(Ddl *ddl, const Table *table, Text name, Span span)
{
    if (!name.size || !table_has_constraint(table, name))
        return true;
    return ddl_taken(ddl, span, "constraint \"%.*s\" of table \"%.*s\" already exists", TEXT_ARG(name),
                     TEXT_ARG(table->name));
}

/* ---- applying: checks ---------------------------------------------------------------------------------- */

/* The column that the expression reads, where it reads exactly one. */
typedef struct OnlyColumn {
    Text name;
    size_t count; /* of different columns, up to 2 */
} OnlyColumn;

static void count_column(void *context, const Expr *column)
{
    OnlyColumn *only = context;
    if (only->count == 0 || !text_equal(only->name, column->text))
        only->count++;
    only->name = column->text;
}

static Text check_name(Ddl *ddl, const Table *table, const DdlConstraint *constraint)
{
    OnlyColumn only = {0};
    if (constraint->name.size)
        return constraint->name;
    expr_each_column(constraint->expr, count_column, &only);
    Text column = only.count == 1 ? only.name : (Text){0};
    return ddl_choose_constraint(ddl, table->name, column, "check", table->schema);
}

static Check *find_check(const Table *table, Text name)
{
    for (size_t i = 0; i < table->checks.count; i++)
        if (text_equal(table->checks.items[i]->name, name))
            return table->checks.items[i];
    return NULL;
}

static void inherit_check(Ddl *ddl, const Table *table, const Check *check)
{
    TableList children = ddl_children(ddl, table);
    for (size_t i = 0; i < children.count; i++) {
        Table *child = children.items[i];
        if (!find_check(child, check->name))
            ddl_copy_check(ddl, child, check, true);
        inherit_check(ddl, child, check);
    }
}

static bool apply_check(Ddl *ddl, Table *table, const DdlConstraint *constraint, bool only)
{
    ddl_resolve_expr(ddl, table, constraint->expr);
    Text name = check_name(ddl, table, constraint);
    Check *check = find_check(table, name);
    if (check && check->is_inherited) {
        check->is_inherited = false;
        return true;
    }
    if (!name_is_free(ddl, table, name, constraint->span))
        return false;
    check = arena_new_object(ddl->arena, Check);
    *check = (Check){
        .name = name,
        .expr = constraint->expr,
        .text = constraint->text,
        .no_inherit = constraint->no_inherit,
        .not_valid = constraint->not_valid,
        .not_enforced = constraint->not_enforced,
        .span = constraint->span,
    };
    list_push(ddl->arena, &table->checks, check);
    if (!only && !check->no_inherit)
        inherit_check(ddl, table, check);
    return true;
}

/* ---- applying: keys ------------------------------------------------------------------------------------ */

void ddl_set_key_not_null(Ddl *ddl, const Table *table, const Key *key)
{
    for (size_t i = 0; key->is_primary && i < key->columns.count; i++)
        key->columns.items[i]->not_null = true;
    TableList children = ddl_children(ddl, table);
    for (size_t i = 0; key->is_primary && i < children.count; i++)
        for (size_t k = 0; k < key->columns.count; k++) {
            Column *column = table_find_column(children.items[i], key->columns.items[k]->name);
            if (column)
                column->not_null = true;
        }
}

/* The elements of a unique index as the columns of a key. */
static bool columns_of_index(Ddl *ddl, const Index *index, ColumnList *columns)
{
    for (size_t i = 0; i < index->elements.count; i++) {
        if (!index->elements.items[i].column)
            return false;
        list_push(ddl->arena, columns, index->elements.items[i].column);
    }
    return index->is_unique && !index->predicate;
}

/* UNIQUE USING INDEX: the index becomes the constraint's and takes its name. */
static bool take_index(Ddl *ddl, Table *table, const DdlConstraint *constraint, Key *key)
{
    for (size_t i = 0; i < table->indexes.count; i++) {
        const Index *index = table->indexes.items[i];
        if (!text_equal(index->name, constraint->using_index))
            continue;
        if (!columns_of_index(ddl, index, &key->columns))
            return diag_error(ddl->diag, constraint->span, "index \"%.*s\" is not a plain unique index",
                              TEXT_ARG(index->name));
        key->include = index->include;
        key->nulls_not_distinct = index->nulls_not_distinct;
        key->name = constraint->name.size ? constraint->name : index->name;
        list_remove(&table->indexes, i);
        return true;
    }
    return ddl_missing(ddl, constraint->span, "index \"%.*s\" of table \"%.*s\" does not exist",
                       TEXT_ARG(constraint->using_index), TEXT_ARG(table->name));
}

static Text key_name(Ddl *ddl, const Table *table, const DdlConstraint *constraint)
{
    if (constraint->name.size)
        return constraint->name;
    bool primary = constraint->kind == DDL_PRIMARY;
    Text columns = primary ? (Text){0} : join_names(ddl, &constraint->columns, &constraint->include);
    return ddl_choose_relation(ddl, table->name, columns, primary ? "pkey" : "key", table->schema, true);
}

static bool apply_key(Ddl *ddl, Table *table, const DdlConstraint *constraint, bool only)
{
    Key *key = arena_new_object(ddl->arena, Key);
    *key = (Key){
        .is_primary = constraint->kind == DDL_PRIMARY,
        .nulls_not_distinct = constraint->nulls_not_distinct,
        .without_overlaps = constraint->without_overlaps,
        .deferrable = constraint->deferrable,
        .initially_deferred = constraint->initially_deferred,
        .span = constraint->span,
    };
    if (!name_is_free(ddl, table, constraint->name, constraint->span))
        return false;
    const Key *primary = table_primary_key(table);
    if (key->is_primary && primary) {
        diag_error(ddl->diag, constraint->span, "table \"%.*s\" has more than one primary key",
                   TEXT_ARG(table->name));
        diag_note(ddl->diag, primary->span, "the first one is declared here");
        return false;
    }
    if (constraint->using_index.size) {
        if (!take_index(ddl, table, constraint, key))
            return false;
    } else {
        key->name = key_name(ddl, table, constraint);
        if (!bind_columns(ddl, table, &constraint->columns, &key->columns) ||
            !bind_columns(ddl, table, &constraint->include, &key->include))
            return false;
    }
    list_push(ddl->arena, &table->keys, key);
    ddl_set_key_not_null(ddl, table, key);
    if (!only)
        ddl_absorb_key(ddl, table, key);
    return true;
}

static bool apply_exclusion(Ddl *ddl, Table *table, DdlConstraint *constraint)
{
    Exclusion *exclusion = arena_new_object(ddl->arena, Exclusion);
    if (!name_is_free(ddl, table, constraint->name, constraint->span))
        return false;
    if (!ddl_bind_elements(ddl, table, &constraint->elements))
        return false;
    ddl_resolve_expr(ddl, table, constraint->expr);
    ColumnList none = {0};
    *exclusion = (Exclusion){
        .name = constraint->name,
        .method = constraint->method,
        .elements = constraint->elements,
        .predicate = constraint->expr,
        .predicate_text = constraint->text,
        .deferrable = constraint->deferrable,
        .initially_deferred = constraint->initially_deferred,
        .span = constraint->span,
    };
    if (!exclusion->name.size)
        exclusion->name = ddl_choose_index(ddl, table, &exclusion->elements, &none, "excl");
    list_push(ddl->arena, &table->exclusions, exclusion);
    return true;
}

/* ---- applying: references ------------------------------------------------------------------------------ */

/* Names the target by what it is now; one that is not there yet is left to schema_check. */
static bool bind_target(Ddl *ddl, const DdlConstraint *constraint, Reference *reference)
{
    Table *target = ddl_find_table(ddl, &constraint->target);
    reference->target = target;
    reference->target_name = constraint->target.name;
    reference->target_schema = target ? target->schema : ddl_creation_schema(ddl, &constraint->target);
    for (size_t i = 0; i < constraint->target_columns.count; i++)
        list_push(ddl->arena, &reference->target_column_names, constraint->target_columns.items[i].name);
    if (!target)
        return true;
    if (constraint->target_columns.count)
        return bind_columns(ddl, target, &constraint->target_columns, &reference->target_columns);
    const Key *key = table_primary_key(target);
    if (key)
        reference->target_columns = key->columns;
    return true;
}

static void drop_same_references(Ddl *ddl, const Table *table, const Reference *reference)
{
    TableList children = ddl_children(ddl, table);
    for (size_t i = 0; i < children.count; i++)
        if (children.items[i]->partition_of == table)
            ddl_drop_same_reference(ddl, children.items[i], reference);
}

static bool apply_reference(Ddl *ddl, Table *table, const DdlConstraint *constraint)
{
    Reference *reference = arena_new_object(ddl->arena, Reference);
    if (!name_is_free(ddl, table, constraint->name, constraint->span))
        return false;
    *reference = (Reference){
        .name = constraint->name,
        .match = constraint->match,
        .on_delete = constraint->on_delete,
        .on_update = constraint->on_update,
        .deferrable = constraint->deferrable,
        .initially_deferred = constraint->initially_deferred,
        .not_valid = constraint->not_valid,
        .not_enforced = constraint->not_enforced,
        .has_period = constraint->has_period,
        .span = constraint->target.span,
    };
    if (!bind_columns(ddl, table, &constraint->columns, &reference->columns) ||
        !bind_target(ddl, constraint, reference))
        return false;
    for (size_t i = 0; i < constraint->set_columns.count; i++)
        list_push(ddl->arena, &reference->set_columns, constraint->set_columns.items[i].name);
    Text columns = join_names(ddl, &constraint->columns, NULL);
    if (!reference->name.size)
        reference->name = ddl_choose_constraint(ddl, table->name, columns, "fkey", table->schema);
    list_push(ddl->arena, &table->references, reference);
    drop_same_references(ddl, table, reference);
    return true;
}

/* ---- applying: the order ------------------------------------------------------------------------------- */

static bool same_names(const DdlNameList *a, const DdlNameList *b)
{
    for (size_t i = 0; a->count == b->count && i < a->count; i++)
        if (!text_equal(a->items[i].name, b->items[i].name))
            return false;
    return a->count == b->count;
}

/* Whether two keys of one statement come to the same index, of which the server makes one. */
static bool same_key(const DdlConstraint *a, const DdlConstraint *b)
{
    return !a->using_index.size && !b->using_index.size && same_names(&a->columns, &b->columns) &&
           same_names(&a->include, &b->include) && a->nulls_not_distinct == b->nulls_not_distinct &&
           a->deferrable == b->deferrable && a->initially_deferred == b->initially_deferred;
}

/* The keys of a statement, the primary key first and without those that say what one before says: its name is
 * taken where that one has none. */
static DdlConstraintList distinct_keys(Ddl *ddl, const DdlConstraintList *constraints)
{
    DdlConstraintList keys = {0};
    for (DdlConstraintKind kind = DDL_PRIMARY; kind <= DDL_UNIQUE; kind++)
        for (size_t i = 0; i < constraints->count; i++) {
            DdlConstraint *constraint = constraints->items[i];
            if (constraint->kind != kind)
                continue;
            size_t k = 0;
            while (k < keys.count && (kind == DDL_PRIMARY || !same_key(keys.items[k], constraint)))
                k++;
            if (k == keys.count)
                list_push(ddl->arena, &keys, constraint);
            else if (!keys.items[k]->name.size)
                keys.items[k]->name = constraint->name;
        }
    return keys;
}

static bool apply_indexed(Ddl *ddl, Table *table, const DdlConstraintList *constraints, bool only)
{
    bool done = true;
    DdlConstraintList keys = distinct_keys(ddl, constraints);
    for (size_t i = 0; i < keys.count; i++)
        done = apply_key(ddl, table, keys.items[i], only) && done;
    for (size_t i = 0; i < constraints->count; i++)
        if (constraints->items[i]->kind == DDL_EXCLUDE)
            done = apply_exclusion(ddl, table, constraints->items[i]) && done;
    return done;
}

bool ddl_apply_constraints(Ddl *ddl, Table *table, const DdlConstraintList *constraints, bool only)
{
    bool done = true;
    for (size_t i = 0; i < constraints->count; i++)
        if (constraints->items[i]->kind == DDL_CHECK)
            done = apply_check(ddl, table, constraints->items[i], only) && done;
    done = apply_indexed(ddl, table, constraints, only) && done;
    for (size_t i = 0; i < constraints->count; i++)
        if (constraints->items[i]->kind == DDL_REFERENCE)
            done = apply_reference(ddl, table, constraints->items[i]) && done;
    return done;
}
