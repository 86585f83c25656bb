/* key_digits.c: combinations of parents and values by number, in mixed radix. Of references whose parents
 * must differ each has the number of one that those before it leave. */
#include "plan/key/unique.h"

#include "plan/reference/reference_apart.h"
#include "plan/tables.h"
#include "plan/value.h"

/* ---- which digits there are ---- */

/* A digit that gives a reference its parent, or two, of which `higher` has the later one. */
typedef struct ParentDigit {
    ReferencePlan *reference, *higher; /* the latter NULL: one alone */
    ReferencePlanList taken;           /* whose parents they may not have */
} ParentDigit;
typedef LIST(ParentDigit) ParentDigitList;

static bool holds(const ReferencePlanList *list, const ReferencePlan *reference)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == reference)
            return true;
    return false;
}

/* Adds those of the known ones that the reference must not share a parent with. */
static void add_taken(ParentDigit *digit, const ReferencePlan *reference, const ReferencePlanList *known)
{
    ReferencePlanList apart = references_apart_from(reference, known);
    for (size_t i = 0; i < apart.count; i++)
        if (!holds(&digit->taken, apart.items[i]))
            list_push(reference->table->plan->arena, &digit->taken, apart.items[i]);
}

static ParentDigit digit_of(ReferencePlan *lower, ReferencePlan *higher, const ReferencePlanList *known)
{
    ParentDigit digit = {.reference = lower, .higher = higher};
    add_taken(&digit, lower, known);
    if (higher)
        add_taken(&digit, higher, known);
    return digit;
}

/* Those that have parents, by other keys, before any of `others` has one. Inside groups all keys are decided
 * at once. */
static ReferencePlanList known_before(TablePlan *table, const ReferencePlan *first,
                                      const ReferenceSet *others)
{
    ReferencePlanList known = {0};
    for (size_t i = 0; i < table->references.count; i++) {
        ReferencePlan *reference = table->references.items[i];
        bool is_known = reference == first || (reference->parent && !table->family);
        if (is_known && !holds(others, reference))
            list_push(table->plan->arena, &known, reference);
    }
    return known;
}

static ParentDigitList parent_digits(TablePlan *table, const ReferencePlan *first, const ReferenceSet *others)
{
    Arena *arena = table->plan->arena;
    ReferencePlanList sorted = references_narrowest_first(others);
    ReferencePlanList known = known_before(table, first, others);
    ParentDigitList digits = {0};
    for (size_t i = 0; i < sorted.count; i++) {
        ReferencePlan *reference = sorted.items[i];
        if (reference->above && holds(&sorted, reference->above))
            continue;
        ReferencePlan *higher =
            reference->below && holds(&sorted, reference->below) ? reference->below : NULL;
        list_push(arena, &digits, digit_of(reference, higher, &known));
        list_push(arena, &known, reference);
        if (higher)
            list_push(arena, &known, higher);
    }
    return digits;
}

/* ---- how many ---- */

/* The pairs of different rows of a table, but so many. */
static const Count *pairs_of(const ParentDigit *digit)
{
    Arena *arena = digit->reference->table->plan->arena;
    TablePlan *target = digit->reference->target;
    uint64_t taken = digit->taken.count;
    const Count *rows = taken ? count_but(arena, target, taken) : count_rows(arena, target);
    return count_share(arena, count_product(arena, rows, count_but(arena, target, taken + 1)), 2);
}

static const Count *radix_of(const ParentDigit *digit)
{
    return digit->higher ? pairs_of(digit) : reference_parents_beside(digit->reference, &digit->taken);
}

static const Count *times(Arena *arena, const Count *domain, const Count *more)
{
    return domain ? count_product(arena, domain, more) : more;
}

const Count *key_combinations(TablePlan *table, const ReferencePlan *first, const ReferenceSet *others,
                              const ColumnPlanList *free)
{
    Arena *arena = table->plan->arena;
    ParentDigitList digits = parent_digits(table, first, others);
    const Count *domain = NULL;
    for (size_t i = 0; i < digits.count; i++)
        domain = times(arena, domain, radix_of(&digits.items[i]));
    for (size_t i = 0; i < free->count; i++)
        domain = times(arena, domain, count_fixed(arena, value_capacity(free->items[i])));
    return domain ? domain : count_fixed(arena, 1);
}

/* ---- decoding ---- */

Text key_name(TablePlan *table, const char *what, Text of)
{
    return text_format(table->plan->arena, "%.*s_%s", TEXT_ARG(of), what);
}

/* Takes the lowest digit off *rest in mixed radix. */
Step *key_digit(TablePlan *table, Step **rest, Operand radix, Text name, bool is_last)
{
    if (is_last)
        return *rest;
    Step *digit = step_infix(table, name, VALUE_ROW, "%", op_step(*rest), radix);
    *rest = step_infix(table, key_name(table, "rest", name), VALUE_ROW, "/", op_step(*rest), radix);
    return digit;
}

static void assign(ReferencePlan *reference, Text name, Step *number, const ReferencePlanList *taken)
{
    reference_assign(reference, reference_row_beside(reference, name, number, taken));
}

static void assign_digit(const ParentDigit *digit, Text name, Step *number)
{
    TablePlan *table = digit->reference->table;
    if (!digit->higher) {
        assign(digit->reference, name, number, &digit->taken);
        return;
    }
    Step *high = step_call(table, name, VALUE_ROW, "rt_pair_higher", OPERANDS(op_step(number)));
    Step *low = step_call(table, name, VALUE_ROW, "rt_pair_lower", OPERANDS(op_step(number), op_step(high)));
    assign(digit->higher, name, high, &digit->taken);
    assign(digit->reference, name, low, &digit->taken);
}

void key_decode_parents(TablePlan *table, Step **rest, const ReferencePlan *first, const ReferenceSet *others,
                        bool is_all)
{
    ParentDigitList digits = parent_digits(table, first, others);
    for (size_t i = 0; i < digits.count; i++) {
        const ParentDigit *digit = &digits.items[i];
        Text name = key_name(table, "row", digit->reference->reference->columns.items[0]->name);
        bool is_last = is_all && i + 1 == digits.count;
        assign_digit(digit, name, key_digit(table, rest, op_count(radix_of(digit)), name, is_last));
    }
}

bool key_decode(TablePlan *table, Step *index, const ReferencePlan *first, const ReferenceSet *others,
                const ColumnPlanList *free, Diag *diag)
{
    key_decode_parents(table, &index, first, others, !free->count);
    for (size_t i = 0; i < free->count; i++) {
        ColumnPlan *column = free->items[i];
        Text name = key_name(table, "index", column->column->name);
        uint64_t capacity = (uint64_t)value_capacity(column);
        Step *digit = key_digit(table, &index, op_uint(capacity), name, i + 1 == free->count);
        if (!value_carry(column, op_step(digit), false, diag))
            return false;
    }
    return true;
}
