/* trigger.h: what the triggers of a table do to rows that are inserted. */
#ifndef SCHEMAC_PLAN_TRIGGER_H
#define SCHEMAC_PLAN_TRIGGER_H

#include "model/schema.h"

/* A trigger that fires on INSERT, and what its function may do. What is understood of a function in PL/pgSQL
 * is what its statements say; of functions it calls nothing is known. */
typedef struct TriggerEffect {
    const Trigger *trigger;
    const Table *table;  /* that it stands at: the table itself or one of its partitions */
    bool is_unknown;     /* the function is not in the schema or its body could not be read */
    bool rejects;        /* may raise an error */
    bool is_met;         /* rejects and leaves out only rows for which one of `conditions` is false */
    bool changes;        /* may assign to the row */
    bool suppresses;     /* may leave the row out without an error */
    bool writes;         /* may write elsewhere: other tables, notifications, calls */
    TextList columns;    /* those it may assign to; empty where it may be any */
    ExprList conditions; /* over the table's columns, normal form: rows to be kept meet all of them */
} TriggerEffect;
typedef LIST(TriggerEffect) TriggerEffectList;

/* The triggers that an ordinary INSERT or COPY into the table fires, its partitions' included, in the
 * order in which they fire. */
TriggerEffectList triggers_of(Arena *arena, const Schema *schema, const Table *table);

/* What it does, in words: "rejects rows, changes column "updated_at", writes elsewhere". */
Text trigger_effect_text(Arena *arena, const TriggerEffect *effect);

#endif
