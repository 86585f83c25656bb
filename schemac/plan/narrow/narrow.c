/* narrow.c: from a column and conditions to the domain of the kind that knows most about them. */
#include "plan/narrow/narrow_parts.h"

#include "model/type_convert.h"
#include "plan/narrow/guess.h"
#include "plan/narrow/narrow_items.h"
#include "plan/narrow/narrow_other.h"
#include "plan/narrow/narrow_text.h"
#include "plan/narrow/narrow_whole.h"

enum {
    CANDIDATES = 1500, /* values that are tried */
    GUESSES = 100,     /* where these are too few */
    FEW = 20           /* values that are enough */
};

/* ---- trying ---- */

/* The row in which the column has the value, and no other one has. */
static EvaluateScope scope_with(const NarrowTask *task, Text value)
{
    const ColumnPlan *column = task->column;
    const TablePlan *table = column->table;
    EvaluateScope scope = evaluate_scope(task->arena, table->plan->schema, table->table);
    scope.value_type = &column->column->type;
    scope.value = value;
    if (columns_hold(&table->table->columns, column->column))
        evaluate_scope_give(&scope, column->column, value);
    return scope;
}

Truth narrow_truth(const NarrowTask *task, const Expr *condition, Text value)
{
    EvaluateScope scope = scope_with(task, value);
    bool reads_now = true;
    scope.reads_now = &reads_now;
    Truth truth = TRUTH_TRUE;
    for (unsigned k = 0; k < 2 && truth == TRUTH_TRUE && reads_now; k++) {
        reads_now = false;
        scope.now = narrow_moment(task, k ? task->years : 0);
        truth = evaluate_truth(task->arena, condition, &scope);
    }
    return truth == TRUTH_TRUE || truth == TRUTH_UNKNOWN ? truth : TRUTH_FALSE;
}

bool narrow_value(const NarrowTask *task, const Expr *expr, Text value, Text *result)
{
    EvaluateScope scope = scope_with(task, value);
    return evaluate(task->arena, expr, &scope, result, NULL) == EVALUATED_VALUE;
}

/* Bit strings are as long as their type says; all else is not asked here. */
static bool has_length(const NarrowTask *task, Text value)
{
    TypeCode code = type_code(&task->base);
    size_t limit = task->base.modifier_count ? (size_t)task->base.modifiers[0] : 0;
    if (task->base.dimensions || (code != TYPE_BIT && code != TYPE_VARBIT))
        return true;
    return code == TYPE_BIT ? value.size == (limit ? limit : 1) : !limit || value.size <= limit;
}

/* Of all conditions. */
static Truth truth_of(const NarrowTask *task, Text value)
{
    Truth all = has_length(task, value) ? TRUTH_TRUE : TRUTH_FALSE;
    for (size_t i = 0; i < task->conditions.count && all != TRUTH_FALSE; i++) {
        Truth one = narrow_truth(task, task->conditions.items[i], value);
        all = one == TRUTH_TRUE ? all : one;
    }
    return all;
}

bool narrow_admits(const NarrowTask *task, Text value)
{
    for (size_t i = 0; i < task->conditions.count; i++)
        if (narrow_truth(task, task->conditions.items[i], value) != TRUTH_TRUE)
            return false;
    return true;
}

TextList narrow_admitted(const NarrowTask *task, const TextList *texts)
{
    TextList admitted = {0}, open = {0};
    Map known = map_new(task->arena);
    NarrowTask trial = *task;
    trial.arena = arena_new();
    for (size_t i = 0; i < texts->count; i++) {
        if (map_get(&known, texts->items[i]))
            continue;
        map_put(&known, texts->items[i], &known);
        Truth truth = truth_of(&trial, texts->items[i]);
        arena_reset(trial.arena);
        if (truth != TRUTH_FALSE)
            list_push(task->arena, truth == TRUTH_TRUE ? &admitted : &open, texts->items[i]);
    }
    arena_free(trial.arena);
    narrow_ask(task, &open, &admitted);
    return admitted;
}

/* A list of values that satisfy the conditions. */
static Found list_of(const NarrowTask *task, const TextList *admitted, size_t limit)
{
    Found found = {0};
    TextList *kept = arena_new_object(task->arena, TextList);
    *kept = *admitted;
    if (kept->count > limit)
        kept->count = limit;
    if (!kept->count)
        return found;
    found.domain = domain_values(task->column, kept, "");
    found.domain.rule = domain_words(task->column, kept);
    return found;
}

static Found try_texts(const NarrowTask *task, const TextList *texts)
{
    TextList admitted = narrow_admitted(task, texts);
    return list_of(task, &admitted, NARROW_LIST_LIMIT);
}

