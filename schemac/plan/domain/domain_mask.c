/* domain_mask.c: the runtime's masks (rt_mask.h): strings of one length, each place with a set of its own. */
#include "plan/domain/domain_mask.h"

#include "plan/step.h"

#define MOST_DIGITS  16
#define MOST_STRINGS ((uint64_t)1 << 44) /* of a run: what one draw chooses from */

/* A mask in the making. */
typedef struct Mask {
    Arena *arena;
    char text[DATA_LABEL_SIZE];
    Text sets[DATA_LABEL_SIZE]; /* of each place */
    size_t size;
    TextList set_list, run_list; /* what is emitted */
} Mask;

/* The characters of a state's edges, if all are of ASCII and lead to one state; else an empty text. */
static Text set_of(Arena *arena, const AutomatonState *state)
{
    char set[0x80];
    size_t size = 0;
    for (size_t i = 0; i < state->edges.count; i++) {
        const AutomatonEdge *edge = &state->edges.items[i];
        if (!edge->first || edge->last >= 0x80 || edge->state != state->edges.items[0].state)
            return TEXT("");
        for (uint32_t c = edge->first; c <= edge->last; c++)
            set[size++] = (char)c;
    }
    return text_copy(arena, (Text){set, size});
}

/* Follows the automaton from state to state; false where it has more than one way, or a long one. */
static bool read_places(Mask *mask, const Automaton *automaton)
{
    const AutomatonState *state = automaton->states.items[0];
    while (state->edges.count) {
        Text set = set_of(mask->arena, state);
        if (state->accepts || !set.size || mask->size == DATA_LABEL_SIZE)
            return false;
        mask->text[mask->size] = set.data[0];
        mask->sets[mask->size++] = set;
        state = automaton->states.items[state->edges.items[0].state];
    }
    return mask->size > 0;
}

static bool is_digits(Text set)
{
    return text_is(set, "0123456789");
}

/* The number of a set among those emitted, from 1. */
static size_t set_number(Mask *mask, Text set)
{
    size_t number = 0;
    while (number < mask->set_list.count && !text_equal(mask->set_list.items[number], set))
        number++;
    if (number == mask->set_list.count)
        list_push(mask->arena, &mask->set_list, set);
    return number + 1;
}

/* Emits the run that begins at a place, and gives the place after it. */
static size_t add_run(Mask *mask, size_t place)
{
    Text set = mask->sets[place];
    size_t end = place, most = is_digits(set) ? MOST_DIGITS : DATA_LABEL_SIZE;
    uint64_t strings = 1;
    while (end < mask->size && end - place < most && text_equal(mask->sets[end], set) &&
           (is_digits(set) || strings * set.size <= MOST_STRINGS)) {
        strings *= set.size;
        end++;
    }
    Text number =
        is_digits(set) ? TEXT("RT_MASK_DIGITS") : text_format(mask->arena, "%zu", set_number(mask, set));
    list_push(mask->arena, &mask->run_list,
              text_format(mask->arena, "{%zu, %zu, %.*s}", place, end - place, TEXT_ARG(number)));
    return end;
}

static const Data *emit(ColumnPlan *column, Mask *mask)
{
    TablePlan *table = column->table;
    TextList text = {0}, whole = {0};
    list_push(mask->arena, &text, text_copy(mask->arena, (Text){mask->text, mask->size}));
    const Data *texts = data_texts(table, step_name_for(column, "text"), &text);
    const Data *sets = NULL;
    if (mask->set_list.count)
        sets = data_long_texts(table, step_name_for(column, "sets"), &mask->set_list);
    const Data *runs =
        data_literal(table, step_name_for(column, "runs"), "struct rt_mask_run", true, &mask->run_list);
    list_push(mask->arena, &whole,
              text_format(mask->arena, "{%.*s, %.*s, %.*s, %zu}", TEXT_ARG(texts->name),
                          TEXT_ARG(sets ? sets->name : TEXT("NULL")), TEXT_ARG(runs->name),
                          mask->run_list.count));
    return data_literal(table, step_name_for(column, "mask"), "struct rt_mask", false, &whole);
}

const Data *domain_mask(ColumnPlan *column, const Automaton *automaton)
{
    Mask mask = {.arena = column->table->plan->arena};
    if (!read_places(&mask, automaton))
        return NULL;
    for (size_t place = 0; place < mask.size;)
        if (mask.sets[place].size > 1)
            place = add_run(&mask, place);
        else
            place++;
    if (!mask.run_list.count)
        return NULL;
    return emit(column, &mask);
}
