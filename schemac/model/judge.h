/* judge.h: asking somebody who knows more than the compiler whether rows satisfy a condition. The plan asks;
 * a front end answers: the live database that the schema was read from (read/pg_judge.c). */
#ifndef SCHEMAC_MODEL_JUDGE_H
#define SCHEMAC_MODEL_JUDGE_H

#include "base/map.h"
#include "model/schema.h"

typedef enum Verdict {
    VERDICT_FALSE,
    VERDICT_TRUE,
    VERDICT_NULL,
    VERDICT_ERROR /* its evaluation fails: no such row can be stored */
} Verdict;

/* A condition and rows of the columns that it reads. */
typedef struct Question {
    const Expr *condition; /* over the columns, by name */
    ColumnList columns;
    const Text *values; /* row by row, in PostgreSQL's text output form; data NULL: the value is NULL */
    size_t count;       /* rows */
} Question;

typedef struct Judge Judge;
struct Judge {
    /* Fills one verdict for each row. False where there is no answer: *problem then says why, in words that
     * end a sentence. */
    bool (*answer)(Judge *judge, const Question *question, Verdict *verdicts, Text *problem);
    Arena *arena; /* of what is remembered */
    Map known;    /* whatever who asks wants to remember, by names of his own */
};

#endif
