/* sql_cursor.h: walking over the tokens of SQL text, shared by the DDL reader and the expression parser.
 *
 * The cursor stands at a token. `sql_at…` looks, `sql_take…` passes the token where it is the one asked for,
 * `sql_expect…` reports an error where it is not. Lexical errors are reported once, when the cursor gets
 * there. Key words are compared without case; they are written in lower case in C. */
#ifndef SCHEMAC_READ_SQL_CURSOR_H
#define SCHEMAC_READ_SQL_CURSOR_H

#include "model/schema.h"
#include "read/parse/lex_sql.h"

enum {
    SQL_DEPTH_LIMIT = 200 /* levels of nesting in expressions and types */
};

typedef struct SqlCursor {
    Arena *arena;
    Diag *diag;
    const Schema *schema;        /* where types are looked up; NULL: built-in types alone are known */
    const TextList *search_path; /* namespaces for unqualified names; NULL: public */
    const Type *(*row_type)(void *row_types, Text schema,
                            Text name); /* the type of a relation's rows; or NULL */
    void *row_types;                    /* for row_type */
    bool any_type;                      /* unknown type names are taken as they are */
    Text text;                          /* what is lexed; a NUL follows it */
    Span origin;                        /* the place of the text in its source */
    SqlToken token;                     /* the current token */
    SqlToken last;                      /* the one before it */
    unsigned depth;                     /* levels of nesting entered */
} SqlCursor;

/* A cursor at the first token of the text, which must be followed by a NUL. The text stands at `origin` in
 * its source. */
SqlCursor sql_cursor_new(Arena *arena, Diag *diag, Text text, Span origin);

/* Passes the current token. At the end it stays there. */
void sql_advance(SqlCursor *cursor);

/* Moves the cursor to the first token at or after `position`, a byte of its text. */
void sql_move(SqlCursor *cursor, const char *position);

/* The token after the current one. */
SqlToken sql_peek(const SqlCursor *cursor);

/* ---- looking and taking */

/* Whether the current token is of the kind, or is that operator. */
bool sql_at(const SqlCursor *cursor, SqlTokenKind kind);
bool sql_at_operator(const SqlCursor *cursor, const char *operator);

/* One or more bare words with single spaces between them: "primary key". */
bool sql_at_words(const SqlCursor *cursor, const char *words);

/* True for the bare word; of any token, not only of the current one. */
bool sql_token_is(SqlToken token, const char *word);

/* The same, and past it where it is; sql_expect reports what is there instead. */
bool sql_take(SqlCursor *cursor, SqlTokenKind kind);
bool sql_take_operator(SqlCursor *cursor, const char *operator);
bool sql_take_words(SqlCursor *cursor, const char *words);
bool sql_expect(SqlCursor *cursor, SqlTokenKind kind);
bool sql_expect_words(SqlCursor *cursor, const char *words);

/* ---- names and literals */

/* Takes an identifier that may name a column or table: quoted, or a word that is no key word of the classes
 * "type or function" and "reserved". */
bool sql_take_name(SqlCursor *cursor, Text *name);
bool sql_expect_name(SqlCursor *cursor, Text *name);

/* Takes any word or quoted identifier, reserved key words included. */
bool sql_take_label(SqlCursor *cursor, Text *name);
bool sql_expect_label(SqlCursor *cursor, Text *name);

/* The identifier that a word or quoted token stands for: folded to lower case or unquoted, cut to NAME_LIMIT
 * bytes as the server does. */
Text sql_name_of(const SqlCursor *cursor, SqlToken token);

/* Takes a string constant of any quoting ('', E'', U&'', $$, not B'' or X''): its value, continuation lines
 * joined. False, and nothing taken or reported, where there is none; a malformed escape is taken as it is. */
bool sql_take_string(SqlCursor *cursor, Text *value);

/* Takes a whole number with an optional sign; false, and nothing taken, where there is none that fits. */
bool sql_take_integer(SqlCursor *cursor, int64_t *value);

/* ---- places and errors */

/* The place of a token in the source. */
Span sql_span(const SqlCursor *cursor, SqlToken token);

/* The place, or the text, from `first` to the last token passed. */
Span sql_span_from(const SqlCursor *cursor, SqlToken first);
Text sql_text_from(const SqlCursor *cursor, SqlToken first);

/* Reports a syntax error at the current token, with what was expected there ("a column name", "\"(\""), and
 * returns false. Says nothing where the lexer has already reported the token. */
bool sql_unexpected(SqlCursor *cursor, const char *expected);

/* One level deeper; reports an error and returns false beyond SQL_DEPTH_LIMIT, and then sql_leave must not be
 * called. */
bool sql_enter(SqlCursor *cursor);
void sql_leave(SqlCursor *cursor);

#endif
