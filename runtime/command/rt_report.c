/* What a command says to people. */
#include "rt_report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void rt_report_init(struct rt_report *report, const char *program)
{
    const char *terminal = getenv("TERM"), *no_color = getenv("NO_COLOR");
    *report = (struct rt_report){.program = program, .terminal = isatty(STDERR_FILENO) == 1};
    report->color =
        report->terminal && !(no_color && *no_color) && !(terminal && strcmp(terminal, "dumb") == 0);
}

/* How many bytes of a UTF-8 text at most `size` long make a character that must not reach a terminal. */
static size_t forbidden(const unsigned char *text, size_t size)
{
    if (text[0] < 0x20 || text[0] == 0x7f)
        return 1;
    if (size >= 2 && text[0] == 0xc2 && text[1] >= 0x80 && text[1] < 0xa0)
        return 2; /* C1 controls */
    if (size >= 2 && text[0] == 0xd8 && text[1] == 0x9c)
        return 2; /* U+061C */
    if (size < 3 || text[0] != 0xe2)
        return 0;
    if (text[1] == 0x80 && (text[2] == 0x8e || text[2] == 0x8f || (text[2] >= 0xa8 && text[2] <= 0xae)))
        return 3; /* U+200E, U+200F, U+2028 .. U+202E */
    if (text[1] == 0x81 && text[2] >= 0xa6 && text[2] <= 0xa9)
        return 3; /* U+2066 .. U+2069 */
    return 0;
}

size_t rt_report_text(FILE *stream, const char *text, size_t size)
{
    size_t columns = 0;
    for (size_t i = 0; i < size; i++) {
        size_t skip = forbidden((const unsigned char *)text + i, size - i);
        putc(skip ? '?' : text[i], stream);
        columns += skip || (text[i] & 0xc0) != 0x80;
        i += skip ? skip - 1 : 0;
    }
    return columns;
}

void rt_report_json(FILE *stream, const char *text)
{
    putc('"', stream);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            fprintf(stream, "\\%c", *text);
        else if ((unsigned char)*text < 0x20)
            fprintf(stream, "\\u%04x", (unsigned char)*text);
        else
            putc(*text, stream);
    }
    putc('"', stream);
}

static void message(const struct rt_report *report, const char *color, const char *kind, const char *format,
                    va_list arguments)
{
    char text[2048];
    vsnprintf(text, sizeof text, format, arguments);
    if (report->color)
        fprintf(stderr, "%s: \033[1;%sm%s:\033[0m ", report->program, color, kind);
    else
        fprintf(stderr, "%s: %s: ", report->program, kind);
    rt_report_text(stderr, text, strlen(text));
    fputc('\n', stderr);
}

bool rt_report_error(const struct rt_report *report, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    message(report, "31", "error", format, arguments);
    va_end(arguments);
    return false;
}

void rt_report_warning(const struct rt_report *report, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (!report->quiet)
        message(report, "35", "warning", format, arguments);
    va_end(arguments);
}

void rt_report_hint(const struct rt_report *report, const char *format, ...)
{
    (void)report;
    char text[2048];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (!*text)
        return;
    fputs("hint: ", stderr);
    rt_report_text(stderr, text, strlen(text));
    fputc('\n', stderr);
}

bool rt_report_flush(const struct rt_report *report)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    return rt_report_error(report, "could not write to standard output: %s", strerror(errno));
}
