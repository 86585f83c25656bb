/* evaluate_scope.c: rows that are made up for expressions to be evaluated on. */
#include "evaluate/evaluate.h"

EvaluateScope evaluate_scope(Arena *arena, const Schema *schema, const Table *table)
{
    size_t count = table ? table->columns.count : 0;
    EvaluateScope scope = {.schema = schema, .table = table};
    scope.texts = arena_array(arena, count, sizeof *scope.texts);
    scope.nulls = arena_array(arena, count, sizeof *scope.nulls);
    for (size_t i = 0; i < count; i++)
        scope.nulls[i] = true;
    return scope;
}

void evaluate_scope_give(EvaluateScope *scope, const Column *column, Text value)
{
    size_t place = columns_place(&scope->table->columns, column);
    scope->texts[place] = value;
    scope->nulls[place] = false;
}

void evaluate_scope_take(EvaluateScope *scope, const Column *column)
{
    scope->nulls[columns_place(&scope->table->columns, column)] = true;
}
