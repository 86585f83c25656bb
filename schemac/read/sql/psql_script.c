/* psql_script.c: one pass over the tokens of a file for psql, which copies what is sent and does what
 * meta-commands say. Values that only a server or a shell has are not known: a variable that would hold one
 * is as if it were not set, and \if takes it for true. */
#include "read/sql/psql_script.h"

#include "base/buffer.h"
#include "read/parse/sql_cursor.h"

#include <errno.h>
#include <string.h>

enum {
    DEPTH = 16,  /* of files inside one another */
    FILES = 4000 /* that a script may read */
};

/* \if, \elif and \else up to \endif. */
typedef struct Branch {
    bool outer;       /* what is around is sent */
    bool sends;       /* this branch is sent */
    bool taken;       /* one of them was */
    bool is_supposed; /* its condition is not known */
} Branch;

typedef struct Run {
    Arena *arena;
    Diag *diag;
    PsqlScript *script;
    const Source *source; /* the file */
    Map *variables;
    Buffer out;
    LIST(Branch) branches;
    const struct Run *around; /* that includes the file; NULL: none */
    unsigned depth;
    unsigned *files; /* that may still be read */
    bool ended;      /* \q */
    SqlToken last;   /* the token before */
    bool is_copy;    /* the statement is COPY */
    bool has_rows;   /* … FROM STDIN, whose rows follow */
} Run;

static PsqlScript *run_file(const Run *around, const Source *source);

static bool sends(const Run *run)
{
    return !run->ended && (!run->branches.count || run->branches.items[run->branches.count - 1].sends);
}

/* What is not sent leaves its ends of lines. */
static void put(Run *run, const char *from, const char *to)
{
    if (sends(run)) {
        buffer_append(&run->out, from, (size_t)(to - from));
        return;
    }
    for (; from < to; from++)
        if (*from == '\n')
            buffer_char(&run->out, '\n');
}

/* ---- variables ----------------------------------------------------------------------------------------- */

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (c & 0x80);
}

static void put_quoted(Buffer *out, Text value, char quote)
{
    buffer_char(out, quote);
    for (size_t i = 0; i < value.size; i++) {
        if (value.data[i] == quote)
            buffer_char(out, quote);
        buffer_char(out, value.data[i]);
    }
    buffer_char(out, quote);
}

/* The bytes of `:name`, `:'name'`, `:"name"` or `:{?name}` at the start of the text; 0 where there is none.
 */
static size_t reference_size(Text text, Text *name)
{
    bool asks = text_starts_with(text, TEXT(":{?"));
    char quote = text.size > 1 && strchr("'\"", text.data[1]) ? text.data[1] : '\0';
    size_t start = asks ? 3 : quote ? 2 : 1, end = start;
    while (end < text.size && is_name_byte(text.data[end]))
        end++;
    *name = text_slice(text, start, end);
    char close = asks ? '}' : quote;
    if (!name->size || (close && (end == text.size || text.data[end] != close)))
        return 0;
    return end + (close != '\0');
}

/* Appends what the reference to a variable at the start of the text stands for; its bytes, or 0 where there
 * is none or the variable is not set. `bare` leaves the quotes off. */
static size_t put_reference(const Run *run, Buffer *out, Text text, bool bare)
{
    Text name;
    size_t size = text.size && text.data[0] == ':' ? reference_size(text, &name) : 0;
    const Text *value = size ? map_get(run->variables, name) : NULL;
    if (size && text.data[1] == '{')
        buffer_string(out, value ? "TRUE" : "FALSE");
    else if (!value)
        return 0;
    else if (bare || is_name_byte(text.data[1]))
        buffer_text(out, *value);
    else
        put_quoted(out, *value, text.data[1]);
    return size;
}

/* ---- arguments ----------------------------------------------------------------------------------------- */

static bool is_blank(char c)
{
    return strchr(" \t\r\n\f\v", c);
}

/* Appends 'text', at which `rest` is, with its escapes, and takes it off. */
static void put_string(Buffer *out, Text *rest)
{
    size_t i = 1;
    for (; i < rest->size; i++) {
        char c = rest->data[i];
        bool escapes = i + 1 < rest->size && (c == '\\' || (c == '\'' && rest->data[i + 1] == '\''));
        if (c == '\'' && !escapes)
            break;
        i += escapes;
        buffer_char(out, !escapes || rest->data[i] != 'n' ? rest->data[i] : '\n');
    }
    *rest = text_slice(*rest, i < rest->size ? i + 1 : i, rest->size);
}

/* Takes the next argument off a meta-command's rest and appends it; *known is false where a part of it has no
 * value here. False where there is none. */