static bool has_values(const Domain *domain)
{
    return domain->unrank || domain->draw;
}

/* ---- by kind ---- */

static const TextList *finite_values(const NarrowTask *task)
{
    const Rule *rule = &task->column->column->rule;
    if (task->base.dimensions)
        return NULL;
    if (rule->kind == RULE_CHOICE || rule->kind == RULE_CONSTANT)
        return &rule->values;
    if (rule->kind == RULE_NONE && task->base.type->kind == TYPE_ENUM)
        return &task->base.type->labels;
    if (rule->kind == RULE_NONE && task->base.type->code == TYPE_BOOL) {
        TextList *values = arena_new_object(task->arena, TextList);
        list_push(task->arena, values, TEXT("f"));
        list_push(task->arena, values, TEXT("t"));
        return values;
    }
    return NULL;
}

TextList narrow_usual(const NarrowTask *task, size_t wanted, bool natural)
{
    if (task->base.dimensions && !items_kind(task))
        return (TextList){0};
    if (whole_is(task))
        return whole_candidates(task, wanted, natural);
    if (texts_kind(task))
        return natural ? texts_candidates(task, wanted) : (TextList){0};
    if (!natural)
        return (TextList){0};
    bool is_multirange = !task->base.dimensions && task->base.type->kind == TYPE_MULTIRANGE;
    return items_kind(task) || (is_multirange && task->base.type->range) ? items_candidates(task)
                                                                         : other_candidates(task);
}

/* The one of which more values are known. */
static Found larger(Found a, Found b)
{
    return has_values(&b.domain) && b.domain.count > a.domain.count ? b : a;
}

/* Values that look right, unless only others are found. */
static Found try_usual(const NarrowTask *task, const Domain *usual)
{
    TextList texts = narrow_usual(task, CANDIDATES, true);
    Found found = try_texts(task, &texts);
    if (has_values(&found.domain) && found.domain.count >= FEW)
        return found;
    texts = redraw_candidates(task, usual);
    found = larger(found, try_texts(task, &texts));
    if (has_values(&found.domain) && found.domain.count >= FEW)
        return found;
    texts = narrow_usual(task, CANDIDATES, false);
    return larger(found, try_texts(task, &texts));
}

/* Values of any shape where none or few are found, or few for a key. */
static Found try_candidates(const NarrowTask *task, const Domain *usual)
{
    if (narrow_needs_judge(task)) {
        TextList asked = narrow_asked(task);
        return list_of(task, &asked, asked.count);
    }
    Found found = try_usual(task, usual);
    PlanCount enough = task->use == DOMAIN_CARRIED ? NARROW_LIST_LIMIT + 1 : FEW;
    if ((has_values(&found.domain) && found.domain.count >= enough) ||
        task->column->column->rule.kind != RULE_NONE)
        return found;
    TextList guesses = guess_values(task, GUESSES);
    TextList more = narrow_is_open(task, &guesses) ? narrow_admitted(task, &guesses) : narrow_searched(task);
    return larger(found, list_of(task, &more, more.count));
}

/* Where one condition leaves few values, the others hold for one of those or for none. */
static Found try_all(const NarrowTask *task, const Found *found)
{
    Found tried = try_texts(task, found->all);
    if (!has_values(&tried.domain)) {
        tried.unmet = found->unmet;
        tried.impossible = !narrow_is_open(task, found->all);
    }
    return tried;
}

static Found narrow(const NarrowTask *task)
{
    const TextList *values = finite_values(task);
    Found found = {0};
    if (values)
        return try_texts(task, values);
    if (whole_is(task))
        found = whole_narrow(task);
    else if (texts_kind(task))
        found = texts_narrow(task);
    else if (items_kind(task))
        found = items_narrow(task);
    else
        found = other_narrow(task);
    if (found.unmet && !found.impossible && json_is_read(task))
        found = json_text_narrow(task);
    if (found.impossible || (has_values(&found.domain) && !found.unmet))
        return found;
    if (found.all)
        return try_all(task, &found);
    const Domain *usual = has_values(&found.domain) ? &found.domain : &task->usual;
    Found tried = try_candidates(task, usual);
    if (!has_values(&tried.domain))
        return (Found){.unmet = found.unmet};
    tried.domain = redraw_domain(task, usual, tried.domain);
    return tried;
}

/* ---- interface ---- */

static void add_conditions(NarrowTask *task, const ExprList *conditions)
{
    for (size_t i = 0; i < conditions->count; i++) {
        const Expr *condition = conditions->items[i];
        if (condition->kind == EXPR_AND)
            add_conditions(task, &condition->arguments);
        else
            list_push(task->arena, &task->conditions, conditions->items[i]);
    }
}

