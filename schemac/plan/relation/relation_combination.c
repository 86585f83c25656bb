/* relation_combination.c: relations of any form, solved by search when the schema is compiled: candidates for
 * each column, and those combinations of them for which the evaluator finds every relation true. A column
 * that equals an expression of others comes after those, and is what the evaluator finds; others may also be
 * made of the values of columns before them. */
#include "plan/relation/relation.h"

#include "evaluate/evaluate.h"
#include "plan/compile/redraw.h"
#include "plan/condition/condition.h"
#include "plan/domain/literal_value.h"
#include "plan/narrow/column_domain.h"
#include "plan/narrow/narrow.h"
#include "plan/relation/relation_pattern.h"

enum {
    CANDIDATES = 40,           /* for each column */
    COMBINATIONS = 200,        /* kept */
    EVALUATIONS = 200000,      /* tried, for all groups of a component */
    SHAPES = 3,                /* texts of one shape */
    SHARE = 4,                 /* a group may take a quarter of those that are left */
    FEW_EVALUATIONS = 500,     /* and so many in any case */
    ENOUGH_EVALUATIONS = 5000, /* after which none is expected */
    TRIALS = 512,              /* combinations at random that tell how many draws will do */
    COLUMNS = 12               /* more are not searched */
};

typedef struct Hunt {
    const RelationGroup *group;
    ColumnPlanList columns;  /* of the group: the ones that others decide come last */
    const Expr *by[COLUMNS]; /* what the column equals, of columns before it; NULL: nothing */
    ExprList conditions[COLUMNS];
    TextList candidates[COLUMNS];
    Text chosen[COLUMNS];
    EvaluateScope row;        /* the columns that are chosen so far */
    TextList *found[COLUMNS]; /* values of the combinations, by column */
    size_t evaluations, limit, turn;
    bool unknown;   /* a relation could not be evaluated */
    Arena *scratch; /* of evaluations */
} Hunt;

static Arena *arena_of(const Hunt *hunt)
{
    return hunt->group->component->scope.arena;
}

bool relation_is_open(const ColumnPlan *column)
{
    return !column->value && !column->reference && column->written;
}

/* ---- the order of columns ---- */

static bool is_placed(const Hunt *hunt, const Column *column)
{
    for (size_t i = 0; i < hunt->columns.count; i++)
        if (hunt->columns.items[i]->column == column)
            return true;
    return false;
}

/* Whether the expression reads other columns, all of which are placed. */
static bool is_settled(const Hunt *hunt, const Expr *expr)
{
    ColumnList columns = scenario_columns(&hunt->group->component->scope, expr);
    bool settled = columns.count > 0;
    for (size_t i = 0; i < columns.count; i++)
        settled = settled && is_placed(hunt, columns.items[i]);
    return settled;
}

static bool is_operator(const Expr *expr, const char *symbol)
{
    return expr->kind == EXPR_OPERATOR && text_is(expr->text, symbol) && expr->arguments.count == 2;
}

/* The equality, or the difference that is near to 0, that a relation is; NULL: another one. */
static const Expr *balance_of(const Expr *relation)
{
    if (is_operator(relation, "="))
        return relation;
    const Expr *call =
        is_operator(relation, "<") || is_operator(relation, "<=") ? relation->arguments.items[0] : NULL;
    bool is_near =
        call && call->kind == EXPR_CALL && text_is(call->text, "abs") && call->arguments.count == 1;
    return is_near && is_operator(call->arguments.items[0], "-") ? call->arguments.items[0] : NULL;
}

/* The expression that an equality says the column is, of columns that are placed; NULL: none. */
static const Expr *decided_by(const Hunt *hunt, const ColumnPlan *column)
{
    const RelationGroup *group = hunt->group;
    for (size_t r = 0; r < group->relations.count; r++) {
        const Expr *balance = balance_of(group->relations.items[r]);
        for (size_t side = 0; balance && side < 2; side++) {
            const Expr *one = balance->arguments.items[side], *other = balance->arguments.items[1 - side];
            if (one->kind == EXPR_COLUMN && text_equal(one->text, column->column->name) &&
                is_settled(hunt, other))
                return other;
        }
    }
    return NULL;
}

/* Whether an equality says what the column is, by any others. */
static bool is_computed(const Hunt *hunt, const ColumnPlan *column)
{
    Hunt all = *hunt;
    all.columns = (ColumnPlanList){0};
    for (size_t i = 0; i < hunt->group->columns.count; i++)
        if (hunt->group->columns.items[i] != column)
            list_push(arena_of(hunt), &all.columns, hunt->group->columns.items[i]);
    return decided_by(&all, column) != NULL;
}