static bool put_argument(const Run *run, Buffer *out, Text *rest, bool *known)
{
    *rest = text_trim(*rest);
    if (!rest->size)
        return false;
    while (rest->size && !is_blank(rest->data[0])) {
        size_t size = put_reference(run, out, *rest, true);
        if (size) {
            *rest = text_slice(*rest, size, rest->size);
        } else if (rest->data[0] == '\'') {
            put_string(out, rest);
        } else {
            *known = *known && rest->data[0] != '`' && rest->data[0] != ':';
            buffer_char(out, rest->data[0]);
            *rest = text_slice(*rest, 1, rest->size);
        }
    }
    return true;
}

/* ---- meta-commands ------------------------------------------------------------------------------------- */

/* \set name [value …]: the values one after another. */
static void set(Run *run, Text rest)
{
    Buffer name = {0}, value = {0};
    bool known = true;
    put_argument(run, &name, &rest, &known);
    while (put_argument(run, &value, &rest, &known))
        continue;
    Text *kept = arena_new_object(run->arena, Text);
    *kept = text_copy(run->arena, buffer_contents(&value));
    if (known)
        map_put(run->variables, text_copy(run->arena, buffer_contents(&name)), kept);
    else
        map_remove(run->variables, buffer_contents(&name));
    buffer_free(&name);
    buffer_free(&value);
}

/* Whether psql takes the word for true: whole, or any start of it that has no other meaning. */
static bool is_true(Text word)
{
    static const char *const words[] = {"true", "yes", "on", "1"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (word.size && !(words[i][0] == 'o' && word.size == 1) &&
            text_equal_nocase(word, text_slice(text_of(words[i]), 0, word.size)))
            return true;
    return false;
}

/* A variable whose value is not known is true from here on. */
static void suppose(Run *run, Text word, Span span)
{
    Text name, *value = arena_new_object(run->arena, Text);
    *value = TEXT("true");
    diag_warning(run->diag, span, "the value of \"%.*s\" is not known: it is taken for true", TEXT_ARG(word));
    if (word.data[0] == ':' && reference_size(word, &name))
        map_put(run->variables, text_copy(run->arena, name), value);
}

/* The condition of \if and \elif, for the branch that follows. */
static void test(Run *run, Branch *branch, Text rest, Span span)
{
    Buffer word = {0};
    bool known = true;
    put_argument(run, &word, &rest, &known);
    branch->sends = !known || is_true(buffer_contents(&word));
    branch->is_supposed = !known;
    if (!known)
        suppose(run, buffer_contents(&word), span);
    buffer_free(&word);
}

static void enter_branch(Run *run, Text command, Text rest, Span span)
{
    Branch *branch = run->branches.count ? &run->branches.items[run->branches.count - 1] : NULL;
    if (text_is(command, "if")) {
        Branch first = {.outer = sends(run)};
        list_push(run->arena, &run->branches, first);
        branch = &run->branches.items[run->branches.count - 1];
    }
    if (!branch)
        return;
    if (text_is(command, "endif")) {
        run->branches.count--;
        return;
    }
    bool open = branch->outer && !branch->taken;
    branch->sends = open;
    if (open && !text_is(command, "else"))
        test(run, branch, rest, span);
    branch->taken = branch->taken || branch->sends;
}

/* \q ends the script; the branch of a condition that was but supposed to hold is not the one to read. */
static void quit(Run *run)
{
    for (size_t i = run->branches.count; i > 0; i--) {
        Branch *branch = &run->branches.items[i - 1];
        if (branch->is_supposed) {
            branch->sends = branch->taken = false;
            return;
        }
    }
    run->ended = true;
}

bool psql_is_include(Text meta)
{
    static const char *const words[] = {"\\i", "\\ir", "\\include", "\\include_relative"};
    size_t size = 0;
    while (size < meta.size && !is_blank(meta.data[size]))
        size++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_is(text_slice(meta, 0, size), words[i]))
            return true;
    return false;
}

/* The path as seen from the folder of the file. */
static Text beside(const Run *run, Text path)
{
    Text file = run->source->path;
    while (file.size && file.data[file.size - 1] != '/')
        file.size--;
    return path.size && path.data[0] == '/'
               ? path
               : text_format(run->arena, "%.*s%.*s", TEXT_ARG(file), TEXT_ARG(path));
}

static bool is_inside(const Run *run, Text path)
{
    while (run && !text_equal(run->source->path, path))
        run = run->around;
    return run;
}

/* \i takes the path from the current folder; or, as psql is often started there, from the file's own. */
static void include(Run *run, bool is_relative, Text rest, Span span)
{
    Buffer name = {0};
    bool known = true;
    put_argument(run, &name, &rest, &known);
    Text path = text_copy(run->arena, buffer_contents(&name));
    buffer_free(&name);
    const Source *source = is_relative ? NULL : source_read(run->arena, path);
    if (!source)
        source = source_read(run->arena, beside(run, path));
    bool is_circle = source && (run->depth == DEPTH || is_inside(run, source->path));
    if (!source)
        diag_warning(run->diag, span, "\"%.*s\" is not read: %s", TEXT_ARG(path), strerror(errno));
    else if (is_circle)
        diag_error(run->diag, span, "file \"%.*s\" is read inside itself", TEXT_ARG(source->path));
    bool reads = source && !is_circle && *run->files > 0;
    *run->files -= reads;
    list_push(run->arena, &run->script->included, reads ? run_file(run, source) : NULL);
}

