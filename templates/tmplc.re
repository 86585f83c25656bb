/* tmplc, the template compiler: turns a template, C with holes, into the C function that prints it.
 * `tmplc FILE` writes the C to standard output, `tmplc --header FILE...` the prototypes of all templates.
 * What a template looks like is told in templates/README.md. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*!re2c
    re2c:yyfill:enable = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = "in->cursor";
    re2c:define:YYMARKER = "in->marker";
    re2c:define:YYCTXMARKER = "in->context";

    end     = "\x00";
    eol     = "\r"? "\n" | end;
    blank   = [ \t];
    word    = [A-Za-z_][A-Za-z_0-9]*;
    string  = ["] ([^"\\\n\x00] | "\\" [^\n\x00])* ["];
    char    = ['] ([^'\\\n\x00] | "\\" [^\n\x00])* ['];
*/

/* What a line of a template is. */
typedef enum LineKind {
    LINE_TEXT,     /* text with holes */
    LINE_PERCENT,  /* text whose first character is an escaped % */
    LINE_C,        /* a line of C */
    LINE_INCLUDE,  /* %include "header.h" */
    LINE_TEMPLATE, /* %template name(parameters) */
    LINE_FINISH,   /* %end */
} LineKind;

/* A template being read. Text waits in `text` until a hole or a line of C follows it. */
typedef struct Input {
    const char *path;             /* as given, for #line and messages */
    char *bytes;                  /* the file, closed by a NUL; owned */
    const unsigned char *limit;   /* that NUL */
    const unsigned char *line;    /* start of the current line */
    const unsigned char *cursor;  /* re2c: next character */
    const unsigned char *marker;  /* re2c: where to go back to */
    const unsigned char *context; /* re2c: start of trailing context */
    int number;                   /* of the current line, from 1 */
    bool header;                  /* write prototypes only */
    bool open;                    /* between %template and %end */
    char *text;                   /* literal text not written yet */
    size_t text_size;             /* its length in bytes */
    FILE *text_stream;            /* writes to text */
    FILE *out;                    /* the C so far */
} Input;

/* ---- messages ------------------------------------------------------------------------------------------- */

/* Reports an error at a place of the current line; always false. */
static bool fail(const Input *in, const unsigned char *at, const char *message)
{
    int column = (int)(at - in->line) + 1;
    fprintf(stderr, "%s:%d:%d: error: %s\n", in->path, in->number, column, message);
    return false;
}

/* ---- writing C ------------------------------------------------------------------------------------------ */

/* Writes one character of a string literal; `before` is the one in front of it. */
static void put_escaped(FILE *out, unsigned char c, unsigned char before)
{
    if (c == '\\' || c == '"' || (c == '?' && before == '?'))
        fprintf(out, "\\%c", c);
    else if (c == '\n')
        fputs("\\n", out);
    else if (c < 0x20 || c > 0x7e)
        fprintf(out, "\\%03o", c);
    else
        fputc(c, out);
}

/* Writes a string literal, broken after each newline so that it reads like the template. */
static void put_literal(FILE *out, const char *text, size_t size)
{
    fputc('"', out);
    for (size_t i = 0; i < size; i++) {
        put_escaped(out, (unsigned char)text[i], i > 0 ? (unsigned char)text[i - 1] : 0);
        if (text[i] == '\n' && i + 1 < size)
            fputs("\"\n        \"", out);
    }
    fputc('"', out);
}

static void put_line_directive(const Input *in)
{
    fprintf(in->out, "#line %d ", in->number);
    put_literal(in->out, in->path, strlen(in->path));
    fputc('\n', in->out);
}

/* Writes the literal text that waits, as one call. */
static void flush_text(Input *in)
{
    fflush(in->text_stream);
    if (in->text_size > 0 && !in->header) {
        fputs("    buffer_append(out,\n        ", in->out);
        put_literal(in->out, in->text, in->text_size);
        fprintf(in->out, ", %zu);\n", in->text_size);
    }
    rewind(in->text_stream);
}

static void put_bytes(FILE *out, const unsigned char *from, const unsigned char *to)
{
    fwrite(from, 1, (size_t)(to - from), out);
}

/* ---- reading lines -------------------------------------------------------------------------------------- */

