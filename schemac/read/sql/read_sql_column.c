/* read_sql_column.c: column definitions: type, default, identity, generation, and the constraints that stand
 * behind a column. */
#include "read/sql/read_sql.h"

#include "read/parse/parse_expr.h"
#include "read/parse/parse_type.h"

/* ---- defaults ------------------------------------------------------------------------------------------ */

/* The string that nextval is called with, through casts; NULL where the expression is no such call. */
static const Expr *nextval_argument(const Expr *expr)
{
    while (expr->kind == EXPR_CAST)
        expr = expr->arguments.items[0];
    if (expr->kind != EXPR_CALL || !text_is(expr->text, "nextval") || expr->arguments.count != 1)
        return NULL;
    expr = expr->arguments.items[0];
    while (expr->kind == EXPR_CAST)
        expr = expr->arguments.items[0];
    return expr->kind == EXPR_STRING ? expr : NULL;
}

static Sequence *sequence_of_default(Ddl *ddl, const Expr *expr)
{
    const Expr *argument = expr ? nextval_argument(expr) : NULL;
    if (!argument)
        return NULL;
    SqlCursor cursor =
        sql_cursor_new(ddl->arena, ddl->diag, text_copy(ddl->arena, argument->text), argument->span);
    DdlName name = {.span = argument->span};
    bool named = sql_take_label(&cursor, &name.name);
    while (named && sql_take(&cursor, SQL_DOT)) {
        name.schema = name.name;
        named = sql_take_label(&cursor, &name.name);
    }
    return named ? ddl_find_sequence(ddl, &name) : NULL;
}

void ddl_set_default(Ddl *ddl, Column *column, Expr *expr, Text text)
{
    column->default_value = expr;
    column->default_text = text;
    column->sequence = sequence_of_default(ddl, expr);
}

/* ---- serial and identity ------------------------------------------------------------------------------- */

typedef struct SerialType {
    const char *name;
    const char *type;
} SerialType;

static const SerialType serial_types[] = {
    {"smallserial", "int2"}, {"serial2", "int2"},   {"serial", "int4"},
    {"serial4", "int4"},     {"bigserial", "int8"}, {"serial8", "int8"},
};

/* Takes a serial type; the type it stands for, or NULL. */
static const Type *take_serial(SqlCursor *cursor)
{
    for (size_t i = 0; i < sizeof serial_types / sizeof *serial_types; i++)
        if (sql_take_words(cursor, serial_types[i].name))
            return type_builtin(text_of(serial_types[i].type));
    return NULL;
}

/* nextval('sequence'), as settling recognises it: the sequence stands beside it. */
static Expr *nextval_of(Ddl *ddl, Span span)
{
    Expr *call = expr_new(ddl->arena, EXPR_CALL, span);
    Expr *name = expr_new(ddl->arena, EXPR_STRING, span);
    call->text = TEXT("nextval");
    list_push(ddl->arena, &call->arguments, name);
    return call;
}

static void make_serial(Ddl *ddl, Table *table, Column *column)
{
    column->not_null = true;
    column->sequence = ddl_own_sequence(ddl, table, column);
    column->default_value = nextval_of(ddl, column->span);
}

bool ddl_read_identity(Ddl *ddl, Table *table, Column *column, bool always)
{
    if (!sql_expect_words(&ddl->cursor, "as identity"))
        return false;
    column->identity = always ? IDENTITY_ALWAYS : IDENTITY_BY_DEFAULT;
    column->not_null = true;
    column->sequence = ddl_own_sequence(ddl, table, column);
    if (!sql_take(&ddl->cursor, SQL_LEFT_PAREN))
        return true;
    return ddl_read_sequence_options(ddl, column->sequence) && sql_expect(&ddl->cursor, SQL_RIGHT_PAREN);
}

static bool read_generation(Ddl *ddl, Column *column)
{
    column->generation = ddl_read_parenthesised(ddl, &column->generation_text);
    if (!column->generation)
        return false;
    column->generated = sql_take_words(&ddl->cursor, "stored") ? GENERATED_STORED : GENERATED_VIRTUAL;
    sql_take_words(&ddl->cursor, "virtual");
    return true;
}

/* GENERATED ALWAYS AS (expr) STORED, GENERATED {ALWAYS|BY DEFAULT} AS IDENTITY. */
static bool read_generated(Ddl *ddl, Table *table, Column *column)
{
    if (sql_take_words(&ddl->cursor, "by default"))
        return ddl_read_identity(ddl, table, column, false);
    if (!sql_expect_words(&ddl->cursor, "always"))
        return false;
    if (sql_at_words(&ddl->cursor, "as identity"))
        return ddl_read_identity(ddl, table, column, true);
    return sql_expect_words(&ddl->cursor, "as") && read_generation(ddl, column);
}

/* ---- constraints behind a column ----------------------------------------------------------------------- */

static DdlConstraint *new_constraint(Ddl *ddl, DdlConstraintKind kind, const Column *column, Text name,
                                     Span span)
{
    DdlConstraint *constraint = arena_new_object(ddl->arena, DdlConstraint);
    DdlName own = {.name = column->name, .span = column->span};
    constraint->kind = kind;
    constraint->name = name;
    constraint->span = span;
    if (kind != DDL_CHECK)
        list_push(ddl->arena, &constraint->columns, own);
    return constraint;
}

