/* evaluate_match.c: patterns: LIKE by comparing, regular expressions by all states at once (Thompson). */
#include "evaluate/evaluate_match.h"

#include "base/buffer.h"
#include "evaluate/evaluate_string.h"
#include "evaluate/regex.h"

#include <string.h>

enum {
    NODE_LIMIT = 20000
};

/* ---- LIKE ---- */

static size_t character_size(Text text, size_t at)
{
    return string_offset(text_slice(text, at, text.size), 1);
}

static bool same_character(Text a, size_t i, Text b, size_t j)
{
    size_t size = character_size(a, i);
    return size == character_size(b, j) && memcmp(a.data + i, b.data + j, size) == 0;
}

/* One step of text and pattern other than at "%"; false where they don't agree. */
static bool step(Text text, size_t *at, Text pattern, size_t *place)
{
    if (pattern.data[*place] == '_') {
        *at += character_size(text, *at);
        ++*place;
        return true;
    }
    size_t literal = *place + (pattern.data[*place] == '\\');
    if (!same_character(text, *at, pattern, literal))
        return false;
    *at += character_size(text, *at);
    *place = literal + character_size(pattern, literal);
    return true;
}

/* After a mismatch the last "%" takes one character more. */
static bool is_like(Text text, Text pattern)
{
    size_t at = 0, place = 0, star = SIZE_MAX, resume = 0;
    while (at < text.size) {
        if (place < pattern.size && pattern.data[place] == '%') {
            star = ++place;
            resume = at;
        } else if (place >= pattern.size || !step(text, &at, pattern, &place)) {
            if (star == SIZE_MAX)
                return false;
            resume += character_size(text, resume);
            at = resume;
            place = star;
        }
    }
    while (place < pattern.size && pattern.data[place] == '%')
        place++;
    return place == pattern.size;
}

static bool ends_in_escape(Text pattern)
{
    size_t count = 0;
    while (count < pattern.size && pattern.data[pattern.size - 1 - count] == '\\')
        count++;
    return count % 2 == 1;
}

static Datum like(Evaluator *evaluator, Text text, Text pattern, bool folded)
{
    if (ends_in_escape(pattern) || (folded && (!string_is_ascii(text) || !string_is_ascii(pattern))))
        return datum_unknown();
    if (folded) {
        text = text_lower(evaluator->arena, text);
        pattern = text_lower(evaluator->arena, pattern);
    }
    return datum_bool(is_like(text, pattern));
}

/* ---- regular expressions ---- */

typedef enum NodeKind {
    NODE_SET,
    NODE_SPLIT, /* on to `next` and, unless −1, to `other` */
    NODE_BEGIN,
    NODE_END,
    NODE_LOOK, /* on to `next` where what begins at `other` is found, or is not */
    NODE_ACCEPT
} NodeKind;

typedef struct Node {
    NodeKind kind;
    const Regex *regex; /* NODE_SET, NODE_LOOK */
    int next, other;
} Node;

typedef struct Program {
    Arena *arena;
    LIST(Node) nodes;
    bool is_full;
} Program;

static int add(Program *program, NodeKind kind, const Regex *regex, int next, int other)
{
    if (program->nodes.count >= NODE_LIMIT) {
        program->is_full = true;
        return 0;
    }
    list_push(program->arena, &program->nodes, ((Node){kind, regex, next, other}));
    return (int)program->nodes.count - 1;
}

static int compile(Program *program, const Regex *regex, int next);

static int compile_choice(Program *program, const Regex *regex, int next)
{
    int entry = compile(program, regex->parts.items[0], next);
    for (size_t i = 1; i < regex->parts.count; i++)
        entry = add(program, NODE_SPLIT, NULL, entry, compile(program, regex->parts.items[i], next));
    return entry;
}

static int compile_times(Program *program, const Regex *regex, int next)
{
    const Regex *part = regex->parts.items[0];
    int entry = next;
    if (regex->maximum == REGEX_UNBOUNDED) {
        entry = add(program, NODE_SPLIT, NULL, -1, next);
        int inside = compile(program, part, entry);
        program->nodes.items[entry].next = inside;
    }
    for (int i = regex->minimum; regex->maximum != REGEX_UNBOUNDED && i < regex->maximum && !program->is_full;
         i++)
        entry = add(program, NODE_SPLIT, NULL, compile(program, part, entry), next);
    for (int i = 0; i < regex->minimum && !program->is_full; i++)
        entry = compile(program, part, entry);
    return entry;
}