/* Tells what the line at the cursor is, and moves behind what marks it. */
static LineKind lex_line_start(Input *in)
{
    const unsigned char *start = in->cursor;
    /*!re2c
        blank* "%template" / blank      { return LINE_TEMPLATE; }
        blank* "%include" / blank       { return LINE_INCLUDE; }
        blank* "%end" blank* / eol      { return LINE_FINISH; }
        blank* "%%"                     { in->cursor--; return LINE_PERCENT; }
        blank* "%"                      { return LINE_C; }
        *                               { in->cursor = start; return LINE_TEXT; }
    */
}

/* Moves to the end of the line and returns it; the line break is not part of it. */
static const unsigned char *lex_rest(Input *in)
{
    for (;;) {
        const unsigned char *start = in->cursor;
        /*!re2c
            eol                         { in->cursor = start; return start; }
            *                           { continue; }
        */
    }
}

static void skip_blanks(Input *in)
{
    while (*in->cursor == ' ' || *in->cursor == '\t')
        in->cursor++;
}

/* Moves over the line break, or stays at the end of the file. */
static void next_line(Input *in)
{
    if (*in->cursor == '\r')
        in->cursor++;
    if (in->cursor < in->limit)
        in->cursor++;
    in->line = in->cursor;
    in->number++;
}

/* Moves behind the brace that closes a hole; the cursor stands behind the one that opens it. */
static bool lex_hole_end(Input *in)
{
    const unsigned char *opening = in->cursor - 2;
    int depth = 1;
    while (depth > 0) {
        /*!re2c
            string | char               { continue; }
            ["']                        { return fail(in, in->cursor - 1, "this quote is not closed"); }
            "{"                         { depth++; continue; }
            "}"                         { depth--; continue; }
            eol                         { return fail(in, opening, "this hole is not closed on its line"); }
            *                           { continue; }
        */
    }
    return true;
}

/* ---- translating ---------------------------------------------------------------------------------------- */

static bool translate_hole(Input *in)
{
    const unsigned char *start = in->cursor;
    if (!lex_hole_end(in))
        return false;
    const unsigned char *from = start;
    while (*from == ' ' || *from == '\t')
        from++;
    if (from == in->cursor - 1)
        return fail(in, start - 2, "this hole is empty");
    flush_text(in);
    if (in->header)
        return true;
    put_line_directive(in);
    fputs("    emit_put(out, (", in->out);
    put_bytes(in->out, start, in->cursor - 1);
    fputs("));\n", in->out);
    return true;
}

/* Translates a line of text up to its line break, which is part of the text unless `$\` stands before it. */
static bool translate_text(Input *in)
{
    for (;;) {
        const unsigned char *start = in->cursor;
        /*!re2c
            "${"                        {
                                            if (!translate_hole(in))
                                                return false;
                                            continue;
                                        }
            "$${"                       { fputs("${", in->text_stream); continue; }
            "$\\" / eol                 { return true; }
            eol                         {
                                            if (*start != '\0')
                                                fputc('\n', in->text_stream);
                                            in->cursor = start;
                                            return true;
                                        }
            [^$\r\n\x00]+ | "$"         { put_bytes(in->text_stream, start, in->cursor); continue; }
            *                           { put_bytes(in->text_stream, start, in->cursor); continue; }
        */
    }
}

static bool translate_c(Input *in)
{
    const unsigned char *start = in->cursor;
    const unsigned char *stop = lex_rest(in);
    flush_text(in);
    if (in->header)
        return true;
    put_line_directive(in);
    put_bytes(in->out, start, stop);
    fputc('\n', in->out);
    return true;
}

static bool translate_include(Input *in)
{
    if (in->open)
        return fail(in, in->line, "%include belongs before the first %template");
    skip_blanks(in);
    const unsigned char *start = in->cursor;
    fputs("#include ", in->out);
    put_bytes(in->out, start, lex_rest(in));
    fputc('\n', in->out);
    return true;
}

/* Moves over `name(` and returns the end of the name, or NULL where something else stands. */
static const unsigned char *lex_template_name(Input *in)
{
    /*!re2c
        word / blank* "("               { return in->cursor; }
        *                               { return NULL; }
    */
}

