/* narrow_language.c: what conditions say of a text as a language: equality, patterns, lengths,
 * case, blanks. */
#include "plan/narrow/narrow_text.h"

#include "base/buffer.h"
#include "model/type_convert.h"
#include "plan/narrow/narrow_shape.h"
#include "plan/narrow/narrow_whole.h"

enum {
    LENGTH_MOST = 300 /* characters that languages tell lengths up to */
};

static bool is_caseless(const NarrowTask *task)
{
    return type_code(&task->base) == TYPE_CITEXT;
}

static bool is_padded(const NarrowTask *task)
{
    return type_code(&task->base) == TYPE_BPCHAR;
}

static const Automaton *everything(const NarrowTask *task)
{
    return automaton_of_lengths(task->arena, 0, UINT32_MAX);
}

static const Automaton *nothing(const NarrowTask *task)
{
    const Automaton *all = everything(task);
    return automaton_without(task->arena, all, all);
}

const Automaton *texts_of_regex(Map *known, Text expression, AutomatonMatch match, bool ignore_case)
{
    Text key = text_format(known->arena, "%d %d %.*s", match, ignore_case, TEXT_ARG(expression));
    const Automaton *language = map_get(known, key);
    const char *problem;
    const Regex *regex = language ? NULL : regex_parse(known->arena, expression, &problem);
    if (regex)
        language = automaton_of(known->arena, regex, match, ignore_case);
    if (language)
        map_put(known, key, (void *)language);
    return language;
}

static Map *known_of(const NarrowTask *task)
{
    return task->column->table->plan->languages;
}

static const Automaton *of_regex(const NarrowTask *task, Text expression, AutomatonMatch match,
                                 bool ignore_case)
{
    return texts_of_regex(known_of(task), expression, match, ignore_case);
}

/* ---- lengths ---- */

/* Lengths are numbers from 0 on; those over LENGTH_MOST are told apart by a bound alone. */
static const Automaton *of_lengths(const NarrowTask *task, const Spans *lengths)
{
    const Automaton *all = nothing(task);
    for (size_t i = 0; all && i < lengths->count; i++) {
        NumberSpan bounds = lengths->items[i];
        if (bounds.high < 0 || bounds.low > LENGTH_MOST)
            continue;
        uint32_t least = bounds.low < 0 ? 0 : (uint32_t)bounds.low;
        bool endless = bounds.high == SPAN_MOST;
        uint32_t most = endless                     ? UINT32_MAX
                        : bounds.high > LENGTH_MOST ? LENGTH_MOST
                                                    : (uint32_t)bounds.high;
        all = automaton_either(task->arena, all, automaton_of_lengths(task->arena, least, most));
    }
    return all;
}

/* Bits or bytes of one character, 0: the function tells no length. */
static int units_of_length(const NarrowTask *task, const Expr *call)
{
    static const char *const names[] = {"length", "char_length", "character_length"};
    if (call->kind != EXPR_CALL || call->qualifier.size || call->arguments.count != 1)
        return 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_is(call->text, names[i]))
            return 1;
    bool bytes = text_is(call->text, "octet_length"), bits = text_is(call->text, "bit_length");
    return is_padded(task) ? 0 : bytes ? 1 : bits ? 8 : 0;
}

static bool lengths_of_atom(const NarrowTask *task, const Atom *atom, Spans *lengths)
{
    int units = units_of_length(task, atom->subject);
    if (!units || !whole_of_atom(task, atom, lengths))
        return false;
    *lengths = spans_in_units(task->arena, lengths, units);
    return true;
}

bool texts_lengths(const NarrowTask *task, const Expr *condition, Spans *lengths)
{
    Atom atom;
    return narrow_atom(task, condition, true, &atom) && lengths_of_atom(task, &atom, lengths) &&
           narrow_is_self(atom.subject->arguments.items[0]);
}

/* ---- patterns ---- */