/* Whether a relation wants it in the shape of others, which are all placed, or need not be. */
static bool is_shaped(const Hunt *hunt, const ColumnPlan *column, bool by_placed)
{
    bool is_beginning;
    for (size_t r = 0; r < hunt->group->relations.count; r++) {
        const Expr *shape =
            relation_pattern(hunt->group->relations.items[r], column->column->name, &is_beginning);
        if (shape && (!by_placed || is_settled(hunt, shape)))
            return true;
    }
    return false;
}

static void place(Hunt *hunt, ColumnPlan *column)
{
    hunt->by[hunt->columns.count] = decided_by(hunt, column);
    list_push(arena_of(hunt), &hunt->columns, column);
}

/* Those that nothing computes or shapes, then each once it can be, and what is left where none can. */
static void order_columns(Hunt *hunt)
{
    const ColumnPlanList *all = &hunt->group->columns;
    for (size_t i = 0; i < all->count; i++)
        if (!is_computed(hunt, all->items[i]) && !is_shaped(hunt, all->items[i], false))
            place(hunt, all->items[i]);
    while (hunt->columns.count < all->count) {
        ColumnPlan *next = NULL, *first = NULL;
        for (size_t i = all->count; i-- > 0;) {
            ColumnPlan *column = all->items[i];
            bool is_left = !is_placed(hunt, column->column);
            first = is_left ? column : first;
            next = is_left && (decided_by(hunt, column) || is_shaped(hunt, column, true)) ? column : next;
        }
        place(hunt, next ? next : first);
    }
}

/* ---- candidates ---- */

/* Adds that what the expression takes out of the column, a document, is in it. */
static void demand_members(const Hunt *hunt, const ColumnPlan *column, const Expr *expr, ExprList *conditions)
{
    static const char *const symbols[] = {"->", "->>", "#>", "#>>"};
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        if (!is_operator(expr, symbols[i]) || expr->arguments.items[0]->kind != EXPR_COLUMN ||
            !text_equal(expr->arguments.items[0]->text, column->column->name))
            continue;
        Expr *there = expr_new(arena_of(hunt), EXPR_IS, expr->span);
        there->text = TEXT("null");
        there->negated = true;
        list_push(arena_of(hunt), &there->arguments, (Expr *)expr);
        list_push(arena_of(hunt), conditions, there);
    }
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i])
            demand_members(hunt, column, expr->arguments.items[i], conditions);
}

static ExprList all_conditions(const Hunt *hunt, const ColumnPlan *column)
{
    const ExprList *more = relation_conditions(hunt->group, column);
    ExprList conditions = {0};
    for (size_t k = 0; k < column->conditions.count; k++)
        list_push(arena_of(hunt), &conditions, column->conditions.items[k]);
    for (size_t k = 0; k < more->count; k++)
        list_push(arena_of(hunt), &conditions, more->items[k]);
    for (size_t r = 0; r < hunt->group->relations.count; r++)
        demand_members(hunt, column, hunt->group->relations.items[r], &conditions);
    return conditions;
}

/* So many, but of a column that is alone to be chosen one for each combination. */
static size_t candidates_wanted(const Hunt *hunt)
{
    size_t open = 0;
    for (size_t i = 0; i < hunt->columns.count; i++)
        open += !hunt->by[i];
    return open > 1 ? CANDIDATES : COMBINATIONS;
}

/* Where candidates are taken from, in the order in which that is tried. */
typedef enum Origin {
    FROM_USUAL,
    FROM_DRAWS,   /* from all over what the column is drawn from */
    FROM_GUESSES, /* the usual ones and others that the relations may want */
    ORIGINS
} Origin;

/* So many of the values that the column may draw, from all over them. */
static TextList drawn_candidates(const Hunt *hunt, size_t i, size_t wanted)
{
    const ColumnPlan *column = hunt->columns.items[i];
    Domain domain = column_domain(column, DOMAIN_DRAWN, relation_conditions(hunt->group, column));
    TextList draws = narrow_draws(column, &hunt->conditions[i], &domain), some = {0};
    for (size_t k = 0; k < wanted && k < draws.count; k++)
        list_push(arena_of(hunt), &some, draws.items[k * draws.count / wanted % draws.count]);
    return narrow_passing(column, &hunt->conditions[i], &some);
}

static TextList candidates_of(const Hunt *hunt, size_t i, Origin origin)
{
    const ColumnPlan *column = hunt->columns.items[i];
    size_t wanted = candidates_wanted(hunt);
    switch (origin) {
    case FROM_DRAWS:
        return drawn_candidates(hunt, i, wanted);
    case FROM_GUESSES:
        return narrow_guesses(column, &hunt->conditions[i], &hunt->group->relations, wanted);
    default:
        return narrow_candidates(column, &hunt->conditions[i], wanted);
    }
}