NarrowTask narrow_task(const ColumnPlan *column, DomainUse use, const ExprList *conditions)
{
    NarrowTask task = {.arena = column->table->plan->arena,
                       .column = column,
                       .base = type_base(&column->column->type),
                       .use = use,
                       .years = NARROW_YEARS,
                       .usual = domain_of(column, use)};
    add_conditions(&task, conditions);
    return task;
}

bool narrow_reads_time(const Expr *expr)
{
    static const char *const names[] = {"now", "statement_timestamp", "transaction_timestamp",
                                        "clock_timestamp"};
    bool reads = expr->kind == EXPR_SQL_VALUE;
    for (size_t i = 0; expr->kind == EXPR_CALL && i < sizeof names / sizeof *names; i++)
        reads = reads || text_is(expr->text, names[i]);
    for (size_t i = 0; i < expr->arguments.count && !reads; i++)
        reads = expr->arguments.items[i] && narrow_reads_time(expr->arguments.items[i]);
    return reads;
}

/* Conditions that hold only for some years after the reference date are met for as many as possible. */
static Found narrow_in_time(NarrowTask *task)
{
    static const unsigned years[] = {10, 3, 1, 0};
    Found found = narrow(task);
    bool time = false;
    for (size_t i = 0; i < task->conditions.count; i++)
        time = time || narrow_reads_time(task->conditions.items[i]);
    for (size_t i = 0; time && !has_values(&found.domain) && i < sizeof years / sizeof *years; i++) {
        task->years = years[i];
        found = narrow(task);
    }
    return found;
}

/* Conditions that nothing here understands are left to hold for a constant default: whoever wrote them both
 * has rows in mind that have it. */
static Found narrow_to_default(const NarrowTask *task)
{
    const Column *column = task->column->column;
    EvaluateScope scope = {.schema = task->column->table->plan->schema};
    TextList values = {0};
    Text text;
    if (!column->not_null || !column->default_value ||
        evaluate(task->arena, column->default_value, &scope, &text, NULL) != EVALUATED_VALUE)
        return (Found){0};
    for (size_t i = 0; i < task->conditions.count; i++)
        if (narrow_truth(task, task->conditions.items[i], text) == TRUTH_FALSE)
            return (Found){0};
    list_push(task->arena, &values, text);
    return list_of(task, &values, 1);
}

Domain domain_narrowed(const ColumnPlan *column, DomainUse use, const ExprList *conditions,
                       const Expr **unmet, bool *impossible)
{
    NarrowTask task = narrow_task(column, use, conditions);
    *unmet = NULL;
    *impossible = false;
    if (!task.conditions.count)
        return task.usual;
    Found found = narrow_in_time(&task);
    bool has_rule = column->column->rule.kind != RULE_NONE;
    if (!has_values(&found.domain) && !found.impossible && !has_rule && !column->table->plan->options.judge) {
        Found fallen_back = narrow_to_default(&task);
        fallen_back.domain.is_assumed = true;
        found = has_values(&fallen_back.domain) ? fallen_back : found;
    }
    if (!has_values(&found.domain)) {
        *unmet = found.unmet ? found.unmet : task.conditions.items[0];
        *impossible = found.impossible;
    }
    return !has_values(&found.domain) && has_rule ? task.usual : found.domain;
}

bool narrow_takes(const ColumnPlan *column, const ExprList *conditions, Text value)
{
    if (!conditions->count && column->column->rule.kind == RULE_NONE)
        return true;
    NarrowTask task = narrow_task(column, DOMAIN_DRAWN, conditions);
    const TextList *values = finite_values(&task);
    bool listed = !values;
    for (size_t i = 0; values && i < values->count; i++)
        listed = listed || text_equal(values->items[i], value);
    return listed && narrow_admits(&task, value);
}

TextList narrow_candidates(const ColumnPlan *column, const ExprList *conditions, size_t wanted)
{
    NarrowTask task = narrow_task(column, DOMAIN_DRAWN, conditions);
    const TextList *values = finite_values(&task);
    bool asks = !values && narrow_needs_judge(&task);
    TextList texts = values ? *values : asks ? (TextList){0} : narrow_usual(&task, 2 * wanted + 20, true);
    TextList admitted = asks ? narrow_asked(&task) : narrow_admitted(&task, &texts);
    if (admitted.count > wanted)
        admitted.count = wanted;
    return admitted;
}

TextList narrow_passing(const ColumnPlan *column, const ExprList *conditions, const TextList *texts)
{
    NarrowTask task = narrow_task(column, DOMAIN_DRAWN, conditions);
    return narrow_admitted(&task, texts);
}
