/* literal.h: the one spelling of a literal of a type: what the type's output function prints of what its
 * input function reads (PostgreSQL documentation, chapter 8), with ISO dates, intervals in "postgres" style
 * and time zone UTC. Texts that are not understood come back as they are: the server is the judge of them. */
#ifndef SCHEMAC_MODEL_LITERAL_H
#define SCHEMAC_MODEL_LITERAL_H

#include "model/type.h"

/* The canonical text of a literal of a base type, enum, range or array of the type. */
Text literal_canonical(Arena *arena, Text text, const TypeUse *type);

/* A number in any of SQL's forms as plain decimal digits: no exponent, no leading zeros or plus, a digit
 * before the point. False where it is none or would be too long. */
bool literal_number(Arena *arena, Text text, Text *canonical);

/* A boolean as its input function takes it: "t", "yes", "off" … False where it is none. */
bool literal_bool(Text text, bool *value);

/* The items of the text of a one-dimensional array, unquoted; is_null tells those that are NULL. False where
 * the text is none. */
typedef struct LiteralItem {
    Text text;
    bool is_null;
} LiteralItem;
typedef LIST(LiteralItem) LiteralItemList;
bool literal_array_items(Arena *arena, Text text, LiteralItemList *items);

/* Whether a text that is an item of an array stands in quotes there. */
bool literal_item_needs_quotes(Text text);

/* A JSON text as jsonb prints it; false where it is malformed or nested too deeply. */
bool literal_jsonb(Arena *arena, Text text, Text *canonical);

/* An interval as its output function prints it; `fields` is the type's ("YEAR TO MONTH") or empty and says
 * what a number without a unit counts. False where it is not understood. */
bool literal_interval(Arena *arena, Text text, Text fields, Text *canonical);

/* Dates and times of day as their output functions print them; false where they are not understood. */
bool literal_date_time(Arena *arena, Text text, TypeCode code, Text *canonical);

#endif
