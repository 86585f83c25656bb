/* evaluate.c: expressions from the leaves up, with three-valued logic and PostgreSQL's order
 * of evaluation. */
#include "evaluate/evaluate_parts.h"

#include "evaluate/evaluate_array.h"
#include "evaluate/evaluate_call.h"
#include "evaluate/evaluate_number.h"
#include "evaluate/evaluate_range.h"
#include "evaluate/evaluate_set.h"

/* ---- leaves ---- */

static void count_column(void *context, const Expr *column)
{
    (void)column;
    ++*(size_t *)context;
}

static bool reads_value(const Expr *expr)
{
    bool reads = expr->kind == EXPR_VALUE;
    for (size_t i = 0; i < expr->arguments.count && !reads; i++)
        reads = expr->arguments.items[i] && reads_value(expr->arguments.items[i]);
    return reads;
}

bool evaluate_is_constant(const Expr *expr)
{
    size_t columns = 0;
    expr_each_column(expr, count_column, &columns);
    return columns == 0 && !reads_value(expr);
}

/* The collation of a column or of VALUE: its own, or its domain's. */
static Text collation_of(const TypeUse *type, Text own)
{
    const Type *at = type->type;
    while (own.size == 0 && at && at->kind == TYPE_DOMAIN) {
        own = at->collation;
        at = at->base.type;
    }
    return text_is(own, "default") ? (Text){0} : own;
}

static Datum given(const TypeUse *type, Text collation, Text text, bool null)
{
    TypeUse plain = type_plain(type);
    if (!type_is_known(&plain))
        return datum_unknown();
    Datum datum = null ? datum_null(plain) : datum_make(plain, text);
    datum.collation = collation_of(type, collation);
    return datum;
}

static Datum column_datum(const Evaluator *evaluator, const Expr *expr)
{
    const EvaluateScope *scope = evaluator->scope;
    if (!scope->table || expr->qualifier.size)
        return datum_unknown();
    for (size_t i = 0; i < scope->table->columns.count; i++) {
        const Column *column = scope->table->columns.items[i];
        if (text_equal(column->name, expr->text))
            return given(&column->type, column->collation, scope->texts[i], scope->nulls[i]);
    }
    return datum_unknown();
}

static Datum value_datum(const EvaluateScope *scope)
{
    return scope->value_type ? given(scope->value_type, (Text){0}, scope->value, scope->value_null)
                             : datum_unknown();
}

Text evaluate_now(const Evaluator *evaluator)
{
    if (evaluator->scope->reads_now)
        *evaluator->scope->reads_now = true;
    return evaluator->scope->now;
}

static Datum number_datum(const Expr *expr)
{
    return datum_make(expr_number_type(expr->text), expr->text);
}

/* ---- logic ---- */

/* A condition's value; a literal without type is one of boolean. */
static Datum condition(Evaluator *evaluator, const Expr *expr)
{
    Datum datum = evaluate_node(evaluator, expr);
    TypeUse boolean = type_of_code("bool");
    if (type_is_unknown(&datum.type))
        datum = datum_cast(evaluator, datum, &boolean, false);
    bool fits = datum.state == EVALUATED_ERROR || type_code(&datum.type) == TYPE_BOOL;
    return fits ? datum : datum_unknown();
}

/* A constant further on that decides is found before the row is looked at, even after an error. */
static bool has_constant(const Expr *expr, size_t from)
{
    for (size_t i = from; i < expr->arguments.count; i++)
        if (evaluate_is_constant(expr->arguments.items[i]))
            return true;
    return false;
}

/* AND, or OR where `decisive` is true: the first decisive one ends it. */
static Datum junction(Evaluator *evaluator, const Expr *expr, bool decisive)
{
    bool null = false;
    for (size_t i = 0; i < expr->arguments.count; i++) {
        Datum part = condition(evaluator, expr->arguments.items[i]);
        if (part.state == EVALUATED_UNKNOWN)
            return part;
        if (part.state == EVALUATED_ERROR)
            return has_constant(expr, i + 1) ? datum_unknown() : part;
        if (decisive ? datum_is_true(&part) : datum_is_false(&part))
            return part;
        null = null || part.state == EVALUATED_NULL;
    }
    return null ? datum_null(type_of_code("bool")) : datum_bool(!decisive);
}

static Datum negation(Evaluator *evaluator, const Expr *expr)
{
    Datum datum = condition(evaluator, expr->arguments.items[0]);
    return datum.state == EVALUATED_VALUE ? datum_bool(datum_is_false(&datum)) : datum;
}

