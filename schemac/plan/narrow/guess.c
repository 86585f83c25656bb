/* guess.c: values in the shapes that people give codes, numbers and names, filled in by turns. */
#include "plan/narrow/guess.h"

#include "base/buffer.h"
#include "model/literal.h"
#include "model/type_convert.h"
#include "plan/language/automaton.h"
#include "plan/narrow/narrow_other.h"
#include "plan/narrow/narrow_text.h"

enum {
    SHAPES_MOST = 80,
    PATTERN_STRINGS = 4 /* one of so many values comes from a pattern, where there is one */
};

/* How values of a type may look: literal but for what follows a percent sign, perhaps so many times: d a
 * digit, h one in hexadecimal, b a bit, a and A a letter, w and W a word, n a number up to 255, c a constant
 * of the condition. */
typedef struct Shape {
    TypeCode code;
    const char *text;
} Shape;

static const Shape shapes[] = {
    {TYPE_TEXT, "%w"},
    {TYPE_TEXT, "%W"},
    {TYPE_TEXT, "%16d"},
    {TYPE_TEXT, "%c"},
    {TYPE_TEXT, "%W %W"},
    {TYPE_TEXT, "%w %w %w"},
    {TYPE_TEXT, "%w-%w"},
    {TYPE_TEXT, "%w_%w"},
    {TYPE_TEXT, "%13d"},
    {TYPE_TEXT, "%15d"},
    {TYPE_TEXT, "%10d"},
    {TYPE_TEXT, "%c%d"},
    {TYPE_TEXT, "%c%6d"},
    {TYPE_TEXT, "%c-%4d"},
    {TYPE_TEXT, "%c%w"},
    {TYPE_TEXT, "%w%c"},
    {TYPE_TEXT, "%d"},
    {TYPE_TEXT, "%2d"},
    {TYPE_TEXT, "%3d"},
    {TYPE_TEXT, "%4d"},
    {TYPE_TEXT, "%5d"},
    {TYPE_TEXT, "%6d"},
    {TYPE_TEXT, "%7d"},
    {TYPE_TEXT, "%8d"},
    {TYPE_TEXT, "%9d"},
    {TYPE_TEXT, "%11d"},
    {TYPE_TEXT, "%12d"},
    {TYPE_TEXT, "%14d"},
    {TYPE_TEXT, "%18d"},
    {TYPE_TEXT, "%20d"},
    {TYPE_TEXT, "%4d-%4d-%4d-%4d"},
    {TYPE_TEXT, "%4d %4d %4d %4d"},
    {TYPE_TEXT, "%3d-%2d-%4d"},
    {TYPE_TEXT, "%3d.%3d.%3d-%2d"},
    {TYPE_TEXT, "978%10d"},
    {TYPE_TEXT, "978-%d-%4d-%4d-%d"},
    {TYPE_TEXT, "%9dX"},
    {TYPE_TEXT, "%d-%5d-%3d-%d"},
    {TYPE_TEXT, "%4d-%4d"},
    {TYPE_TEXT, "+49%10d"},
    {TYPE_TEXT, "+1%10d"},
    {TYPE_TEXT, "(%3d) %3d-%4d"},
    {TYPE_TEXT, "DE%20d"},
    {TYPE_TEXT, "GB%2d%4A%14d"},
    {TYPE_TEXT, "NL%2d%4A%10d"},
    {TYPE_TEXT, "%2A%d%7d"},
    {TYPE_TEXT, "DE%9d"},
    {TYPE_TEXT, "%A"},
    {TYPE_TEXT, "%2A"},
    {TYPE_TEXT, "%3A"},
    {TYPE_TEXT, "%4A"},
    {TYPE_TEXT, "%2a"},
    {TYPE_TEXT, "%3a"},
    {TYPE_TEXT, "%6a"},
    {TYPE_TEXT, "%A%d"},
    {TYPE_TEXT, "%A-%4d"},
    {TYPE_TEXT, "%2A-%4d"},
    {TYPE_TEXT, "%3A-%4d"},
    {TYPE_TEXT, "%3A%3d"},
    {TYPE_TEXT, "%2A %3d %2A"},
    {TYPE_TEXT, "%8h"},
    {TYPE_TEXT, "%32h"},
    {TYPE_TEXT, "#%6h"},
    {TYPE_TEXT, "%8h-%4h-4%3h-a%3h-%12h"},
    {TYPE_TEXT, "%w.%w@example.org"},
    {TYPE_TEXT, "%w@%w.org"},
    {TYPE_TEXT, "%w%c%w%c%w"},
    {TYPE_TEXT, "https://%w.example.org/%w"},
    {TYPE_TEXT, "/%w/%w.txt"},
    {TYPE_TEXT, "%w.%w"},
    {TYPE_TEXT, "202%d-0%d-1%d"},
    {TYPE_TEXT, "1%d:2%d"},
    {TYPE_TEXT, "%d.%d.%d"},
    {TYPE_TEXT, "10.%n.%n.%n"},
    {TYPE_TEXT, "{\"%w\": %n}"},
    {TYPE_TEXT, "%n.%2d"},
    {TYPE_UUID, "%8h-%4h-4%3h-a%3h-%12h"},
    {TYPE_BYTEA, "\\x%2h"},
    {TYPE_BYTEA, "\\x%8h"},
    {TYPE_BYTEA, "\\x%32h"},
    {TYPE_INET, "10.%n.%n.%n"},
    {TYPE_INET, "192.168.%n.%n"},
    {TYPE_INET, "203.0.113.%n"},
    {TYPE_CIDR, "10.%n.%n.0/24"},
    {TYPE_CIDR, "192.168.%n.0/24"},
    {TYPE_MACADDR, "%2h:%2h:%2h:%2h:%2h:%2h"},
    {TYPE_MACADDR8, "%2h:%2h:%2h:%2h:%2h:%2h:%2h:%2h"},
    {TYPE_VARBIT, "%4b"},
    {TYPE_VARBIT, "%8b"},
    {TYPE_VARBIT, "%16b"},
    {TYPE_LTREE, "%c"},
    {TYPE_LTREE, "%c.%w"},
    {TYPE_LTREE, "%c.%c"},
    {TYPE_LTREE, "%w.%c"},
    {TYPE_LTREE, "%c.%w.%w"},
    {TYPE_LTREE, "%c.%c.%w"},
    {TYPE_LTREE, "%c.%c.%c"},
    {TYPE_LTREE, "%w.%w"},
    {TYPE_LTREE, "%w.%w.%w.%w"},
    {TYPE_HSTORE, "\"%w\"=>\"%w\""},
    {TYPE_HSTORE, "\"%c\"=>\"%w\""},
    {TYPE_HSTORE, "\"%c\"=>\"%n\""},
    {TYPE_HSTORE, "\"%c\"=>\"%c\""},
    {TYPE_HSTORE, "\"%c\"=>\"%c\", \"%c\"=>\"%w\""},
    {TYPE_HSTORE, "\"%c\"=>\"%c\", \"%c\"=>\"%w\", \"%c\"=>\"%w\""},
    {TYPE_JSONB, "{\"%w\": %n}"},
    {TYPE_JSONB, "{\"%c\": %n}"},
    {TYPE_JSONB, "{\"%c\": \"%w\"}"},
    {TYPE_JSONB, "{\"%c\": \"%c\"}"},
    {TYPE_JSONB, "{\"%c\": true}"},
    {TYPE_JSONB, "{\"%c\": {\"%c\": %n}}"},
    {TYPE_JSONB, "{\"%c\": [%n]}"},
    {TYPE_JSONB, "[%n, %n]"},
    {TYPE_JSONB, "[\"%w\", \"%w\"]"},
    {TYPE_JSONB, "%n"},
    {TYPE_JSONB, "\"%w\""},
    {TYPE_XML, "<%w>%w</%w>"},
    {TYPE_XML, "<%c>%w</%c>"},
    {TYPE_POINT, "(%n,%n)"},
    {TYPE_CIRCLE, "<(%n,%n),%n>"},
    {TYPE_CUBE, "(%n, %n)"},
    {TYPE_CUBE, "(%n, %n, %n)"},
    {TYPE_TSVECTOR, "'%w':1"},
};

