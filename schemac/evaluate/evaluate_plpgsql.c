/* evaluate_plpgsql.c: the statements of a PL/pgSQL function, followed one by one. Arguments and variables are
 * the columns of one row. PostgreSQL documentation: chapter 43 (PL/pgSQL). */
#include "evaluate/evaluate_plpgsql.h"

#include "evaluate/evaluate_array.h"

enum {
    STATEMENTS_MOST = 20000, /* that one call runs */
    CALLS_MOST = 20,         /* functions that call one another */
    EFFORT_MOST = 4000000,   /* statements of all calls of a function: what follows is not known */
    UNFINISHED = 8           /* so many calls that did not end are as much */
};

/* How a statement ends. */
typedef enum Flow {
    FLOW_ON,     /* the next one follows */
    FLOW_LEAVE,  /* the loop ends */
    FLOW_NEXT,   /* its next round follows */
    FLOW_RETURN, /* there is a result */
    FLOW_ERROR,
    FLOW_UNKNOWN
} Flow;

typedef struct Routine {
    Evaluator evaluator; /* of an arena of its own */
    EvaluateScope scope;
    const Function *function;
    const Table *variables; /* its own, or those of the types that the call gives */
    Text *texts;            /* by variable */
    bool *nulls;
    size_t statements; /* that were run */
    Datum result;
} Routine;

static Flow run_all(Routine *routine, const PlStatementList *list);

/* ---- variables ---- */

/* PL/pgSQL turns values into texts and reads these where there is no cast that the server would add: where a
 * cast that one can ask for does the same, it is taken. */
static Datum assigned(Evaluator *evaluator, Datum datum, const TypeUse *type)
{
    TypeUse plain = type_plain(type);
    bool converts = datum.state != EVALUATED_VALUE || type_converts(&datum.type, &plain);
    bool numbers = type_is_number(&datum.type) && type_is_number(&plain);
    if (!converts && !numbers && !type_is_text(&datum.type) && !type_is_text(&plain))
        return datum_unknown();
    return datum.is_near ? datum_unknown() : datum_cast(evaluator, datum, type, !converts);
}

static Flow flow_of(const Datum *datum)
{
    return datum->state == EVALUATED_ERROR     ? FLOW_ERROR
           : datum->state == EVALUATED_UNKNOWN ? FLOW_UNKNOWN
                                               : FLOW_ON;
}

static Flow set(Routine *routine, Text name, Datum datum)
{
    const ColumnList *variables = &routine->variables->columns;
    size_t i = 0;
    while (i < variables->count && !text_equal(variables->items[i]->name, name))
        i++;
    if (i == variables->count)
        return FLOW_UNKNOWN;
    datum = assigned(&routine->evaluator, datum, &variables->items[i]->type);
    routine->texts[i] = datum.text;
    routine->nulls[i] = datum.state == EVALUATED_NULL;
    return flow_of(&datum);
}

static Datum value_of(Routine *routine, const Expr *expr)
{
    return expr ? evaluate_node(&routine->evaluator, expr) : datum_unknown();
}

/* Whether the condition is true; a result other than FLOW_ON says that it has no value. */
static Flow test(Routine *routine, const Expr *condition, bool *holds)
{
    Datum datum = value_of(routine, condition);
    bool is_boolean = datum.state == EVALUATED_NULL || datum_is_true(&datum) || datum_is_false(&datum);
    *holds = datum_is_true(&datum);
    return is_boolean ? FLOW_ON : datum.state == EVALUATED_ERROR ? FLOW_ERROR : FLOW_UNKNOWN;
}

/* ---- loops ---- */

/* One round; FLOW_ON: another may follow. */
static Flow run_round(Routine *routine, const PlStatement *loop)
{
    Flow flow = ++routine->statements > STATEMENTS_MOST ? FLOW_UNKNOWN : run_all(routine, &loop->then);
    return flow == FLOW_NEXT ? FLOW_ON : flow;
}

static Flow run_while(Routine *routine, const PlStatement *loop)
{
    Flow flow = FLOW_ON;
    for (bool holds = true; flow == FLOW_ON;) {
        if (loop->loop == PL_LOOP_WHILE)
            flow = test(routine, loop->expr, &holds);
        if (flow == FLOW_ON && !holds)
            return FLOW_ON;
        flow = flow == FLOW_ON ? run_round(routine, loop) : flow;
    }
    return flow;
}

/* A bound of a counter: an integer that is not NULL. */
static Flow bound(Routine *routine, const Expr *expr, int64_t *value)
{
    TypeUse type = type_of_code("int4");
    Datum datum = assigned(&routine->evaluator, value_of(routine, expr), &type);
    if (datum.state != EVALUATED_VALUE)
        return datum.state == EVALUATED_UNKNOWN ? FLOW_UNKNOWN : FLOW_ERROR;
    return text_to_int64(datum.text, value) ? FLOW_ON : FLOW_UNKNOWN;
}