/* ---- IS ---- */

/* ROW (…) IS [NOT] NULL: all of its fields are, or are not. */
static Datum row_is_null(Evaluator *evaluator, const Expr *row, bool negated)
{
    bool all = true;
    for (size_t i = 0; i < row->arguments.count; i++) {
        Datum field = evaluate_node(evaluator, row->arguments.items[i]);
        if (field.state == EVALUATED_UNKNOWN || field.state == EVALUATED_ERROR)
            return field;
        all = all && (field.state == EVALUATED_NULL) != negated;
    }
    return datum_bool(all);
}

static Datum is_null(Evaluator *evaluator, const Expr *expr)
{
    const Expr *operand = expr->arguments.items[0];
    if (operand->kind == EXPR_ROW)
        return row_is_null(evaluator, operand, expr->negated);
    Datum datum = evaluate_node(evaluator, operand);
    if (datum.state == EVALUATED_UNKNOWN || datum.state == EVALUATED_ERROR)
        return datum;
    bool composite = datum.type.type && datum.type.type->kind == TYPE_COMPOSITE && !datum.type.dimensions;
    if (datum.state == EVALUATED_VALUE && composite)
        return array_row_is_null(evaluator, &datum, expr->negated);
    return datum_bool((datum.state == EVALUATED_NULL) != expr->negated);
}

static Datum is_truth(Evaluator *evaluator, const Expr *expr)
{
    Datum datum = condition(evaluator, expr->arguments.items[0]);
    if (datum.state == EVALUATED_UNKNOWN || datum.state == EVALUATED_ERROR)
        return datum;
    bool holds = text_is(expr->text, "true")    ? datum_is_true(&datum)
                 : text_is(expr->text, "false") ? datum_is_false(&datum)
                                                : datum.state == EVALUATED_NULL;
    return datum_bool(holds != expr->negated);
}

static Datum is_test(Evaluator *evaluator, const Expr *expr)
{
    if (text_is(expr->text, "null"))
        return is_null(evaluator, expr);
    if (text_is(expr->text, "true") || text_is(expr->text, "false") || text_is(expr->text, "unknown"))
        return is_truth(evaluator, expr);
    return call_is_json(evaluator, expr);
}

static Datum is_distinct(Evaluator *evaluator, const Expr *expr)
{
    Datum sides[] = {evaluate_node(evaluator, expr->arguments.items[0]),
                     evaluate_node(evaluator, expr->arguments.items[1])};
    Evaluated strict = evaluate_strict(sides, 2);
    if (strict == EVALUATED_UNKNOWN || strict == EVALUATED_ERROR)
        return strict == EVALUATED_ERROR ? datum_error() : datum_unknown();
    if (strict == EVALUATED_NULL)
        return datum_bool((sides[0].state != sides[1].state) != expr->negated);
    Datum equal = evaluate_operator(evaluator, TEXT("="), sides[0], sides[1]);
    return equal.state == EVALUATED_VALUE ? datum_bool(datum_is_false(&equal) != expr->negated) : equal;
}

/* ---- operators ---- */

/* NULL or an error among the operands decides, except for what joins arrays. */
static Datum strict_result(Evaluated state, TypeUse type)
{
    return state == EVALUATED_NULL    ? datum_null(type)
           : state == EVALUATED_ERROR ? datum_error()
                                      : datum_unknown();
}

/* Numbers of which one may have been rounded otherwise. */
static Datum compare_near(Evaluator *evaluator, Text symbol, const Datum *left, const Datum *right)
{
    Datum exact[] = {*left, *right};
    exact[0].is_near = exact[1].is_near = false;
    Evaluated strict = evaluate_strict(exact, 2);
    return strict == EVALUATED_VALUE ? datum_compare(evaluator, symbol, left, right)
                                     : strict_result(strict, type_of_code("bool"));
}

