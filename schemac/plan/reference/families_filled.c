/* families_filled.c: rows that a reference may take because other tables have rows in their groups.
 *
 * A table whose rows lie in the group that a reference of its parent leads to, and that needs rows of another
 * table there, has the parent's table keep to groups in which there are some. */
#include "plan/reference/families.h"

#include "plan/reference/demands.h"

static void refuse(const ReferencePlan *asker, const TablePlan *parents)
{
    reference_refuse(
        asker,
        text_format(asker->table->plan->arena,
                    "references share column \"%.*s\", and table \"%.*s\" can't keep to groups in "
                    "which table \"%.*s\" has rows",
                    TEXT_ARG(asker->reference->columns.items[0]->name), TEXT_ARG(parents->label),
                    TEXT_ARG(asker->target->label)),
        TEXT("Leave out one of the references that share the column."));
}

/* ---- asking ---- */

/* What a reference needs rows of in the groups of a level. */
typedef struct Wish {
    const ReferencePlan *asker;
    DealFactor factor; /* its parents in each group */
} Wish;

static bool holds_table(const TablePlanList *tables, const TablePlan *table)
{
    for (size_t i = 0; i < tables->count; i++)
        if (tables->items[i] == table)
            return true;
    return false;
}

/* The tables whose rows bound those of the table, and itself. */
static void collect_bounding(TablePlan *table, TablePlanList *all)
{
    if (holds_table(all, table))
        return;
    list_push(table->plan->arena, all, table);
    for (size_t i = 0; i < table->references.count; i++)
        collect_bounding(table->references.items[i]->target, all);
    for (size_t i = 0; i < table->measured.count; i++)
        collect_bounding(table->measured.items[i], all);
}

/* The table's rows are bounded by those of the asker's target, from now on; false where it is the other way
 * round. */
static bool measure(TablePlan *table, const Wish *wish)
{
    TablePlanList bounding = {0};
    collect_bounding(wish->asker->target, &bounding);
    if (holds_table(&bounding, table)) {
        refuse(wish->asker, table);
        return false;
    }
    list_push(table->plan->arena, &table->measured, wish->asker->target);
    return true;
}

/* Whether conditions on the row leave open which parents it has. */
static bool is_open(const ReferencePlan *reference)
{
    bool is_avoided = reference->keeps_away;
    for (size_t i = 0; i < reference->table->avoidances.count; i++) {
        const Avoidance *avoidance = &reference->table->avoidances.items[i];
        is_avoided |= avoidance->a->reference == reference || avoidance->b->reference == reference;
    }
    return !is_avoided && !reference->choices.count && !family_partner(reference) &&
           reference->target != reference->table;
}

static void fill(ReferencePlan *reference, const Wish *wish)
{
    TablePlan *target = reference->target;
    Arena *arena = target->plan->arena;
    Filling *filled = reference->filled;
    DealBound bound = {.least = 1};
    if (!filled) {
        filled = reference->filled = arena_new_object(arena, Filling);
        filled->deal = (Deal){.table = target, .groups = count_rows(arena, target)};
        list_push(arena, &filled->deal.bounds, ((DealBound){.times = count_fixed(arena, 1)}));
    }
    list_push(arena, &bound.factors, wish->factor);
    list_push(arena, &filled->deal.bounds, bound);
    list_push(arena, &filled->askers, wish->asker);
}

/* The members of the level's groups have rows only where the wish is met. */
static void keep_to(TablePlan *members, size_t place, const Wish *wish)
{
    DealFactor factor = wish->factor;
    factor.down = family_deals_down(members, 0, place);
    if (measure(members, wish))
        family_need(members->family, factor, wish->asker->reference->name, wish->asker->target);
}