static bool gather(Hunt *hunt, Origin origin)
{
    for (size_t i = 0; i < hunt->columns.count; i++) {
        const ColumnPlan *column = hunt->columns.items[i];
        if (!relation_is_open(column))
            return false;
        hunt->conditions[i] = all_conditions(hunt, column);
        if (!hunt->by[i])
            hunt->candidates[i] = candidates_of(hunt, i, origin);
        if (!hunt->by[i] && !hunt->candidates[i].count && i == 0)
            return false;
    }
    return true;
}

/* Whether the column has room for all digits of the value, where it has no type to cut them off. */
static bool has_room(const Hunt *hunt, const ColumnPlan *column, Text value)
{
    TypeUse base = type_base(&column->column->type);
    int64_t number;
    return base.dimensions || !literal_is_whole(column->type) ||
           literal_to_whole(hunt->scratch, &base, column->type, value, &number);
}

/* Adds the value of an expression, as one of the column's, if it is one. */
static void add_value(Hunt *hunt, size_t i, const Expr *expr, TextList *values)
{
    const ColumnPlan *column = hunt->columns.items[i];
    Text value;
    const Expr *cast = condition_cast(hunt->scratch, expr, &column->column->type);
    hunt->evaluations++;
    if (evaluate(hunt->scratch, cast, &hunt->row, &value, NULL) == EVALUATED_VALUE &&
        narrow_takes(column, &hunt->conditions[i], value) && has_room(hunt, column, value))
        list_push(hunt->scratch, values, text_copy(arena_of(hunt), value));
}

/* What the columns before it say of a value: the same, as that type; a bound of a range. */
static TextList borrowed(Hunt *hunt, size_t i)
{
    TextList values = {0};
    for (size_t k = 0; k < i; k++) {
        const Column *other = hunt->columns.items[k]->column;
        Expr *column = expr_new(hunt->scratch, EXPR_COLUMN, (Span){0});
        column->text = other->name;
        TypeUse type = type_base(&other->type);
        add_value(hunt, i, column, &values);
        if (!type.dimensions && (type.type->kind == TYPE_RANGE || type.type->kind == TYPE_MULTIRANGE)) {
            Expr *lower = expr_new(hunt->scratch, EXPR_CALL, (Span){0});
            lower->text = TEXT("lower");
            list_push(hunt->scratch, &lower->arguments, column);
            add_value(hunt, i, lower, &values);
        }
    }
    return values;
}

/* Texts of the shapes that the columns before it have for it. */
static TextList shaped(Hunt *hunt, size_t i)
{
    TextList values = {0};
    Text pattern, name = hunt->columns.items[i]->column->name;
    bool is_beginning;
    for (size_t r = 0; r < hunt->group->relations.count; r++) {
        const Expr *shape = relation_pattern(hunt->group->relations.items[r], name, &is_beginning);
        if (!shape || evaluate(hunt->scratch, shape, &hunt->row, &pattern, NULL) != EVALUATED_VALUE)
            continue;
        for (size_t k = 0; k < SHAPES; k++) {
            Expr *text = expr_new(hunt->scratch, EXPR_STRING, (Span){0});
            text->text = relation_patterned(hunt->scratch, pattern, is_beginning, hunt->turn + k);
            add_value(hunt, i, text, &values);
        }
    }
    return values;
}

/* Whether the relations that read none but the first `count` columns are true. */
static bool holds_so_far(Hunt *hunt, size_t count)
{
    const RelationGroup *group = hunt->group;
    for (size_t r = 0; r < group->relations.count; r++) {
        ColumnList columns = scenario_columns(&group->component->scope, group->relations.items[r]);
        size_t known = 0;
        bool reads_last = false;
        for (size_t i = 0; i < count; i++)
            for (size_t k = 0; k < columns.count; k++)
                if (columns.items[k] == hunt->columns.items[i]->column) {
                    known++;
                    reads_last |= i + 1 == count;
                }
        if (known < columns.count || !reads_last)
            continue;
        hunt->evaluations++;
        Truth truth = evaluate_truth(hunt->scratch, group->relations.items[r], &hunt->row);
        hunt->unknown |= truth == TRUTH_UNKNOWN;
        if (truth != TRUTH_TRUE)
            return false;
    }
    return true;
}

static void keep(Hunt *hunt)
{
    for (size_t i = 0; i < hunt->columns.count; i++)
        list_push(arena_of(hunt), hunt->found[i], hunt->chosen[i]);
}

