/* narrow_shape.c: functions of texts backwards: parts, fields, the order of characters, replacements. */
#include "plan/narrow/narrow_shape.h"

enum {
    LENGTH_MOST = 300, /* characters that places are told up to */
    FIELDS_MOST = 30,  /* fields of a text */
    FIELDS_MORE = 5,   /* than the least number */
    BYTES_MOST = 120   /* of a text in hexadecimal or base64 */
};

typedef const Automaton *Shape(const NarrowTask *task, const Expr *call, const Automaton *language);

/* ---- pieces ---- */

static const Automaton *lengths(const NarrowTask *task, uint32_t least, uint32_t most)
{
    return automaton_of_lengths(task->arena, least, most);
}

static const Automaton *everything(const NarrowTask *task)
{
    return lengths(task, 0, UINT32_MAX);
}

static const Automaton *joined(const NarrowTask *task, const Automaton *a, const Automaton *b)
{
    return a && b ? automaton_joined(task->arena, a, b) : NULL;
}

static const Automaton *both(const NarrowTask *task, const Automaton *a, const Automaton *b)
{
    return a && b ? automaton_both(task->arena, a, b) : NULL;
}

static const Automaton *either(const NarrowTask *task, const Automaton *a, const Automaton *b)
{
    return a && b ? automaton_either(task->arena, a, b) : NULL;
}

static const Automaton *but(const NarrowTask *task, const Automaton *a, const Automaton *b)
{
    return a && b ? automaton_without(task->arena, a, b) : NULL;
}

/* Texts with that part anywhere. */
static const Automaton *with_part(const NarrowTask *task, Text part)
{
    return joined(task, everything(task), automaton_of_prefix(task->arena, part));
}

static bool holds_empty(const Automaton *language)
{
    return language->states.items[0]->accepts;
}

/* ---- arguments ---- */

static bool text_argument(const NarrowTask *task, const Expr *call, size_t place, Text *text)
{
    Constant constant;
    if (place >= call->arguments.count || !narrow_constant(task, call->arguments.items[place], &constant))
        return false;
    *text = constant.least;
    return true;
}

/* A number of characters that is not negative nor large. */
static bool count_argument(const NarrowTask *task, const Expr *call, size_t place, uint32_t *count)
{
    Text text;
    int64_t number;
    if (!text_argument(task, call, place, &text) || !text_to_int64(text, &number) || number < 0 ||
        number > LENGTH_MOST)
        return false;
    *count = (uint32_t)number;
    return true;
}

/* ---- parts of texts ---- */

/* The first so many characters, of shorter texts all. */
static const Automaton *begins_with(const NarrowTask *task, const Automaton *language, uint32_t count)
{
    const Automaton *full = both(task, language, lengths(task, count, count)),
                    *shorter = count ? both(task, language, lengths(task, 0, count - 1)) : full;
    return either(task, joined(task, full, everything(task)), shorter);
}

static const Automaton *before_left(const NarrowTask *task, const Expr *call, const Automaton *language)
{
    uint32_t count;
    return call->arguments.count == 2 && count_argument(task, call, 1, &count)
               ? begins_with(task, language, count)
               : NULL;
}

static const Automaton *before_right(const NarrowTask *task, const Expr *call, const Automaton *language)
{
    const Automaton *turned = automaton_reversed(task->arena, language),
                    *found = turned ? before_left(task, call, turned) : NULL;
    return found ? automaton_reversed(task->arena, found) : NULL;
}

static const Automaton *before_reverse(const NarrowTask *task, const Expr *call, const Automaton *language)
{
    return call->arguments.count == 1 ? automaton_reversed(task->arena, language) : NULL;
}

/* substring(x, from) and substring(x, from, count). */
static const Automaton *before_substring(const NarrowTask *task, const Expr *call, const Automaton *language)
{
    uint32_t from, count = 0;
    bool has_count = call->arguments.count == 3;
    if (call->arguments.count < 2 || !count_argument(task, call, 1, &from) || from < 1 ||
        (has_count && !count_argument(task, call, 2, &count)))
        return NULL;
    const Automaton *rest = has_count ? begins_with(task, language, count) : language,
                    *found = joined(task, lengths(task, from - 1, from - 1), rest);
    if (!found || !holds_empty(language) || from < 2)
        return found;
    return either(task, found, lengths(task, 0, from - 2));
}

