/* value_branch.c: the alternatives of conditions on one column, and what partial indexes ask of it, each with
 * a domain of its own. */
#include "plan/value_branch.h"

#include "plan/condition/condition.h"
#include "plan/key/unique.h"
#include "plan/narrow/column_domain.h"
#include "plan/relation/component.h"
#include "plan/value.h"

enum {
    FEW = 64,    /* values that are equally likely: every kind shows up by itself */
    SPREAD = 256 /* alternatives of one condition that are told apart */
};

/* ---- the alternatives of a condition ---- */

/* The place of the first OR among the parts of an AND; their number where there is none. */
static size_t place_of_or(const Expr *expr)
{
    size_t i = 0;
    while (i < expr->arguments.count && expr->arguments.items[i]->kind != EXPR_OR)
        i++;
    return i;
}

/* The AND with one of the operands in the place of an OR. */
static Expr *with_operand(Arena *arena, const Expr *expr, size_t place, Expr *operand)
{
    Expr *all = expr_new(arena, EXPR_AND, expr->span);
    for (size_t i = 0; i < expr->arguments.count; i++)
        list_push(arena, &all->arguments, i == place ? operand : expr->arguments.items[i]);
    return all;
}

static void spread(Arena *arena, Expr *expr, ExprList *alternatives)
{
    size_t place = expr->kind == EXPR_AND ? place_of_or(expr) : 0;
    bool is_choice = expr->kind == EXPR_AND && place < expr->arguments.count;
    if (alternatives->count >= SPREAD || (expr->kind != EXPR_OR && !is_choice)) {
        list_push(arena, alternatives, expr);
        return;
    }
    const Expr *choice = is_choice ? expr->arguments.items[place] : expr;
    for (size_t i = 0; i < choice->arguments.count; i++) {
        Expr *operand = choice->arguments.items[i];
        spread(arena, is_choice ? with_operand(arena, expr, place, operand) : operand, alternatives);
    }
}

/* The alternatives of those conditions that have several. */
static void gather(Arena *arena, const ExprList *conditions, ExprList *all)
{
    for (size_t i = 0; conditions && i < conditions->count; i++) {
        ExprList alternatives = {0};
        spread(arena, conditions->items[i], &alternatives);
        for (size_t k = 0; k < alternatives.count && alternatives.count > 1; k++)
            list_push(arena, all, alternatives.items[k]);
    }
}

static bool has_default(const Table *table)
{
    bool has = table->bound.is_default;
    for (size_t i = 0; i < table->partitions.count; i++)
        has |= has_default(table->partitions.items[i]);
    return has;
}

/* What each partition asks of the column, of those that ask of no other one. */
static void gather_partitions(const ColumnPlan *column, const Table *table, ExprList *all)
{
    ScenarioScope scope = component_scope(column->table);
    for (size_t i = 0; i < table->partitions.count; i++) {
        const Table *partition = table->partitions.items[i];
        Expr *bound = condition_of_partition(scope.arena, scope.schema, partition);
        ColumnList columns = scenario_columns(&scope, bound);
        if (partition->partitions.count)
            gather_partitions(column, partition, all);
        else if (columns.count == 1 && columns.items[0] == column->column)
            scenario_sole(&scope, column->column, bound, true, all);
    }
}

/* As many in a row as make no more than the limit in all are one. */
static ExprList joined(Arena *arena, const ExprList *alternatives)
{
    size_t each = (alternatives->count + BRANCH_LIMIT - 1) / BRANCH_LIMIT;
    ExprList all = {0};
    for (size_t i = 0; i < alternatives->count; i++) {
        if (i % each == 0)
            list_push(arena, &all,
                      each > 1 ? expr_new(arena, EXPR_OR, alternatives->items[i]->span)
                               : alternatives->items[i]);
        if (each > 1)
            list_push(arena, &all.items[all.count - 1]->arguments, alternatives->items[i]);
    }
    return all;
}

/* ---- their domains ---- */

static bool has_values(const Domain *domain)
{
    return domain->unrank || domain->draw;
}

/* The values of one alternative, under more conditions. */
static Domain kind_of(const ColumnPlan *column, DomainUse use, const ExprList *more, Expr *alternative)
{
    Arena *arena = column->table->plan->arena;
    ExprList conditions = {0};
    for (size_t i = 0; more && i < more->count; i++)
        list_push(arena, &conditions, more->items[i]);
    list_push(arena, &conditions, alternative);
    return column_domain(column, use, &conditions);
}

/* What holds for texts of all kinds. */
static void describe(Branches *branches)
{
    Domain *whole = &branches->whole;
    for (size_t i = 0; i < branches->count; i++) {
        const Domain *kind = &branches->kinds[i];
        whole->is_plain = (i == 0 || whole->is_plain) && kind->is_plain;
        whole->is_padded = (i == 0 || whole->is_padded) && kind->is_padded;
        whole->max_size = i && whole->max_size > kind->max_size ? whole->max_size : kind->max_size;
    }
}

