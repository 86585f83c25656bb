/* domain_parted.c: values of several kinds: a domain for each, whose values no other one has. Indices go
 * round the kinds, so that few of them give values of every kind. */
#include "plan/domain/domain.h"

enum {
    COUNT_BITS = 58 /* that many values of a kind are enough, and the sum of all kinds' fits 63 bits */
};

/* The value of the row's kind, of those of all kinds, which are made in it alone. */
Step *domain_choose(ColumnPlan *column, Text name, const Step *kind, const KindValues *values)
{
    TablePlan *table = column->table;
    Step *chosen = NULL;
    for (size_t i = 0; i < values->count; i++) {
        Step *is = step_infix(table, step_name_for(column, "is_so"), VALUE_BOOL, "==", op_step(kind),
                              op_uint(i)),
             *is_not = step_infix(table, step_name_for(column, "is_not_so"), VALUE_BOOL, "!=", op_step(kind),
                                  op_uint(i));
        Step *value = values->make(values, column, i, step_name_for(column, "choice"), is_not);
        value->unless = is_not;
        Text next = i + 1 == values->count ? name : step_name_for(column, "choice");
        chosen = chosen ? step_choose(table, next, column->type->kind, op_step(is), op_step(value),
                                      op_step(chosen))
                        : value;
    }
    return chosen;
}

/* ---- by index ---- */

typedef struct Parted {
    KindValues values;
    const DomainList *kinds;
    const Step *place;    /* among the values of the row's kind */
    const Param *scatter; /* the stream that scatters places; NULL: they are taken in order */
} Parted;

static uint64_t count_of(const Domain *kind)
{
    PlanCount most = (PlanCount)1 << COUNT_BITS;
    return (uint64_t)(kind->count < most ? kind->count : most);
}

static Step *make_kind(const KindValues *values, ColumnPlan *column, size_t kind, Text name,
                       const Step *unless)
{
    const Parted *parted = (const Parted *)values;
    const Domain *domain = &parted->kinds->items[kind];
    const Step *place = parted->place;
    if (parted->scatter && domain->count > 1) {
        Step *scattered =
            step_call(column->table, step_name_for(column, "index"), VALUE_ROW, "rt_scatter_at",
                      OPERANDS(op_param(parted->scatter), op_uint(count_of(domain)), op_step(parted->place)));
        scattered->unless = unless;
        place = scattered;
    }
    return domain->unrank(domain, column, name, op_step(place));
}

static Step *give(const Domain *domain, ColumnPlan *column, Text name, Operand index, const Param *scatter)
{
    TablePlan *table = column->table;
    const DomainList *kinds = domain->kinds;
    int64_t *counts = arena_array(table->plan->arena, kinds->count, sizeof *counts);
    for (size_t i = 0; i < kinds->count; i++)
        counts[i] = (int64_t)count_of(&kinds->items[i]);
    const Data *data = data_integers(table, step_name_for(column, "kinds"), "uint64_t", counts, kinds->count);
    Step *kind = step_call(table, step_name_for(column, "kind"), VALUE_ROW, "rt_rota_of",
                           OPERANDS(op_data(data), op_uint(kinds->count), index));
    Step *place = step_call(table, step_name_for(column, "place"), VALUE_ROW, "rt_rota_place",
                            OPERANDS(op_data(data), op_uint(kinds->count), index));
    Parted parted = {{make_kind, kinds->count}, kinds, place, scatter};
    return domain_choose(column, name, kind, &parted.values);
}

static Step *unrank_parted(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    return give(domain, column, name, index, NULL);
}

Step *domain_parted_at(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    return give(domain, column, name, index, param_key_stream(column->table, column->column->name));
}

static Step *scatter_parted(const Domain *domain, ColumnPlan *column, Text name)
{
    return domain_parted_at(domain, column, name, step_key_row(column->table, op_row()));
}

/* ---- the domain ---- */

/* In ascending order of counts, as they come where these are the same. */
static void insert(Arena *arena, DomainList *kinds, Domain kind)
{
    list_push(arena, kinds, kind);
    size_t i = kinds->count - 1;
    for (; i > 0 && kinds->items[i - 1].count > kind.count; i--)
        kinds->items[i] = kinds->items[i - 1];
    kinds->items[i] = kind;
}

Domain domain_parted(Arena *arena, const DomainList *kinds, Text rule)
{
    DomainList *kept = arena_new_object(arena, DomainList);
    Domain domain = {.unrank = unrank_parted, .scatter = scatter_parted, .kinds = kept, .rule = rule};
    for (size_t i = 0; i < kinds->count; i++)
        insert(arena, kept, kinds->items[i]);
    domain.is_plain = domain.is_padded = true;
    for (size_t i = 0; i < kept->count; i++) {
        const Domain *kind = &kept->items[i];
        domain.count += count_of(kind);
        domain.is_plain &= kind->is_plain;
        domain.is_padded &= kind->is_padded;
        domain.max_size = domain.max_size > kind->max_size ? domain.max_size : kind->max_size;
    }
    return domain;
}
