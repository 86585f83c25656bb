/* diag.c: printing messages with their place, the source line and a caret. */
#include "diag/diag.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <unistd.h>

enum {
    LINE_LIMIT = 160 /* bytes of a source line that are shown */
};

Diag diag_new(FILE *stream)
{
    const char *no_color = getenv("NO_COLOR");
    bool color = isatty(fileno(stream)) && !(no_color && *no_color);
    return (Diag){.stream = stream, .color = color};
}

bool diag_full(const Diag *diag)
{
    return diag->errors >= DIAG_MAX_ERRORS;
}

/* Bytes of the character at `i`, or 0 where it is malformed or none that is seen. */
static size_t printable_sequence(Text text, size_t i)
{
    uint32_t code;
    size_t size = utf8_decode(text, i, &code);
    return size && utf8_is_visible(code) ? size : 0;
}

/* Appends the text so that a terminal shows it and nothing else happens; newlines stay where `lines`
 * says so. */
static void append_visible(Buffer *out, Text text, bool lines)
{
    for (size_t i = 0; i < text.size;) {
        size_t size = printable_sequence(text, i);
        if (size)
            buffer_append(out, text.data + i, size);
        else if (text.data[i] == '\n' && lines)
            buffer_char(out, '\n');
        else if (text.data[i] == '\t')
            buffer_char(out, ' ');
        else
            buffer_format(out, "\\x%02x", (unsigned char)text.data[i]);
        i += size ? size : 1;
    }
}

static void append_color(const Diag *diag, Buffer *out, const char *code)
{
    if (diag->color)
        buffer_format(out, "\033[%sm", code);
}

static void append_place(Buffer *out, Span span)
{
    if (!span.source) {
        buffer_string(out, "schemac");
    } else {
        append_visible(out, span.source->path, false);
        if (span.source->is_live && span.object.size) {
            buffer_string(out, ": ");
            append_visible(out, span.object, false);
        } else if (!span.source->is_live) {
            Position position = source_position(span);
            buffer_format(out, ":%zu:%zu", position.line, position.column);
        }
    }
    buffer_string(out, ": ");
}

/* The source line and a caret line; bytes that are shown escaped keep the caret below its character. */
static void append_excerpt(const Diag *diag, Buffer *out, Span span)
{
    Position position = source_position(span);
    size_t before = (size_t)((span.source->content.data + span.offset) - position.text.data);
    if (before > LINE_LIMIT || before > position.text.size)
        return;
    Text line = text_slice(position.text, 0, LINE_LIMIT);
    buffer_format(out, "%5zu | ", position.line);
    append_visible(out, line, false);
    buffer_string(out, "\n      | ");
    Buffer lead = {0};
    append_visible(&lead, text_slice(line, 0, before), false);
    for (size_t i = 0; i < lead.size; i++)
        if (((unsigned char)lead.data[i] & 0xC0) != 0x80)
            buffer_char(out, ' ');
    buffer_free(&lead);
    append_color(diag, out, "1;32");
    buffer_char(out, '^');
    Text marked = text_slice(line, before, before + span.size);
    for (size_t i = 1; i < marked.size; i++)
        if (((unsigned char)marked.data[i] & 0xC0) != 0x80)
            buffer_char(out, '~');
    append_color(diag, out, "0");
    buffer_char(out, '\n');
}

static void report(Diag *diag, Span span, const char *kind, const char *color, const char *format,
                   va_list arguments)
{
    Arena *arena = arena_new();
    Buffer out = {0};
    append_color(diag, &out, "1");
    append_place(&out, span);
    append_color(diag, &out, color);
    buffer_format(&out, "%s: ", kind);
    append_color(diag, &out, "0");
    append_visible(&out, text_vformat(arena, format, arguments), true);
    buffer_char(&out, '\n');
    if (span.source && !span.source->is_live)
        append_excerpt(diag, &out, span);
    fwrite(out.data, 1, out.size, diag->stream);
    buffer_free(&out);
    arena_free(arena);
}

bool diag_error(Diag *diag, Span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diag->muted = diag_full(diag);
    if (!diag->muted)
        report(diag, span, "error", "1;31", format, arguments);
    va_end(arguments);
    diag->errors++;
    if (diag->failure == EXIT_DONE)
        diag->failure = EXIT_SCHEMA;
    return false;
}

bool diag_failure(Diag *diag, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diag->muted = false;
    report(diag, (Span){0}, "error", "1;31", format, arguments);
    va_end(arguments);
    diag->errors++;
    diag->failure = EXIT_WORLD;
    return false;
}

void diag_warning(Diag *diag, Span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diag->muted = diag->quiet;
    if (!diag->muted)
        report(diag, span, "warning", "1;35", format, arguments);
    va_end(arguments);
    diag->warnings++;
}

void diag_note(Diag *diag, Span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (!diag->muted)
        report(diag, span, "note", "1;36", format, arguments);
    va_end(arguments);
}

void diag_hint(Diag *diag, const char *format, ...)
{
    if (diag->muted)
        return;
    Arena *arena = arena_new();
    va_list arguments;
    va_start(arguments, format);
    Buffer out = {0};
    append_color(diag, &out, "1;36");
    buffer_string(&out, "hint: ");
    append_color(diag, &out, "0");
    append_visible(&out, text_vformat(arena, format, arguments), true);
    buffer_char(&out, '\n');
    va_end(arguments);
    fwrite(out.data, 1, out.size, diag->stream);
    buffer_free(&out);
    arena_free(arena);
}

void diag_suggest(Diag *diag, Text nearest)
{
    if (nearest.size)
        diag_hint(diag, "Did you mean \"%.*s\"?", TEXT_ARG(nearest));
}
