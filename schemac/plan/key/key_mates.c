/* key_mates.c: two references of a table to the same one, each unique by itself, that conditions bind to one
 * another: in some rows both have one parent, in others they have two that differ. Rows have places, those in
 * which both are alike the first ones; a place's parent is the first reference's, and the next place's is the
 * second one's where they differ. */
#include "plan/key/unique.h"
#include "plan/reference/reference_equal.h"
#include "plan/tables.h"

/* The two references and what is known of them. */
typedef struct Mates {
    TablePlan *table;
    Unique *own, *other; /* the constraints of `lower` and `higher`, or the other way about */
    ReferencePlan *lower, *higher;
    Component *component; /* whose scenarios want them alike; NULL: none do */
    ScenarioSet alike;
} Mates;

/* ---- finding them ---- */

static bool is_plain(const ReferencePlan *reference)
{
    return !reference->choices.count && reference->target != reference->table;
}

/* The reference that is all there is of a constraint over all rows; NULL where that is something else. */
static ReferencePlan *sole(const TablePlan *table, const Unique *unique)
{
    ReferenceSet open = unique_open(table, unique);
    bool is_sole = open.count == 1 && !unique_free(table, unique).count && !unique->component &&
                   !unique->is_met && is_plain(open.items[0]);
    return is_sole ? open.items[0] : NULL;
}

static bool are_mates(ReferencePlan *one, ReferencePlan *other, Mates *mates)
{
    mates->alike = references_equal_in(one, other, &mates->component);
    if (one->target != other->target || (mates->alike && !references_differ(one, other)))
        return false;
    mates->lower = one->above == other ? other : one;
    mates->higher = one->above == other ? one : other;
    return one->apart == other || one->below == other || one->above == other;
}

static bool find(TablePlan *table, Unique *unique, UniqueList *all, Mates *mates)
{
    ReferencePlan *one = sole(table, unique);
    for (size_t i = 0; one && i < all->count; i++) {
        ReferencePlan *other = &all->items[i] == unique ? NULL : sole(table, &all->items[i]);
        *mates = (Mates){.table = table, .own = unique, .other = &all->items[i]};
        if (other && other != one && are_mates(one, other, mates))
            return true;
    }
    return false;
}

/* ---- places ---- */

/* Where the row is among all that have parents. */
typedef struct Place {
    Step *number;
    Step *alike;  /* both have one parent; NULL: in no row */
    Step *beyond; /* there are no parents left: both are NULL; NULL: in no row */
} Place;

/* Rows that may be NULL in both are as many as the user wants. */
static Place place_or_null(const Mates *mates)
{
    TablePlan *table = mates->table;
    Arena *arena = table->plan->arena;
    Text name = key_name(table, "place", mates->own->name);
    const Param *order =
        param_perm(table, mates->own->name, TEXT("place"),
                   count_most(arena, count_rows(arena, table), reference_parents(mates->lower)));
    Place place = {.number = step_call(table, name, VALUE_ROW, "rt_perm_at",
                                       OPERANDS(op_param_address(order), op_row()))};
    place.beyond =
        step_infix(table, key_name(table, "is_beyond", mates->own->name), VALUE_BOOL,
                   ">=", op_step(place.number), op_count(count_others(arena, mates->lower->target)));
    return place;
}

/* The rows in which both are alike come first. */
static Place place_by_scenario(const Mates *mates)
{
    TablePlan *table = mates->table;
    const Count *parents = reference_parents(mates->lower);
    Text name = key_name(table, "place", mates->own->name);
    RowSet same = component_rows(mates->component, mates->alike, parents),
           apart = component_rows(mates->component, component_all(mates->component) & ~mates->alike, parents);
    Step *after = step_infix(table, name, VALUE_ROW, "+", op_param(same.count), op_step(apart.index));
    return (Place){.number = step_choose(table, name, VALUE_ROW, op_step(apart.outside), op_step(same.index),
                                         op_step(after)),
                   .alike = apart.outside};
}

static void limit(const Mates *mates)
{
    Arena *arena = mates->table->plan->arena;
    plan_limit(mates->table, mates->own->name,
               text_format(arena, "each row has a row of table \"%.*s\" of its own",
                           TEXT_ARG(mates->lower->target->label)),
               count_others(arena, mates->lower->target));
}

static Place place_of(const Mates *mates)
{
    if (!mates->alike && reference_is_nullable(mates->lower) && reference_is_nullable(mates->higher))
        return place_or_null(mates);
    limit(mates);
    return mates->alike
               ? place_by_scenario(mates)
               : (Place){.number = step_value(mates->table, key_name(mates->table, "place", mates->own->name),
                                              VALUE_ROW, op_row())};
}

/* ---- parents ---- */

/* The parent of the number; in the order of numbers where no other order is given. */
static void give(ReferencePlan *reference, const Place *place, const Param *order, Step *number)
{
    TablePlan *table = reference->table;
    Text name = key_name(table, "row", reference->reference->columns.items[0]->name);
    reference->is_unique = true;
    reference->null = place->beyond;
    if (!place->beyond)
        reference_draw_null(reference);
    reference_assign(reference, order ? step_call(table, name, VALUE_ROW, "rt_perm_at",
                                                  OPERANDS(op_param_address(order), op_step(number)))
                                      : step_value(table, name, VALUE_ROW, op_step(number)));
}

/* The number of the place after that, or of the place itself where both are alike. */
static Step *next_of(const Mates *mates, const Place *place)
{
    TablePlan *table = mates->table;
    Text name = key_name(table, "next", mates->own->name);
    Step *next = step_infix(table, name, VALUE_ROW, "+", op_step(place->number), op_uint(1));
    return place->alike ? step_choose(table, name, VALUE_ROW, op_step(place->alike), op_step(place->number),
                                      op_step(next))
                        : next;
}

bool key_met_by_mates(TablePlan *table, Unique *unique, UniqueList *all, Text *how)
{
    Mates mates;
    if (!find(table, unique, all, &mates))
        return false;
    const Param *order = mates.lower->below
                             ? NULL
                             : param_perm(table, unique->name, TEXT("mates"), reference_parents(mates.lower));
    Place place = place_of(&mates);
    give(mates.lower, &place, order, place.number);
    give(mates.higher, &place, order, next_of(&mates, &place));
    references_are_joined(mates.lower, mates.higher);
    mates.other->is_met = true;
    *how = TEXT("each row takes a parent row of its own, beside the other reference's");
    return true;
}