static bool is_few(const Domain *domain)
{
    return domain->unrank && !domain->draw && domain->count <= FEW;
}

/* Where a partition is the DEFAULT one, none of the conditions tells the others. */
static ExprList alternatives_of(const ColumnPlan *column, const ExprList *more, const Domain *whole)
{
    Arena *arena = column->table->plan->arena;
    ExprList all = {0};
    if (!is_few(whole)) {
        gather(arena, &column->conditions, &all);
        gather(arena, more, &all);
    }
    if (has_default(column->table->table))
        gather_partitions(column, column->table->table, &all);
    return joined(arena, &all);
}

/* The parts of an AND that are about the column alone. */
static void gather_parts(const ColumnPlan *column, Expr *predicate, ExprList *parts)
{
    ScenarioScope scope = component_scope(column->table);
    if (predicate->kind == EXPR_AND) {
        for (size_t i = 0; i < predicate->arguments.count; i++)
            gather_parts(column, predicate->arguments.items[i], parts);
        return;
    }
    ColumnList columns = scenario_columns(&scope, predicate);
    if (columns.count == 1 && columns.items[0] == column->column)
        list_push(scope.arena, parts, predicate);
}

/* What predicates of partial indexes ask of the column. */
static ExprList index_parts(const ColumnPlan *column)
{
    const TablePlan *table = column->table;
    ExprList parts = {0};
    for (size_t i = 0; i < table->table->indexes.count; i++) {
        const Expr *predicate = table->table->indexes.items[i]->predicate;
        if (predicate)
            gather_parts(column,
                         condition_expand(table->plan->arena, table->plan->schema, table->table, predicate),
                         &parts);
    }
    return parts;
}

static void add_kind(Branches *branches, const Domain *kind)
{
    if (has_values(kind) && branches->count < BRANCH_LIMIT)
        branches->kinds[branches->count++] = *kind;
}

/* Where an index is for few of many values, each of its predicates has a share beside all values. */
static void add_indexed(Branches *branches, const ColumnPlan *column, const ExprList *more)
{
    ExprList parts = is_few(&branches->whole) ? (ExprList){0} : index_parts(column);
    for (size_t i = 0; i < parts.count; i++) {
        Domain kind = kind_of(column, DOMAIN_DRAWN, more, parts.items[i]);
        if (!is_few(&kind))
            continue;
        if (!branches->count)
            add_kind(branches, &branches->whole);
        add_kind(branches, &kind);
    }
}

Branches branches_of(const ColumnPlan *column, const ExprList *more)
{
    Branches branches = {.whole = column_domain(column, DOMAIN_DRAWN, more)};
    if (!has_values(&branches.whole) || column->column->rule.kind != RULE_NONE)
        return branches;
    ExprList alternatives = alternatives_of(column, more, &branches.whole);
    for (size_t i = 0; i < alternatives.count; i++) {
        Domain kind = kind_of(column, DOMAIN_DRAWN, more, alternatives.items[i]);
        add_kind(&branches, &kind);
    }
    add_indexed(&branches, column, more);
    if (branches.count < 2)
        branches.count = 0;
    else
        describe(&branches);
    return branches;
}

/* ---- drawing ---- */

typedef struct Drawn {
    KindValues values;
    const Branches *branches;
} Drawn;

static Step *draw_kind(const KindValues *values, ColumnPlan *column, size_t kind, Text name,
                       const Step *unless)
{
    (void)unless;
    return value_draw(&((const Drawn *)values)->branches->kinds[kind], column, name);
}

Step *branches_draw(const Branches *branches, ColumnPlan *column, Text name)
{
    Drawn drawn = {{draw_kind, branches->count}, branches};
    if (!branches->count)
        return value_draw(&branches->whole, column, name);
    Step *kind = step_below(column->table, step_name_for(column, "branch"), column->column->name,
                            TEXT("branch"), op_uint(branches->count));
    return domain_choose(column, name, kind, &drawn.values);
}

/* ---- keys ---- */

/* How constraints compare the column's values. */
typedef enum Compared {
    COMPARED_PLAINLY,
    COMPARED_IN_ANY_CASE, /* as letters are, small or large: lower (column), or a type that does so */
    COMPARED_OTHERWISE
} Compared;

static bool is_of_case(const Expr *element)
{
    return element->kind == EXPR_CALL && element->arguments.count == 1 &&
           element->arguments.items[0]->kind == EXPR_COLUMN &&
           (text_is(element->text, "lower") || text_is(element->text, "upper"));
}

