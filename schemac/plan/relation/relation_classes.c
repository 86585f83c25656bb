/* relation_classes.c: columns of any type that must differ from one another, some of them distinct in all
 * rows: column i of k takes the values with index i, i + k, i + 2k … of one domain. */
#include "plan/relation/relation_parts.h"

#include "plan/tables.h"
#include "plan/value.h"

enum {
    USUAL = 10000 /* values that are enough where rows need none of their own */
};

struct RelationClasses {
    ColumnPlanList columns;
    const bool *is_distinct; /* by column: rows have values of their own */
    Domain domain;
};

/* ---- relations ---- */

/* The column, or the column whose case is folded, which leaves values of one index alone distinct. */
static const Expr *folded(const Expr *expr)
{
    bool folds = expr->kind == EXPR_CALL && expr->arguments.count == 1 &&
                 (text_is(expr->text, "lower") || text_is(expr->text, "upper"));
    return folds ? expr->arguments.items[0] : expr;
}

static bool differ(const Expr *relation)
{
    bool negated = relation->kind == EXPR_NOT;
    const Expr *expr = negated ? relation->arguments.items[0] : relation;
    bool compares = (expr->kind == EXPR_OPERATOR && expr->arguments.count == 2 &&
                     text_is(expr->text, negated ? "=" : "<>")) ||
                    (expr->kind == EXPR_DISTINCT && expr->negated == negated);
    return compares && folded(expr->arguments.items[0])->kind == EXPR_COLUMN &&
           folded(expr->arguments.items[1])->kind == EXPR_COLUMN;
}

static bool all_differ(const RelationGroup *group)
{
    for (size_t i = 0; i < group->relations.count; i++)
        if (!differ(group->relations.items[i]))
            return false;
    return true;
}

/* All that relations bind to the columns; false where one of them does not say that values differ. */
static bool gather(ColumnPlanList *columns)
{
    const Component *component = columns->items[0]->component;
    for (size_t c = 0; c < columns->count; c++)
        for (size_t s = 0; s < component->scenarios.count; s++) {
            RelationGroupList groups = relation_groups(component, s);
            for (size_t i = 0; i < groups.count; i++) {
                const ColumnPlanList *bound = &groups.items[i].columns;
                if (!plan_columns_hold(bound, columns->items[c]))
                    continue;
                if (!all_differ(&groups.items[i]))
                    return false;
                for (size_t k = 0; k < bound->count; k++)
                    if (!plan_columns_hold(columns, bound->items[k]))
                        list_push(component->scope.arena, columns, bound->items[k]);
            }
        }
    return true;
}

/* ---- the domain ---- */

static bool is_plain(const ColumnPlan *column)
{
    return relation_is_open(column) && !column->bundle && !column->conditions.count &&
           column->column->rule.kind == RULE_NONE && !component_binds_value(column);
}

static bool same_domain(const Domain *a, const Domain *b)
{
    return a->unrank == b->unrank && a->count == b->count && a->low == b->low && a->step == b->step &&
           a->size == b->size && a->least == b->least && a->limit == b->limit && a->values == b->values &&
           a->grid == b->grid && a->frames == b->frames && a->parts == b->parts &&
           a->automaton == b->automaton && text_equal(a->function, b->function) &&
           text_equal(a->form, b->form);
}

static Domain domain_by(const ColumnPlan *column, bool by_name)
{
    TypeUse base = type_base(&column->column->type);
    return by_name ? domain_of(column, DOMAIN_CARRIED) : domain_of_type(column, &base, DOMAIN_CARRIED);
}

/* One that is right for all of them: by their names, or else by their type. */
static bool find_domain(RelationClasses *classes)
{
    for (int by_name = 1; by_name >= 0; by_name--) {
        classes->domain = domain_by(classes->columns.items[0], by_name);
        bool is_same = classes->domain.unrank;
        for (size_t i = 0; i < classes->columns.count; i++) {
            Domain other = domain_by(classes->columns.items[i], by_name);
            is_same = is_same && is_plain(classes->columns.items[i]) &&
                      classes->columns.items[i]->type == classes->columns.items[0]->type &&
                      same_domain(&classes->domain, &other);
        }
        if (is_same)
            return true;
    }
    return false;
}

const RelationClasses *relation_classes(ColumnPlanList *columns, PlanCount *count)
{
    Arena *arena = columns->items[0]->table->plan->arena;
    RelationClasses *classes = arena_new_object(arena, RelationClasses);
    size_t distinct = columns->count;
    if (!gather(columns))
        return NULL;
    bool *is_distinct = arena_array(arena, columns->count, sizeof *is_distinct);
    for (size_t i = 0; i < distinct; i++)
        is_distinct[i] = true;
    *classes = (RelationClasses){.columns = *columns, .is_distinct = is_distinct};
    if (!find_domain(classes))
        return NULL;
    *count = classes->domain.count / columns->count;
    if (*count > UINT64_MAX / columns->count)
        *count = UINT64_MAX / columns->count;
    return *count ? classes : NULL;
}

/* ---- values ---- */

void relation_classify(const RelationClasses *classes, Operand index, PlanCount count)
{
    for (size_t i = 0; i < classes->columns.count; i++) {
        ColumnPlan *column = classes->columns.items[i];
        TablePlan *table = column->table;
        Text name = step_name_for(column, "index");
        Operand number = index;
        if (!classes->is_distinct[i])
            number = op_step(step_below(table, name, column->column->name, TEXT(""),
                                        op_uint(count < USUAL ? (uint64_t)count : USUAL)));
        Step *own = step_infix(table, name, VALUE_ROW, "*", number, op_uint(classes->columns.count));
        own = step_infix(table, name, VALUE_ROW, "+", op_step(own), op_uint(i));
        column->is_laid_out = true;
        value_describe(column, &classes->domain,
                       classes->domain.unrank(&classes->domain, column, column->field, op_step(own)));
    }
}
