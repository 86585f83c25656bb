/* Tests of plan/automaton: what it counts, what it spells, and what the expression matches are one set. */
#include "unit.h"

#include "plan/language/automaton.h"
#include "evaluate/evaluate.h"
#include "read/read.h"

#include <stdio.h>

enum {
    LIMIT = 5, /* characters */
    LETTERS = 4
};

static const char letters[LETTERS] = "abcB";

/* Over those letters; some spell a string in several ways. */
static const char *const patterns[] = {
    "a",
    "a|ab|abc",
    "(a|b)*abb",
    "a{2,3}",
    "(a|aa){2}",
    "a?b?c?",
    "[ab]{0,3}c",
    "(ab|a)(bc|c)?",
    "a*",
    "(a*)*b",
    "(a|b|ab)*c",
    "a+b+c+",
    "(a?){3}b",
    "[a-c]{2}",
    "b|(a|c){1,2}",
    "(a(b(c)?)?)?",
    "((a|b){2}){1,2}",
    "(a{0}b)+",
    "(?=.*b)(?=.*c)[abc]{2,4}",
    "(?!ab|c)[abc]{2,3}",
    "(a(?!b)|b)+",
    "[abc]+(?<=c|bb)[ab]",
    "(b(?<!aab)|a(?=b|$))+",
    "\\m[ab]+\\M",
    "\\yc\\y|a\\Yb",
    "(?=(a|b)*c)[a-cB]*",
    "[[:<:]]a+[[:>:]]",
};

static const AutomatonState *step(const Automaton *automaton, const AutomatonState *state, char c)
{
    for (size_t i = 0; i < state->edges.count; i++)
        if (state->edges.items[i].first <= (uint32_t)c && state->edges.items[i].last >= (uint32_t)c)
            return automaton->states.items[state->edges.items[i].state];
    return NULL;
}

static bool contains(const Automaton *automaton, const char *text)
{
    const AutomatonState *state = automaton->states.items[0];
    for (; state && *text; text++)
        state = step(automaton, state, *text);
    return state && state->accepts;
}

/* String `index` of the length over the letters, in their order. */
static void spell(unsigned index, int length, char *text)
{
    text[length] = '\0';
    while (length-- > 0) {
        text[length] = letters[index % LETTERS];
        index /= LETTERS;
    }
}

/* A pattern, read, and as a condition on VALUE, which matches by states of its own. */
typedef struct Fixture {
    Arena *arena;
    const Regex *regex;
    const Expr *condition;
} Fixture;

static Fixture fixture_new(const char *pattern, const char *format)
{
    TypeUse text = {.type = type_builtin(TEXT("text"))};
    Fixture fixture = {.arena = arena_new()};
    Schema *schema = schema_new(fixture.arena);
    Diag diag = diag_new(stderr);
    ExprScope scope = {.schema = schema, .value = &text};
    const char *problem, *place = strchr(format, '%');
    Text source =
        text_format(fixture.arena, "value %.*s%s%s", (int)(place - format), format, pattern, place + 1);
    fixture.condition =
        expr_normalise(fixture.arena, read_expr_text(schema, &diag, source, TEXT("test")), &scope);
    fixture.regex = regex_parse(fixture.arena, text_of(pattern), &problem);
    assert_non_null(fixture.regex);
    return fixture;
}

static bool matches(const Fixture *fixture, const char *text)
{
    TypeUse type = {.type = type_builtin(TEXT("text"))};
    EvaluateScope scope = {.value_type = &type, .value = text_of(text)};
    Truth truth = evaluate_truth(fixture->arena, fixture->condition, &scope);
    assert_true(truth == TRUTH_TRUE || truth == TRUTH_FALSE);
    return truth == TRUTH_TRUE;
}

/* How many strings of up to `length` of the letters it accepts, which are those that match. */
static PlanCount accepted_count(const Fixture *fixture, const Automaton *automaton, int length)
{
    PlanCount accepted = 0;
    char text[LIMIT + 1];
    for (unsigned all = 1; length >= 0; length--, all = 1) {
        for (int i = 0; i < length; i++)
            all *= LETTERS;
        for (unsigned i = 0; i < all; i++) {
            spell(i, length, text);
            bool there = contains(automaton, text);
            assert_int_equal(there, matches(fixture, text));
            accepted += there;
        }
    }
    return accepted;
}

