/* families_follow.c: groups that a row is in by where one of its references leads: the product of an order's
 * line, say, is that of the row it references, and all else about the product lies in the same group.
 *
 * What the row is there is read of the tables on the way, whose own parents may not be decided yet. */
#include "plan/reference/families_way.h"

bool family_leads(const ReferencePlan *reference, const Level *level)
{
    const Family *parents = reference->target->family;
    return parents && (family_place_among(&parents->drawn, level, reference) < parents->drawn.count ||
                       family_place_among(&parents->passed, level, reference) < parents->passed.count);
}

static Step *read_of(Family *family, const Level *level, FamilyRead read, Operand row)
{
    TablePlan *table = family->table;
    Text name = text_format(table->plan->arena, "%.*s_group", TEXT_ARG(level->columns.items[0]->name));
    read.step = step_read_later(table, name, VALUE_ROW, read.of->table, row);
    list_push(table->plan->arena, &family->reads, read);
    return read.step;
}

Step *family_followed(Family *family, Level *level)
{
    const Level *at = level;
    Step *row = level->row ? level->row : level->source->parent;
    while (!level->row) {
        Family *parents = at->source->target->family;
        size_t drawn = family_place_among(&parents->drawn, at, at->source);
        size_t place = family_place_of_level(at, at->source);
        size_t passed = family_place_among(&parents->passed, at, at->source);
        FamilyRead read = {.of = parents, .place = place};
        bool goes_on = place == parents->levels.count && drawn == parents->drawn.count;
        if (drawn < parents->drawn.count)
            read.drawn = &parents->drawn.items[drawn];
        if (goes_on) {
            at = &parents->passed.items[passed];
            read.reference = at->source;
        }
        row = read_of(family, level, read, op_step(row));
        if (!goes_on || family_is_to(at, at->source))
            level->row = row;
    }
    return level->row;
}

const Count *family_followed_count(const ReferencePlan *reference)
{
    DealFactor *factor = arena_new_object(reference->table->plan->arena, DealFactor);
    *factor = family_drawn_factor(reference);
    return count_least_in_groups(reference->table->plan->arena, reference->target, factor);
}

void families_follow(TablePlan *table)
{
    for (size_t i = 0; table->family && i < table->family->reads.count; i++) {
        const FamilyRead *read = &table->family->reads.items[i];
        step_found(read->step, read->reference ? read->reference->parent
                               : read->drawn   ? read->drawn->row
                                               : family_group(read->of, read->place));
    }
}