static const char *const words[] = {
    "lamp",   "river",  "stone",  "garden", "paper",  "window", "bridge", "market", "winter", "copper",
    "forest", "table",  "harbor", "mirror", "silver", "candle", "meadow", "pencil", "basket", "engine",
    "island", "letter", "needle", "orange", "planet", "rocket", "saddle", "ticket", "valley", "wagon",
};

/* Values being made. */
typedef struct Guess {
    const NarrowTask *task;
    TextList constants; /* for %c */
    const char *chosen[SHAPES_MOST];
    size_t shapes;
    uint64_t state;
} Guess;

/* ---- filling shapes in ---- */

/* A number below `limit` (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014). */
static uint64_t below(Guess *guess, uint64_t limit)
{
    guess->state += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t mixed = (guess->state ^ guess->state >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94D049BB133111EB);
    return (mixed ^ mixed >> 31) % limit;
}

static const char *word(Guess *guess)
{
    return words[below(guess, sizeof words / sizeof *words)];
}

static void add_part(Guess *guess, Buffer *out, char kind)
{
    const char *chosen;
    switch (kind) {
    case 'd':
        buffer_char(out, (char)('0' + below(guess, 10)));
        break;
    case 'h':
        buffer_char(out, "0123456789abcdef"[below(guess, 16)]);
        break;
    case 'b':
        buffer_char(out, (char)('0' + below(guess, 2)));
        break;
    case 'a':
        buffer_char(out, (char)('a' + below(guess, 26)));
        break;
    case 'A':
        buffer_char(out, (char)('A' + below(guess, 26)));
        break;
    case 'n':
        buffer_format(out, "%u", (unsigned)below(guess, 256));
        break;
    case 'W':
        chosen = word(guess);
        buffer_char(out, (char)(chosen[0] - 'a' + 'A'));
        buffer_string(out, chosen + 1);
        break;
    case 'c':
        if (guess->constants.count) {
            buffer_text(out, guess->constants.items[below(guess, guess->constants.count)]);
            break;
        }
        buffer_string(out, word(guess));
        break;
    default:
        buffer_string(out, word(guess));
    }
}

