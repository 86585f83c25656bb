/* Tests of emit/wrap: lines are broken where C allows it, and say the same. */
#include "unit.h"

#include "emit/wrap.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    COLUMNS = 110
};

static Buffer wrapped(const char *code)
{
    Buffer out = {0};
    wrap_c(&out, text_of(code));
    buffer_char(&out, '\0');
    return out;
}

static void assert_wrapped(const char *code, const char *expected)
{
    Buffer out = wrapped(code);
    assert_string_equal(out.data, expected);
    buffer_free(&out);
}

static void short_lines_stay(void **unused)
{
    (void)unused;
    assert_wrapped("int a;\n\n    b = c ? d : e;\n", "int a;\n\n    b = c ? d : e;\n");
}

static void lines_break_outside_of_brackets_first(void **unused)
{
    (void)unused;
    assert_wrapped("    const uint64_t a_long_name_of_a_row = a_name_that_is_null ? 0 : "
                   "rt_below(rt_random(t->a_long_name, n), rows);\n",
                   "    const uint64_t a_long_name_of_a_row = a_name_that_is_null ? 0\n"
                   "        : rt_below(rt_random(t->a_long_name, n), rows);\n");
    assert_wrapped(
        "    const bool a_long_name_of_a_row_is_left_out = rt_chance(rt_random(t->a_long_name_null, n), "
        "RT_PERCENT(10));\n",
        "    const bool a_long_name_of_a_row_is_left_out = rt_chance(rt_random(t->a_long_name_null, n),\n"
        "        RT_PERCENT(10));\n");
}

static void what_is_quoted_stays_whole(void **unused)
{
    (void)unused;
    char code[400], *end = code + sprintf(code, "x = \"");
    for (int i = 0; i < 40; i++)
        end += sprintf(end, "word, ");
    strcpy(end, "\";\n");
    assert_wrapped(code, code);
    *code = '#';
    assert_wrapped(code, code);
}

/* Random C of names, calls and operators, as long as it gets. */
static char *put_expression(char *at, size_t depth)
{
    static const char *const operators[] = {" + ", " ? ", " : ", " && ", " || ", ", ", " - "};
    for (size_t parts = 1 + unit_below(4); parts; parts--) {
        at += sprintf(at, "name_%zu", unit_below(100000));
        if (depth && unit_below(2)) {
            *at++ = '(';
            at = put_expression(at, depth - 1);
            *at++ = ')';
        }
        if (unit_below(5) == 0)
            at += sprintf(at, " + \"a, b ? (c\"");
        at += sprintf(at, "%s", parts > 1 ? operators[unit_below(7)] : "");
    }
    return at;
}

/* The text with each break and what indents the next line as one blank. */
static void unwrap(char *text)
{
    char *to = text;
    for (const char *at = text; *at; at++) {
        bool is_break = *at == '\n' && at[1];
        at += is_break ? strspn(at + 1, " ") : 0;
        *to++ = is_break ? ' ' : *at;
    }
    *to = '\0';
}

static void broken_lines_say_the_same_and_are_short(void **unused)
{
    (void)unused;
    char *code = malloc(100000);
    size_t broken = 0;
    assert_non_null(code);
    for (int round = 0; round < 3000; round++) {
        char *end = put_expression(code + sprintf(code, "    x = "), 3);
        strcpy(end, ";\n");
        Buffer out = wrapped(code);
        for (const char *line = out.data; *line; line = strchr(line, '\n') + 1) {
            size_t size = strcspn(line, "\n");
            if (size > COLUMNS && strcspn(line + 40, ",?:&|") < size - 60)
                fail_msg("could be broken: %.*s", (int)size, line);
            broken += line > out.data;
        }
        unwrap(out.data);
        assert_string_equal(out.data, code);
        buffer_free(&out);
    }
    assert_true(broken > 1000);
    free(code);
}

UNIT_MAIN(cmocka_unit_test(short_lines_stay), cmocka_unit_test(lines_break_outside_of_brackets_first),
          cmocka_unit_test(what_is_quoted_stays_whole),
          cmocka_unit_test(broken_lines_say_the_same_and_are_short))
