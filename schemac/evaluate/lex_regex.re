/* lex_regex.re: the tokens of regular expressions. */
#include "evaluate/regex.h"

#include <string.h>

enum {
    PRINTABLE_FIRST = 0x20,
    PRINTABLE_LAST = 0x7E,
    REPEAT_LIMIT = 255, /* as PostgreSQL's RE_DUP_MAX */
    SURROGATE_FIRST = 0xD800,
    SURROGATE_LAST = 0xDFFF
};

static void add_range(RegexLexer *lexer, CharSet *set, uint32_t first, uint32_t last)
{
    if (first <= last)
        list_push(lexer->arena, set, ((CharRange){first, last}));
}

/* Surrogates and NUL are no characters of a text. */
static void add(RegexLexer *lexer, CharSet *set, uint32_t first, uint32_t last)
{
    first = first ? first : 1;
    if (last < SURROGATE_FIRST || first > SURROGATE_LAST) {
        add_range(lexer, set, first, last);
        return;
    }
    add_range(lexer, set, first, SURROGATE_FIRST - 1);
    add_range(lexer, set, SURROGATE_LAST + 1, last);
}

static bool contains(const CharSet *set, uint32_t character)
{
    for (size_t i = 0; i < set->count; i++)
        if (character >= set->items[i].first && character <= set->items[i].last)
            return true;
    return false;
}

/* The printable characters that are not in the set. */
static CharSet complement(RegexLexer *lexer, const CharSet *set)
{
    CharSet others = {0};
    for (uint32_t c = PRINTABLE_FIRST; c <= PRINTABLE_LAST; c++)
        if (!contains(set, c))
            add(lexer, &others, c, c);
    return others;
}

/* Adds what the letter of a class escape stands for: d, w, s, and in capitals all else. */
static void add_class(RegexLexer *lexer, CharSet *set, unsigned char letter)
{
    CharSet class = {0};
    bool negated = letter < 'a';
    switch (negated ? letter - 'A' + 'a' : letter) {
    case 'd':
        add(lexer, &class, '0', '9');
        break;
    case 'w':
        add(lexer, &class, '0', '9');
        add(lexer, &class, 'A', 'Z');
        add(lexer, &class, '_', '_');
        add(lexer, &class, 'a', 'z');
        break;
    default:
        add(lexer, &class, ' ', ' ');
        break;
    }
    if (negated)
        class = complement(lexer, &class);
    for (size_t i = 0; i < class.count; i++)
        add(lexer, set, class.items[i].first, class.items[i].last);
}

/* The code point of a well-formed sequence of UTF-8. */
static uint32_t code_point(const unsigned char *start, const unsigned char *end)
{
    size_t size = (size_t)(end - start);
    uint32_t code = size == 1 ? start[0] : start[0] & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++)
        code = code << 6 | (start[i] & 0x3F);
    return code;
}

static uint32_t hexadecimal(const unsigned char *start, const unsigned char *end)
{
    uint32_t code = 0;
    for (; start < end; start++)
        code = code * 16 + (uint32_t)(*start <= '9' ? *start - '0' : (*start | 0x20) - 'a' + 10);
    return code;
}

static RegexToken failure(const char *problem)
{
    return (RegexToken){.kind = REGEX_ERROR, .problem = problem};
}

/* Where case is ignored: the letters of the ranges in their other case, too. False: which those are is not known. */
static bool add_other_case(RegexLexer *lexer, CharSet *set)
{
    for (size_t i = 0, count = lexer->ignores_case ? set->count : 0; i < count; i++) {
        if (set->items[i].last >= 0x80)
            return false;
        for (uint32_t c = set->items[i].first; c <= set->items[i].last; c++)
            if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
                add(lexer, set, c ^ 0x20, c ^ 0x20);
    }
    return true;
}

static RegexToken one(RegexLexer *lexer, uint32_t character)
{
    RegexToken token = {.kind = REGEX_SET};
    add(lexer, &token.set, character, character);
    if (!add_other_case(lexer, &token.set))
        return failure("the case of a letter that is not ASCII can't be ignored");
    return token.set.count ? token : failure("it holds what is no character");
}

static uint32_t escaped(unsigned char letter)
{
    static const char letters[] = "abefnrtv", characters[] = "\a\b\033\f\n\r\t\v";
    const char *at = strchr(letters, letter);
    return at && letter ? (uint32_t)characters[at - letters] : letter;
}

