/* domain_pattern.c: strings that match a regular expression. */
#include "plan/domain/domain.h"

#include "plan/domain/domain_mask.h"
#include "plan/language/automaton.h"

#include <inttypes.h>

static Text wide(Arena *arena, PlanCount value)
{
    uint64_t high = (uint64_t)(value >> 64), low = (uint64_t)value;
    if (value == ~(PlanCount)0)
        return TEXT("RT_PATTERN_MANY");
    if (!high)
        return text_format(arena, low <= INT32_MAX ? "%" PRIu64 : "UINT64_C(%" PRIu64 ")", low);
    return text_format(arena, "(rt_uint128)UINT64_C(%" PRIu64 ") << 64 | UINT64_C(%" PRIu64 ")", high, low);
}

/* ---- the runtime's tables (rt_pattern.h) ---- */

typedef struct Tables {
    TextList edges, counts, states;
} Tables;

/* How many states from number s on lead by any digit, and only so, to the one that follows. */
static uint32_t digit_run(const Automaton *automaton, size_t s)
{
    uint32_t run = 0;
    for (; s < automaton->states.count; s++, run++) {
        const AutomatonState *state = automaton->states.items[s];
        const AutomatonEdge *edge = state->edges.items;
        if (state->edges.count != 1 || edge->first != '0' || edge->last != '9' || edge->state != s + 1)
            break;
    }
    return run;
}

static void add_state(Arena *arena, Tables *tables, const Automaton *automaton, size_t number)
{
    const AutomatonState *state = automaton->states.items[number];
    uint32_t most = automaton->longest > state->depth ? automaton->longest - state->depth : 0, least = 0;
    while (least < most && !state->counts[least])
        least++;
    list_push(arena, &tables->states,
              text_format(arena, "{%zu, %zu, %u, %u, %zu, %u}", tables->edges.count, state->edges.count,
                          least, most, tables->counts.count, digit_run(automaton, number)));
    for (uint32_t length = least; length <= most; length++)
        list_push(arena, &tables->counts, wide(arena, state->counts[length]));
    for (size_t i = 0; i < state->edges.count; i++) {
        const AutomatonEdge *edge = &state->edges.items[i];
        list_push(arena, &tables->edges,
                  text_format(arena, "{%u, %u, %u}", edge->first, edge->last, edge->state));
    }
}

static const Data *pattern_data(const Domain *domain, ColumnPlan *column)
{
    TablePlan *table = column->table;
    Arena *arena = table->plan->arena;
    Tables tables = {0};
    for (size_t i = 0; i < domain->automaton->states.count; i++)
        add_state(arena, &tables, domain->automaton, i);
    if (!tables.edges.count)
        list_push(arena, &tables.edges, TEXT("{0, 0, 0}"));
    const Data *edges =
        data_literal(table, step_name_for(column, "edges"), "struct rt_pattern_edge", true, &tables.edges);
    const Data *counts =
        data_literal(table, step_name_for(column, "counts"), "rt_uint128", true, &tables.counts);
    const Data *states =
        data_literal(table, step_name_for(column, "states"), "struct rt_pattern_state", true, &tables.states);
    TextList whole = {0};
    list_push(arena, &whole,
              text_format(arena, "{%.*s, %.*s, %.*s, %u}", TEXT_ARG(states->name), TEXT_ARG(edges->name),
                          TEXT_ARG(counts->name), 4 * domain->automaton->longest));
    return data_literal(table, step_name_for(column, "pattern"), "struct rt_pattern", false, &whole);
}

/* ---- strings ---- */

static Step *string_at(ColumnPlan *column, Text name, const Data *pattern, Operand index)
{
    return step_call(column->table, name, VALUE_TEXT, "rt_pattern_at",
                     OPERANDS(op_scratch(), op_data_address(pattern), index));
}

static Step *unrank_pattern(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    return string_at(column, name, pattern_data(domain, column), index);
}