Datum evaluate_operator(Evaluator *evaluator, Text symbol, Datum left, Datum right)
{
    Datum sides[] = {left, right};
    bool near = left.is_near || right.is_near;
    if (near && operator_is_comparison(symbol) && type_is_number(&left.type) && type_is_number(&right.type))
        return compare_near(evaluator, symbol, &left, &right);
    Evaluated given = evaluate_strict(sides, 2);
    if (given == EVALUATED_UNKNOWN || given == EVALUATED_ERROR)
        return given == EVALUATED_ERROR ? datum_error() : datum_unknown();
    Signature found = operator_resolve(symbol, &left.type, &right.type);
    if (!type_is_known(&found.result))
        return datum_unknown();
    for (size_t i = 0; i < 2; i++) {
        if (found.arguments[i].type)
            sides[i] = datum_cast(evaluator, sides[i], &found.arguments[i], false);
        else if (type_is_unknown(&sides[i].type))
            return datum_unknown();
    }
    if (text_is(symbol, "||") && (type_is_array(&sides[0].type) || type_is_array(&sides[1].type)))
        return array_join(evaluator, &sides[0], &sides[1]);
    Evaluated strict = evaluate_strict(sides, 2);
    if (strict != EVALUATED_VALUE)
        return strict_result(strict, found.result);
    if (operator_is_comparison(symbol))
        return datum_compare(evaluator, symbol, &sides[0], &sides[1]);
    return call_operator(evaluator, symbol, &sides[0], &sides[1], found.result);
}

static Datum prefix(Evaluator *evaluator, const Expr *expr)
{
    Datum operand = evaluate_node(evaluator, expr->arguments.items[0]);
    if (operand.state == EVALUATED_UNKNOWN || operand.state == EVALUATED_ERROR || operand.is_near)
        return operand.is_near ? datum_unknown() : operand;
    Signature found = operator_resolve(expr->text, NULL, &operand.type);
    if (!type_is_known(&found.result))
        return datum_unknown();
    operand = datum_cast(evaluator, operand, &found.arguments[0], false);
    if (operand.state != EVALUATED_VALUE)
        return operand.state == EVALUATED_NULL ? datum_null(found.result) : operand;
    return call_prefix(evaluator, expr->text, &operand);
}

/* A NULL that is written makes the server leave the other operand out, errors and all. */
static bool has_written_null(const Expr *expr)
{
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i] && evaluate_is_constant(expr->arguments.items[i]))
            return true;
    return false;
}

/* date_part gives a floating-point number, EXTRACT a numeric: the normal form does not tell them apart. */
static bool is_part(const Expr *expr)
{
    return expr->kind == EXPR_CALL && expr->qualifier.size == 0 && text_is(expr->text, "extract");
}

static bool are_rows(const Expr *left, const Expr *right)
{
    return left->kind == EXPR_ROW && right->kind == EXPR_ROW && left->arguments.count &&
           left->arguments.count == right->arguments.count;
}

/* (a, b) < (c, d): the first fields that are not equal decide. */
static Datum compare_rows(Evaluator *evaluator, const Expr *expr)
{
    const ExprList *left = &expr->arguments.items[0]->arguments,
                   *right = &expr->arguments.items[1]->arguments;
    bool last_counts = expr->text.size == 2;
    for (size_t i = 0; i < left->count; i++) {
        Datum a = evaluate_node(evaluator, left->items[i]), b = evaluate_node(evaluator, right->items[i]);
        Datum equal = evaluate_operator(evaluator, TEXT("="), a, b);
        if (equal.state == EVALUATED_ERROR)
            return datum_unknown();
        if (!datum_is_true(&equal))
            return datum_is_false(&equal) ? evaluate_operator(evaluator, expr->text, a, b) : equal;
    }
    return datum_bool(last_counts);
}

/* What does not go up is rounded by numeric and by floating-point numbers in ways of their own. */
static Datum divide_part(Evaluator *evaluator, Datum left, Datum right)
{
    Datum quotient = evaluate_operator(evaluator, TEXT("/"), left, right);
    if (quotient.state == EVALUATED_VALUE)
        quotient.is_near = !number_is_quotient(&quotient, &left, &right);
    return quotient;
}

static bool is_order(Text symbol)
{
    return operator_is_comparison(symbol) && !text_is(symbol, "=") && !text_is(symbol, "<>");
}

static Datum infix(Evaluator *evaluator, const Expr *expr)
{
    if (is_order(expr->text) && are_rows(expr->arguments.items[0], expr->arguments.items[1]))
        return compare_rows(evaluator, expr);
    Datum left = evaluate_node(evaluator, expr->arguments.items[0]);
    Datum right = evaluate_node(evaluator, expr->arguments.items[1]);
    if (text_is(expr->text, "/") && (is_part(expr->arguments.items[0]) || is_part(expr->arguments.items[1])))
        return divide_part(evaluator, left, right);
    bool error = left.state == EVALUATED_ERROR || right.state == EVALUATED_ERROR;
    bool null = left.state == EVALUATED_NULL || right.state == EVALUATED_NULL;
    if (error && null && has_written_null(expr))
        return datum_unknown();
    return evaluate_operator(evaluator, expr->text, left, right);
}