static bool is_one_of(Text command, const char *const *words)
{
    while (*words && !text_is(command, *words))
        words++;
    return *words;
}

static void meta(Run *run, SqlToken token)
{
    static const char *const branches[] = {"if", "elif", "else", "endif", NULL};
    Span span = {.source = run->source, .size = token.text.size};
    span.offset = (size_t)(token.text.data - run->source->content.data);
    size_t size = 1;
    while (size < token.text.size && !is_blank(token.text.data[size]))
        size++;
    Text command = text_slice(token.text, 1, size), rest = text_slice(token.text, size, token.text.size);
    if (is_one_of(command, branches)) {
        enter_branch(run, command, rest, span);
    } else if (!sends(run)) {
        return;
    } else if (text_is(command, "set")) {
        set(run, rest);
    } else if (text_is(command, "unset")) {
        map_remove(run->variables, text_trim(rest));
    } else if (text_is(command, "q") || text_is(command, "quit")) {
        quit(run);
    } else {
        buffer_text(&run->out, token.text);
        if (psql_is_include(token.text))
            include(run, text_ends_with(command, TEXT("r")) || text_ends_with(command, TEXT("relative")),
                    rest, span);
    }
}

/* ---- the pass ------------------------------------------------------------------------------------------ */

static void note_copy(Run *run, SqlToken token)
{
    bool starts = run->last.kind == SQL_END || run->last.kind == SQL_SEMICOLON || run->last.kind == SQL_META;
    run->is_copy = starts ? sql_token_is(token, "copy") : run->is_copy;
    run->has_rows = (run->has_rows && !starts) ||
                    (run->is_copy && sql_token_is(run->last, "from") && sql_token_is(token, "stdin"));
}

/* Does what the token says and returns where the next may start. */
static const char *take(Run *run, SqlToken token, const char *limit)
{
    const char *end = token.text.data + token.text.size;
    Text rest = {token.text.data, (size_t)(limit - token.text.data)};
    size_t size = 0;
    if (token.kind == SQL_META)
        meta(run, token);
    else if (token.kind == SQL_COLON && sends(run) && (size = put_reference(run, &run->out, rest, false)) > 0)
        end = token.text.data + size;
    else if (token.kind == SQL_SEMICOLON && run->has_rows)
        put(run, token.text.data, end = sql_lex_copy_data(end, limit));
    else
        put(run, token.text.data, end);
    return end;
}

static void pass(Run *run, Text text)
{
    const char *at = text.data, *limit = text.data + text.size;
    for (SqlToken token = sql_lex(at, limit); token.kind != SQL_END; token = sql_lex(at, limit)) {
        put(run, at, token.text.data);
        note_copy(run, token);
        at = take(run, token, limit);
        run->last = token;
    }
    put(run, at, limit);
}

/* Whether the text may hold what the pass acts on. */
static bool is_for_psql(const Run *run, Text text)
{
    static const char *const signs[] = {"\\i", "\\set", "\\q"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (text_contains(text, text_of(signs[i])))
            return true;
    return run->variables->count > 0;
}

static PsqlScript *run_file(const Run *around, const Source *source)
{
    Run run = {
        .arena = around->arena, .diag = around->diag, .variables = around->variables, .source = source};
    run.script = arena_new_object(run.arena, PsqlScript);
    run.script->source = source;
    run.depth = around->depth + 1;
    run.files = around->files;
    run.last.kind = SQL_END;
    if (is_for_psql(&run, source->content)) {
        pass(&run, source->content);
        run.script->source = source_new(run.arena, source->path, buffer_contents(&run.out));
        buffer_free(&run.out);
    }
    return run.script;
}

PsqlScript *psql_script(Arena *arena, Diag *diag, const Source *source, Map *variables)
{
    unsigned files = FILES;
    return run_file(&(Run){.arena = arena, .diag = diag, .variables = variables, .files = &files}, source);
}

static void list_included(Arena *arena, const PsqlScript *script, TextList *paths)
{
    for (size_t i = 0; i < script->included.count; i++) {
        const PsqlScript *inner = script->included.items[i];
        if (!inner)
            continue;
        list_push(arena, paths, inner->source->path);
        list_included(arena, inner, paths);
    }
}

void psql_included(Arena *arena, const Source *source, TextList *paths)
{
    Diag silent = {.quiet = true, .errors = DIAG_MAX_ERRORS};
    Map variables = map_new(arena);
    list_included(arena, psql_script(arena, &silent, source, &variables), paths);
}