/* The variable that the counter hides has its value back afterwards. */
static Flow run_counter(Routine *routine, const PlStatement *loop)
{
    const Table *variables = routine->variables;
    size_t own = columns_place(&variables->columns, table_find_column(variables, loop->target));
    Text text = routine->texts[own];
    bool null = routine->nulls[own], up = loop->loop == PL_LOOP_COUNT;
    int64_t from, to, step = 1;
    Flow flow = bound(routine, loop->expr, &from);
    flow = flow == FLOW_ON ? bound(routine, loop->last, &to) : flow;
    flow = flow == FLOW_ON && loop->step ? bound(routine, loop->step, &step) : flow;
    if (flow == FLOW_ON && step <= 0)
        flow = FLOW_ERROR;
    for (int64_t i = from; flow == FLOW_ON && (up ? i <= to : i >= to); i += up ? step : -step) {
        flow = set(routine, loop->target, datum_int(&routine->evaluator, i));
        flow = flow == FLOW_ON ? run_round(routine, loop) : flow;
    }
    routine->texts[own] = text;
    routine->nulls[own] = null;
    return flow;
}

static Flow run_items(Routine *routine, const PlStatement *loop)
{
    DatumList items = {0};
    Datum array = value_of(routine, loop->expr);
    Flow flow = array.state == EVALUATED_NULL ? FLOW_ERROR : flow_of(&array);
    if (flow == FLOW_ON && !array_items(&routine->evaluator, &array, &items))
        return FLOW_UNKNOWN;
    for (size_t i = 0; flow == FLOW_ON && i < items.count; i++) {
        flow = set(routine, loop->target, items.items[i]);
        flow = flow == FLOW_ON ? run_round(routine, loop) : flow;
    }
    return flow;
}

static Flow run_loop(Routine *routine, const PlStatement *loop)
{
    Flow flow;
    switch (loop->loop) {
    case PL_LOOP_PLAIN:
    case PL_LOOP_WHILE:
        flow = run_while(routine, loop);
        break;
    case PL_LOOP_COUNT:
    case PL_LOOP_REVERSE:
        flow = run_counter(routine, loop);
        break;
    case PL_LOOP_ITEMS:
        flow = run_items(routine, loop);
        break;
    default:
        flow = FLOW_UNKNOWN;
    }
    return flow == FLOW_LEAVE ? FLOW_ON : flow;
}

/* ---- other statements ---- */

/* The handlers of certain errors may be for another one. */
static Flow run_block(Routine *routine, const PlStatement *block)
{
    Flow flow = run_all(routine, &block->then);
    if (flow != FLOW_ERROR || !block->otherwise.count)
        return flow;
    return block->handles_all ? run_all(routine, &block->otherwise) : FLOW_UNKNOWN;
}

static Flow run_if(Routine *routine, const PlStatement *statement)
{
    bool holds;
    Flow flow = test(routine, statement->expr, &holds);
    return flow == FLOW_ON ? run_all(routine, holds ? &statement->then : &statement->otherwise) : flow;
}

static Flow run_return(Routine *routine, const PlStatement *statement)
{
    routine->result =
        assigned(&routine->evaluator, value_of(routine, statement->expr), &routine->function->result);
    Flow flow = flow_of(&routine->result);
    return flow == FLOW_ON ? FLOW_RETURN : flow;
}

static Flow run_leave(Routine *routine, const PlStatement *statement)
{
    bool holds = true;
    Flow flow = statement->expr ? test(routine, statement->expr, &holds) : FLOW_ON;
    if (flow != FLOW_ON || !holds)
        return flow;
    return statement->kind == PL_LEAVE ? FLOW_LEAVE : FLOW_NEXT;
}

static Flow run(Routine *routine, const PlStatement *statement)
{
    Datum datum = datum_null(type_unknown());
    switch (statement->kind) {
    case PL_IF:
        return run_if(routine, statement);
    case PL_RAISE:
        return FLOW_ERROR;
    case PL_RETURN:
        return run_return(routine, statement);
    case PL_DECLARE:
    case PL_SET:
        datum = statement->expr ? value_of(routine, statement->expr) : datum;
        return datum.state == EVALUATED_ERROR ? FLOW_ERROR : set(routine, statement->target, datum);
    case PL_WRITE:
        datum = value_of(routine, statement->expr);
        return flow_of(&datum);
    case PL_LOOP:
        return run_loop(routine, statement);
    case PL_LEAVE:
    case PL_NEXT:
        return run_leave(routine, statement);
    case PL_BLOCK:
        return run_block(routine, statement);
    case PL_NOTHING:
        return FLOW_ON;
    default:
        return FLOW_UNKNOWN;
    }
}