static bool translate_template(Input *in)
{
    if (in->open)
        return fail(in, in->line, "the template before this one has no %end");
    skip_blanks(in);
    const unsigned char *name = in->cursor;
    const unsigned char *name_end = lex_template_name(in);
    if (name_end == NULL)
        return fail(in, name, "expected NAME(PARAMETERS) after %template");
    skip_blanks(in);
    const unsigned char *parameters = ++in->cursor;
    const unsigned char *stop = lex_rest(in);
    while (stop > parameters && (stop[-1] == ' ' || stop[-1] == '\t'))
        stop--;
    if (stop == parameters || stop[-1] != ')')
        return fail(in, stop, "expected \")\" at the end of the line");
    fputs(in->header ? "" : "\n", in->out);
    fputs("void template_", in->out);
    put_bytes(in->out, name, name_end);
    fputs("(Buffer *out", in->out);
    fputs(stop - 1 > parameters ? ", " : "", in->out);
    put_bytes(in->out, parameters, stop);
    fputs(in->header ? ";\n" : "\n{\n    (void)out;\n", in->out);
    in->open = true;
    return true;
}

static bool translate_finish(Input *in)
{
    if (!in->open)
        return fail(in, in->line, "%end without a %template before it");
    flush_text(in);
    fputs(in->header ? "" : "}\n", in->out);
    in->open = false;
    return true;
}

/* Between templates only blank lines may stand. */
static bool translate_outside(Input *in)
{
    skip_blanks(in);
    const unsigned char *start = in->cursor;
    return lex_rest(in) == start || fail(in, start, "text outside a template");
}

static bool translate_line(Input *in)
{
    switch (lex_line_start(in)) {
    case LINE_TEMPLATE:
        return translate_template(in);
    case LINE_INCLUDE:
        return translate_include(in);
    case LINE_FINISH:
        return translate_finish(in);
    case LINE_C:
        return translate_c(in);
    case LINE_PERCENT:
        put_bytes(in->text_stream, in->line, in->cursor - 1);
        break;
    case LINE_TEXT:
        break;
    }
    return in->open ? translate_text(in) : translate_outside(in);
}

static bool translate_lines(Input *in)
{
    while (in->cursor < in->limit) {
        if (!translate_line(in))
            return false;
        if (*in->cursor == '\0' && in->cursor < in->limit)
            return fail(in, in->cursor, "NUL byte in a template");
        next_line(in);
    }
    return !in->open || fail(in, in->line, "the last template has no %end");
}

/* ---- files ---------------------------------------------------------------------------------------------- */

/* Reads a whole file; the bytes are the caller's. */
static bool read_file(const char *path, char **bytes, size_t *size)
{
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        return false;
    }
    FILE *copy = open_memstream(bytes, size);
    char block[4096];
    for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0;)
        fwrite(block, 1, n, copy);
    fclose(copy);
    fclose(file);
    return true;
}

static bool translate_file(const char *path, bool header, FILE *out)
{
    Input in = {.path = path, .number = 1, .header = header, .out = out};
    size_t size;
    if (!read_file(path, &in.bytes, &size))
        return false;
    in.line = in.cursor = (const unsigned char *)in.bytes;
    in.limit = in.line + size;
    in.text_stream = open_memstream(&in.text, &in.text_size);
    bool done = translate_lines(&in);
    fclose(in.text_stream);
    free(in.text);
    free(in.bytes);
    return done;
}

int main(int argc, char **argv)
{
    bool header = argc > 1 && strcmp(argv[1], "--header") == 0;
    int first = header ? 2 : 1;
    if (argc <= first || (!header && argc != 2)) {
        fputs("usage: tmplc FILE | tmplc --header FILE...\n", stderr);
        return 2;
    }
    char *code = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&code, &size);
    if (header)
        fputs("/* The templates, each a function that appends its text to `out`. */\n#pragma once\n"
              "#include \"base/buffer.h\"\n", out);
    else
        fputs("#include \"emit/emit_put.h\"\n#include \"templates.h\"\n", out);
    bool done = true;
    for (int i = first; i < argc; i++)
        done = translate_file(argv[i], header, out) && done;
    fclose(out);
    if (done)
        fwrite(code, 1, size, stdout);
    free(code);
    return done && fflush(stdout) == 0 ? 0 : 1;
}
