/* lex_sql.h: SQL text into tokens. PostgreSQL documentation: section 4.1 (Lexical Structure). Tokens are a
 * kind and the bytes they cover; sql_cursor.h gives their values. */
#ifndef SCHEMAC_READ_LEX_SQL_H
#define SCHEMAC_READ_LEX_SQL_H

#include "base/text.h"

typedef enum SqlTokenKind {
    SQL_END,            /* the end of the text */
    SQL_WORD,           /* a key word or a bare identifier */
    SQL_QUOTED,         /* "identifier" */
    SQL_UNICODE_QUOTED, /* U&"identifier" */
    SQL_STRING,         /* 'text' and N'text' */
    SQL_ESCAPE_STRING,  /* E'text' */
    SQL_UNICODE_STRING, /* U&'text' */
    SQL_DOLLAR_STRING,  /* $tag$text$tag$ */
    SQL_BIT_STRING,     /* B'01' */
    SQL_HEX_STRING,     /* X'1F' */
    SQL_NUMBER,         /* 1, 1.5e3, 0x1F, 1_000 */
    SQL_PARAMETER,      /* $1 */
    SQL_OPERATOR,       /* one or more of + - * / < > = ~ ! @ # % ^ & | ` ? */
    SQL_LEFT_PAREN,
    SQL_RIGHT_PAREN,
    SQL_LEFT_BRACKET,
    SQL_RIGHT_BRACKET,
    SQL_COMMA,
    SQL_SEMICOLON,
    SQL_DOT,
    SQL_DOT_DOT,
    SQL_COLON,
    SQL_COLON_EQUALS,
    SQL_TYPECAST,    /* :: */
    SQL_META,        /* a psql meta-command: from the backslash to the end of its line */
    SQL_BAD_STRING,  /* a quoted string, identifier or dollar quote that does not end */
    SQL_BAD_COMMENT, /* a comment that does not end */
    SQL_BAD          /* a character that starts no token, or a number that runs into a word */
} SqlTokenKind;

typedef struct SqlToken {
    SqlTokenKind kind;
    Text text; /* the bytes it covers, in the text that was lexed; of SQL_END none, at its end */
} SqlToken;

/* The first token at or after `from`, white space and comments left out. `limit` is the end of the text, at
 * which a NUL stands. Bad tokens that do not end cover all the rest. */
SqlToken sql_lex(const char *from, const char *limit);

/* The first byte after the rows of a COPY block that start on the line after `from`: after the line `\.`, or
 * the limit. */
const char *sql_lex_copy_data(const char *from, const char *limit);

#endif
