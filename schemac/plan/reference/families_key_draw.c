/* families_key_draw.c: the parents and values of rows that keys are met by inside groups: digits of the row's
 * number among the combinations of its group. */
#include "plan/reference/families.h"

#include "plan/value.h"

/* ---- parents ---- */

void family_draw_chain(ReferencePlan *reference, size_t level)
{
    TablePlan *table = reference->table;
    Step *ordinal = family_ordinal(table->family, level, family_name(reference, "ordinal"));
    Step *is_first =
        step_infix(table, family_name(reference, "is_first"), VALUE_BOOL, "==", op_step(ordinal), op_uint(0));
    Step *row = step_value(table, family_name(reference, "row"), VALUE_ROW, op_row());
    if (reference_is_nullable(reference)) {
        reference->null = is_first;
        row = step_infix(table, family_name(reference, "row"), VALUE_ROW, "-", op_row(), op_uint(1));
    }
    reference->is_unique = true;
    reference_assign(reference, row);
}

static Step *multiply(TablePlan *table, const FamilyKey *key, Step *product, Operand factor)
{
    Text name = key_name(table, "combinations", key->unique.name);
    return product ? step_call(table, name, VALUE_ROW, "rt_times", OPERANDS(op_step(product), factor))
                   : step_value(table, name, VALUE_ROW, factor);
}

/* Which of so many combinations the row of that place in its group has; each group has an order of its own.
 */
static Step *number_of(Family *family, FamilyKey *key, Step *combinations, const GroupPlace *place)
{
    Step *ordinal = place->ordinal;
    TablePlan *table = family->table;
    Text name = key->unique.name;
    Step *beyond = NULL;
    if (family_counter(key))
        return ordinal;
    if (key->nullable) {
        beyond = step_infix(table, key_name(table, "is_beyond", name), VALUE_BOOL, ">=", op_step(ordinal),
                            op_step(combinations));
        family_null_where(key->nullable, beyond);
    }
    Step *seed =
        step_call(table, key_name(table, "key", name), VALUE_ROW, "rt_random",
                  OPERANDS(op_param(param_stream(table, name, TEXT("order"))), op_step(place->group)));
    Step *number = step_call(table, key_name(table, "number", name), VALUE_ROW, "rt_perm_keyed",
                             OPERANDS(op_step(seed), op_step(combinations), op_step(ordinal)));
    number->unless = beyond;
    return number;
}

/* The parents that a reference of a key can take, and how many of them. */
typedef struct Choice {
    FamilyRange range;
    Step *count; /* where it is the second of two: of what the first one leaves, or of pairs; NULL: its pair
                    is */
    ReferencePlanList taken; /* whose parents it may not have */
} Choice;

static Choice choice_of(FamilyKey *key, size_t place)
{
    ReferencePlan *reference = key->inside.items[place];
    TablePlan *table = reference->table;
    Choice choice = {.range = family_range(reference)};
    if (family_is_first_of_pair(key, place))
        return choice;
    choice.count = choice.range.count;
    choice.taken = family_taken_before(key, place);
    if (choice.taken.count)
        choice.count = step_infix(table, family_name(reference, "others"), VALUE_ROW, "-",
                                  op_step(choice.range.count), op_uint(choice.taken.count));
    else if (family_partner_before(key, place))
        choice.count = step_call(table, family_name(reference, "pairs"), VALUE_ROW, "rt_pairs_of",
                                 OPERANDS(op_step(choice.range.count)));
    return choice;
}

static void assign_inside(ReferencePlan *reference, const FamilyRange *range, Step *offset)
{
    reference_assign(reference, family_row(reference, op_step(range->first), offset));
}

/* Both parents of a pair, by its number. */
static void assign_pair(ReferencePlan *reference, const FamilyRange *range, Step *pair)
{
    TablePlan *table = reference->table;
    Step *high = step_call(table, family_name(reference, "high"), VALUE_ROW, "rt_pair_higher",
                           OPERANDS(op_step(pair)));
    Step *low = step_call(table, family_name(reference, "low"), VALUE_ROW, "rt_pair_lower",
                          OPERANDS(op_step(pair), op_step(high)));
    assign_inside(reference, range, reference->below ? low : high);
    assign_inside(reference->below ? reference->below : reference->above, range,
                  reference->below ? high : low);
}

static void assign_choice(const FamilyKey *key, size_t place, const Choice *choice, Step *digit)
{
    ReferencePlan *reference = key->inside.items[place];
    if (!choice->taken.count && family_partner_before(key, place)) {
        assign_pair(reference, &choice->range, digit);
        return;
    }
    assign_inside(reference, &choice->range,
                  family_skip(reference, op_step(choice->range.first), digit, &choice->taken));
}

/* Where the row is among those of its group that go round the reference's parents, and have the same one. */
static GroupPlace go_round(Family *family, const FamilyKey *key, Step *ordinal)
{
    TablePlan *table = family->table;
    FamilyRange range = family_range(key->round);
    Step *seed = step_call(table, family_name(key->round, "key"), VALUE_ROW, "rt_random",
                           OPERANDS(op_param(param_stream(table, key->unique.name, TEXT("round"))),
                                    op_step(family_group(family, key->level))));
    Step *turn = step_infix(table, family_name(key->round, "turn"), VALUE_ROW, "%", op_step(ordinal),
                            op_step(range.count));
    Step *offset = step_call(table, family_name(key->round, "offset"), VALUE_ROW, "rt_perm_keyed",
                             OPERANDS(op_step(seed), op_step(range.count), op_step(turn)));
    assign_inside(key->round, &range, offset);
    return (GroupPlace){.group = key->round->parent,
                        .ordinal = step_infix(table, family_name(key->round, "lap"), VALUE_ROW, "/",
                                              op_step(ordinal), op_step(range.count))};
}