/* A number at random for a column of a combination (the finisher of Steele, Lea and Flood's SplitMix). */
static size_t scattered(size_t turn, size_t column)
{
    uint64_t x = (turn + 1) * UINT64_C(0x9E3779B97F4A7C15) + column * UINT64_C(0xD1B54A32D192ED03);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return (size_t)((x ^ x >> 31) >> 16);
}

static bool search(Hunt *hunt, size_t i);

/* Whether the value of column `i` goes with those before it, and others after it with them. */
static bool try_value(Hunt *hunt, size_t i, Text value)
{
    hunt->chosen[i] = value;
    evaluate_scope_give(&hunt->row, hunt->columns.items[i]->column, value);
    bool found = holds_so_far(hunt, i + 1) && search(hunt, i + 1);
    if (!found)
        evaluate_scope_take(&hunt->row, hunt->columns.items[i]->column);
    return found;
}

static bool try_values(Hunt *hunt, size_t i, const TextList *values, size_t start)
{
    for (size_t k = 0; k < values->count && hunt->evaluations < hunt->limit; k++)
        if (try_value(hunt, i, values->items[(start + k) % values->count]))
            return true;
    return false;
}

/* Tries the candidates of column `i` in an order that differs from turn to turn; true where a combination is
 * found. */
static bool search(Hunt *hunt, size_t i)
{
    if (i == hunt->columns.count)
        return keep(hunt), true;
    TextList values = {0};
    if (hunt->by[i]) {
        add_value(hunt, i, hunt->by[i], &values);
        return try_values(hunt, i, &values, 0);
    }
    values = shaped(hunt, i);
    if (try_values(hunt, i, &values, 0))
        return true;
    if (try_values(hunt, i, &hunt->candidates[i], i ? scattered(hunt->turn, i) : hunt->turn * 7919))
        return true;
    values = borrowed(hunt, i);
    return try_values(hunt, i, &values, hunt->turn);
}

/* ---- draws ---- */

/* The group's columns, drawn or computed until its relations and the conditions of what is computed hold. */
static Redraw redraw_of(const Hunt *hunt)
{
    Arena *arena = arena_of(hunt);
    Redraw redraw = {.table = hunt->group->component->table};
    for (size_t r = 0; r < hunt->group->relations.count; r++)
        list_push(arena, &redraw.conditions, hunt->group->relations.items[r]);
    for (size_t i = 0; i < hunt->columns.count; i++) {
        ColumnPlan *column = hunt->columns.items[i];
        RedrawColumn drawn = {.column = column, .by = hunt->by[i]};
        if (!drawn.by)
            drawn.domain = column_domain(column, DOMAIN_DRAWN, relation_conditions(hunt->group, column));
        for (size_t c = 0; drawn.by && c < hunt->conditions[i].count; c++)
            list_push(arena, &redraw.conditions, hunt->conditions[i].items[c]);
        list_push(arena, &redraw.columns, drawn);
    }
    return redraw;
}

/* Whether the columns' draws at random, and what is computed of them, satisfy the relations; `draws` are by
 * column. */
static bool passes(Hunt *hunt, const TextList *draws, size_t turn)
{
    for (size_t i = 0; i < hunt->columns.count; i++) {
        TextList values = {0};
        if (hunt->by[i])
            add_value(hunt, i, hunt->by[i], &values);
        else if (draws[i].count)
            list_push(hunt->scratch, &values, draws[i].items[scattered(turn, i) % draws[i].count]);
        if (!values.count)
            return false;
        hunt->chosen[i] = values.items[0];
        evaluate_scope_give(&hunt->row, hunt->columns.items[i]->column, hunt->chosen[i]);
        if (!holds_so_far(hunt, i + 1))
            return false;
    }
    return true;
}

static bool is_worth_it(Hunt *hunt, const Redraw *redraw)
{
    TextList draws[COLUMNS] = {0};
    size_t passing = 0;
    for (size_t i = 0; i < hunt->columns.count; i++)
        if (!hunt->by[i])
            draws[i] =
                narrow_draws(hunt->columns.items[i], &hunt->conditions[i], &redraw->columns.items[i].domain);
    hunt->scratch = arena_new();
    for (size_t turn = 0; turn < TRIALS; turn++)
        passing += passes(hunt, draws, turn);
    arena_free(hunt->scratch);
    return passing >= TRIALS / REDRAW_SHARE;
}

