/*
 * What a command says to people: errors, warnings and hints on standard error, and texts that come from a
 * schema or from data on any stream, with what could move a terminal's cursor or its reading direction taken
 * out.
 */
#ifndef RT_REPORT_H
#define RT_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* What a command ends with. */
enum rt_exit {
    RT_EXIT_DONE = 0,
    RT_EXIT_DATA = 1,  /* the schema or the rows asked for have errors */
    RT_EXIT_USAGE = 2, /* the command line */
    RT_EXIT_WORLD = 3  /* a file, memory, a disk */
};

struct rt_report {
    const char *program; /* its name, which begins every message */
    bool terminal;       /* standard error is one */
    bool color;          /* and takes colours, which NO_COLOR forbids */
    bool quiet;          /* errors only */
};

/* Messages to standard error, in colour where that is a terminal and NO_COLOR is not set. */
void rt_report_init(struct rt_report *report, const char *program);

/* One message: a line in PostgreSQL's style. The error is always false. */
bool rt_report_error(const struct rt_report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void rt_report_warning(const struct rt_report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* What to do about the message before: a sentence. Nothing for an empty one. */
void rt_report_hint(const struct rt_report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Prints text with a "?" for each control character and each character that turns the reading direction. Line
 * ends and tabs are control characters too. Returns the columns used, each character counted as one. */
size_t rt_report_text(FILE *stream, const char *text, size_t size);

/* Prints text as a string of JSON, with its quotes. */
void rt_report_json(FILE *stream, const char *text);

/* Ends writing to standard output. False, with the error reported, where any of it did not arrive. */
bool rt_report_flush(const struct rt_report *report);

#endif