static Flow run_all(Routine *routine, const PlStatementList *list)
{
    Flow flow = FLOW_ON;
    for (size_t i = 0; i < list->count && flow == FLOW_ON; i++)
        flow = ++routine->statements > STATEMENTS_MOST ? FLOW_UNKNOWN : run(routine, list->items[i]);
    return flow;
}

/* ---- calls ---- */

static bool stands_for_array(Text name)
{
    return text_is(name, "anyarray") || text_is(name, "anycompatiblearray");
}

/* The type that one which stands for any has in the call, where another one is given: that, an array of it,
 * or its elements. Of ranges nothing is told. */
static TypeUse found_type(const Function *function, const Datum *arguments, TypeUse type)
{
    bool is_array = stands_for_array(type.type->name);
    for (size_t i = 0; i < function->argument_types.count; i++) {
        const TypeUse *given = &arguments[i].type, *declared = &function->argument_types.items[i];
        if (!type_is_any(declared) || !type_is_known(given) || type_is_unknown(given))
            continue;
        bool is_same = text_equal(declared->type->name, type.type->name);
        if (is_same || is_array == stands_for_array(declared->type->name))
            return is_same || !text_contains(declared->type->name, TEXT("range")) ? type_plain(given) : type;
        return is_array ? type_array_of(given) : type_element(given);
    }
    return type;
}

/* Variables of the types that the arguments have, where some are of any type. */
static const Table *variables_of(Arena *arena, const Function *function, const Datum *arguments)
{
    const ColumnList *declared = &function->variables->columns;
    Table *variables = arena_new_object(arena, Table);
    bool any = false;
    *variables = *function->variables;
    variables->columns = (ColumnList){0};
    for (size_t i = 0; i < declared->count; i++) {
        Column *column = arena_new_object(arena, Column);
        *column = *declared->items[i];
        any = any || type_is_any(&column->type);
        if (type_is_any(&column->type))
            column->type = found_type(function, arguments, column->type);
        list_push(arena, &variables->columns, column);
    }
    return any ? variables : function->variables;
}

static void begin(Routine *routine, const Evaluator *caller, const Function *function, const Datum *arguments)
{
    Arena *arena = arena_new();
    const Table *variables = variables_of(arena, function, arguments);
    routine->function = function;
    routine->variables = variables;
    routine->texts = arena_array(arena, variables->columns.count + 1, sizeof *routine->texts);
    routine->nulls = arena_array(arena, variables->columns.count + 1, sizeof *routine->nulls);
    for (size_t i = 0; i < variables->columns.count; i++)
        routine->nulls[i] = true;
    routine->scope = (EvaluateScope){.schema = caller->scope->schema,
                                     .table = variables,
                                     .texts = routine->texts,
                                     .nulls = routine->nulls,
                                     .now = caller->scope->now,
                                     .reads_now = caller->scope->reads_now,
                                     .depth = caller->scope->depth + 1};
    routine->evaluator = (Evaluator){.arena = arena,
                                     .scope = &routine->scope,
                                     .types = {.schema = caller->scope->schema, .table = variables}};
}

/* Its end is no RETURN. */
static Datum outcome(const Routine *routine, Arena *arena, Flow flow)
{
    Datum result = routine->result;
    if (flow != FLOW_RETURN)
        return flow == FLOW_ERROR || flow == FLOW_ON ? datum_error() : datum_unknown();
    result.text = text_copy(arena, result.text);
    result.collation = (Text){0};
    return result;
}

Datum plpgsql_call(Evaluator *evaluator, const Function *function, const Datum *arguments)
{
    Routine routine = {0};
    if (evaluator->scope->depth >= CALLS_MOST || *function->effort > EFFORT_MOST)
        return datum_unknown();
    begin(&routine, evaluator, function, arguments);
    Flow flow = FLOW_ON;
    for (size_t i = 0; i < function->argument_types.count && flow == FLOW_ON; i++)
        flow = arguments[i].collation.size
                   ? FLOW_UNKNOWN
                   : set(&routine, routine.variables->columns.items[i]->name, arguments[i]);
    if (flow == FLOW_ON)
        flow = run_all(&routine, &function->statements);
    *function->effort += routine.statements > STATEMENTS_MOST ? EFFORT_MOST / UNFINISHED : routine.statements;
    Datum result = outcome(&routine, evaluator->arena, flow);
    arena_free(routine.evaluator.arena);
    return result;
}