static Text fill_in(Guess *guess, const char *shape)
{
    Buffer out = {0};
    for (; *shape; shape++) {
        unsigned times = 0;
        if (*shape != '%') {
            buffer_char(&out, *shape);
            continue;
        }
        for (shape++; *shape >= '0' && *shape <= '9'; shape++)
            times = times * 10 + (unsigned)(*shape - '0');
        for (unsigned i = 0; i < (times ? times : 1); i++)
            add_part(guess, &out, *shape);
    }
    Text text = text_copy(guess->task->arena, buffer_contents(&out));
    buffer_free(&out);
    return text;
}

/* ---- constants ---- */

static bool is_word_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* The words of a constant, such as the labels of a path. */
static void add_words(Guess *guess, Text constant)
{
    for (size_t i = 0; i < constant.size;) {
        size_t end = i;
        while (end < constant.size && is_word_byte(constant.data[end]))
            end++;
        if (end > i)
            list_push(guess->task->arena, &guess->constants, text_slice(constant, i, end));
        i = end + 1;
    }
}

static TextList all_constants(const NarrowTask *task)
{
    TextList all = narrow_literals(task);
    for (size_t i = 0; i < task->conditions.count; i++) {
        TextList more =
            guess_constants(task->arena, task->column->table->plan->schema, task->conditions.items[i]);
        for (size_t k = 0; k < more.count; k++)
            list_push(task->arena, &all, more.items[k]);
    }
    return all;
}

/* Those that are values of the type themselves. */
static void add_constants(const NarrowTask *task, const TextList *constants, TextList *values)
{
    for (size_t i = 0; i < constants->count; i++) {
        TextList one = {0};
        list_push(task->arena, &one, literal_canonical(task->arena, constants->items[i], &task->base));
        if (domain_values(task->column, &one, "").unrank)
            list_push(task->arena, values, one.items[0]);
    }
}