/* A pattern of LIKE as a regular expression; false where it ends with its escape. */
static bool regex_of_like(Arena *arena, Text pattern, Text *regex)
{
    Buffer out = {0};
    bool whole = true;
    for (size_t i = 0; i < pattern.size; i++) {
        char c = pattern.data[i];
        bool escaped = c == '\\';
        if (escaped && ++i == pattern.size)
            whole = false;
        else if (escaped)
            c = pattern.data[i];
        bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c < ' ';
        if (!escaped && (c == '%' || c == '_'))
            buffer_string(&out, c == '%' ? ".*" : ".");
        else
            buffer_format(&out, letter ? "%c" : "\\%c", c);
    }
    *regex = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return whole;
}

static bool has_prefix(Text *text, const char *prefix)
{
    bool has = text_starts_with(*text, text_of(prefix));
    if (has)
        *text = text_slice(*text, text_of(prefix).size, text->size);
    return has;
}

/* The texts that compare so with a constant, without regard to negation. */
static const Automaton *of_pattern(const NarrowTask *task, Text symbol, Text pattern)
{
    bool ignore_case = is_caseless(task) || text_ends_with(symbol, TEXT("*"));
    if (text_starts_with(symbol, TEXT("~~")))
        return regex_of_like(task->arena, pattern, &pattern)
                   ? of_regex(task, pattern, MATCH_WHOLE, ignore_case)
                   : NULL;
    if (text_starts_with(symbol, TEXT("~"))) {
        bool option = has_prefix(&pattern, "(?i)");
        return of_regex(task, pattern, MATCH_PART, ignore_case || option);
    }
    if (text_is(symbol, "^@"))
        return automaton_of_prefix(task->arena, pattern);
    if (!text_is(symbol, "="))
        return NULL;
    if (!is_caseless(task))
        return automaton_of_text(task->arena, pattern);
    const Automaton *small = automaton_of_text(task->arena, text_lower(task->arena, pattern));
    return automaton_before_case(task->arena, small, false);
}

/* ---- order ---- */

/* The characters that stand in the same order in every collation as long as others of their kind stand there
 * too: digits, small letters, capitals; all else stays as it is. */
static CharRange kind_of(unsigned char c)
{
    if (c >= '0' && c <= '9')
        return (CharRange){'0', '9'};
    if (c >= 'a' && c <= 'z')
        return (CharRange){'a', 'z'};
    return c >= 'A' && c <= 'Z' ? (CharRange){'A', 'Z'} : (CharRange){c, c};
}

static void add_range(Buffer *out, uint32_t first, uint32_t last)
{
    buffer_format(out, "[\\x%02X-\\x%02X]", first, last);
}

/* The texts of the bound's shape that lie on one side of it: those that are like it up to a place, and there
 * have a character before (or after) the bound's. */
static const Automaton *beside(const NarrowTask *task, Text bound, bool before)
{
    Buffer out = {0};
    bool any = false;
    for (size_t place = 0; place < bound.size; place++) {
        unsigned char own = (unsigned char)bound.data[place];
        CharRange kind = kind_of(own);
        if (own >= 0x80 || (before ? kind.first == own : kind.last == own))
            continue;
        buffer_string(&out, any ? "|" : "");
        any = true;
        for (size_t i = 0; i < bound.size; i++) {
            unsigned char c = (unsigned char)bound.data[i];
            CharRange after = kind_of(c);
            if (i < place)
                after = (CharRange){c, c};
            else if (i == place)
                after = before ? (CharRange){kind.first, own - 1u} : (CharRange){own + 1u, kind.last};
            add_range(&out, after.first, after.last);
        }
    }
    const Automaton *found = any ? of_regex(task, buffer_contents(&out), MATCH_WHOLE, false) : nothing(task);
    buffer_free(&out);
    return found;
}

static const Automaton *of_order(const NarrowTask *task, Text symbol, Text bound)
{
    for (size_t i = 0; i < bound.size; i++)
        if ((unsigned char)bound.data[i] < ' ' || (unsigned char)bound.data[i] > '~')
            return NULL;
    const Automaton *found = beside(task, bound, text_starts_with(symbol, TEXT("<")));
    bool inclusive = text_ends_with(symbol, TEXT("="));
    return found && inclusive ? automaton_either(task->arena, found, automaton_of_text(task->arena, bound))
                              : found;
}

