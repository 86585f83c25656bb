/* families_apart.c: references to different rows of the row's own group, some of which may take rows of some
 * kinds alone. The places of the parents that are taken, among those of the group that the reference may
 * take, are skipped. */
#include "plan/reference/families.h"

#include "plan/reference/reference_apart.h"

static bool holds(const ReferencePlanList *list, const ReferencePlan *reference)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == reference)
            return true;
    return false;
}

ReferencePlanList family_taken_before(const FamilyKey *key, size_t place)
{
    const ReferencePlan *reference = key->inside.items[place];
    Arena *arena = reference->table->plan->arena;
    ReferencePlanList before = {0};
    for (size_t i = 0; i < place; i++)
        list_push(arena, &before, key->inside.items[i]);
    ReferencePlanList taken = references_apart_from(reference, &before);
    if (reference->apart && holds(&before, reference->apart) && !holds(&taken, reference->apart))
        list_push(arena, &taken, reference->apart);
    return taken;
}

/* Those that it must differ from, beside the one that it is a pair with. */
static ReferencePlanList rivals(const ReferencePlan *reference)
{
    ReferencePlanList apart = references_apart_from(reference, &reference->table->references);
    bool is_inside = reference->table->family && family_is_inside(reference) && reference->target->family;
    for (size_t i = apart.count; i-- > 0;)
        if (!is_inside || apart.items[i] == family_partner(reference) || !family_is_inside(apart.items[i]))
            list_remove(&apart, i);
    return apart;
}

/* Whether both are in an order, or one may be NULL in the key that has both. */
static bool hinders(const Unique *key, const ReferencePlan *reference, const ReferencePlan *rival)
{
    bool may_be_null = reference_is_nullable(reference) || reference_is_nullable(rival);
    bool is_ordered = reference->below || reference->above || rival->below || rival->above;
    return is_ordered || (unique_covers(key, rival) && may_be_null);
}

bool family_is_hindered(const Family *family, const Unique *key, const ReferencePlan *reference)
{
    ReferencePlanList apart = rivals(reference);
    for (size_t i = 0; i < apart.count; i++)
        if (hinders(key, reference, apart.items[i]) || family_key_has(family, apart.items[i]))
            return true;
    return false;
}

/* Where the other one's parent is in the range; beyond it where the reference may not take that. */
static Step *place_of(ReferencePlan *reference, Operand first, const ReferencePlan *other)
{
    TablePlan *table = reference->table;
    Text name = family_name(reference, "taken");
    Operand row = op_step(other->parent);
    if (!reference->narrowed)
        return step_infix(table, name, VALUE_ROW, "-", row, first);
    Step *number = component_number(table, name, reference->narrowed, reference->narrowed_set, row);
    Step *is_other = step_infix(table, family_name(reference, "is_other"), VALUE_BOOL, "==", op_step(number),
                                op_uint(UINT64_MAX));
    Step *before = component_before(table, name, reference->narrowed, reference->narrowed_set, row);
    return step_choose(table, name, VALUE_ROW, op_step(is_other), op_step(number),
                       op_step(step_infix(table, name, VALUE_ROW, "-", op_step(before), first)));
}

Step *family_skip(ReferencePlan *reference, Operand first, Step *offset, const ReferencePlanList *taken)
{
    StepList places = {0};
    for (size_t i = 0; i < taken->count; i++) {
        list_push(reference->table->plan->arena, &places, place_of(reference, first, taken->items[i]));
        references_set_apart(reference, taken->items[i]);
    }
    return reference_skip(reference->table, family_name(reference, "offset"), offset, &places);
}

ReferencePlanList family_taken(const ReferencePlan *reference)
{
    ReferencePlanList apart = rivals(reference), taken = {0};
    if (apart.count && reference->apart)
        list_push(reference->table->plan->arena, &apart, reference->apart);
    for (size_t i = 0; i < apart.count; i++)
        if (apart.items[i]->parent)
            list_push(reference->table->plan->arena, &taken, apart.items[i]);
    return taken;
}

uint64_t family_wanted_together(const ReferencePlan *reference)
{
    return 1 + rivals(reference).count + family_is_paired(reference);
}

/* Whether the other one has its parent first, by a key or because it is drawn before. */
static bool is_before(const Family *family, const ReferencePlan *other, const ReferencePlan *reference)
{
    ReferencePlanList sorted = references_narrowest_first(&family->table->references);
    if (family_key_has(family, other) || family_key_has(family, reference))
        return !family_key_has(family, reference);
    for (size_t i = 0; i < sorted.count; i++)
        if (sorted.items[i] == other || sorted.items[i] == reference)
            return sorted.items[i] == other;
    return false;
}

uint64_t family_least_members(const ReferencePlan *reference)
{
    ReferencePlanList apart = rivals(reference);
    uint64_t least = 1 + family_is_paired(reference);
    for (size_t i = 0; i < apart.count; i++)
        least += is_before(reference->table->family, apart.items[i], reference);
    return least;
}
