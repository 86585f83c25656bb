/* source.h: the text a schema was read from, and places in it. */
#ifndef SCHEMAC_DIAG_SOURCE_H
#define SCHEMAC_DIAG_SOURCE_H

#include "base/text.h"

typedef struct Source {
    Text path;    /* as the user gave it; "<stdin>" for standard input; for a live database its name */
    Text content; /* the whole text, followed by a NUL that is not counted; empty for a live database */
    bool is_live; /* a live database: places are object paths, not lines */
} Source;

/* A place in a source: bytes of its content, or an object of a live database. */
typedef struct Span {
    const Source *source; /* NULL: no place is known */
    size_t offset;        /* first byte in the content */
    size_t size;          /* bytes; 0 points at one place */
    Text object;          /* live databases: what it is, such as `table public.orders` */
} Span;

/* Line and column of a span's first byte, counted from 1; columns count characters of UTF-8. */
typedef struct Position {
    size_t line;
    size_t column;
    Text text; /* the line's text without its end */
} Position;

/* Where the span begins. Takes time linear in what stands before it. */
Position source_position(Span span);

/* A source in the arena that owns a copy of the content, terminated by NUL. */
Source *source_new(Arena *arena, Text path, Text content);

/* Reads a whole file, or standard input for "-". NULL, with errno set, where that fails. */
Source *source_read(Arena *arena, Text path);

/* The span that starts where `first` does and ends where `last` ends; both are of one source. */
Span span_join(Span first, Span last);

#endif