/* ---- ANY and ALL ---- */

/* The items of ARRAY […] or of an array's text. */
static bool items_of(Evaluator *evaluator, const Expr *array, DatumList *items, Datum *failure)
{
    if (array->kind != EXPR_ARRAY) {
        *failure = evaluate_node(evaluator, array);
        return failure->state == EVALUATED_VALUE && array_items(evaluator, failure, items);
    }
    for (size_t i = 0; i < array->arguments.count; i++) {
        Datum item = evaluate_node(evaluator, array->arguments.items[i]);
        if (type_is_array(&item.type) || array->arguments.items[i]->kind == EXPR_ARRAY)
            item = datum_unknown();
        list_push(evaluator->arena, items, item);
        *failure = item;
        if (item.state == EVALUATED_UNKNOWN || item.state == EVALUATED_ERROR)
            return false;
    }
    return true;
}

/* Items without a type take the one that most have. */
static bool settle_items(Evaluator *evaluator, DatumList *items)
{
    TypeUse *types = arena_array(evaluator->arena, items->count + 1, sizeof *types);
    bool literals = true;
    for (size_t i = 0; i < items->count; i++) {
        types[i] = items->items[i].type;
        literals = literals && type_is_unknown(&types[i]);
    }
    if (literals)
        return true;
    TypeUse common = type_common(types, items->count);
    for (size_t i = 0; i < items->count && common.type; i++)
        items->items[i] = datum_cast(evaluator, items->items[i], &common, false);
    return common.type != NULL;
}

static Datum quantified(Evaluator *evaluator, const Expr *expr)
{
    bool any = expr->kind == EXPR_ANY, null = false, unknown = false;
    DatumList items = {0};
    Datum failure = {0}, left = evaluate_node(evaluator, expr->arguments.items[0]);
    if (left.state == EVALUATED_UNKNOWN || left.state == EVALUATED_ERROR)
        return left;
    if (!items_of(evaluator, expr->arguments.items[1], &items, &failure))
        return failure.state == EVALUATED_NULL    ? datum_null(type_of_code("bool"))
               : failure.state == EVALUATED_ERROR ? failure
                                                  : datum_unknown();
    if (!settle_items(evaluator, &items))
        return datum_unknown();
    for (size_t i = 0; i < items.count; i++) {
        Datum test = evaluate_operator(evaluator, expr->text, left, items.items[i]);
        if (test.state == EVALUATED_ERROR)
            return datum_unknown();
        if (any ? datum_is_true(&test) : datum_is_false(&test))
            return unknown ? datum_unknown() : test;
        null = null || test.state == EVALUATED_NULL;
        unknown = unknown || test.state == EVALUATED_UNKNOWN;
    }
    return unknown ? datum_unknown() : null ? datum_null(type_of_code("bool")) : datum_bool(!any);
}

/* ---- CASE ---- */

static Datum case_result(Evaluator *evaluator, const Expr *expr, const Expr *result)
{
    TypeUse type = expr_type(&evaluator->types, expr);
    if (!type_is_known(&type))
        return datum_unknown();
    if (!result)
        return datum_null(type);
    Datum datum = evaluate_node(evaluator, result);
    return datum_cast(evaluator, datum, &type, false);
}

static Datum case_of(Evaluator *evaluator, const Expr *expr)
{
    Expr *const *items = expr->arguments.items;
    size_t count = expr->arguments.count;
    Datum operand = items[0] ? evaluate_node(evaluator, items[0]) : datum_bool(true);
    if (operand.state == EVALUATED_UNKNOWN || operand.state == EVALUATED_ERROR)
        return operand;
    for (size_t i = 1; i + 1 < count; i += 2) {
        Datum test =
            items[0] ? evaluate_operator(evaluator, TEXT("="), operand, evaluate_node(evaluator, items[i]))
                     : condition(evaluator, items[i]);
        if (test.state == EVALUATED_UNKNOWN || test.state == EVALUATED_ERROR)
            return test;
        if (datum_is_true(&test))
            return case_result(evaluator, expr, items[i + 1]);
    }
    return case_result(evaluator, expr, items[count - 1]);
}

/* ---- the tree ---- */

