/* names.h: the names PostgreSQL invents for what is given none: makeObjectName and ChooseRelationName of
 * src/backend/commands/indexcmds.c, ChooseIndexName, ChooseConstraintName and
 * ChooseForeignKeyConstraintNameAddition. */
#ifndef SCHEMAC_MODEL_NAMES_H
#define SCHEMAC_MODEL_NAMES_H

#include "model/schema.h"

enum {
    NAME_LIMIT = 63 /* bytes of an identifier: NAMEDATALEN − 1 */
};

/* `name1_name2_label`, the two names shortened, the longer first and at characters of UTF-8, so that all
 * fits; empty name2 or label are left out with their underscore. */
Text names_make_object(Arena *arena, Text name1, Text name2, Text label);

/* The columns' part of an invented index or constraint name: joined by underscores, cut as PostgreSQL cuts
 * it. */
Text names_join_columns(Arena *arena, const TextList *columns);

/* The name of an index column that is the expression, as parsed: its function, its column, "expr" where it
 * has none (FigureIndexColname). */
Text names_of_expr(const Expr *expr);

/* Makes the name of an index column differ from those before it by a number (ChooseIndexColumnNames). */
Text names_distinct(Arena *arena, const TextList *before, Text name);

/* The name that CREATE TYPE … AS RANGE gives the multirange type: makeMultirangeTypeName of
 * src/backend/catalog/pg_type.c. */
Text names_make_multirange(Arena *arena, Text range_name);

/* An identifier cut to NAME_LIMIT bytes at a character boundary, as the server does. */
Text names_truncate(Arena *arena, Text name);

/* The identifier as SQL wants it: quoted where it is a keyword, has capitals or other characters. */
Text names_quote(Arena *arena, Text name);

/* A string as a SQL literal: '…' with doubled quotes, E'…' where it has backslashes. */
Text names_quote_literal(Arena *arena, Text value);

#endif
