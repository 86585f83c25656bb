/* value.c: columns that no key and no reference decides, and columns that a key's index decides. */
#include "plan/value.h"

#include "plan/chronology.h"
#include "plan/column_domain.h"
#include "plan/compile_expr.h"
#include "plan/component.h"
#include "plan/unmet.h"

static void describe(ColumnPlan *column, const Domain *domain, Step *value)
{
    column->value = value;
    column->count = domain->count;
    column->is_plain_text = domain->is_plain;
    column->is_padded = domain->is_padded;
    column->max_size = domain->max_size;
    column->rule = domain->rule;
}

double value_null_share(const ColumnPlan *column)
{
    const Column *declared = column->column;
    if (declared->not_null || column->never_null)
        return 0;
    return declared->has_null_fraction ? declared->null_fraction : PLAN_NULL_SHARE;
}

void value_draw_null(ColumnPlan *column)
{
    double share = value_null_share(column);
    if (column->null)
        return;
    if (column->component)
        column->null = component_null(column, share);
    else if (share > 0)
        column->null =
            step_chance(column->table, column->null_field, column->column->name, TEXT("null"), share);
}

static Text index_name(const ColumnPlan *column)
{
    return text_format(column->table->plan->arena, "%.*s_index", TEXT_ARG(column->field));
}

Step *value_draw(const Domain *domain, ColumnPlan *column, Text name)
{
    if (domain->draw)
        return domain->draw(domain, column, name);
    uint64_t count = domain->count > UINT64_MAX ? UINT64_MAX : (uint64_t)domain->count;
    if (count == 1)
        return domain->unrank(domain, column, name, op_uint(0));
    Step *index =
        step_below(column->table, index_name(column), column->column->name, TEXT(""), op_uint(count));
    return domain->unrank(domain, column, name, op_step(index));
}

/* A table of the schema's own types below other types may hold what no value is known for; columns that may
 * be NULL then are. */
static bool leave_null(ColumnPlan *column, const char *why)
{
    if (column->column->not_null || column->never_null)
        return false;
    column->null = step_value(column->table, column->null_field, VALUE_BOOL, op_name("true"));
    column->value = step_zero(column->table, column->field, column->type->kind);
    column->rule = text_format(column->table->plan->arena, "always NULL: %s", why);
    return true;
}

/* The user's rule is the user's error. */
static bool reject_rule(const ColumnPlan *column, Diag *diag)
{
    Arena *arena = column->table->plan->arena;
    const Rule *rule = &column->column->rule;
    TypeUse base = type_base(&column->column->type);
    const char *problem = NULL;
    if (rule->kind == RULE_C && !column->table->plan->options.allow_c) {
        diag_error(diag, rule->span, "the rule of column \"%.*s\" is a C function, which is not allowed",
                   TEXT_ARG(column->column->name));
        diag_hint(diag, "Read the file, and use --allow-c if its code may be compiled and run.");
        return false;
    }
    if (rule->kind == RULE_PATTERN)
        domain_pattern(column, &base, rule->text, &problem);
    if (problem)
        return diag_error(diag, rule->span, "the pattern of column \"%.*s\" can't be used: %s",
                          TEXT_ARG(column->column->name), problem);
    diag_error(diag, column->column->rule.span, "the rule of column \"%.*s\" gives no values of type %.*s",
               TEXT_ARG(column->column->name), TEXT_ARG(type_print(arena, &column->column->type)));
    diag_hint(diag, "Check that its values are literals of that type and that a range's low end is not above "
                    "its high end.");
    return false;
}

static bool plan_expression(ColumnPlan *column, Diag *diag)
{
    const Rule *rule = &column->column->rule;
    if (!compile_column(column, rule->expression, rule->span, diag))
        return false;
    column->rule = rule->expression_text;
    return true;
}

bool value_plan(ColumnPlan *column, Diag *diag)
{
    if (column->column->rule.kind == RULE_EXPRESSION)
        return plan_expression(column, diag);
    if (column->always_null && leave_null(column, "a constraint allows no value"))
        return true;
    if (column->component)
        return component_value(column, diag);
    if (!column->conditions.count && chronology_plan(column, diag))
        return true;
    Domain domain = column_domain(column, DOMAIN_DRAWN, NULL);
    if (!domain.unrank && !domain.draw) {
        if (column->column->rule.kind != RULE_NONE)
            return reject_rule(column, diag);
        if (!leave_null(column, column->conditions.count ? "no values are known that its constraints allow"
                                                         : "no values are known for its type"))
            unmet_refuse_column(column);
        return true;
    }
    describe(column, &domain, value_draw(&domain, column, column->field));
    value_draw_null(column);
    return true;
}

PlanCount value_capacity(const ColumnPlan *column)
{
    return column_domain(column, DOMAIN_CARRIED, NULL).count;
}

/* Whole numbers side by side. */
static bool is_gapless(const Domain *domain)
{
    return domain->step == 1 && !domain->values && (!domain->grid || domain->grid->places.count == 1);
}

/* A serial: where its sequence starts, in the sequence's steps, as far as its constraints allow. */
static Domain serial(const ColumnPlan *column)
{
    const Sequence *sequence = column->column->sequence;
    int64_t low = sequence ? sequence->start : 1,
            step = sequence && sequence->increment ? sequence->increment : 1;
    Domain domain = domain_numbers(low, 0, step, step == 1 && low == 1 ? "1, 2, 3 …" : "a sequence");
    Domain allowed = column_domain(column, DOMAIN_CARRIED, NULL);
    if (column->conditions.count && !is_gapless(&allowed))
        return allowed;
    PlanInteger last = (PlanInteger)allowed.low + (PlanInteger)allowed.count - 1;
    if (column->conditions.count && (low < allowed.low || low > last || step != 1))
        domain.low = allowed.low, domain.step = 1;
    domain.count = allowed.count;
    if (column->conditions.count)
        domain.count = (PlanCount)(last - domain.low + 1);
    return domain;
}

PlanCount value_ordinals(const ColumnPlan *column)
{
    return serial(column).count;
}

bool value_carry(ColumnPlan *column, Operand index, bool ordered, Diag *diag)
{
    (void)diag;
    Domain domain =
        ordered && value_is_ordinal(column) ? serial(column) : column_domain(column, DOMAIN_CARRIED, NULL);
    describe(column, &domain, domain.unrank(&domain, column, column->field, index));
    return true;
}

bool value_scatter(ColumnPlan *column, Diag *diag)
{
    Domain domain = column_domain(column, DOMAIN_CARRIED, NULL);
    if (domain.scatter) {
        describe(column, &domain, domain.scatter(&domain, column, column->field));
        return true;
    }
    uint64_t count = domain.count > UINT64_MAX ? UINT64_MAX : (uint64_t)domain.count;
    const Param *key = param_stream(column->table, column->column->name, TEXT(""));
    Step *index = step_call(column->table, index_name(column), VALUE_ROW, "rt_scatter_at",
                            OPERANDS(op_param(key), op_uint(count), op_row()));
    return value_carry(column, op_step(index), false, diag);
}

bool value_is_ordinal(const ColumnPlan *column)
{
    TypeUse base = type_base(&column->column->type);
    TypeCode code = base.type->code;
    return !base.dimensions && column->column->rule.kind == RULE_NONE &&
           (code == TYPE_INT2 || code == TYPE_INT4 || code == TYPE_INT8) &&
           (!column->conditions.count || column_domain(column, DOMAIN_CARRIED, NULL).step == 1);
}