/* Field `count` of those that the separator ends; what is beyond the last is empty. */
static const Automaton *before_split_part(const NarrowTask *task, const Expr *call, const Automaton *language)
{
    Text separator;
    uint32_t count;
    if (!text_argument(task, call, 1, &separator) || !count_argument(task, call, 2, &count) ||
        !separator.size || count < 1)
        return NULL;
    const Automaton *field = but(task, everything(task), with_part(task, separator)),
                    *end = automaton_of_text(task->arena, separator), *found = both(task, field, language);
    const Automaton *more = joined(task, end, everything(task));
    found = either(task, found, joined(task, found, more));
    const Automaton *few = field;
    for (uint32_t i = 1; i < count; i++) {
        found = joined(task, joined(task, field, end), found);
        few = i + 1 < count ? either(task, few, joined(task, joined(task, few, end), field)) : few;
    }
    return holds_empty(language) && count > 1 ? either(task, found, few) : found;
}

/* ---- what is left as it is ---- */

/* Without the part, or what the expression matches, that the second argument says. */
static const Automaton *kept_by_replace(const NarrowTask *task, const Expr *call)
{
    Text part;
    if (!text_argument(task, call, 1, &part))
        return NULL;
    const Automaton *touched =
        text_is(call->text, "replace")
            ? (part.size ? with_part(task, part) : NULL)
            : texts_of_regex(task->column->table->plan->languages, part, MATCH_PART, false);
    return but(task, everything(task), touched);
}

/* Without any of the characters of the second argument; of btrim and its like, at its ends. */
static const Automaton *without_characters(const NarrowTask *task, const Expr *call)
{
    Text characters;
    const Automaton *kept = everything(task);
    bool anywhere = text_is(call->text, "translate"), left = !text_is(call->text, "rtrim"),
         right = !text_is(call->text, "ltrim");
    if (!text_argument(task, call, 1, &characters))
        return NULL;
    for (size_t i = 0; i < characters.size && kept; i++) {
        Text one = text_slice(characters, i, i + 1);
        if ((unsigned char)one.data[0] >= 0x80)
            return NULL;
        const Automaton *ends = joined(task, everything(task), automaton_of_text(task->arena, one));
        if (anywhere)
            kept = but(task, kept, with_part(task, one));
        if (!anywhere && left)
            kept = but(task, kept, automaton_of_prefix(task->arena, one));
        if (!anywhere && right && kept)
            kept = but(task, kept, ends);
    }
    return kept;
}

/* As long as they are to be. */
static const Automaton *kept_by_pad(const NarrowTask *task, const Expr *call)
{
    uint32_t count;
    return count_argument(task, call, 1, &count) ? lengths(task, count, count) : NULL;
}

static const Automaton *kept_by_left(const NarrowTask *task, const Expr *call)
{
    uint32_t count;
    return count_argument(task, call, 1, &count) ? lengths(task, 0, count) : NULL;
}

const Automaton *shape_kept(const NarrowTask *task, const Expr *call)
{
    static const struct {
        const char *name;
        const Automaton *(*kept)(const NarrowTask *task, const Expr *call);
    } functions[] = {{"replace", kept_by_replace},  {"regexp_replace", kept_by_replace},
                     {"lpad", kept_by_pad},         {"rpad", kept_by_pad},
                     {"left", kept_by_left},        {"right", kept_by_left},
                     {"btrim", without_characters}, {"ltrim", without_characters},
                     {"rtrim", without_characters}, {"translate", without_characters}};
    for (size_t i = 0; i < sizeof functions / sizeof *functions && !call->qualifier.size; i++)
        if (text_is(call->text, functions[i].name) && call->arguments.count > 1)
            return functions[i].kept(task, call);
    return NULL;
}

const Automaton *shape_before(const NarrowTask *task, const Expr *call, const Automaton *language)
{
    static const struct {
        const char *name;
        Shape *before;
    } functions[] = {{"left", before_left},
                     {"right", before_right},
                     {"reverse", before_reverse},
                     {"substring", before_substring},
                     {"split_part", before_split_part}};
    if (call->qualifier.size || call->kind != EXPR_CALL || !call->arguments.count)
        return NULL;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (text_is(call->text, functions[i].name))
            return functions[i].before(task, call, language);
    const Automaton *kept = both(task, shape_kept(task, call), language);
    return kept && !automaton_is_empty(kept) ? kept : NULL;
}

/* ---- numbers ---- */

typedef const Automaton *NumberShape(const NarrowTask *task, const Expr *call, NumberSpan span);

static const Automaton *of_regex(const NarrowTask *task, Text expression)
{
    return texts_of_regex(task->column->table->plan->languages, expression, MATCH_WHOLE, false);
}

static bool is_call(const Expr *expr, const char *name)
{
    return expr->kind == EXPR_CALL && !expr->qualifier.size && text_is(expr->text, name);
}

