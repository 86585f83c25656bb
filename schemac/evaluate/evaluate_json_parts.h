/* evaluate_json_parts.h: documents as trees, which the files of that name share; for them alone. */
#ifndef SCHEMAC_EVALUATE_EVALUATE_JSON_PARTS_H
#define SCHEMAC_EVALUATE_EVALUATE_JSON_PARTS_H

#include "evaluate/evaluate_json.h"

typedef enum JsonKind {
    KIND_NULL,
    KIND_BOOLEAN,
    KIND_NUMBER,
    KIND_STRING,
    KIND_ARRAY,
    KIND_OBJECT
} JsonKind;

typedef struct Json Json;
typedef LIST(Json *) JsonList;

struct Json {
    JsonKind kind;
    Text raw;      /* as it stands in the text */
    Text string;   /* unescaped */
    TextList keys; /* of an object, unescaped, in the text's order */
    JsonList items;
};

/* ---- evaluate_json.c */

/* NULL where the text is no JSON, or that can't be told. */
Json *json_known(Evaluator *evaluator, Text text);

/* ---- evaluate_json_change.c */

/* jsonb - what: a key, some keys, or an item's number. */
Datum json_without(Evaluator *evaluator, const Json *json, const Datum *what, TypeUse result);

#endif
