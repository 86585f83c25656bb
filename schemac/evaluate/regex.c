/* regex.c: reading regular expressions by recursive descent. */
#include "evaluate/regex.h"

enum {
    NESTING_LIMIT = 100 /* parentheses inside one another */
};

typedef struct Parser {
    RegexLexer lexer;
    RegexToken token; /* the next one */
    const char *problem;
    int depth;
    Regex *words[2][2]; /* looks at a character of a word: by `behind`, `negated` */
} Parser;

static void advance(Parser *parser)
{
    parser->token = regex_token(&parser->lexer);
    if (parser->token.kind == REGEX_ERROR)
        parser->problem = parser->token.problem;
}

static Regex *node(Parser *parser, RegexKind kind)
{
    Regex *regex = arena_new_object(parser->lexer.arena, Regex);
    regex->kind = kind;
    return regex;
}

static Regex *with_parts(Parser *parser, RegexKind kind, Regex *first, Regex *second)
{
    Regex *regex = node(parser, kind);
    list_push(parser->lexer.arena, &regex->parts, first);
    if (second)
        list_push(parser->lexer.arena, &regex->parts, second);
    return regex;
}

static Regex *look(Parser *parser, Regex *part, bool behind, bool negated)
{
    Regex *regex = with_parts(parser, REGEX_LOOK, part, NULL);
    regex->behind = behind;
    regex->negated = negated;
    return regex;
}

/* ---- words ---- */

/* Where a letter, digit or underscore is on that side, or is not; each is one object. */
static Regex *word_look(Parser *parser, bool behind, bool negated)
{
    static const CharRange ranges[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
    Regex **known = &parser->words[behind][negated];
    if (*known)
        return *known;
    Regex *set = node(parser, REGEX_CHARACTER);
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        list_push(parser->lexer.arena, &set->set, ranges[i]);
    set->is_open = true;
    return *known = look(parser, set, behind, negated);
}

static Regex *word_edge(Parser *parser, bool inside_before, bool inside_after)
{
    return with_parts(parser, REGEX_SEQUENCE, word_look(parser, true, !inside_before),
                      word_look(parser, false, !inside_after));
}

static Regex *boundary(Parser *parser)
{
    char letter = parser->token.letter;
    advance(parser);
    if (letter == 'm' || letter == 'M')
        return word_edge(parser, letter == 'M', letter == 'm');
    bool none = letter == 'Y';
    return with_parts(parser, REGEX_CHOICE, word_edge(parser, false, !none), word_edge(parser, true, none));
}

/* ---- the grammar ---- */

static Regex *choice(Parser *parser);

/* Within parentheses. */
static Regex *group(Parser *parser)
{
    advance(parser);
    if (++parser->depth > NESTING_LIMIT) {
        parser->problem = "its parentheses are nested too deeply";
        return NULL;
    }
    Regex *inside = choice(parser);
    parser->depth--;
    if (!inside)
        return NULL;
    if (parser->token.kind != REGEX_CLOSE) {
        parser->problem = parser->problem ? parser->problem : "a parenthesis is not closed";
        return NULL;
    }
    advance(parser);
    return inside;
}

static Regex *capture(Parser *parser)
{
    bool captures = parser->token.captures;
    Regex *inside = group(parser);
    if (inside)
        inside->captures = captures;
    return inside;
}

static Regex *look_around(Parser *parser)
{
    RegexToken token = parser->token;
    Regex *inside = group(parser);
    return inside ? look(parser, inside, token.behind, token.negated) : NULL;
}

static Regex *simple(Parser *parser, RegexKind kind)
{
    Regex *regex = node(parser, kind);
    regex->set = parser->token.set;
    regex->negated = parser->token.negated;
    regex->is_open = parser->token.is_open;
    advance(parser);
    return regex;
}

static Regex *atom(Parser *parser)
{
    switch (parser->token.kind) {
    case REGEX_SET:
        return simple(parser, REGEX_CHARACTER);
    case REGEX_BEGIN:
        return simple(parser, REGEX_AT_BEGIN);
    case REGEX_FINISH:
        return simple(parser, REGEX_AT_END);
    case REGEX_OPEN:
        return capture(parser);
    case REGEX_OPEN_LOOK:
        return look_around(parser);
    case REGEX_BOUNDARY:
        return boundary(parser);
    default:
        parser->problem = parser->problem ? parser->problem : "a repetition has nothing to repeat";
        return NULL;
    }
}

static Regex *repeated(Parser *parser)
{
    Regex *regex = atom(parser);
    if (!regex || parser->token.kind != REGEX_REPEAT)
        return regex;
    Regex *times = node(parser, REGEX_TIMES);
    list_push(parser->lexer.arena, &times->parts, regex);
    times->minimum = parser->token.minimum;
    times->maximum = parser->token.maximum;
    advance(parser);
    bool anchor = regex->kind == REGEX_AT_BEGIN || regex->kind == REGEX_AT_END || regex->kind == REGEX_LOOK;
    if (!anchor && parser->token.kind != REGEX_REPEAT)
        return times;
    parser->problem = "a repetition has nothing to repeat";
    return NULL;
}

static bool ends_sequence(RegexTokenKind kind)
{
    return kind == REGEX_END || kind == REGEX_OR || kind == REGEX_CLOSE;
}

static Regex *sequence(Parser *parser)
{
    Regex *regex = node(parser, REGEX_SEQUENCE);
    while (!ends_sequence(parser->token.kind)) {
        Regex *part = repeated(parser);
        if (!part)
            return NULL;
        list_push(parser->lexer.arena, &regex->parts, part);
    }
    return regex;
}

static Regex *choice(Parser *parser)
{
    Regex *regex = node(parser, REGEX_CHOICE);
    for (;;) {
        Regex *part = sequence(parser);
        if (!part)
            return NULL;
        list_push(parser->lexer.arena, &regex->parts, part);
        if (parser->token.kind != REGEX_OR)
            return regex;
        advance(parser);
    }
}

bool regex_holds(const Regex *regex, RegexKind kind)
{
    bool holds = regex->kind == kind;
    for (size_t i = 0; i < regex->parts.count && !holds; i++)
        holds = regex_holds(regex->parts.items[i], kind);
    return holds;
}

Regex *regex_parse(Arena *arena, Text text, const char **problem)
{
    const unsigned char *start = (const unsigned char *)text_string(arena, text);
    Parser parser = {.lexer = {.arena = arena, .at = start, .end = start + text.size}};
    regex_take_options(&parser.lexer);
    advance(&parser);
    Regex *regex = choice(&parser);
    if (regex && parser.token.kind != REGEX_END) {
        parser.problem = parser.problem ? parser.problem : "a parenthesis is closed that was not opened";
        regex = NULL;
    }
    *problem = parser.problem;
    return regex;
}
