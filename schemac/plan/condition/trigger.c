/* trigger.c: following the statements of trigger functions with a row that is inserted. */
#include "plan/condition/trigger.h"

#include "base/buffer.h"
#include "plan/condition/condition_simplify.h"

enum {
    PATH_SIZE_LIMIT = 1000 /* nodes of what leads to a statement */
};

/* A trigger being followed. A path is what is true where a statement runs: an expression over the row; NULL
 * where that is not known. A row runs through where the path is true, not where it is NULL. */
typedef struct Follow {
    Arena *arena;
    ExprScope scope;
    TriggerEffect *effect;
    const TriggerEffectList *before; /* of the triggers that fired on the row already */
    bool is_loose;                   /* in a loop, or where errors are caught */
    size_t returns;                  /* RETURNs that were come to */
} Follow;

/* ---- expressions over the row ---- */

static Expr *string(Arena *arena, Text text, Span span)
{
    Expr *expr = expr_new(arena, EXPR_STRING, span);
    expr->text = text;
    return expr;
}

static bool is_variable(const Expr *expr, const char *name)
{
    return expr->kind == EXPR_COLUMN && expr->qualifier.size == 0 && text_is(expr->text, name);
}

/* Variables of every trigger function; NULL where it is none that is known. */
static Expr *trigger_variable(const Follow *run, const Expr *expr)
{
    const Trigger *trigger = run->effect->trigger;
    const Table *table = run->effect->table;
    if (is_variable(expr, "tg_op"))
        return string(run->arena, TEXT("INSERT"), expr->span);
    if (is_variable(expr, "tg_when"))
        return string(run->arena, trigger->timing == TRIGGER_BEFORE ? TEXT("BEFORE") : TEXT("AFTER"),
                      expr->span);
    if (is_variable(expr, "tg_level"))
        return string(run->arena, trigger->for_each_row ? TEXT("ROW") : TEXT("STATEMENT"), expr->span);
    if (is_variable(expr, "tg_name"))
        return string(run->arena, trigger->name, expr->span);
    if (is_variable(expr, "tg_table_name") || is_variable(expr, "tg_relname"))
        return string(run->arena, table->name, expr->span);
    if (is_variable(expr, "tg_table_schema"))
        return string(run->arena, table->schema, expr->span);
    return is_variable(expr, "old") ? expr_new(run->arena, EXPR_NULL, expr->span) : NULL;
}

static bool assigns(const TriggerEffect *effect, Text column)
{
    for (size_t i = 0; i < effect->columns.count; i++)
        if (text_equal(effect->columns.items[i], column))
            return true;
    return effect->changes && effect->columns.count == 0;
}

static bool is_assigned(const Follow *run, Text column)
{
    for (size_t i = 0; i < run->before->count; i++)
        if (assigns(&run->before->items[i], column))
            return true;
    return assigns(run->effect, column);
}

/* NEW.x: the column, unless it was assigned before. */
static Expr *column_of_new(const Follow *run, Text name, Span span)
{
    if (!run->effect->trigger->for_each_row || !table_find_column(run->scope.table, name) ||
        is_assigned(run, name))
        return NULL;
    Expr *expr = expr_new(run->arena, EXPR_COLUMN, span);
    expr->text = name;
    return expr;
}

static Expr *row_leaf(const Follow *run, const Expr *expr)
{
    if (text_is(expr->qualifier, "new"))
        return column_of_new(run, expr->text, expr->span);
    if (text_is(expr->qualifier, "old"))
        return expr_new(run->arena, EXPR_NULL, expr->span);
    return trigger_variable(run, expr);
}

/* TG_ARGV[i]. */
static Expr *trigger_argument(const Follow *run, const Expr *expr)
{
    int64_t i = 0;
    const TextList *arguments = &run->effect->trigger->arguments;
    const Expr *index = expr->arguments.count == 2 ? expr->arguments.items[1] : NULL;
    if (!is_variable(expr->arguments.items[0], "tg_argv") || !index || !text_to_int64(index->text, &i) ||
        i < 0)
        return NULL;
    if ((size_t)i >= arguments->count)
        return expr_new(run->arena, EXPR_NULL, expr->span);
    return string(run->arena, arguments->items[i], expr->span);
}

/* The expression over the table's columns; NULL where it reads anything else. */
static Expr *over_row(const Follow *run, const Expr *expr)
{
    if (expr->kind == EXPR_COLUMN)
        return row_leaf(run, expr);
    if (expr->kind == EXPR_OPAQUE || expr->kind == EXPR_PARAMETER)
        return NULL;
    bool field = expr->kind == EXPR_FIELD;
    if (field && is_variable(expr->arguments.items[0], "new"))
        return column_of_new(run, expr->text, expr->span);
    if (field && is_variable(expr->arguments.items[0], "old"))
        return expr_new(run->arena, EXPR_NULL, expr->span);
    if (expr->kind == EXPR_INDEX && is_variable(expr->arguments.items[0], "tg_argv"))
        return trigger_argument(run, expr);
    Expr *copy = expr_copy(run->arena, expr);
    for (size_t i = 0; i < copy->arguments.count; i++) {
        Expr **argument = &copy->arguments.items[i];
        if (*argument && !(*argument = over_row(run, *argument)))
            return NULL;
    }
    return copy;
}