static Compared how_compared(const ColumnPlan *column)
{
    TypeUse base = type_base(&column->column->type);
    ScenarioScope scope = component_scope(column->table);
    UniqueList uniques = unique_collect(column->table);
    Compared how = base.type->code == TYPE_CITEXT ? COMPARED_IN_ANY_CASE : COMPARED_PLAINLY;
    for (size_t i = 0; i < uniques.count; i++)
        for (size_t k = 0; k < uniques.items[i].elements.count; k++) {
            const Expr *element = uniques.items[i].elements.items[k];
            ColumnList read = scenario_columns(&scope, element);
            if (element->kind == EXPR_COLUMN || !columns_hold(&read, column->column))
                continue;
            if (!is_of_case(element))
                return COMPARED_OTHERWISE;
            how = COMPARED_IN_ANY_CASE;
        }
    return how;
}

static bool are_texts(const Expr *expr)
{
    for (size_t i = 0; i < expr->arguments.count && expr->kind == EXPR_ARRAY; i++)
        if (expr->arguments.items[i]->kind != EXPR_STRING)
            return false;
    return expr->kind == EXPR_STRING || expr->kind == EXPR_ARRAY;
}

static Expr *lowered(Arena *arena, Expr *expr)
{
    Expr *lower = expr_new(arena, expr->kind == EXPR_ARRAY ? EXPR_ARRAY : EXPR_CALL, expr->span);
    if (expr->kind != EXPR_ARRAY) {
        lower->text = TEXT("lower");
        list_push(arena, &lower->arguments, expr);
        return lower;
    }
    for (size_t i = 0; i < expr->arguments.count; i++)
        list_push(arena, &lower->arguments, lowered(arena, expr->arguments.items[i]));
    return lower;
}

/* The column is equal to a text, or to one of several: that it is so in any case. NULL of what else is said
 * of it. */
static Expr *in_any_case(Arena *arena, const Expr *said)
{
    bool is_equal = (said->kind == EXPR_OPERATOR || said->kind == EXPR_ANY) && text_is(said->text, "=") &&
                    said->arguments.count == 2 && said->arguments.items[0]->kind == EXPR_COLUMN &&
                    are_texts(said->arguments.items[1]);
    if (!is_equal)
        return NULL;
    Expr *any = expr_new(arena, said->kind, said->span);
    any->text = said->text;
    for (size_t i = 0; i < 2; i++)
        list_push(arena, &any->arguments, lowered(arena, said->arguments.items[i]));
    return any;
}

/* Texts first, of which all others differ in any case; none where several alternatives are no texts. */
static ExprList texts_first(Arena *arena, const ExprList *alternatives)
{
    ExprList sorted = {0}, others = {0};
    for (size_t i = 0; i < alternatives->count; i++)
        list_push(arena, in_any_case(arena, alternatives->items[i]) ? &sorted : &others,
                  alternatives->items[i]);
    for (size_t i = 0; i < others.count; i++)
        list_push(arena, &sorted, others.items[i]);
    return others.count > 1 ? (ExprList){0} : sorted;
}

/* Numbers of the kind lie outside those that keys usually have: the ones that look right are enough. */
static bool is_beyond(const Domain *whole, const Domain *kind)
{
    PlanInteger low, high, least, most;
    return domain_ends(whole, &low, &high) && domain_ends(kind, &least, &most) &&
           (least < low || most > high);
}

/* The values of each alternative that none before it has; in any case, where `is_any`. */
static DomainList distinct_kinds(const ColumnPlan *column, const Domain *whole, const ExprList *alternatives,
                                 bool is_any)
{
    Arena *arena = column->table->plan->arena;
    DomainList kinds = {0};
    ExprList others = {0};
    for (size_t i = 0; i < alternatives->count; i++) {
        Domain kind = kind_of(column, DOMAIN_CARRIED, &others, alternatives->items[i]);
        if (is_beyond(whole, &kind))
            kind = kind_of(column, DOMAIN_DRAWN, &others, alternatives->items[i]);
        if (kind.unrank)
            list_push(arena, &kinds, kind);
        Expr *same = is_any ? in_any_case(arena, alternatives->items[i]) : NULL;
        list_push(arena, &others, scenario_not(arena, same ? same : alternatives->items[i]));
    }
    return kinds;
}

Domain branches_carried(const ColumnPlan *column)
{
    Domain whole = column_domain(column, DOMAIN_CARRIED, NULL);
    if (!whole.unrank || column->column->rule.kind != RULE_NONE)
        return whole;
    Arena *arena = column->table->plan->arena;
    ExprList alternatives = alternatives_of(column, NULL, &whole);
    Compared how = how_compared(column);
    if (how == COMPARED_IN_ANY_CASE)
        alternatives = texts_first(arena, &alternatives);
    if (alternatives.count < 2 || how == COMPARED_OTHERWISE)
        return whole;
    DomainList kinds = distinct_kinds(column, &whole, &alternatives, how == COMPARED_IN_ANY_CASE);
    Domain parted = domain_parted(arena, &kinds, whole.rule);
    bool is_less = parted.count < whole.count && parted.count < UNIQUE_LARGE;
    return kinds.count < 2 || is_less ? whole : parted;
}