/* Rows draw, and only those for which no draw will do take one of the combinations: `values`. */
static void draw(Hunt *hunt, RelationValue *values)
{
    Redraw redraw = redraw_of(hunt);
    if (!redraw_possible(&redraw) || !is_worth_it(hunt, &redraw) || !redraw_make(&redraw))
        return;
    for (size_t i = 0; i < hunt->columns.count; i++)
        values[i].value =
            redraw_value(&redraw, i, step_name_for(hunt->columns.items[i], "redrawn"), values[i].value);
}

/* ---- values ---- */

bool relation_list(const RelationGroup *group, TextList *const *found, RelationValues *values)
{
    Arena *arena = group->component->scope.arena;
    TablePlan *table = group->component->table;
    const ColumnPlan *first = group->columns.items[0];
    Text stream = {"", 0};
    for (size_t i = 0; i < group->columns.count; i++)
        stream = text_format(arena, "%.*s%s%.*s", TEXT_ARG(stream), i ? "," : "",
                             TEXT_ARG(group->columns.items[i]->column->name));
    Step *index = step_below(table, step_name_for(first, "combination"), stream, TEXT("combination"),
                             op_uint(found[0]->count));
    for (size_t i = 0; i < group->columns.count; i++) {
        ColumnPlan *column = group->columns.items[i];
        Domain domain = domain_values(column, found[i], "one of the combinations that were found");
        if (!domain.unrank)
            return false;
        RelationValue value = {
            .column = column,
            .set = group->set,
            .value = domain.unrank(&domain, column, step_name_for(column, "found"), op_step(index))};
        list_push(arena, values, value);
    }
    return true;
}

/* False where there are no candidates. */
static bool hunt_start(Hunt *hunt, const RelationGroup *group, Origin origin)
{
    *hunt = (Hunt){.group = group};
    if (group->columns.count > COLUMNS)
        return false;
    hunt->row = evaluate_scope(arena_of(hunt), group->component->scope.schema, group->component->scope.table);
    for (size_t i = 0; i < group->columns.count; i++)
        hunt->found[i] = arena_new_object(arena_of(hunt), TextList);
    order_columns(hunt);
    return gather(hunt, origin);
}

static void hunt_run(Hunt *hunt, size_t combinations, size_t limit)
{
    hunt->limit = limit;
    hunt->scratch = arena_new();
    for (; hunt->turn < combinations && hunt->evaluations < limit; hunt->turn++)
        search(hunt, 0);
    arena_free(hunt->scratch);
}

/* Of candidates from all over, where a search from the first ones on did not come to an end. */
static void hunt_scattered(Hunt *hunt, size_t combinations)
{
    hunt->scratch = arena_new();
    for (size_t turn = 0; turn < TRIALS && hunt->found[0]->count < combinations; turn++)
        if (passes(hunt, hunt->candidates, turn))
            keep(hunt);
    arena_free(hunt->scratch);
}

/* With the usual candidates, and if there are no combinations of them with others, with which the search may
 * not take as long; false where there are no candidates. */
static bool hunt_all(Hunt *hunt, const RelationGroup *group, size_t combinations, size_t limit)
{
    size_t done = 0;
    bool started = false;
    for (Origin origin = FROM_USUAL; origin < ORIGINS && (!started || !hunt->found[0]->count); origin++) {
        if (!hunt_start(hunt, group, origin))
            continue;
        started = true;
        hunt_run(hunt, combinations, origin == FROM_DRAWS ? limit / SHARE : limit);
        if (origin == FROM_DRAWS && !hunt->found[0]->count && hunt->evaluations >= hunt->limit)
            hunt_scattered(hunt, combinations);
        done += hunt->evaluations;
    }
    hunt->evaluations = done;
    return started;
}

bool relation_combinations_possible(const RelationGroup *group)
{
    Hunt hunt;
    size_t *done = &group->component->evaluations;
    if (*done > EVALUATIONS || !hunt_all(&hunt, group, 1, ENOUGH_EVALUATIONS))
        return true;
    *done += hunt.evaluations + FEW_EVALUATIONS;
    return hunt.found[0]->count || hunt.unknown;
}

bool relation_combinations(const RelationGroup *group, RelationValues *values)
{
    Hunt hunt;
    size_t left = values->evaluations < EVALUATIONS ? EVALUATIONS - values->evaluations : 0;
    if (!hunt_all(&hunt, group, COMBINATIONS, left / SHARE + FEW_EVALUATIONS))
        return false;
    values->evaluations += hunt.evaluations;
    RelationGroup ordered = *group;
    ordered.columns = hunt.columns;
    size_t first = values->count;
    if (!hunt.found[0]->count || !relation_list(&ordered, hunt.found, values))
        return false;
    draw(&hunt, &values->items[first]);
    return true;
}
