/* identifier.h: C identifiers for names from a schema. The mapping is a table in the README of
 * the project. */
#ifndef SCHEMAC_PLAN_IDENTIFIER_H
#define SCHEMAC_PLAN_IDENTIFIER_H

#include "base/map.h"

enum {
    IDENTIFIER_LIMIT =
        150 /* bytes that identifier_make gives: two ASCII names and more, and always a file's name */
};

/* Lower case letters, digits and underscores: other ASCII characters become an underscore, other characters
 * `_uXXXX_`; what does not begin with a letter gets an x in front, and words that C, C++ or generated code
 * use get an underscore behind them. Longer ones than IDENTIFIER_LIMIT end in a hash of the name. Never
 * empty. */
Text identifier_make(Arena *arena, Text name);

/* The same made unique among those in `used`, where it is recorded: _2, _3 … behind it. */
Text identifier_unique(Arena *arena, Map *used, Text name);

/* The identifier of a table: unique together with the names that are made from it (orders_generate,
 * orders_params …), which are recorded too. */
Text identifier_table(Arena *arena, Map *used, Text name);

/* The identifier of the program, from the schema's name: its header takes the place of no other that a
 * program may include, and its names are none of the runtime's. */
Text identifier_program(Arena *arena, Text name);

/* Records what every program uses itself: open, close, scratch … */
void identifier_reserve_program(Map *used);

#endif