static void ask(const ReferencePlan *source, const Level *level, const Wish *wish)
{
    const Family *parents = source->target->family;
    size_t drawn = family_place_among(&parents->drawn, level, source);
    size_t passed = family_place_among(&parents->passed, level, source);
    if (drawn < parents->drawn.count && parents->drawn.items[drawn].source) {
        ask(parents->drawn.items[drawn].source, &parents->drawn.items[drawn], wish);
    } else if (passed == parents->passed.count) {
        refuse(wish->asker, source->target);
    } else {
        const Level *at = &parents->passed.items[passed];
        ReferencePlan *next = at->source;
        bool is_end = family_is_to(at, next);
        if (is_end && !is_open(next))
            refuse(wish->asker, source->target);
        else if (is_end && measure(next->table, wish))
            fill(next, wish);
        else if (!is_end && family_place_of_level(at, next) < next->target->family->levels.count)
            keep_to(next->target, family_place_of_level(at, next), wish);
        else if (!is_end)
            ask(next, at, wish);
    }
}

void families_ask(TablePlan *table)
{
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *reference = table->references.items[i];
        const Level *level = family_drawn(reference);
        if (!level || !level->source || family_is_to(level, reference) || !reference->target->family ||
            family_does_without(reference))
            continue;
        Wish wish = {.asker = reference, .factor = family_drawn_factor(reference)};
        ask(level->source, level, &wish);
    }
}

/* ---- taking ---- */

const Count *filling_count(const ReferencePlan *reference)
{
    return count_dealt(reference->table->plan->arena, reference->target, &reference->filled->deal);
}

static const Param *rows_of(const ReferencePlan *reference)
{
    Filling *filled = reference->filled;
    if (!filled->rows)
        filled->rows = param_new(
            reference->table, family_name(reference, "filled"), "struct rt_deal", "rt_deal", false,
            OPERANDS(op_count(filled->deal.groups), op_rows(reference->target), op_bounds(&filled->deal)));
    return filled->rows;
}

Step *filling_row(const ReferencePlan *reference, Text name, Operand number)
{
    Step *place = step_call(reference->table, name, VALUE_FANOUT, "rt_deal_row",
                            OPERANDS(op_param_address(rows_of(reference)), number));
    return step_member(reference->table, name, VALUE_ROW, op_step(place), "parent");
}

Step *filling_within(const ReferencePlan *reference, Text name, Operand range)
{
    return step_call(reference->table, name, VALUE_FANOUT, "rt_deal_within",
                     OPERANDS(op_param_address(rows_of(reference)), range));
}

void family_check_filled(const Family *family)
{
    for (size_t i = 0; i < family->table->references.count; i++) {
        const ReferencePlan *reference = family->table->references.items[i];
        for (size_t k = 0; reference->filled && k < reference->filled->askers.count; k++) {
            families_bound(reference->filled->askers.items[k]->target);
            if (family_reaches(&reference->filled->askers.items[k]->target->family->deal, &family->deal)) {
                refuse(reference->filled->askers.items[k], family->table);
                return;
            }
        }
    }
}

static void draw(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    Arena *arena = table->plan->arena;
    Limit limit = {.constraint = reference->reference->name,
                   .reason = text_format(arena, "it references table \"%.*s\", which has no rows that fit",
                                         TEXT_ARG(reference->target->label)),
                   .count = *filling_count(reference),
                   .when_empty = true};
    list_push(arena, &table->limits, limit);
    Step *number = step_below(table, family_name(reference, "number"), family_name(reference, "row"),
                              TEXT(""), op_count(filling_count(reference)));
    reference_assign(reference, filling_row(reference, family_name(reference, "row"), op_step(number)));
}

/* Whether keys point it to a parent of its own, one that fits. */
static bool is_one_to_one(const Family *family, const ReferencePlan *reference)
{
    UniqueList uniques = unique_collect(family->table);
    for (size_t i = 0; i < uniques.count; i++)
        if (unique_covers(&uniques.items[i], reference) && family_is_one_to_one(family, &uniques.items[i]))
            return true;
    return false;
}

void family_draw_filled(const Family *family)
{
    for (size_t i = 0; i < family->table->references.count; i++) {
        ReferencePlan *reference = family->table->references.items[i];
        if (reference->filled && !reference->parent && !family_is_inside(reference) &&
            !is_one_to_one(family, reference))
            draw(reference);
    }
}