/* What may follow PRIMARY KEY and UNIQUE behind a column. */
static bool read_key_options(Ddl *ddl, DdlConstraint *constraint)
{
    SqlCursor *cursor = &ddl->cursor;
    if (sql_take_words(cursor, "nulls not distinct"))
        constraint->nulls_not_distinct = true;
    sql_take_words(cursor, "nulls distinct");
    if (sql_take_words(cursor, "include") && !ddl_read_columns(ddl, &constraint->include))
        return false;
    if (sql_take_words(cursor, "with") && !ddl_skip_parens(ddl))
        return false;
    if (sql_take_words(cursor, "using index tablespace")) {
        Text name;
        return sql_expect_label(cursor, &name);
    }
    return true;
}

static bool read_inline_check(Ddl *ddl, DdlConstraint *constraint)
{
    constraint->expr = ddl_read_parenthesised(ddl, &constraint->text);
    return constraint->expr != NULL;
}

/* The constraint of a kind whose key words the cursor has passed. */
static bool read_inline(Ddl *ddl, DdlConstraint *constraint)
{
    switch (constraint->kind) {
    case DDL_PRIMARY:
    case DDL_UNIQUE:
        return read_key_options(ddl, constraint);
    case DDL_CHECK:
        return read_inline_check(ddl, constraint);
    case DDL_REFERENCE:
        return ddl_read_references(ddl, constraint);
    case DDL_EXCLUDE:
        break;
    }
    return true;
}

static bool take_kind(SqlCursor *cursor, DdlConstraintKind *kind)
{
    static const struct {
        const char *words;
        DdlConstraintKind kind;
    } kinds[] = {{"primary key", DDL_PRIMARY},
                 {"unique", DDL_UNIQUE},
                 {"check", DDL_CHECK},
                 {"references", DDL_REFERENCE}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (sql_take_words(cursor, kinds[i].words)) {
            *kind = kinds[i].kind;
            return true;
        }
    return false;
}

/* A clause behind a column that is no constraint of the table; *known is false where the cursor is
 * at none. */
static bool read_clause(Ddl *ddl, Table *table, Column *column, Text name, bool *known)
{
    SqlCursor *cursor = &ddl->cursor;
    Text ignored;
    *known = true;
    if (sql_take_words(cursor, "not null")) {
        column->not_null = true;
        column->not_null_name = name;
        sql_take_words(cursor, "no inherit");
        return true;
    }
    if (sql_take_words(cursor, "null"))
        return true;
    if (sql_take_words(cursor, "default")) {
        Text text;
        Expr *expr = ddl_read_default(ddl, &text);
        ddl_resolve_expr(ddl, NULL, expr);
        ddl_set_default(ddl, column, expr, text);
        return expr != NULL;
    }
    if (sql_take_words(cursor, "generated"))
        return read_generated(ddl, table, column);
    if (sql_take_words(cursor, "collate"))
        return ddl_read_collation(ddl, &column->collation);
    if (sql_take_words(cursor, "storage") || sql_take_words(cursor, "compression"))
        return sql_expect_label(cursor, &ignored);
    if (sql_take_words(cursor, "options"))
        return ddl_skip_parens(ddl);
    *known = false;
    return true;
}

bool ddl_read_column_clauses(Ddl *ddl, Table *table, Column *column, DdlConstraintList *constraints)
{
    for (;;) {
        SqlToken first = ddl->cursor.token;
        DdlConstraintKind kind;
        Text name = {0};
        bool known;
        if (sql_take_words(&ddl->cursor, "constraint") && !sql_expect_name(&ddl->cursor, &name))
            return false;
        if (!read_clause(ddl, table, column, name, &known))
            return false;
        if (known)
            continue;
        if (!take_kind(&ddl->cursor, &kind))
            return !name.size || sql_unexpected(&ddl->cursor, "a constraint");
        DdlConstraint *constraint = new_constraint(ddl, kind, column, name, sql_span(&ddl->cursor, first));
        if (!read_inline(ddl, constraint) || !ddl_read_attributes(ddl, constraint))
            return false;
        constraint->span = sql_span_from(&ddl->cursor, first);
        list_push(ddl->arena, constraints, constraint);
    }
}

bool ddl_read_column(Ddl *ddl, Table *table, Column *column, DdlConstraintList *constraints)
{
    const Type *serial = take_serial(&ddl->cursor);
    column->is_local = true;
    if (serial) {
        column->type = (TypeUse){.type = serial, .span = sql_span(&ddl->cursor, ddl->cursor.last)};
        make_serial(ddl, table, column);
    } else if (!parse_type(&ddl->cursor, &column->type)) {
        return false;
    }
    return ddl_read_column_clauses(ddl, table, column, constraints);
}

Column *ddl_copy_column(Ddl *ddl, Table *table, const Column *column)
{
    Column *copy = arena_new_object(ddl->arena, Column);
    *copy = (Column){
        .name = column->name,
        .type = column->type,
        .not_null = column->not_null,
        .default_value = column->default_value,
        .default_text = column->default_text,
        .generated = column->generated,
        .generation = column->generation,
        .generation_text = column->generation_text,
        .sequence = column->identity ? NULL : column->sequence,
        .collation = column->collation,
        .span = column->span,
    };
    table_add_column(ddl->schema, table, copy);
    return copy;
}
