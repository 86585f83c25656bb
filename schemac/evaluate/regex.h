/* regex.h: regular expressions, as PostgreSQL's advanced ones (section 9.7.3) without back references.
 *
 * Characters that a class leaves open (".", "[^a]", "\D") are taken from printable ASCII, for values that a
 * person can read. */
#ifndef SCHEMAC_EVALUATE_REGEX_H
#define SCHEMAC_EVALUATE_REGEX_H

#include "base/list.h"
#include "base/text.h"

#include <limits.h>

/* Code points first … last. */
typedef struct CharRange {
    uint32_t first, last;
} CharRange;
typedef LIST(CharRange) CharSet;

typedef enum RegexTokenKind {
    REGEX_END,
    REGEX_SET,       /* `set`: one of some characters */
    REGEX_OPEN,      /* ( or (?: */
    REGEX_OPEN_LOOK, /* (?= (?! (?<= (?<!: `behind`, `negated` */
    REGEX_BOUNDARY,  /* of a word: `letter` is m, M, y or Y */
    REGEX_CLOSE,
    REGEX_OR,
    REGEX_REPEAT, /* `minimum` … `maximum` times */
    REGEX_BEGIN,  /* ^ or \A */
    REGEX_FINISH, /* $ or \Z */
    REGEX_ERROR   /* `problem` */
} RegexTokenKind;

enum {
    REGEX_UNBOUNDED = INT_MAX
};

typedef struct RegexToken {
    RegexTokenKind kind;
    CharSet set;
    bool negated; /* the set is all but what was written */
    bool is_open; /* what it holds of characters beyond printable ASCII is not told */
    int minimum, maximum;
    bool behind;
    char letter;
    bool captures;       /* of REGEX_OPEN */
    const char *problem; /* what is wrong, for a message */
} RegexToken;

typedef struct RegexLexer {
    Arena *arena;
    const unsigned char *at; /* ends with a NUL */
    const unsigned char *end;
    bool ignores_case; /* as the embedded options say: i */
    bool is_expanded;  /* x: white space and comments stand for nothing */
} RegexLexer;

/* Passes the options that an expression may begin with, "(?ix)"; those that are not followed stay there, and
 * are an error as a token. */
void regex_take_options(RegexLexer *lexer);

/* The next token; after REGEX_END or REGEX_ERROR there is none. */
RegexToken regex_token(RegexLexer *lexer);

typedef enum RegexKind {
    REGEX_EMPTY,
    REGEX_CHARACTER, /* one of `set` */
    REGEX_SEQUENCE,  /* `parts`, one after the other */
    REGEX_CHOICE,    /* one of `parts` */
    REGEX_TIMES,     /* parts[0], `minimum` … `maximum` times */
    REGEX_AT_BEGIN,  /* the text's begin */
    REGEX_AT_END,    /* the text's end */
    REGEX_LOOK       /* where parts[0] follows, or with `behind` precedes; with `negated` where it does not */
} RegexKind;

typedef struct Regex Regex;
typedef LIST(Regex *) RegexList;

struct Regex {
    RegexKind kind;
    CharSet set;
    bool negated; /* the set was written as what is not in it; of REGEX_LOOK: see there */
    bool is_open; /* what it holds of characters beyond printable ASCII is not told */
    bool behind;
    bool captures; /* in parentheses that number what they match */
    RegexList parts;
    int minimum, maximum;
};

/* Whether there is a node of that kind in it. */
bool regex_holds(const Regex *regex, RegexKind kind);

/* Parses an expression. NULL where it is none, or holds what is not supported: then *problem says what. */
Regex *regex_parse(Arena *arena, Text text, const char **problem);

#endif
