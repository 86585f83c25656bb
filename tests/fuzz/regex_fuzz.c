/* regex_fuzz.c: a regular expression on the first line, a string on the second. The strings that its
 * automaton spells are its own, and what it accepts as a whole the evaluator finds as a part. */
#include "plan/language/automaton.h"
#include "evaluate/evaluate.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    LONGEST = 20, /* characters of strings that are counted */
    SPELLED = 50,
    PATTERN_LIMIT = 60 /* bytes: longer ones take long */
};

static void expect(bool holds)
{
    if (!holds)
        abort();
}

static const AutomatonState *step(const Automaton *automaton, const AutomatonState *state, uint32_t code)
{
    for (size_t i = 0; i < state->edges.count; i++)
        if (state->edges.items[i].first <= code && state->edges.items[i].last >= code)
            return automaton->states.items[state->edges.items[i].state];
    return NULL;
}

/* A string of ASCII. */
static bool contains(const Automaton *automaton, Text text)
{
    const AutomatonState *state = automaton->states.items[0];
    for (size_t i = 0; state && i < text.size; i++)
        state = step(automaton, state, (unsigned char)text.data[i]);
    return state && state->accepts;
}

static bool is_ascii(Text text)
{
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.data[i] >= 0x80)
            return false;
    return true;
}

/* VALUE ~ pattern. */
static Truth found(Arena *arena, Text text, Text pattern)
{
    TypeUse type = {.type = type_builtin(TEXT("text"))};
    EvaluateScope scope = {.value_type = &type, .value = text};
    Expr *string = expr_new(arena, EXPR_STRING, (Span){0});
    string->text = pattern;
    return evaluate_truth(arena, expr_operator(arena, "~", expr_new(arena, EXPR_VALUE, (Span){0}), string),
                          &scope);
}

static void check(Arena *arena, const Regex *regex, Text pattern, Text text)
{
    bool anchored = text_contains(pattern, TEXT("^")) || text_contains(pattern, TEXT("$")) ||
                    text_contains(pattern, TEXT("\\")) || text_contains(pattern, TEXT("(?"));
    Automaton *automaton = automaton_of(arena, regex, MATCH_WHOLE, false);
    Truth truth = found(arena, text, pattern);
    if (!automaton)
        return;
    if (!anchored && is_ascii(text) && contains(automaton, text))
        expect(truth == TRUTH_TRUE || truth == TRUTH_UNKNOWN);
    if (!automaton_count(arena, automaton, 0, LONGEST))
        return;
    for (PlanCount i = 0; i < automaton->count && i < SPELLED; i++) {
        Text string = automaton_string(arena, automaton, i);
        expect(!is_ascii(string) || contains(automaton, string));
        truth = found(arena, string, pattern);
        expect(anchored || truth == TRUTH_TRUE || truth == TRUTH_UNKNOWN);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *line = size ? memchr(data, '\n', size) : NULL;
    size_t length = line ? (size_t)(line - data) : size;
    if (length > PATTERN_LIMIT)
        return 0;
    Arena *arena = arena_new();
    Text pattern = {(const char *)data, length};
    Text text = line ? (Text){(const char *)line + 1, size - length - 1} : (Text){0};
    const char *problem;
    const Regex *regex = regex_parse(arena, pattern, &problem);
    if (regex)
        check(arena, regex, pattern, text);
    else
        expect(problem != NULL);
    arena_free(arena);
    return 0;
}