/* One of the parents in the group that is followed, another one for each number that comes with the same
 * row there: all groups have so many numbers, in an order of their own. */
static void assign_followed(ReferencePlan *reference, Step *number)
{
    TablePlan *table = reference->table;
    Level *level = family_drawn(reference);
    FamilyRange range = family_range_in(reference, family_followed(table->family, level),
                                        family_place_of_level(level, reference));
    Step *seed =
        step_call(table, family_name(reference, "key"), VALUE_ROW, "rt_random",
                  OPERANDS(op_param(param_stream(table, family_name(reference, "row"), TEXT("order"))),
                           op_step(level->source->parent)));
    Step *offset = step_call(table, family_name(reference, "offset"), VALUE_ROW, "rt_perm_keyed",
                             OPERANDS(op_step(seed), op_step(range.count), op_step(number)));
    assign_inside(reference, &range, offset);
}

static void draw_followed(TablePlan *table, const FamilyKey *key, Step **rest)
{
    for (size_t i = 0; i < key->followed.count; i++) {
        ReferencePlan *reference = key->followed.items[i];
        bool is_last = i + 1 == key->followed.count && !key->others.count && !key->free.count;
        Step *digit = key_digit(table, rest, op_count(family_followed_count(reference)),
                                family_name(reference, "digit"), is_last);
        assign_followed(reference, digit);
    }
}

static void draw_key(Family *family, FamilyKey *key)
{
    TablePlan *table = family->table;
    size_t left = key->inside.count + key->followed.count + key->others.count + key->free.count;
    LIST(Choice) choices = {0};
    Step *combinations = NULL;
    if (!left)
        return;
    for (size_t i = 0; i < key->inside.count; i++) {
        bool is_round = key->inside.items[i] == key->round;
        list_push(table->plan->arena, &choices, is_round ? (Choice){0} : choice_of(key, i));
        if (choices.items[i].count)
            combinations = multiply(table, key, combinations, op_step(choices.items[i].count));
        left -= !choices.items[i].count;
    }
    if (key->followed.count + key->others.count + key->free.count)
        combinations = multiply(table, key, combinations, op_count(family_times(family, key)));
    Step *ordinal = family_ordinal(family, key->level, key_name(table, "ordinal", key->unique.name));
    FamilyTwins twins = family_twins(family, key, ordinal);
    GroupPlace place = {.ordinal = twins.first ? twins.number : ordinal};
    place.group = family_group(family, key->level);
    if (key->round)
        place = go_round(family, key, ordinal);
    Step *rest = number_of(family, key, combinations, &place);
    for (size_t i = 0; i < key->inside.count; i++) {
        const Choice *choice = &choices.items[i];
        if (!choice->count)
            continue;
        Step *digit = key_digit(table, &rest, op_step(choice->count),
                                family_name(key->inside.items[i], "digit"), --left == 0);
        assign_choice(key, i, choice, digit);
    }
    if (twins.first)
        family_join_twins(&twins);
    draw_followed(table, key, &rest);
    key_decode_parents(table, &rest, NULL, &key->others, !key->free.count);
    key->rest = rest;
}

void family_draw_keys(Family *family)
{
    for (size_t i = 0; i < family->keys.count; i++) {
        FamilyKey *key = &family->keys.items[i];
        if (key->chain)
            family_draw_chain(key->chain, key->level);
        else
            draw_key(family, key);
    }
}

/* ---- values ---- */

static bool carry(TablePlan *table, FamilyKey *key, Diag *diag)
{
    if (family_counter(key))
        return value_carry(family_counter(key), op_step(key->rest), true, diag);
    for (size_t i = 0; i < key->free.count; i++) {
        ColumnPlan *column = key->free.items[i];
        Step *digit = key_digit(table, &key->rest, op_uint((uint64_t)value_capacity(column)),
                                key_name(table, "index", column->field), i + 1 == key->free.count);
        if (!value_carry(column, op_step(digit), false, diag))
            return false;
    }
    return true;
}

bool families_met(TablePlan *table, const Unique *unique, Text *how, Diag *diag)
{
    const FamilyPart *part = table->family ? family_part(table->family, unique) : NULL;
    if (part) {
        *how = text_format(table->plan->arena, "the first of the rows that have the same \"%.*s\" are in it",
                           TEXT_ARG(family_column(table->family)));
        return family_carry_part(part, diag);
    }
    for (size_t i = 0; table->family && i < table->family->keys.count; i++) {
        FamilyKey *key = &table->family->keys.items[i];
        if (!text_equal(key->unique.name, unique->name))
            continue;
        *how = text_format(table->plan->arena,
                           "a combination of its own for each row that has the same \"%.*s\"",
                           TEXT_ARG(family_column(table->family)));
        return carry(table, key, diag);
    }
    const FamilyKey *other = table->family ? family_key_that_meets(table->family, unique) : NULL;
    if (other)
        *how = text_format(table->plan->arena, "holds because \"%.*s\" does", TEXT_ARG(other->unique.name));
    return other;
}