typedef struct ClassName {
    const char *name;
    const char *ranges; /* pairs of characters */
} ClassName;

static bool add_named(RegexLexer *lexer, CharSet *set, Text name)
{
    static const ClassName names[] = {{"alpha", "AZaz"}, {"digit", "09"},     {"alnum", "09AZaz"}, {"upper", "AZ"},
                                      {"lower", "az"},   {"space", "  "},     {"blank", "  "},     {"xdigit", "09AFaf"},
                                      {"punct", "!/:@[`{~"}, {"word", "09AZ__az"}, {"print", " ~"}, {"graph", "!~"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_is(name, names[i].name)) {
            for (const char *range = names[i].ranges; *range; range += 2)
                add(lexer, set, (unsigned char)range[0], (unsigned char)range[1]);
            return true;
        }
    return false;
}

/*!re2c
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = lexer->at;
    re2c:define:YYMARKER = marker;
    re2c:yyfill:enable = 0;

    nul   = "\x00";
    hex   = [0-9a-fA-F];
    next  = [\x80-\xBF];
    two   = [\xC2-\xDF] next;
    three = "\xE0" [\xA0-\xBF] next | [\xE1-\xEC\xEE\xEF] next{2} | "\xED" [\x80-\x9F] next;
    four  = "\xF0" [\x90-\xBF] next{2} | [\xF1-\xF3] next{3} | "\xF4" [\x80-\x8F] next{2};
    utf8  = [\x01-\x7F] | two | three | four;
    digits = [0-9]{1,3};
    code  = "\\x" hex{2,4} | "\\u" hex{4} | "\\U" hex{8};
    known = [abefnrtv] | ([\x20-\x7E] \ [0-9A-Za-z]);
*/

/* Inside brackets, after "[" or "[^", up to "]". */
static RegexToken bracket(RegexLexer *lexer, bool negated)
{
    RegexToken token = {.kind = REGEX_SET};
    bool first = true, ranging = false, has_low = false;
    uint32_t low = 0, character;
    const unsigned char *marker;
    for (;; first = false) {
        const unsigned char *start = lexer->at;
        /*!re2c
            nul                 { return failure("a bracket is not closed"); }
            "]"                 { if (!first) break; character = ']'; goto single; }
            "[:<:]" | "[:>:]" | "[." | "[="
                                { return failure("collating elements are not supported"); }
            "[:" [a-z]+ ":]"    { if (!add_named(lexer, &token.set, (Text){(const char *)start + 2, (size_t)(lexer->at - start) - 4}))
                                      return failure("a character class is not known");
                                  token.is_open = true; has_low = false; continue; }
            "\\" [dDwWsS]       { add_class(lexer, &token.set, start[1]); token.is_open = true; has_low = false; continue; }
            code                { character = hexadecimal(start + 2, lexer->at); goto single; }
            "\\" known          { character = escaped(start[1]); goto single; }
            "\\"                { return failure("an escape is not known"); }
            "-"                 { if (has_low && *lexer->at != ']') { ranging = true; continue; } character = '-'; goto single; }
            utf8                { character = code_point(start, lexer->at); goto single; }
            *                   { return failure("it is not valid UTF-8"); }
        */
single:
        if (ranging && character < low)
            return failure("a range in brackets ends before it begins");
        add(lexer, &token.set, ranging ? low : character, character);
        token.is_open = token.is_open || (negated && (character > PRINTABLE_LAST || (ranging ? low : character) < PRINTABLE_FIRST));
        has_low = !ranging;
        low = character;
        ranging = false;
    }
    token.negated = negated;
    if (!add_other_case(lexer, &token.set))
        return failure("the case of a letter that is not ASCII can't be ignored");
    if (negated)
        token.set = complement(lexer, &token.set);
    return token.set.count ? token : failure("a bracket holds no character");
}

static RegexToken repeat(int minimum, int maximum)
{
    return (RegexToken){.kind = REGEX_REPEAT, .minimum = minimum, .maximum = maximum};
}

/* "{m}", "{m,}" or "{m,n}". */
static RegexToken counted(const unsigned char *start, const unsigned char *end)
{
    int numbers[2] = {0, -1}, index = 0;
    for (const unsigned char *p = start + 1; p < end - 1; p++) {
        if (*p == ',')
            index = 1;
        else
            numbers[index] = (numbers[index] < 0 ? 0 : numbers[index]) * 10 + (*p - '0');
    }
    int maximum = !index ? numbers[0] : numbers[1] < 0 ? REGEX_UNBOUNDED : numbers[1];
    if (numbers[0] > REPEAT_LIMIT || (maximum != REGEX_UNBOUNDED && (maximum > REPEAT_LIMIT || maximum < numbers[0])))
        return failure("a repetition is over 255, or its numbers descend");
    return repeat(numbers[0], maximum);
}

static RegexToken any(RegexLexer *lexer)
{
    RegexToken token = {.kind = REGEX_SET, .negated = true};
    add(lexer, &token.set, PRINTABLE_FIRST, PRINTABLE_LAST);
    return token;
}

static RegexToken class_escape(RegexLexer *lexer, unsigned char letter)
{
    RegexToken token = {.kind = REGEX_SET, .is_open = true};
    add_class(lexer, &token.set, letter);
    return token;
}

/* Passes what stands for nothing: comments, and in expanded syntax white space and what follows "#" on its line. */
static void pass_nothing(RegexLexer *lexer)
{
    const unsigned char *start, *marker;
    for (;;) {
        start = lexer->at;
        /*!re2c
            "(?#" [^)\x00]* ")"                { continue; }
            [ \t\n\r\f\v]+ | "#" [^\n\x00]* { if (lexer->is_expanded) continue; break; }
            *                                 { break; }
        */
    }
    lexer->at = start;
}

void regex_take_options(RegexLexer *lexer)
{
    const unsigned char *start = lexer->at, *marker;
    /*!re2c
        "(?" [istx]+ ")" { goto options; }
        *                { lexer->at = start; return; }
    */
options:
    for (; *start != ')'; start++) {
        lexer->ignores_case = lexer->ignores_case || *start == 'i';
        lexer->is_expanded = *start == 'x' || (lexer->is_expanded && *start != 't');
    }
}

RegexToken regex_token(RegexLexer *lexer)
{
    pass_nothing(lexer);
    const unsigned char *start = lexer->at, *marker;
    /*!re2c
        nul                          { return start == lexer->end ? (RegexToken){.kind = REGEX_END} : failure("it holds a NUL"); }
        "(?:"                        { return (RegexToken){.kind = REGEX_OPEN}; }
        "("                          { return (RegexToken){.kind = REGEX_OPEN, .captures = true}; }
        "(?" "<"? [=!]               { return (RegexToken){.kind = REGEX_OPEN_LOOK, .behind = start[2] == '<', .negated = lexer->at[-1] == '!'}; }
        "(?" | "(*"                  { return failure("embedded options are not supported"); }
        ")"                          { return (RegexToken){.kind = REGEX_CLOSE}; }
        "|"                          { return (RegexToken){.kind = REGEX_OR}; }
        "*" "?"?                     { return repeat(0, REGEX_UNBOUNDED); }
        "+" "?"?                     { return repeat(1, REGEX_UNBOUNDED); }
        "?" "?"?                     { return repeat(0, 1); }
        "{" digits ("," digits?)? "}" { return counted(start, lexer->at); }
        "{" [0-9]                    { return failure("a repetition's numbers are malformed"); }
        "^" | "\\A"                  { return (RegexToken){.kind = REGEX_BEGIN}; }
        "$" | "\\Z"                  { return (RegexToken){.kind = REGEX_FINISH}; }
        "."                          { return any(lexer); }
        "[^"                         { return bracket(lexer, true); }
        "["                          { return bracket(lexer, false); }
        "\\" [dDwWsS]                { return class_escape(lexer, start[1]); }
        "\\" [1-9]                   { return failure("back references are not supported"); }
        "\\" [mMyY]                  { return (RegexToken){.kind = REGEX_BOUNDARY, .letter = (char)start[1]}; }
        "[[:<:]]"                    { return (RegexToken){.kind = REGEX_BOUNDARY, .letter = 'm'}; }
        "[[:>:]]"                    { return (RegexToken){.kind = REGEX_BOUNDARY, .letter = 'M'}; }
        "\\B"                        { return one(lexer, '\\'); }
        code                         { return one(lexer, hexadecimal(start + 2, lexer->at)); }
        "\\" known                   { return one(lexer, escaped(start[1])); }
        "\\"                         { return failure("an escape is not known"); }
        utf8                         { return one(lexer, code_point(start, lexer->at)); }
        *                            { return failure("it is not valid UTF-8"); }
    */
}
