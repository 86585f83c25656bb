/* compile_time.c: parts of moments, moments cut down to a unit, dates made of their parts. */
#include "plan/compile/compile_parts.h"

/* A unit of EXTRACT and date_trunc; the letter is the one that the runtime knows it by. */
typedef struct Unit {
    const char *name;
    const char *part; /* its letter, of a number of it that a moment has; NULL: not known */
    const char *cut;  /* its letter, of moments that are whole ones of it; NULL: not known */
    bool is_of_day;   /* parts of the time of a day */
} Unit;

static const Unit units[] = {
    {"year", "'y'", "'y'", false},  {"quarter", "'q'", "'q'", false}, {"month", "'m'", "'m'", false},
    {"week", NULL, "'w'", false},   {"day", "'d'", "'d'", false},     {"dow", "'s'", NULL, false},
    {"isodow", "'i'", NULL, false}, {"doy", "'j'", NULL, false},      {"hour", "'H'", "'H'", true},
    {"minute", "'M'", "'M'", true}, {"second", NULL, "'S'", true},
};

static const Unit *find_unit(const Expr *expr)
{
    const Expr *name = expr->arguments.items[0];
    for (size_t i = 0; name->kind == EXPR_STRING && i < sizeof units / sizeof *units; i++)
        if (text_is_nocase(name->text, units[i].name))
            return &units[i];
    return NULL;
}

bool compile_knows_unit(const Expr *expr)
{
    const Unit *unit = find_unit(expr);
    bool cuts = text_is_nocase(expr->text, "date_trunc");
    return unit && expr->arguments.count == 2 && (cuts ? unit->cut : unit->part);
}

static Compiled no_unit(Compiler *compiler, const Expr *expr)
{
    return compile_fail(compiler, "has an unknown unit in", expr->text);
}

Compiled compile_part(Compiler *compiler, const Expr *expr)
{
    const Unit *unit = find_unit(expr);
    Compiled moment = compile_expr(compiler, expr->arguments.items[1]);
    if (!compile_knows_unit(expr) || (unit->is_of_day && moment.class == CLASS_DATE))
        return no_unit(compiler, expr);
    if (!unit->is_of_day)
        moment = compile_convert(compiler, moment, CLASS_DATE, 0);
    else if (moment.class != CLASS_TIME)
        moment = compile_convert(compiler, moment, CLASS_TIMESTAMP, 0);
    if (compiler->failed)
        return moment;
    return (Compiled){.class = CLASS_INT,
                      .null = moment.null,
                      .value = step_call(compile_table(compiler), compile_name(compiler), VALUE_INT64,
                                         unit->is_of_day ? "rt_time_part" : "rt_date_part",
                                         OPERANDS(op_step(moment.value), op_name(unit->part)))};
}

Compiled compile_truncation(Compiler *compiler, const Expr *expr)
{
    Compiled moment = compile_expr(compiler, expr->arguments.items[1]);
    if (!compile_knows_unit(expr))
        return no_unit(compiler, expr);
    moment = compile_convert(compiler, moment, CLASS_TIMESTAMP, 0);
    if (compiler->failed)
        return moment;
    return (Compiled){.class = CLASS_TIMESTAMP,
                      .null = moment.null,
                      .value = step_call(compile_table(compiler), compile_name(compiler), VALUE_INT64,
                                         "rt_cut_moment",
                                         OPERANDS(op_step(moment.value), op_name(find_unit(expr)->cut)))};
}

bool compile_knows_zone(const Expr *expr)
{
    const Expr *zone = expr->arguments.items[0];
    return zone->kind == EXPR_STRING && text_is_nocase(zone->text, "utc");
}

/* A timestamp with time zone is counted as the one without is in UTC. */
Compiled compile_in_utc(Compiler *compiler, const Expr *expr)
{
    if (!compile_knows_zone(expr))
        return compile_fail(compiler, "asks for the time in another zone than UTC, in", expr->text);
    return compile_convert(compiler, compile_expr(compiler, expr->arguments.items[1]), CLASS_TIMESTAMP, 0);
}

Compiled compile_date(Compiler *compiler, const Expr *expr)
{
    TablePlan *table = compile_table(compiler);
    Operand parts[3];
    Step *null = NULL;
    for (size_t i = 0; i < 3; i++) {
        Compiled part =
            compile_convert(compiler, compile_expr(compiler, expr->arguments.items[i]), CLASS_INT, 0);
        if (compiler->failed)
            return part;
        parts[i] = op_step(part.value);
        null = compile_or(compiler, null, part.null);
    }
    Step *is_date = step_call(table, compile_name(compiler), VALUE_BOOL, "rt_is_date", parts, 3);
    exact_note_fault(compiler, compile_not(compiler, is_date));
    return (Compiled){.class = CLASS_DATE,
                      .null = null,
                      .value = step_call(table, compile_name(compiler), VALUE_INT64, "rt_date", parts, 3)};
}