static Datum collate(Evaluator *evaluator, const Expr *expr)
{
    Datum datum = evaluate_node(evaluator, expr->arguments.items[0]);
    if (type_is_unknown(&datum.type))
        datum.type = type_of_code("text");
    datum.collation = text_is(expr->text, "default") ? (Text){0} : expr->text;
    return datum;
}

static Datum cast(Evaluator *evaluator, const Expr *expr)
{
    const Expr *operand = expr->arguments.items[0];
    if (is_part(operand) && type_is_text(&expr->type))
        return datum_unknown();
    return datum_cast(evaluator, evaluate_node(evaluator, operand), &expr->type, true);
}

Datum evaluate_node(Evaluator *evaluator, const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_NULL:
        return datum_null(type_unknown());
    case EXPR_BOOL:
        return datum_bool(expr->boolean);
    case EXPR_NUMBER:
        return number_datum(expr);
    case EXPR_STRING:
        return datum_make(type_unknown(), expr->text);
    case EXPR_COLUMN:
        return column_datum(evaluator, expr);
    case EXPR_VALUE:
        return value_datum(evaluator->scope);
    case EXPR_OPERATOR:
        if (expr->qualifier.size)
            return datum_unknown();
        return expr->arguments.count == 1 ? prefix(evaluator, expr) : infix(evaluator, expr);
    case EXPR_AND:
        return junction(evaluator, expr, false);
    case EXPR_OR:
        return junction(evaluator, expr, true);
    case EXPR_NOT:
        return negation(evaluator, expr);
    case EXPR_IS:
        return is_test(evaluator, expr);
    case EXPR_DISTINCT:
        return is_distinct(evaluator, expr);
    case EXPR_ANY:
    case EXPR_ALL:
        return expr->qualifier.size ? datum_unknown() : quantified(evaluator, expr);
    case EXPR_CALL:
        return call_function(evaluator, expr);
    case EXPR_SQL_VALUE:
        return call_sql_value(evaluator, expr);
    case EXPR_CAST:
        return cast(evaluator, expr);
    case EXPR_COLLATE:
        return collate(evaluator, expr);
    case EXPR_CASE:
        return case_of(evaluator, expr);
    case EXPR_ARRAY:
        return array_make(evaluator, expr);
    case EXPR_INDEX:
        return array_index(evaluator, expr);
    case EXPR_FIELD:
        return array_field(evaluator, expr);
    case EXPR_AGGREGATE:
        return set_aggregate(evaluator, expr);
    case EXPR_ITEM:
        return set_item(evaluator, expr);
    default:
        return datum_unknown();
    }
}

/* How money is printed is the locale's; how many digits a part of a time has differs between versions. */
static bool is_printed(const Expr *expr, const Datum *datum)
{
    bool part = is_part(expr) && text_contains(datum->text, TEXT("."));
    return datum->state != EVALUATED_VALUE || expr->kind == EXPR_COLUMN ||
           (type_code(&datum->type) != TYPE_MONEY && !part && !datum->is_near);
}

Evaluated evaluate(Arena *arena, const Expr *expr, const EvaluateScope *scope, Text *result, TypeUse *type)
{
    Evaluator evaluator = {.arena = arena, .scope = scope};
    evaluator.types = (ExprScope){.schema = scope->schema, .table = scope->table, .value = scope->value_type};
    Datum datum = evaluate_node(&evaluator, expr);
    if (datum.state == EVALUATED_VALUE && type_is_unknown(&datum.type))
        datum.type = type_of_code("text");
    if (!is_printed(expr, &datum))
        return EVALUATED_UNKNOWN;
    if (datum.state == EVALUATED_VALUE && result)
        *result = datum.text;
    if (datum.state == EVALUATED_VALUE && type)
        *type = datum.type;
    return datum.state;
}

Truth evaluate_truth(Arena *arena, const Expr *expr, const EvaluateScope *scope)
{
    Evaluator evaluator = {.arena = arena, .scope = scope};
    evaluator.types = (ExprScope){.schema = scope->schema, .table = scope->table, .value = scope->value_type};
    Datum datum = condition(&evaluator, expr);
    switch (datum.state) {
    case EVALUATED_VALUE:
        return datum_is_true(&datum) ? TRUTH_TRUE : TRUTH_FALSE;
    case EVALUATED_NULL:
        return TRUTH_NULL;
    case EVALUATED_ERROR:
        return TRUTH_ERROR;
    default:
        return TRUTH_UNKNOWN;
    }
}