static Expr *condition_of(const Follow *run, const Expr *expr)
{
    Expr *over = expr ? over_row(run, expr) : NULL;
    if (!over)
        return NULL;
    Expr *normal = expr_normalise(run->arena, over, &run->scope);
    return condition_simplify(run->arena, &run->scope, normal);
}

/* ---- paths ---- */

static Expr *join(const Follow *run, ExprKind kind, Expr *a, Expr *b)
{
    if (!a || !b)
        return NULL;
    Expr *expr = expr_new(run->arena, kind, a->span);
    list_push(run->arena, &expr->arguments, a);
    list_push(run->arena, &expr->arguments, b);
    expr = condition_relax(run->arena, &run->scope, expr_normalise(run->arena, expr, &run->scope), false);
    return expr_size(expr, PATH_SIZE_LIMIT) < PATH_SIZE_LIMIT ? expr : NULL;
}

static Expr *is_not_true(const Follow *run, Expr *condition)
{
    if (!condition)
        return NULL;
    Expr *test = expr_new(run->arena, EXPR_IS, condition->span);
    test->text = TEXT("true");
    test->negated = true;
    list_push(run->arena, &test->arguments, condition);
    return test;
}

static bool is_never(const Expr *path)
{
    return path && path->kind == EXPR_BOOL && !path->boolean;
}

static Expr *never(const Follow *run)
{
    return expr_new(run->arena, EXPR_BOOL, run->effect->trigger->span);
}

/* ---- statements ---- */

static Expr *follow(Follow *run, const PlStatementList *list, Expr *path);

/* No row should come here: each then meets a condition. Where all do, or it is not known which, there is
 * none.
 */
static void avoid(const Follow *run, Expr *path)
{
    TriggerEffect *effect = run->effect;
    if (!path || run->is_loose || path->kind == EXPR_BOOL) {
        effect->is_met = false;
        return;
    }
    Expr *not = expr_new(run->arena, EXPR_NOT, path->span);
    list_push(run->arena, &not ->arguments, path);
    not = expr_normalise(run->arena, not, &run->scope);
    not = condition_relax(run->arena, &run->scope, not, true);
    list_push(run->arena, &effect->conditions, not );
}

/* RETURN NEW keeps the row, RETURN NULL leaves it out, anything else is another row. */
static void follow_return(Follow *run, const Expr *expr, Expr *path)
{
    bool before_row = run->effect->trigger->timing == TRIGGER_BEFORE && run->effect->trigger->for_each_row;
    run->returns++;
    if (!before_row || (expr && is_variable(expr, "new")))
        return;
    bool nothing = expr && (expr->kind == EXPR_NULL || is_variable(expr, "old"));
    if (nothing || !expr || expr->kind == EXPR_CASE) {
        run->effect->suppresses = true;
        avoid(run, nothing ? path : NULL);
    } else {
        run->effect->columns.count = 0;
        run->effect->changes = true;
    }
}

static void follow_assignment(const Follow *run, Text column)
{
    TriggerEffect *effect = run->effect;
    bool any = effect->changes && effect->columns.count == 0;
    if (effect->trigger->timing != TRIGGER_BEFORE || !effect->trigger->for_each_row || any)
        return;
    if (column.size == 0)
        effect->columns.count = 0;
    else if (!assigns(effect, column))
        list_push(run->arena, &effect->columns, column);
    effect->changes = true;
}

/* Where both branches go on, so does what follows, whatever the condition. Rows for which the first one only
 * raises errors are none that the rest has to do with. */
static Expr *follow_if(Follow *run, const PlStatement *statement, Expr *path)
{
    size_t returns = run->returns;
    Expr *condition = condition_of(run, statement->expr);
    Expr *then = join(run, EXPR_AND, path, condition);
    Expr *otherwise = join(run, EXPR_AND, path, is_not_true(run, condition));
    Expr *after_then = is_never(then) ? then : follow(run, &statement->then, then);
    if (is_never(after_then) && !is_never(then) && returns == run->returns)
        otherwise = path;
    Expr *after_otherwise = is_never(otherwise) ? otherwise : follow(run, &statement->otherwise, otherwise);
    if (after_then == then && after_otherwise == otherwise)
        return path;
    if (is_never(after_then))
        return after_otherwise;
    return is_never(after_otherwise) ? after_then : join(run, EXPR_OR, after_then, after_otherwise);
}