static int compile(Program *program, const Regex *regex, int next)
{
    switch (regex->kind) {
    case REGEX_CHARACTER:
        return add(program, NODE_SET, regex, next, -1);
    case REGEX_SEQUENCE:
        for (size_t i = regex->parts.count; i-- > 0 && !program->is_full;)
            next = compile(program, regex->parts.items[i], next);
        return next;
    case REGEX_CHOICE:
        return compile_choice(program, regex, next);
    case REGEX_TIMES:
        return compile_times(program, regex, next);
    case REGEX_AT_BEGIN:
        return add(program, NODE_BEGIN, NULL, next, -1);
    case REGEX_AT_END:
        return add(program, NODE_END, NULL, next, -1);
    case REGEX_LOOK:
        return add(program, NODE_LOOK, regex, next, compile(program, regex->parts.items[0], 0));
    default:
        return next;
    }
}

typedef struct Search {
    const Program *program;
    Text text;
    bool folded;
    size_t first, last; /* it may begin up to the one place, and is to end at the other or later */
    int *active;        /* the nodes that wait for a character */
    size_t count;
    size_t *seen; /* by node: the place in the text, plus one, it was reached at */
    int *pending; /* nodes to be followed */
    bool accepts;
    bool unsure; /* a set was asked that does not tell */
} Search;

static bool search_text(Search *search, int entry, size_t from);

static Search search_new(const Program *program, Text text, bool folded)
{
    size_t count = program->nodes.count;
    Search search = {.program = program, .text = text, .folded = folded, .first = text.size};
    search.active = arena_array(program->arena, count, sizeof *search.active);
    search.seen = arena_array(program->arena, count, sizeof *search.seen);
    search.pending = arena_array(program->arena, count * 2 + 1, sizeof *search.pending);
    return search;
}

/* Whether the look is found at the place: what begins there, or what ends there. */
static bool looks_so(Search *search, const Node *node, size_t at)
{
    const Regex *look = node->regex;
    Text text = look->behind ? text_slice(search->text, 0, at) : search->text;
    Search beside = search_new(search->program, text, search->folded);
    beside.first = at;
    beside.last = look->behind ? at : 0;
    bool found = search_text(&beside, node->other, look->behind ? 0 : at);
    bool cut = look->behind && at < search->text.size && regex_holds(look, REGEX_AT_END);
    search->unsure = search->unsure || beside.unsure || cut;
    return found != look->negated;
}

static bool in_set(const CharSet *set, uint32_t character)
{
    for (size_t i = 0; i < set->count; i++)
        if (character >= set->items[i].first && character <= set->items[i].last)
            return true;
    return false;
}

/* Without regard to case, a set has both of a letter where it names one; a negated one neither. */
static bool takes(Search *search, const Regex *regex, uint32_t c)
{
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    bool here = in_set(&regex->set, c);
    if (c < 0x20 || c > 0x7E) {
        search->unsure = search->unsure || regex->is_open;
        return regex->negated || here;
    }
    if (!search->folded || !letter)
        return here;
    bool other = in_set(&regex->set, c ^ 0x20);
    return regex->negated ? here && other : here || other;
}

/* Follows all that needs no character. */
static void follow(Search *search, int start, size_t at)
{
    size_t count = 0;
    search->pending[count++] = start;
    while (count) {
        int index = search->pending[--count];
        if (search->seen[index] == at + 1)
            continue;
        search->seen[index] = at + 1;
        const Node *node = &search->program->nodes.items[index];
        bool passes = node->kind == NODE_SPLIT || (node->kind == NODE_BEGIN && at == 0) ||
                      (node->kind == NODE_END && at == search->text.size) ||
                      (node->kind == NODE_LOOK && looks_so(search, node, at));
        search->accepts = search->accepts || (node->kind == NODE_ACCEPT && at >= search->last);
        if (node->kind == NODE_SET)
            search->active[search->count++] = index;
        if (passes)
            search->pending[count++] = node->next;
        if (node->kind == NODE_SPLIT && node->other >= 0)
            search->pending[count++] = node->other;
    }
}