static bool is_order(Text symbol)
{
    return text_is(symbol, "<") || text_is(symbol, "<=") || text_is(symbol, ">") || text_is(symbol, ">=");
}

static const Automaton *of_constant(const NarrowTask *task, Text symbol, const Constant *constant)
{
    if (is_order(symbol))
        return is_caseless(task) ? NULL : of_order(task, symbol, constant->least);

    bool negated = text_is(symbol, "<>") || text_starts_with(symbol, TEXT("!"));
    Text positive = text_is(symbol, "<>") ? TEXT("=") : negated ? text_slice(symbol, 1, symbol.size) : symbol;
    const Automaton *found = of_pattern(task, positive, constant->least);
    return found && negated ? automaton_without(task->arena, everything(task), found) : found;
}

/* The texts that compare so with one of the constants, or with all. */
static const Automaton *of_constants(const NarrowTask *task, const Atom *atom)
{
    const Automaton *all = atom->is_all && !atom->has_null ? everything(task) : nothing(task);
    for (size_t i = 0; all && i < atom->constants.count; i++) {
        const Automaton *one = of_constant(task, atom->symbol, &atom->constants.items[i]);
        all = !one           ? NULL
              : atom->is_all ? automaton_both(task->arena, all, one)
                             : automaton_either(task->arena, all, one);
    }
    return all;
}

/* ---- what is compared ---- */

static bool is_call(const Expr *expr, const char *name)
{
    return expr->kind == EXPR_CALL && !expr->qualifier.size && text_is(expr->text, name) &&
           expr->arguments.count == 1;
}

/* Without a blank at either end. */
static const Automaton *trimmed(const NarrowTask *task, const char *expression)
{
    return of_regex(task, text_of(expression), MATCH_WHOLE, false);
}

/* The texts of which the function makes texts of the language: those alone that it leaves as they are, where
 * there are some, but capitals only where few of them will do. */
static const Automaton *before_case(const NarrowTask *task, const Automaton *language, bool capitals)
{
    const Automaton *same = automaton_of_case(task->arena, language, capitals);
    bool natural = !capitals || !automaton_is_part(trimmed(task, "[A-Z]{3,}"), same);
    return natural && !automaton_is_empty(same) ? same
                                                : automaton_before_case(task->arena, language, capitals);
}

static const Automaton *of_subject(const NarrowTask *task, const Expr *subject, const Automaton *language)
{
    if (!language || narrow_is_self(subject))
        return language;
    if (subject->kind == EXPR_CAST && type_is_text(&subject->type) && !subject->type.modifier_count)
        return of_subject(task, subject->arguments.items[0], language);
    const Automaton *inside = NULL;
    if (is_call(subject, "lower") || is_call(subject, "upper"))
        inside = before_case(task, language, is_call(subject, "upper"));
    else if (is_call(subject, "btrim") || is_call(subject, "ltrim") || is_call(subject, "rtrim"))
        inside = automaton_both(task->arena, language, trimmed(task, "([^ ](.*[^ ])?)?"));
    else if (!is_caseless(task))
        inside = shape_before(task, subject, language);
    return inside ? of_subject(task, subject->arguments.items[0], inside) : NULL;
}

/* position(x, 'a') = 1, ascii(x) < 90 and so on. */
static const Automaton *of_number(const NarrowTask *task, const Atom *atom)
{
    const Expr *argument;
    Spans numbers;
    const Automaton *found = !is_caseless(task) && whole_of_atom(task, atom, &numbers)
                                 ? shape_of_number(task, atom->subject, &numbers, &argument)
                                 : NULL;
    return found ? of_subject(task, argument, found) : NULL;
}