/* The part begins at place `last` or before; SPAN_MOST: anywhere. */
static const Automaton *part_by(const NarrowTask *task, Text part, PlanInteger last)
{
    const Automaton *rest = automaton_of_prefix(task->arena, part);
    if (last < 1)
        return but(task, rest, rest);
    uint32_t before = last > LENGTH_MOST ? UINT32_MAX : (uint32_t)last - 1;
    return joined(task, lengths(task, 0, before), rest);
}

/* Where the part stands first, counted from 1; 0: nowhere. */
static const Automaton *of_position(const NarrowTask *task, const Expr *call, NumberSpan span)
{
    Text part;
    if (!text_argument(task, call, 1, &part) || !part.size)
        return NULL;
    const Automaton *placed = but(task, part_by(task, part, span.high), part_by(task, part, span.low - 1)),
                    *nowhere = but(task, everything(task), with_part(task, part));
    return span.low <= 0 && span.high >= 0 ? either(task, placed, nowhere) : placed;
}

/* The first character's number. */
static const Automaton *of_ascii(const NarrowTask *task, const Expr *call, NumberSpan span)
{
    int low = span.low < ' '   ? ' '
              : span.low > '~' ? '~'
                               : (int)span.low,
        high = span.high > '~'   ? '~'
               : span.high < ' ' ? ' '
                                 : (int)span.high;
    (void)call;
    return span.low <= '~' && span.high >= ' '
               ? of_regex(task, text_format(task->arena, "[\\x%02X-\\x%02X].*", low, high))
               : NULL;
}

/* Of string_to_array(x, ','). */
static const Automaton *of_fields(const NarrowTask *task, const Expr *call, NumberSpan span)
{
    Text separator;
    if (!text_argument(task, call->arguments.items[0], 1, &separator) || !separator.size || span.high < 1)
        return NULL;
    const Automaton *field = but(task, everything(task), with_part(task, separator)),
                    *more = joined(task, automaton_of_text(task->arena, separator), field), *found = NULL;
    PlanInteger low = span.low < 1 ? 1 : span.low,
                high = span.high < low + FIELDS_MORE ? span.high : low + FIELDS_MORE;
    if (low > FIELDS_MOST)
        return NULL;
    const Automaton *text = field;
    for (PlanInteger count = 1; count <= high; count++) {
        if (count >= low)
            found = found ? either(task, found, text) : text;
        text = joined(task, text, more);
    }
    return both(task, found, lengths(task, 1, UINT32_MAX));
}

/* Bytes of decode(x, 'hex') or decode(x, 'base64'). */
static const Automaton *of_decoded(const NarrowTask *task, const Expr *call, NumberSpan span)
{
    Text format;
    if (!text_argument(task, call->arguments.items[0], 1, &format) || span.high < 0 || span.low > BYTES_MOST)
        return NULL;
    unsigned low = span.low < 0 ? 0 : (unsigned)span.low,
             high = span.high > BYTES_MOST ? BYTES_MOST : (unsigned)span.high;
    if (text_is(format, "hex"))
        return of_regex(task, text_format(task->arena, "([0-9a-f]{2}){%u,%u}", low, high));
    const char *const ends[] = {"", "[A-Za-z0-9+/]{2}==", "[A-Za-z0-9+/]{3}="};
    const Automaton *found = NULL;
    for (unsigned size = low; size <= high && size < low + 3 && text_is(format, "base64"); size++) {
        const Automaton *one =
            of_regex(task, text_format(task->arena, "([A-Za-z0-9+/]{4}){%u}%s", size / 3, ends[size % 3]));
        found = found ? either(task, found, one) : one;
    }
    return found;
}

/* The shape of the function, and what it reads. */
static NumberShape *number_shape(const Expr *call, const Expr **argument)
{
    if (call->kind != EXPR_CALL || !call->arguments.count || call->qualifier.size)
        return NULL;
    const Expr *first = *argument = call->arguments.items[0];
    if (is_call(call, "position"))
        return of_position;
    if (is_call(call, "ascii"))
        return of_ascii;
    bool counts = is_call(call, "cardinality") || is_call(call, "array_length"),
         measures = is_call(call, "octet_length") || is_call(call, "length");
    if ((!counts || !is_call(first, "string_to_array")) && (!measures || !is_call(first, "decode")))
        return NULL;
    *argument = first->arguments.items[0];
    return first->arguments.count == 2 ? (counts ? of_fields : of_decoded) : NULL;
}

const Automaton *shape_of_number(const NarrowTask *task, const Expr *expr, const Spans *numbers,
                                 const Expr **argument)
{
    NumberShape *shape = number_shape(expr, argument);
    const Automaton *all = NULL;
    for (size_t i = 0; shape && i < numbers->count; i++) {
        const Automaton *one = shape(task, expr, numbers->items[i]);
        all = all && one ? automaton_either(task->arena, all, one) : one ? one : all;
    }
    return all;
}