/* Whether the expression matches somewhere from a place on. */
static bool search_text(Search *search, int entry, size_t from)
{
    const Program *program = search->program;
    int *waiting = arena_array(program->arena, program->nodes.count, sizeof *waiting);
    for (size_t at = from;;) {
        if (at <= search->first)
            follow(search, entry, at);
        if (search->accepts || at == search->text.size)
            return search->accepts;
        uint32_t character = string_next(search->text, &at);
        size_t count = search->count;
        memcpy(waiting, search->active, count * sizeof *waiting);
        search->count = 0;
        for (size_t i = 0; i < count; i++) {
            const Node *node = &program->nodes.items[waiting[i]];
            if (takes(search, node->regex, character))
                follow(search, node->next, at);
        }
    }
}

static Datum matches(Evaluator *evaluator, Text text, Text pattern, bool folded)
{
    const char *problem;
    bool beyond = !string_is_ascii(text) || !string_is_ascii(pattern);
    if ((folded && beyond) || text_starts_with(pattern, TEXT("***")))
        return datum_unknown();
    const Regex *regex = regex_parse(evaluator->arena, pattern, &problem);
    Program program = {.arena = evaluator->arena};
    add(&program, NODE_ACCEPT, NULL, -1, -1);
    int entry = regex ? compile(&program, regex, 0) : 0;
    if (!regex || program.is_full)
        return datum_unknown();
    Search search = search_new(&program, text, folded);
    bool found = search_text(&search, entry, 0);
    return search.unsure ? datum_unknown() : datum_bool(found);
}

/* ---- replacing ---- */

/* The part that alone a choice or a sequence has. */
static const Regex *lone(const Regex *regex)
{
    while ((regex->kind == REGEX_CHOICE || regex->kind == REGEX_SEQUENCE) && regex->parts.count == 1)
        regex = regex->parts.items[0];
    return regex;
}

/* The set of an expression that is one, or one or more of one: then *runs. NULL for any other. */
static const Regex *lone_set(const Regex *regex, bool *runs)
{
    regex = lone(regex);
    *runs = regex->kind == REGEX_TIMES && regex->minimum == 1 && regex->maximum == REGEX_UNBOUNDED;
    if (*runs)
        regex = lone(regex->parts.items[0]);
    return regex->kind == REGEX_CHARACTER ? regex : NULL;
}

static Datum taken(const Evaluator *evaluator, Buffer *out, TypeUse type)
{
    Text text = text_copy(evaluator->arena, buffer_contents(out));
    buffer_free(out);
    return datum_make(type, text);
}

/* Puts the replacement where characters of the set are: at each, at each run of them, or at the
 * first alone. */
static Datum replace(Evaluator *evaluator, Search *search, const Regex *set, Text replacement, bool runs,
                     bool all)
{
    Buffer out = {0};
    bool inside = false, done = false;
    for (size_t at = 0; at < search->text.size;) {
        size_t start = at;
        bool hit = takes(search, set, string_next(search->text, &at)) && (!done || all || (runs && inside));
        if (!hit)
            buffer_text(&out, text_slice(search->text, start, at));
        else if (!inside || !runs)
            buffer_text(&out, replacement);
        done = done || hit;
        inside = hit;
    }
    Datum result = taken(evaluator, &out, type_of_code("text"));
    return search->unsure || result.text.size > DATUM_SIZE_LIMIT ? datum_unknown() : result;
}

/* Of expressions that are a set of characters, or a run of them. */
/* "\\\\" stands for a backslash; false where the replacement has parts of what was found. */
static bool plain_replacement(Arena *arena, Text replacement, Text *plain)
{
    char *out = arena_alloc(arena, replacement.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < replacement.size; i++) {
        bool escapes = replacement.data[i] == '\\';
        if (escapes && (i + 1 == replacement.size || replacement.data[i + 1] != '\\'))
            return false;
        i += escapes;
        out[size++] = replacement.data[i];
    }
    *plain = (Text){out, size};
    return true;
}

Datum match_regexp_replace(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text text = arguments[0].text, pattern = arguments[1].text, replacement = arguments[2].text;
    Text flags = count > 3 ? arguments[3].text : TEXT("");
    const char *problem;
    bool runs;
    (void)result;
    if ((flags.size && !text_is(flags, "g")) || text_ends_with(pattern, TEXT("?")) ||
        !plain_replacement(evaluator->arena, replacement, &replacement) ||
        text_starts_with(pattern, TEXT("***")))
        return datum_unknown();
    const Regex *regex = regex_parse(evaluator->arena, pattern, &problem);
    const Regex *set = regex ? lone_set(regex, &runs) : NULL;
    Search search = {.text = text};
    return set ? replace(evaluator, &search, set, replacement, runs, flags.size > 0) : datum_unknown();
}