static Step *draw_pattern(const Domain *domain, ColumnPlan *column, Text name)
{
    const Param *stream = param_stream(column->table, column->column->name, TEXT(""));
    Step *row = step_call(column->table, step_name_for(column, "stream"), VALUE_STREAM, "rt_stream_at",
                          OPERANDS(op_param(stream), op_row()));
    const Data *mask = domain_mask(column, domain->automaton);
    return step_call(
        column->table, name, VALUE_TEXT, mask ? "rt_mask_random" : "rt_pattern_random",
        OPERANDS(op_scratch(), op_data_address(mask ? mask : pattern_data(domain, column)), op_step(row)));
}

#define WIDEST ((PlanCount)1 << 126) /* what rt_perm128 permutes */

/* All strings are permuted, so that those of the first rows are not all alike. */
static Step *scatter_pattern(const Domain *domain, ColumnPlan *column, Text name)
{
    TablePlan *table = column->table;
    PlanCount count = domain->automaton->count < WIDEST ? domain->automaton->count : WIDEST;
    const Data *pattern = pattern_data(domain, column);
    const Param *key = param_key_stream(table, column->column->name);
    const Param *order =
        param_new(table, step_name_for(column, "order"), "struct rt_perm128", "rt_perm128_init", true,
                  OPERANDS(op_param(key), op_name(wide(table->plan->arena, count).data)));
    Step *index = step_call(table, step_name_for(column, "index"), VALUE_INDEX128, "rt_perm128_at",
                            OPERANDS(op_param_address(order), step_key_row(table, op_row())));
    return string_at(column, name, pattern, op_step(index));
}

/* Whether all characters of an edge stand in every format as they are (rt_cell.h); spaces may come to
 * an end. */
static bool is_plain_edge(const AutomatonEdge *edge)
{
    static const char quoted[] = ",\"'\\";
    if (edge->first <= ' ' || edge->last >= 0x7F)
        return false;
    for (const char *c = quoted; *c; c++)
        if ((uint32_t)*c >= edge->first && (uint32_t)*c <= edge->last)
            return false;
    return true;
}

static bool is_plain(const Automaton *automaton)
{
    for (size_t s = 0; s < automaton->states.count; s++) {
        const AutomatonState *state = automaton->states.items[s];
        for (size_t e = 0; e < state->edges.count; e++)
            if (!is_plain_edge(&state->edges.items[e]))
                return false;
    }
    return !automaton->states.items[0]->accepts;
}

static uint32_t length_limit(const TypeUse *base)
{
    return base->modifier_count > 0 ? (uint32_t)base->modifiers[0] : UINT32_MAX;
}

Domain domain_automaton(const Automaton *automaton, const char *rule)
{
    bool plain = is_plain(automaton);
    return (Domain){.count = automaton->count > PLAN_COUNT_MAX ? PLAN_COUNT_MAX : automaton->count,
                    .unrank = unrank_pattern,
                    .draw = draw_pattern,
                    .scatter = scatter_pattern,
                    .automaton = automaton,
                    .is_plain = plain,
                    .is_padded = plain,
                    .max_size = 4 * (uint64_t)automaton->longest,
                    .rule = text_of(rule)};
}

Domain domain_pattern(const ColumnPlan *column, const TypeUse *base, Text expression, const char **problem)
{
    Arena *arena = column->table->plan->arena;
    const Regex *regex = type_is_text(base) ? regex_parse(arena, expression, problem) : NULL;
    if (!regex)
        return (Domain){0};
    Automaton *automaton = automaton_of(arena, regex, MATCH_WHOLE, false);
    if (!automaton)
        *problem = "it needs too many states";
    else if (!automaton_count(arena, automaton, 0, length_limit(base)))
        *problem = "no string of the column's length matches it";
    else
        return domain_automaton(automaton, text_format(arena, "matches %.*s", TEXT_ARG(expression)).data);
    return (Domain){0};
}
