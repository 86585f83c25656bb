/* lex_sql.re: the tokens of SQL and of psql's meta-commands. */
#include "read/parse/lex_sql.h"

#include <string.h>

typedef const unsigned char *Bytes;

/*!re2c
    re2c:yyfill:enable = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = "cursor";
    re2c:define:YYMARKER = "marker";

    end       = "\x00";
    space     = [ \t\r\n\f\v];
    start     = [A-Za-z_\x80-\xFF];
    follow    = [A-Za-z0-9_$\x80-\xFF];
    tag       = "$" (start [A-Za-z0-9_\x80-\xFF]*)? "$";
    digits    = [0-9] ("_"? [0-9])*;
    exponent  = [Ee] [-+]? digits;
    based     = "0" ([Xx] ("_"? [0-9A-Fa-f])+ | [Oo] ("_"? [0-7])+ | [Bb] ("_"? [01])+);
    sign      = [-+*/<>=~!@#%^&|`?];
    quoted    = ['] ([^'\x00] | [']['])* ['];
    escaped   = ['] ([^'\\\x00] | [']['] | "\\" [^\x00])* ['];
    name      = ["] ([^"\x00] | ["]["])+ ["];
*/

/* The end of a comment whose opening the cursor has passed, nested ones included; NULL where it has none, or a
 * NUL before it. */
static Bytes comment_end(Bytes cursor, Bytes limit)
{
    for (size_t depth = 1; depth > 0; cursor++) {
        if (limit - cursor < 2 || !*cursor)
            return NULL;
        bool opens = cursor[0] == '/' && cursor[1] == '*';
        bool closes = cursor[0] == '*' && cursor[1] == '/';
        depth = depth + opens - closes;
        cursor += opens || closes;
    }
    return cursor;
}

/* The end of a dollar quote whose opening tag is [tag, cursor); NULL where it has none, or a NUL before it. */
static Bytes dollar_end(Bytes tag, Bytes cursor, Bytes limit)
{
    size_t size = (size_t)(cursor - tag);
    const char *close = memmem(cursor, (size_t)(limit - cursor), tag, size);
    bool is_text = close && !memchr(cursor, '\0', (size_t)((Bytes)close - cursor));
    return is_text ? (Bytes)close + size : NULL;
}

/* The end of the operator in the run of signs [from, cursor): before a comment, and without a last + or -
 * unless a sign that standard SQL does not have is in it. */
static Bytes operator_end(Bytes from, Bytes cursor)
{
    for (Bytes at = from + 1; at + 1 < cursor; at++)
        if ((at[0] == '-' && at[1] == '-') || (at[0] == '/' && at[1] == '*'))
            cursor = at;
    for (Bytes at = from; at < cursor; at++)
        if (strchr("~!@#%^&|`?", *at))
            return cursor;
    while (cursor - from > 1 && (cursor[-1] == '+' || cursor[-1] == '-'))
        cursor--;
    return cursor;
}

static SqlToken token(SqlTokenKind kind, Bytes from, Bytes to)
{
    return (SqlToken){kind, {(const char *)from, (size_t)(to - from)}};
}

SqlToken sql_lex(const char *from_text, const char *limit_text)
{
    Bytes cursor = (Bytes)from_text, limit = (Bytes)limit_text, close;
    Bytes from, marker;
next:
    from = cursor;
    /*!re2c
        space+                     { goto next; }
        "--" [^\r\n\x00]*          { goto next; }
        "/*" sign*                 { if ((cursor = comment_end(from + 2, limit)))
                                         goto next;
                                     return token(SQL_BAD_COMMENT, from, limit); }
        end                        { if (from == limit)
                                         return token(SQL_END, from, from);
                                     return token(SQL_BAD, from, cursor); }

        [Nn]? quoted               { return token(SQL_STRING, from, cursor); }
        [Ee] escaped               { return token(SQL_ESCAPE_STRING, from, cursor); }
        [Uu] "&" quoted            { return token(SQL_UNICODE_STRING, from, cursor); }
        [Uu] "&" name              { return token(SQL_UNICODE_QUOTED, from, cursor); }
        [Bb] quoted                { return token(SQL_BIT_STRING, from, cursor); }
        [Xx] quoted                { return token(SQL_HEX_STRING, from, cursor); }
        name                       { return token(SQL_QUOTED, from, cursor); }
        ["] ["]                    { return token(SQL_BAD, from, cursor); }
        [NnEeBbXx]? ['] | ["]      { return token(SQL_BAD_STRING, from, limit); }
        [Uu] "&" ['"]              { return token(SQL_BAD_STRING, from, limit); }
        tag                        { if ((close = dollar_end(from, cursor, limit)))
                                         return token(SQL_DOLLAR_STRING, from, close);
                                     return token(SQL_BAD_STRING, from, limit); }

        start follow*              { return token(SQL_WORD, from, cursor); }
        "$" digits                 { return token(SQL_PARAMETER, from, cursor); }
        digits / ".."              { return token(SQL_NUMBER, from, cursor); }
        digits exponent?           { return token(SQL_NUMBER, from, cursor); }
        digits "." digits? exponent?
                                   { return token(SQL_NUMBER, from, cursor); }
        "." digits exponent?       { return token(SQL_NUMBER, from, cursor); }
        based                      { return token(SQL_NUMBER, from, cursor); }

        "("                        { return token(SQL_LEFT_PAREN, from, cursor); }
        ")"                        { return token(SQL_RIGHT_PAREN, from, cursor); }
        "["                        { return token(SQL_LEFT_BRACKET, from, cursor); }
        "]"                        { return token(SQL_RIGHT_BRACKET, from, cursor); }
        ","                        { return token(SQL_COMMA, from, cursor); }
        ";"                        { return token(SQL_SEMICOLON, from, cursor); }
        "."                        { return token(SQL_DOT, from, cursor); }
        ".."                       { return token(SQL_DOT_DOT, from, cursor); }
        ":"                        { return token(SQL_COLON, from, cursor); }
        ":="                       { return token(SQL_COLON_EQUALS, from, cursor); }
        "::"                       { return token(SQL_TYPECAST, from, cursor); }
        sign+                      { return token(SQL_OPERATOR, from, operator_end(from, cursor)); }
        "\\" [^\r\n\x00]*          { return token(SQL_META, from, cursor); }
        *                          { return token(SQL_BAD, from, cursor); }
    */
}

const char *sql_lex_copy_data(const char *from, const char *limit)
{
    const char *line = memchr(from, '\n', (size_t)(limit - from));
    while (line && ++line < limit) {
        const char *close = memchr(line, '\n', (size_t)(limit - line));
        size_t size = (size_t)((close ? close : limit) - line);
        size -= size > 0 && line[size - 1] == '\r';
        if (size == 2 && memcmp(line, "\\.", 2) == 0)
            return close ? close + 1 : limit;
        line = close;
    }
    return limit;
}