/* The path on which the rows leave the statement. */
static Expr *follow_statement(Follow *run, const PlStatement *statement, Expr *path)
{
    bool was_loose = run->is_loose;
    switch (statement->kind) {
    case PL_IF:
        return follow_if(run, statement, path);
    case PL_RAISE:
        run->effect->rejects = true;
        avoid(run, path);
        return run->is_loose ? NULL : never(run);
    case PL_RETURN:
        follow_return(run, statement->expr, path);
        return run->is_loose ? NULL : never(run);
    case PL_ASSIGN:
        follow_assignment(run, statement->target);
        return path;
    case PL_WRITE:
        run->effect->writes = true;
        return path;
    case PL_BLOCK:
    case PL_LOOP:
        run->is_loose = true;
        Expr *after = follow(run, &statement->then, path), *caught = follow(run, &statement->otherwise, path);
        run->is_loose = was_loose;
        return after == path && caught == path ? path : NULL;
    default:
        return path;
    }
}

static Expr *follow(Follow *run, const PlStatementList *list, Expr *path)
{
    for (size_t i = 0; i < list->count && !is_never(path); i++)
        path = follow_statement(run, list->items[i], path);
    return path;
}

/* ---- triggers ---- */

static const Function *function_of(const Schema *schema, const Trigger *trigger)
{
    for (size_t i = 0; i < schema->functions.count; i++) {
        const Function *function = schema->functions.items[i];
        bool same_schema =
            trigger->function_schema.size == 0 || text_equal(function->schema, trigger->function_schema);
        if (text_equal(function->name, trigger->function_name) && same_schema &&
            function->argument_types.count == 0)
            return function;
    }
    return NULL;
}

/* Triggers are for the origin's sessions, or always; not for replicas alone. */
static bool fires(const Trigger *trigger)
{
    return trigger->on_insert && trigger->enabled != 'D' && trigger->enabled != 'R';
}

static TriggerEffect effect_of(Arena *arena, const ExprScope *scope, const Trigger *trigger,
                               const TriggerEffectList *before)
{
    TriggerEffect effect = {.trigger = trigger, .table = scope->table, .is_met = true};
    const Function *function = function_of(scope->schema, trigger);
    effect.is_unknown = !function || !function->has_statements;
    if (effect.is_unknown)
        return effect;
    Follow run = {.arena = arena, .scope = *scope, .effect = &effect, .before = before};
    Expr *path = expr_new(arena, EXPR_BOOL, trigger->span);
    path->boolean = true;
    if (trigger->when)
        path = condition_of(&run, trigger->when);
    follow(&run, &function->statements, path);
    return effect;
}

static void add_triggers(Arena *arena, const ExprScope *scope, TriggerTiming timing,
                         TriggerEffectList *effects)
{
    const Table *table = scope->table;
    for (size_t i = 0; i < table->triggers.count; i++) {
        const Trigger *trigger = table->triggers.items[i];
        if (!fires(trigger) || trigger->timing != timing)
            continue;
        TriggerEffect effect = effect_of(arena, scope, trigger, effects);
        list_push(arena, effects, effect);
    }
    for (size_t i = 0; i < table->partitions.count; i++) {
        ExprScope partition = {.schema = scope->schema, .table = table->partitions.items[i]};
        add_triggers(arena, &partition, timing, effects);
    }
}

TriggerEffectList triggers_of(Arena *arena, const Schema *schema, const Table *table)
{
    TriggerEffectList effects = {0};
    ExprScope scope = {.schema = schema, .table = table};
    add_triggers(arena, &scope, TRIGGER_BEFORE, &effects);
    add_triggers(arena, &scope, TRIGGER_AFTER, &effects);
    return effects;
}

/* ---- words ---- */

static void put_part(Buffer *out, const char *words)
{
    buffer_string(out, out->size ? ", " : "");
    buffer_string(out, words);
}

static void put_changes(Buffer *out, const TextList *columns)
{
    put_part(out, columns->count == 0   ? "changes rows"
                  : columns->count == 1 ? "changes column "
                                        : "changes columns ");
    for (size_t i = 0; i < columns->count; i++)
        buffer_format(out, "%s\"%.*s\"", i ? " and " : "", TEXT_ARG(columns->items[i]));
}

Text trigger_effect_text(Arena *arena, const TriggerEffect *effect)
{
    Buffer out = {0};
    bool met = effect->is_met;
    if (effect->is_unknown)
        put_part(&out, "what it does is not known");
    if (effect->rejects)
        put_part(&out, met ? "rejects rows that break its conditions" : "rejects rows");
    if (effect->changes)
        put_changes(&out, &effect->columns);
    if (effect->suppresses)
        put_part(&out, met ? "leaves out rows that break its conditions" : "leaves out rows");
    if (effect->writes)
        put_part(&out, "writes elsewhere");
    if (!out.size)
        put_part(&out, "does nothing to the rows");
    Text text = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return text;
}