/* ---- operators ---- */

Datum match_operator(Evaluator *evaluator, Text symbol, const Datum *text, const Datum *pattern)
{
    TypeCode code = type_code(&text->type);
    Text bare = symbol;
    bool negated = text_starts_with(symbol, TEXT("!"));
    bool string = code == TYPE_TEXT || code == TYPE_BPCHAR || code == TYPE_NAME || code == TYPE_CITEXT;
    if (!string || !datum_is_deterministic(text, pattern))
        return datum_unknown();
    if (text_is(symbol, "^@"))
        return code == TYPE_TEXT ? datum_bool(text_starts_with(text->text, pattern->text)) : datum_unknown();
    if (negated)
        bare = text_slice(symbol, 1, symbol.size);
    bool folded = text_ends_with(bare, TEXT("*")) || code == TYPE_CITEXT;
    Datum result = text_starts_with(bare, TEXT("~~")) ? like(evaluator, text->text, pattern->text, folded)
                                                      : matches(evaluator, text->text, pattern->text, folded);
    return result.state == EVALUATED_VALUE ? datum_bool(datum_is_true(&result) != negated) : result;
}

Datum match_regexp_like(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text flags = count > 2 ? arguments[2].text : TEXT("");
    (void)result;
    if (flags.size && !text_is(flags, "i"))
        return datum_unknown();
    return matches(evaluator, arguments[0].text, arguments[1].text, flags.size > 0);
}

/* ---- escapes ---- */

/* The pattern with backslashes for escapes; an empty escape is none. */
Datum match_like_escape(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text pattern = arguments[0].text, escape = arguments[1].text;
    Buffer out = {0};
    bool escaped = false;
    (void)count;
    if (type_code(&result) != TYPE_TEXT || !string_is_ascii(escape))
        return datum_unknown();
    if (escape.size > 1)
        return datum_error();
    if (text_is(escape, "\\"))
        return datum_make(result, pattern);
    for (size_t i = 0; i < pattern.size; i++) {
        char c = pattern.data[i];
        bool begins = escape.size && c == escape.data[0] && !escaped;
        if (c == '\\' && !escaped)
            buffer_char(&out, '\\');
        buffer_char(&out, begins ? '\\' : c);
        escaped = begins;
    }
    return taken(evaluator, &out, result);
}

static bool has(Text text, const char *part)
{
    return text_contains(text, text_of(part));
}

/* One character of a SIMILAR TO pattern, outside brackets and not escaped. */
static void append_similar(Buffer *out, char c)
{
    if (c == '%')
        buffer_string(out, ".*");
    else if (c == '_')
        buffer_char(out, '.');
    else if (c == '(')
        buffer_string(out, "(?:");
    else {
        if (strchr("\\.^$", c))
            buffer_char(out, '\\');
        buffer_char(out, c);
    }
}

/* The regular expression of a SIMILAR TO pattern. Brackets that hold brackets differ between versions. */
Datum match_similar_escape(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text pattern = arguments[0].text, escape = count > 1 ? arguments[1].text : TEXT("\\");
    Buffer out = {0};
    bool escaped = false, bracket = false;
    if (escape.size > 1 || !string_is_ascii(escape) || has(pattern, "[[") || has(pattern, "[]") ||
        has(pattern, "[^]") || has(pattern, "\"") || has(pattern, "[:"))
        return datum_unknown();
    buffer_string(&out, "^(?:");
    for (size_t i = 0; i < pattern.size; i++) {
        char c = pattern.data[i];
        if (escaped) {
            buffer_char(&out, '\\');
            buffer_char(&out, c);
            escaped = false;
        } else if (escape.size && c == escape.data[0]) {
            escaped = true;
        } else if (bracket) {
            if (c == '\\')
                buffer_char(&out, '\\');
            buffer_char(&out, c);
            bracket = c != ']';
        } else if (c == '[') {
            buffer_char(&out, c);
            bracket = true;
        } else {
            append_similar(&out, c);
        }
    }
    buffer_string(&out, ")$");
    return taken(evaluator, &out, result);
}
