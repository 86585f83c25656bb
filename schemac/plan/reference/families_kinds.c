/* families_kinds.c: kinds of rows of which tables want several in one group: the kinds take turns, and groups
 * get rows enough to have one of each, those of the tables that bound them, too; and rows enough for tables
 * that want pairs of them, or that one follows another. */
#include "plan/reference/families.h"

/* Whether other tables draw groups in which there are rows of this one. */
static bool is_drawn_from(const TablePlan *table)
{
    for (size_t i = 0; i < table->children.count; i++)
        for (size_t k = 0; k < table->children.items[i]->references.count; k++) {
            const ReferencePlan *reference = table->children.items[i]->references.items[k];
            if (reference->target == table && family_drawn(reference))
                return true;
        }
    return false;
}

/* Whether its rows may have to lie in other groups than the first ones. */
static bool may_lie_anywhere(const Family *family)
{
    bool anywhere = family->deal.bounds.count || family->in_couples;
    for (size_t i = 0; i < family->table->references.count && !anywhere; i++)
        anywhere = family_needs(family->table->references.items[i]);
    return anywhere;
}

/* The bound of a key where it is the same for all groups. */
static bool is_below(const DealBound *bound, uint64_t rows)
{
    return !bound->factors.count && bound->times && count_is_fixed(bound->times) &&
           bound->times->fixed < rows;
}

/* Whether each group can have so many rows, as far as can be told here. */
static bool can_have(const Family *family, uint64_t rows)
{
    const DealBound *bounds = family->deal.bounds.items;
    if (family_is_home(family))
        return rows <= FAMILY_ROWS_OF_GROUP;
    if (may_lie_anywhere(family) && is_drawn_from(family->table))
        return false;
    for (size_t i = 0; i < family->deal.bounds.count; i++)
        for (size_t k = 0; k < bounds[i].factors.count; k++) {
            const Deal *deal = bounds[i].factors.items[k].deal;
            if (deal && !can_have(deal->table->family, rows))
                return false;
        }
    for (size_t i = 0; i < family->deal.bounds.count; i++)
        if (is_below(&bounds[i], rows))
            return false;
    return true;
}

/* So do the tables whose rows bound its own. */
static void want_rows(Family *family, uint64_t rows)
{
    const DealBound *bounds = family->deal.bounds.items;
    if (family->enough >= rows || family_is_home(family))
        return;
    family->enough = rows;
    for (size_t i = 0; i < family->deal.bounds.count; i++)
        for (size_t k = 0; k < bounds[i].factors.count; k++)
            if (bounds[i].factors.items[k].deal)
                want_rows(bounds[i].factors.items[k].deal->table->family, rows);
}

enum {
    ROWS_FOR_PAIRS = 4 /* of a group: they make more pairs than they are, in one order, too */
};

/* Where other tables need two rows of a group, and keys bound the groups. */
static void want_pairs(Family *family)
{
    if (!family || !family->in_pairs || !family->deal.bounds.count)
        return;
    if (can_have(family, ROWS_FOR_PAIRS))
        want_rows(family, ROWS_FOR_PAIRS);
    else if (can_have(family, 2))
        want_rows(family, 2);
}

/* Where other tables need more than two rows of a group that differ. */
static void want_together(Family *family)
{
    if (family && family->together > 2 && can_have(family, family->together))
        want_rows(family, family->together);
}

/* Where rows follow one another: three of them, as the third one's predecessor has one itself; or two. */
static void want_successors(const TablePlan *table)
{
    for (size_t i = 0; i < table->references.count; i++)
        for (uint64_t rows = 3; rows > 1 && table->references.items[i]->counter; rows--)
            if (can_have(table->family, rows))
                want_rows(table->family, rows);
}

void families_order(TablePlan *table)
{
    Family *family = table->family;
    want_pairs(family);
    want_together(family);
    want_successors(table);
    for (size_t i = 0; i < table->components.count; i++) {
        Component *component = table->components.items[i];
        size_t kinds = component_kinds_wanted(component);
        bool in_turn = kinds > 1 && can_have(family, kinds);
        uint64_t many = kinds * (kinds + 1);
        component_settle_order(component, in_turn);
        if (in_turn)
            want_rows(family, family->in_products && can_have(family, many) ? many : kinds);
    }
}