static void what_it_counts_it_spells(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        Fixture fixture = fixture_new(patterns[i], "~ '^(%)$'");
        Automaton *automaton = automaton_of(fixture.arena, fixture.regex, MATCH_WHOLE, false);
        assert_non_null(automaton);
        assert_true(automaton_count(fixture.arena, automaton, 0, LIMIT));
        assert_true(accepted_count(&fixture, automaton, LIMIT) == automaton->count);
        Map seen = map_new(fixture.arena);
        for (PlanCount k = 0; k < automaton->count; k++) {
            Text text = automaton_string(fixture.arena, automaton, k);
            assert_true(contains(automaton, text_string(fixture.arena, text)));
            assert_null(map_get(&seen, text));
            map_put(&seen, text, automaton);
        }
        arena_free(fixture.arena);
    }
}

static void parts_and_cases_match_as_operators_do(void **state)
{
    static const char *const forms[] = {"~ '%'", "~* '%'", "~* '^(%)$'"};
    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns * 3; i++) {
        Fixture fixture = fixture_new(patterns[i / 3], forms[i % 3]);
        AutomatonMatch match = i % 3 == 2 ? MATCH_WHOLE : MATCH_PART;
        Automaton *automaton = automaton_of(fixture.arena, fixture.regex, match, i % 3 > 0);
        assert_non_null(automaton);
        assert_true(accepted_count(&fixture, automaton, LIMIT - 1) > 0);
        arena_free(fixture.arena);
    }
}

static void what_is_no_expression_is_told(void **state)
{
    static const char *const wrong[] = {"(",        ")",      "[a",     "a**",  "*a",    "^*",
                                        "a{2,1}",   "(?=a)*", "(a)\\1", "(?=a", "[z-a]", "[[.a.]]",
                                        "[[:no:]]", "\\h",    "a\\",    "[\\"};
    (void)state;
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *problem = NULL;
        assert_null(regex_parse(arena, text_of(wrong[i]), &problem));
        assert_non_null(problem);
    }
    arena_free(arena);
}

static void what_is_too_large_or_empty_is_told(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    const char *problem = NULL;
    const Regex *regex = regex_parse(arena, TEXT("a{7}"), &problem);
    assert_non_null(regex);
    Automaton *automaton = automaton_of(arena, regex, MATCH_WHOLE, false);
    assert_non_null(automaton);
    assert_false(automaton_count(arena, automaton, 0, LIMIT));
    assert_true(automaton_count(arena, automaton, 0, 7));
    assert_true(automaton->count == 1);
    regex = regex_parse(arena, TEXT("(a|b)*a(a|b){12}"), &problem);
    assert_non_null(regex);
    assert_null(automaton_of(arena, regex, MATCH_WHOLE, false));
    arena_free(arena);
}

/* Strings of each language and of both, either and the first alone are one sum. */
static void languages_combine_as_sets_do(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    const char *problem;
    Automaton *a = automaton_of(arena, regex_parse(arena, TEXT("[abc]{1,3}"), &problem), MATCH_WHOLE, false);
    Automaton *b = automaton_of(arena, regex_parse(arena, TEXT("a.*|[bx]{2}"), &problem), MATCH_WHOLE, false);
    Automaton *both = automaton_both(arena, a, b), *either = automaton_either(arena, a, b);
    Automaton *alone = automaton_without(arena, a, b);
    char text[LIMIT + 1];
    for (int length = 0; length <= 3; length++)
        for (unsigned i = 0, all = 1u << (2 * length); i < all; i++) {
            spell(i, length, text);
            bool in_a = contains(a, text), in_b = contains(b, text);
            assert_int_equal(contains(both, text), in_a && in_b);
            assert_int_equal(contains(either, text), in_a || in_b);
            assert_int_equal(contains(alone, text), in_a && !in_b);
        }
    assert_true(automaton_is_part(both, a) && automaton_is_part(both, b));
    assert_false(automaton_is_part(a, b));
    assert_true(automaton_is_empty(automaton_without(arena, both, a)));
    assert_true(automaton_is_finite(a) && !automaton_is_finite(either));
    arena_free(arena);
}

UNIT_MAIN(cmocka_unit_test(what_it_counts_it_spells), cmocka_unit_test(parts_and_cases_match_as_operators_do),
          cmocka_unit_test(what_is_no_expression_is_told),
          cmocka_unit_test(what_is_too_large_or_empty_is_told),
          cmocka_unit_test(languages_combine_as_sets_do))