/* x = lower(x): texts that the function leaves as they are. */
static const Automaton *of_identity(const NarrowTask *task, const Expr *expr, bool truth)
{
    const Expr *left = expr->arguments.items[0], *right = expr->arguments.items[1];
    if (narrow_is_self(right)) {
        right = left;
        left = expr->arguments.items[1];
    }
    if (!narrow_is_self(left) || right->kind != EXPR_CALL || !right->arguments.count ||
        !narrow_is_self(right->arguments.items[0]) || expr->qualifier.size)
        return NULL;
    if (right->arguments.count > 1)
        return truth && text_is(expr->text, "=") ? shape_kept(task, right) : NULL;
    bool equal = text_is(expr->text, "="), differs = text_is(expr->text, "<>");
    const Automaton *all = everything(task);
    const Automaton *same = is_call(right, "lower")   ? automaton_of_case(task->arena, all, false)
                            : is_call(right, "upper") ? automaton_of_case(task->arena, all, true)
                            : is_call(right, "btrim") ? trimmed(task, "([^ ](.*[^ ])?)?")
                            : is_call(right, "ltrim") ? trimmed(task, "([^ ].*)?")
                            : is_call(right, "rtrim") ? trimmed(task, "(.*[^ ])?")
                                                      : NULL;
    if (!same || (!equal && !differs) || (is_caseless(task) && !is_call(right, "btrim")))
        return NULL;
    return equal == truth ? same : automaton_without(task->arena, all, same);
}

/* xml_is_well_formed(x) and its kin, where they are true. */
static const Automaton *of_xml(const NarrowTask *task, const Expr *call)
{
    bool is_known = text_is(call->text, "xml_is_well_formed") ||
                    text_is(call->text, "xml_is_well_formed_document") ||
                    text_is(call->text, "xml_is_well_formed_content");
    return is_known ? of_subject(task, call->arguments.items[0], input_language(task, TEXT("xml"))) : NULL;
}

/* starts_with(x, 'a') and regexp_like(x, 'a'); pg_input_is_valid(x, 'integer') where it is true. */
static const Automaton *of_call(const NarrowTask *task, const Expr *call, bool truth)
{
    Constant pattern;
    if (truth && !call->qualifier.size && call->arguments.count == 1)
        return of_xml(task, call);
    if (call->qualifier.size || call->arguments.count != 2 ||
        !narrow_constant(task, call->arguments.items[1], &pattern))
        return NULL;
    Text symbol = text_is(call->text, "starts_with")   ? TEXT("^@")
                  : text_is(call->text, "regexp_like") ? TEXT("~")
                                                       : TEXT("");
    const Automaton *found = symbol.size ? of_pattern(task, symbol, pattern.least) : NULL;
    if (truth && text_is(call->text, "pg_input_is_valid"))
        found = input_language(task, pattern.least);
    if (found && !truth)
        found = automaton_without(task->arena, everything(task), found);
    return of_subject(task, call->arguments.items[0], found);
}

static const void *atom_language(const NarrowTask *task, const Expr *expr, bool truth)
{
    Atom atom;
    Spans lengths;
    if (expr->kind == EXPR_CALL)
        return of_call(task, expr, truth);
    if (!narrow_atom(task, expr, truth, &atom))
        return expr->kind == EXPR_OPERATOR && expr->arguments.count == 2 ? of_identity(task, expr, truth)
                                                                         : NULL;
    const Automaton *numbered = of_number(task, &atom);
    if (numbered)
        return numbered;
    if (lengths_of_atom(task, &atom, &lengths))
        return of_subject(task, atom.subject->arguments.items[0], of_lengths(task, &lengths));
    return of_subject(task, atom.subject, of_constants(task, &atom));
}

static const void *either(const NarrowTask *task, const void *a, const void *b)
{
    return automaton_either(task->arena, a, b);
}

static const void *both(const NarrowTask *task, const void *a, const void *b)
{
    return automaton_both(task->arena, a, b);
}

static const void *constant(const NarrowTask *task, bool all)
{
    return all ? everything(task) : nothing(task);
}

const Automaton *texts_language(const NarrowTask *task, const Expr *condition)
{
    static const Algebra algebra = {atom_language, either, both, constant};
    return narrow_logic(task, &algebra, condition, true);
}
