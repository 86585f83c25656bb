/*
 * From the texts that PostgreSQL prints to the bytes its receive functions read: what the files of
 * rt_wire_put share. Each function reads all of a text and returns where its bytes end, or NULL where the
 * text is another.
 */
#ifndef RT_WIRE_H
#define RT_WIRE_H

#include "rt_binary.h"

/* What is left of a text. */
struct rt_reader {
    const char *at, *end;
};

static inline struct rt_reader rt_reader_of(struct rt_text text)
{
    return (struct rt_reader){text.data, text.data + text.size};
}

static inline bool rt_reader_done(const struct rt_reader *reader)
{
    return reader->at == reader->end;
}

/* The next byte, 0 at the end. */
static inline char rt_reader_peek(const struct rt_reader *reader)
{
    return reader->at < reader->end ? *reader->at : '\0';
}

/* Goes past a byte where it is the next. */
static inline bool rt_reader_take(struct rt_reader *reader, char byte)
{
    const bool there = reader->at < reader->end && *reader->at == byte;
    reader->at += there;
    return there;
}

/* Goes past a string where it is next. */
bool rt_reader_take_string(struct rt_reader *reader, const char *string);

/* A number of at least one digit in a base up to 16 that does not exceed `most`. */
bool rt_reader_number(struct rt_reader *reader, unsigned base, uint64_t most, uint64_t *number);

/* A text between quotes; inside, a quote is doubled or stands after a backslash, and a backslash after
 * another. Its bytes are put at `out`; NULL where it does not end. */
char *rt_reader_quoted(struct rt_reader *reader, char quote, char *out);

/* Put the binary form of a text in PostgreSQL's syntax of the type; return the end, or NULL where it is none.
 */
char *rt_wire_put_floats(char *out, struct rt_text text);
char *rt_wire_put_path(char *out, struct rt_text text);
char *rt_wire_put_polygon(char *out, struct rt_text text);
char *rt_wire_put_cube(char *out, struct rt_text text);
char *rt_wire_put_vector(char *out, struct rt_text text);

char *rt_wire_put_tsvector(char *out, struct rt_text text);
char *rt_wire_put_tsquery(char *out, struct rt_text text);
char *rt_wire_put_hstore(char *out, struct rt_text text);

#endif