/* ---- patterns ---- */

static bool is_pattern(Text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] == '[' || text.data[i] == '\\' || text.data[i] == '^' || text.data[i] == '$')
            return true;
    return false;
}

/* Strings all over those that a constant matches, where it is an expression. */
static void add_matches(const NarrowTask *task, Text pattern, size_t wanted, TextList *values)
{
    Arena *arena = task->arena;
    const char *problem;
    const Regex *regex = is_pattern(pattern) ? regex_parse(arena, pattern, &problem) : NULL;
    Automaton *language = regex ? automaton_of(arena, regex, MATCH_PART, false) : NULL;
    language = language ? automaton_natural(arena, language) : NULL;
    if (!language || !automaton_count(arena, language, 1, UINT32_MAX))
        return;
    PlanCount count = language->count < wanted ? language->count : wanted, stride = language->count / count;
    for (PlanCount i = 0; i < count; i++)
        list_push(arena, values, automaton_string(arena, language, stride * i + i % stride));
}

TextList guess_matches(const NarrowTask *task, size_t wanted)
{
    TextList values = {0}, constants = all_constants(task);
    for (size_t i = 0; i < constants.count; i++)
        add_matches(task, constants.items[i], wanted, &values);
    return values;
}

/* ---- all together ---- */

static TypeCode code_of(const NarrowTask *task)
{
    if (texts_kind(task))
        return TYPE_TEXT;
    TypeCode code = type_code(&task->base);
    return code == TYPE_JSON ? TYPE_JSONB : code;
}

static void choose_shapes(Guess *guess, TypeCode code)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes && guess->shapes < SHAPES_MOST; i++)
        if (shapes[i].code == code)
            guess->chosen[guess->shapes++] = shapes[i].text;
}

static bool fits(const NarrowTask *task, Text value)
{
    int limit = texts_kind(task) && task->base.modifier_count ? task->base.modifiers[0] : 0;
    return !limit || value.size <= (size_t)limit;
}

TextList guess_values(const NarrowTask *task, size_t wanted)
{
    TextList values = {0}, constants = all_constants(task);
    Guess guess = {.task = task, .state = wanted};
    add_constants(task, &constants, &values);
    if (task->base.dimensions)
        return values;
    for (size_t i = 0; i < constants.count; i++)
        if (texts_kind(task) && !is_pattern(constants.items[i]))
            list_push(task->arena, &guess.constants, constants.items[i]);
        else
            add_words(&guess, constants.items[i]);
    for (size_t i = 0; texts_kind(task) && i < constants.count; i++)
        add_matches(task, constants.items[i], wanted / PATTERN_STRINGS, &values);
    choose_shapes(&guess, code_of(task));
    for (size_t i = 0; guess.shapes && i < wanted; i++) {
        Text value = fill_in(&guess, guess.chosen[i % guess.shapes]);
        if (fits(task, value))
            list_push(task->arena, &values, value);
    }
    return values;
}

static Text alike(Guess *guess, Text model, bool with_letters)
{
    Buffer out = {0};
    for (size_t i = 0; i < model.size; i++) {
        char c = model.data[i];
        bool is_small = c >= 'a' && c <= 'z', is_capital = c >= 'A' && c <= 'Z';
        if (c >= '0' && c <= '9')
            add_part(guess, &out, 'd');
        else if (with_letters && (is_small || is_capital))
            add_part(guess, &out, is_small ? 'a' : 'A');
        else
            buffer_char(&out, c);
    }
    Text text = text_copy(guess->task->arena, buffer_contents(&out));
    buffer_free(&out);
    return text;
}

TextList guess_alike(const NarrowTask *task, const TextList *models, size_t wanted)
{
    TextList values = {0};
    Guess guess = {.task = task, .state = wanted};
    for (size_t i = 0; texts_kind(task) && models->count && i < wanted; i++)
        list_push(task->arena, &values, alike(&guess, models->items[i / 2 % models->count], i % 2));
    return values;
}
