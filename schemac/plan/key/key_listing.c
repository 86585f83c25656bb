/* key_listing.c: constraints over expressions, and over columns that conditions bind to one another in ways
 * that nothing else meets: combinations of values are found when the schema is compiled, no two of them equal
 * in a constraint, and each row takes one. */
#include "plan/key/unique.h"

#include "evaluate/evaluate.h"
#include "plan/key/key_candidates.h"
#include "plan/key/key_made.h"
#include "plan/narrow/column_domain.h"
#include "plan/narrow/narrow.h"
#include "plan/relation/relation_pattern.h"
#include "plan/tables.h"
#include "plan/value.h"

enum {
    COLUMNS = 12,      /* of a listing */
    CANDIDATES = 4096, /* values tried for a column of the constraint that is to be met */
    OTHER_CANDIDATES = 60,
    LISTED = 4096, /* combinations that are kept */
    SPARES = 16,   /* those that constraints say nothing about */
    EVALUATIONS = 150000,
    LEAST_EVALUATIONS = 300, /* for one value of the first column */
    AHEAD = 16,              /* the second of two columns begins so large a part of its candidates later */
    STRIDE = 7919            /* prime: by which the first candidate of a column differs from row to row */
};

/* A condition, or a constraint of which each combination has to be new. */
typedef struct Test {
    const Expr *condition; /* NULL: it is a constraint */
    ExprList elements;     /* of the constraint */
    bool nulls_not_distinct;
    Map known;   /* values of the constraint that are taken */
    size_t last; /* the place of the last column that it reads */
    Text value;  /* of the combination at hand; without data where it is NULL */
} Test;

typedef struct Hunt {
    TablePlan *table;
    Bundle *bundle;
    Listing *listing;
    TextList candidates[COLUMNS];
    bool may_be_null[COLUMNS];
    Made made[COLUMNS];
    size_t places[COLUMNS]; /* in the table */
    LIST(Test) tests;
    EvaluateScope row; /* what the columns have so far */
    Arena *scratch;    /* of evaluations */
    size_t evaluations, limit;
    size_t next[COLUMNS]; /* the candidate after the one that was taken last */
    size_t unwind;        /* after a combination was found, the next one differs up to this column */
    TextList spares[COLUMNS];
    LIST(bool) spare_nulls[COLUMNS];
    size_t spare_count;
} Hunt;

static Arena *arena_of(const Hunt *hunt)
{
    return hunt->table->plan->arena;
}

/* ---- which columns ---- */

static bool is_open(const ColumnPlan *column)
{
    return !column->value && !column->reference && column->written && !column->bundle &&
           column->column->rule.kind == RULE_NONE;
}

static ColumnList columns_read(TablePlan *table, const Expr *expr)
{
    ScenarioScope scope = component_scope(table);
    return scenario_columns(&scope, expr);
}

static bool reads_open_columns_alone(TablePlan *table, const Expr *expr)
{
    ColumnList columns = columns_read(table, expr);
    for (size_t i = 0; i < columns.count; i++)
        if (!is_open(plan_find_column(table, columns.items[i])))
            return false;
    return columns.count > 0;
}

static bool lists(const Bundle *bundle, const ColumnPlan *column)
{
    return plan_columns_hold(&bundle->columns, column);
}

static void add_column(Bundle *bundle, ColumnPlan *column)
{
    if (!lists(bundle, column))
        list_push(column->table->plan->arena, &bundle->columns, column);
}

static void add_columns(TablePlan *table, Bundle *bundle, const Expr *expr)
{
    ColumnList columns = columns_read(table, expr);
    for (size_t i = 0; i < columns.count; i++)
        add_column(bundle, plan_find_column(table, columns.items[i]));
}

/* What conditions bind its columns to; false where one of these has its values from elsewhere. */
static bool add_bound_columns(Bundle *bundle)
{
    for (size_t i = 0; i < bundle->columns.count; i++) {
        const Component *component = bundle->columns.items[i]->component;
        if (!is_open(bundle->columns.items[i]) || bundle->columns.count > COLUMNS ||
            (component && component->splits.count))
            return false;
        for (size_t k = 0; component && k < component->columns.count; k++)
            add_column(bundle, component->columns.items[k]);
    }
    return bundle->columns.count > 0;
}

/* Whether nothing else is known to keep the element distinct. */
static bool wants_listing(TablePlan *table, const Unique *unique, const Expr *element)
{
    if (!reads_open_columns_alone(table, element))
        return false;
    if (unique->has_unknown)
        return !unique_carries(table, element);
    return true;
}

static bool is_inside(const Hunt *hunt, const Expr *element)
{
    ColumnList columns = columns_read(hunt->table, element);
    for (size_t i = 0; i < columns.count; i++)
        if (!lists(hunt->bundle, plan_find_column(hunt->table, columns.items[i])))
            return false;
    return columns.count > 0;
}

/* ---- what is tested ---- */

static size_t last_of(const Hunt *hunt, const Expr *expr)
{
    ColumnList columns = columns_read(hunt->table, expr);
    size_t last = 0;
    for (size_t i = 0; i < columns.count; i++)
        for (size_t k = 0; k < hunt->bundle->columns.count; k++)
            if (hunt->bundle->columns.items[k]->column == columns.items[i] && k > last)
                last = k;
    return last;
}

static void add_condition(Hunt *hunt, const Expr *condition)
{
    Test test = {.condition = condition, .last = last_of(hunt, condition)};
    for (size_t i = 0; i < hunt->tests.count; i++)
        if (hunt->tests.items[i].condition == condition)
            return;
    list_push(arena_of(hunt), &hunt->tests, test);
}

/* The constraint, as far as it is about the listing's columns; `whole`: only where it is about no others. */
static bool add_constraint(Hunt *hunt, const Unique *unique, bool whole)
{
    Test test = {.nulls_not_distinct = unique->nulls_not_distinct, .known = map_new(arena_of(hunt))};
    for (size_t i = 0; i < unique->elements.count; i++) {
        Expr *element = unique->elements.items[i];
        if (!is_inside(hunt, element)) {
            if (whole)
                return false;
            continue;
        }
        size_t last = last_of(hunt, element);
        test.last = last > test.last ? last : test.last;
        list_push(arena_of(hunt), &test.elements, element);
    }
    if (!test.elements.count)
        return false;
    if (hunt->unwind > test.last)
        hunt->unwind = test.last;
    list_push(arena_of(hunt), &hunt->tests, test);
    list_push(arena_of(hunt), &hunt->bundle->met, unique->name);
    return true;
}

static void add_tests(Hunt *hunt, const Unique *unique, const UniqueList *all)
{
    hunt->unwind = COLUMNS;
    add_constraint(hunt, unique, false);
    for (size_t i = 0; i < all->count; i++)
        if (!text_equal(all->items[i].name, unique->name) && !all->items[i].component)
            add_constraint(hunt, &all->items[i], true);
    for (size_t i = 0; i < hunt->bundle->columns.count; i++) {
        const Component *component = hunt->bundle->columns.items[i]->component;
        for (size_t k = 0; component && k < component->conditions.count; k++)
            add_condition(hunt, component->conditions.items[k]);
    }
}

/* ---- columns that others make ---- */

static void find_made(Hunt *hunt)
{
    for (size_t i = 0; i < hunt->tests.count; i++) {
        const Test *test = &hunt->tests.items[i];
        const ColumnPlan *column = hunt->bundle->columns.items[test->last];
        if (test->condition && !hunt->made[test->last].by)
            made_improve(&hunt->made[test->last], test->condition, column);
    }
}

/* The value that the columns before make, or a text of the shape that they give: one that the column's own
 * conditions allow. EVALUATED_NULL where they leave it free. */
static Evaluated make(Hunt *hunt, size_t place, size_t number, Text *value)
{
    const ColumnPlan *column = hunt->bundle->columns.items[place];
    const Made *made = &hunt->made[place];
    TypeUse type;
    hunt->evaluations++;
    Evaluated evaluated =
        evaluate(hunt->scratch, made->by ? made->by : made->shape, &hunt->row, value, &type);
    if (evaluated != EVALUATED_VALUE)
        return evaluated;
    *value = made->by ? text_copy(arena_of(hunt), *value)
                      : relation_patterned(arena_of(hunt), *value, made->is_beginning, number);
    return narrow_takes(column, &column->conditions, *value) ? evaluated : EVALUATED_UNKNOWN;
}

/* ---- candidates ---- */

/* What all of the constraints keep distinct. */
static ExprList all_elements(const Hunt *hunt)
{
    ExprList all = {0};
    for (size_t i = 0; i < hunt->tests.count; i++)
        for (size_t k = 0; k < hunt->tests.items[i].elements.count; k++)
            list_push(arena_of(hunt), &all, hunt->tests.items[i].elements.items[k]);
    return all;
}

/* Whether a constraint has the column for the last one of those that make its combinations new. */
static bool decides(const Hunt *hunt, size_t column)
{
    for (size_t i = 0; i < hunt->tests.count; i++)
        if (!hunt->tests.items[i].condition && hunt->tests.items[i].last == column)
            return true;
    return false;
}

static bool gather(Hunt *hunt)
{
    const Test *first = &hunt->tests.items[0];
    ExprList elements = all_elements(hunt);
    for (size_t i = 0; i < hunt->bundle->columns.count; i++) {
        const ColumnPlan *column = hunt->bundle->columns.items[i];
        size_t wanted = i <= first->last || decides(hunt, i) ? CANDIDATES : OTHER_CANDIDATES;
        hunt->may_be_null[i] = !column->column->not_null && !column->never_null;
        if (!column->always_null)
            hunt->candidates[i] = key_candidates(column, &elements, wanted);
        if (!hunt->candidates[i].count && !hunt->may_be_null[i] && !made_is(&hunt->made[i]))
            return false;
        while (hunt->table->table->columns.items[hunt->places[i]] != column->column)
            hunt->places[i]++;
    }
    return true;
}

/* ---- the search ---- */

static bool is_met(Hunt *hunt, const Test *test)
{
    hunt->evaluations++;
    Truth truth = evaluate_truth(hunt->scratch, test->condition, &hunt->row);
    return truth == TRUTH_TRUE || truth == TRUTH_NULL;
}

/* Equal values have equal forms; different ones may, too. */
static Text form_of(Arena *arena, Text value)
{
    Text form = text_lower(arena, value);
    while (form.size && form.data[form.size - 1] == ' ')
        form.size--;
    if (!text_contains(form, TEXT(".")))
        return form;
    while (form.size && form.data[form.size - 1] == '0')
        form.size--;
    return form.size && form.data[form.size - 1] == '.' ? text_slice(form, 0, form.size - 1) : form;
}

/* False where the constraint's value is taken, or not known. */
static bool is_new(Hunt *hunt, Test *test)
{
    Text whole = TEXT("");
    test->value = (Text){NULL, 0};
    for (size_t i = 0; i < test->elements.count; i++) {
        Text value;
        TypeUse type;
        hunt->evaluations++;
        Evaluated evaluated = evaluate(hunt->scratch, test->elements.items[i], &hunt->row, &value, &type);
        if (evaluated == EVALUATED_NULL && !test->nulls_not_distinct)
            return true;
        if (evaluated == EVALUATED_ERROR || evaluated == EVALUATED_UNKNOWN)
            return false;
        whole = evaluated == EVALUATED_NULL ? text_format(hunt->scratch, "%.*s\2", TEXT_ARG(whole))
                                            : text_format(hunt->scratch, "%.*s%.*s\1", TEXT_ARG(whole),
                                                          TEXT_ARG(form_of(hunt->scratch, value)));
    }
    test->value = whole;
    return !map_get(&test->known, whole);
}

/* Whether what can be told once column `place` has its value is as it should be. */
static bool holds_so_far(Hunt *hunt, size_t place)
{
    for (size_t i = 0; i < hunt->tests.count; i++) {
        Test *test = &hunt->tests.items[i];
        if (test->last == place && !(test->condition ? is_met(hunt, test) : is_new(hunt, test)))
            return false;
    }
    return true;
}

static void keep_spare(Hunt *hunt)
{
    for (size_t i = 0; i < hunt->bundle->columns.count && hunt->spare_count < SPARES; i++) {
        list_push(arena_of(hunt), &hunt->spares[i], hunt->row.texts[hunt->places[i]]);
        list_push(arena_of(hunt), &hunt->spare_nulls[i], hunt->row.nulls[hunt->places[i]]);
    }
    hunt->spare_count += hunt->spare_count < SPARES;
}

static void keep_found(Hunt *hunt)
{
    Listing *listing = hunt->listing;
    for (size_t i = 0; i < hunt->bundle->columns.count; i++) {
        list_push(arena_of(hunt), &listing->values[i], hunt->row.texts[hunt->places[i]]);
        list_push(arena_of(hunt), &listing->nulls[i], hunt->row.nulls[hunt->places[i]]);
    }
    hunt->bundle->count++;
}

static void keep(Hunt *hunt)
{
    bool is_spare = true;
    for (size_t i = 0; i < hunt->tests.count; i++) {
        Test *test = &hunt->tests.items[i];
        if (test->condition || !test->value.data)
            continue;
        Text value = text_format(arena_of(hunt), "%.*s", TEXT_ARG(test->value));
        map_put(&test->known, value, test);
        is_spare = false;
    }
    if (is_spare)
        keep_spare(hunt);
    else
        keep_found(hunt);
}

/* How many values are tried, other than NULL. */
static size_t values_of(const Hunt *hunt, size_t place)
{
    const Made *made = &hunt->made[place];
    return made->by ? 1 : made->shape ? OTHER_CANDIDATES : hunt->candidates[place].count;
}

/* One of the usual values; false where there is none. */
static bool take_usual(const Hunt *hunt, size_t place, size_t candidate, Text *value)
{
    const TextList *candidates = &hunt->candidates[place];
    if (candidates->count)
        *value = candidates->items[(hunt->bundle->count + candidate) % candidates->count];
    return candidates->count > 0;
}

static bool take(Hunt *hunt, size_t place, size_t candidate)
{
    bool is_null = candidate == values_of(hunt, place), is_there = true;
    Text value = TEXT("");
    if (!is_null && !made_is(&hunt->made[place])) {
        value = hunt->candidates[place].items[candidate];
    } else if (!is_null) {
        Evaluated evaluated = make(hunt, place, candidate, &value);
        is_there = evaluated == EVALUATED_VALUE ||
                   (evaluated == EVALUATED_NULL && take_usual(hunt, place, candidate, &value));
    }
    hunt->row.nulls[hunt->places[place]] = is_null;
    hunt->row.texts[hunt->places[place]] = value;
    return is_there;
}

/* The candidate that is tried first. Of a column whose values have to be new it is the one after that which
 * was taken last: where columns are in some order, the next value of one fits the next of the other. */
static size_t start_of(const Hunt *hunt, size_t place, size_t count)
{
    if (decides(hunt, place))
        return hunt->bundle->count ? hunt->next[place] % count : count / AHEAD;
    return hunt->bundle->count * STRIDE % count;
}

/* Tries the candidates of a column from that place on; true where a combination was found and the next one
 * has to differ in columns before it. */
static bool search(Hunt *hunt, size_t place)
{
    if (place == hunt->bundle->columns.count)
        return keep(hunt), true;
    size_t count = values_of(hunt, place) + hunt->may_be_null[place], known = hunt->bundle->count;
    size_t start = start_of(hunt, place, count);
    for (size_t k = 0; k < count && hunt->evaluations < hunt->limit && hunt->bundle->count < LISTED; k++) {
        size_t candidate = (start + k) % count;
        bool found = take(hunt, place, candidate) && holds_so_far(hunt, place) && search(hunt, place + 1);
        if (hunt->bundle->count > known)
            hunt->next[place] = candidate + 1;
        if (found && place > hunt->unwind)
            return true;
        hunt->row.nulls[hunt->places[place]] = true;
    }
    return false;
}

static void run(Hunt *hunt)
{
    hunt->row = evaluate_scope(arena_of(hunt), hunt->table->plan->schema, hunt->table->table);
    /* NULL comes first: it is one kind, and there may be no end of the others */
    size_t count = values_of(hunt, 0) + hunt->may_be_null[0], start = count - hunt->may_be_null[0];
    for (size_t i = 0; i < count && hunt->evaluations < EVALUATIONS; i++) {
        hunt->scratch = arena_new();
        hunt->limit = hunt->evaluations + (EVALUATIONS - hunt->evaluations) / (count - i) + LEAST_EVALUATIONS;
        if (take(hunt, 0, (start + i) % count) && holds_so_far(hunt, 0))
            search(hunt, 1);
        arena_free(hunt->scratch);
    }
}

/* ---- the listing ---- */

/* Its lists have constants in C. */
static bool is_listable(const Hunt *hunt)
{
    for (size_t i = 0; i < hunt->bundle->columns.count; i++) {
        const ColumnPlan *column = hunt->bundle->columns.items[i];
        if (!column->always_null && !domain_values(column, &hunt->listing->values[i], "").unrank)
            return false;
    }
    return true;
}

/* The first of the listed values that is not NULL; NULL: all are. */
static const Text *any_value(const Listing *listing, size_t place)
{
    for (size_t i = 0; i < listing->values[place].count; i++)
        if (!listing->nulls[place].items[i])
            return &listing->values[place].items[i];
    return NULL;
}

/* A NULL is listed with a value beside it. */
static void fill_nulls(const Hunt *hunt)
{
    for (size_t i = 0; i < hunt->bundle->columns.count; i++) {
        TextList *values = &hunt->listing->values[i];
        const Text *value =
            hunt->candidates[i].count ? &hunt->candidates[i].items[0] : any_value(hunt->listing, i);
        for (size_t k = 0; k < values->count; k++)
            if (hunt->listing->nulls[i].items[k] && value)
                values->items[k] = *value;
    }
}

static void append_spares(Hunt *hunt)
{
    for (size_t i = 0; i < hunt->bundle->columns.count; i++)
        for (size_t k = 0; k < hunt->spare_count; k++) {
            list_push(arena_of(hunt), &hunt->listing->values[i], hunt->spares[i].items[k]);
            list_push(arena_of(hunt), &hunt->listing->nulls[i], hunt->spare_nulls[i].items[k]);
        }
    hunt->bundle->spares = hunt->spare_count;
}

/* Conditions that bound its columns to one another are met by it. */
static void release(ColumnPlan *column)
{
    TablePlan *table = column->table;
    for (size_t i = 0; i < table->components.count; i++)
        if (table->components.items[i] == column->component)
            list_remove(&table->components, i);
    column->component = NULL;
}

/* The parts of the constraint that need it; false where there are none, or conditions bind them to columns
 * that have their values from elsewhere. */
static bool choose_columns(Hunt *hunt, const Unique *unique)
{
    for (size_t i = 0; i < unique->elements.count && !unique->component; i++)
        if (wants_listing(hunt->table, unique, unique->elements.items[i]))
            add_columns(hunt->table, hunt->bundle, unique->elements.items[i]);
    return add_bound_columns(hunt->bundle);
}

bool key_list(TablePlan *table, const Unique *unique, UniqueList *all)
{
    Arena *arena = table->plan->arena;
    Listing *listing = arena_new_object(arena, Listing);
    Bundle *bundle = arena_new_object(arena, Bundle);
    Hunt hunt = {.table = table, .bundle = bundle, .listing = listing};
    if (!choose_columns(&hunt, unique))
        return false;
    made_order(&bundle->columns);
    add_tests(&hunt, unique, all);
    find_made(&hunt);
    if (!gather(&hunt))
        return false;
    listing->values = arena_array(arena, bundle->columns.count, sizeof *listing->values);
    listing->nulls = arena_array(arena, bundle->columns.count, sizeof *listing->nulls);
    run(&hunt);
    append_spares(&hunt);
    fill_nulls(&hunt);
    if (!bundle->count || !is_listable(&hunt))
        return false;
    bundle->listing = listing;
    for (size_t i = 0; i < bundle->columns.count; i++)
        release(bundle->columns.items[i]);
    bundle_enter(bundle, all);
    return true;
}

/* ---- values ---- */

static bool has_nulls(const Listing *listing, size_t place)
{
    for (size_t i = 0; i < listing->nulls[place].count; i++)
        if (listing->nulls[place].items[i])
            return true;
    return false;
}

static Step *null_at(ColumnPlan *column, const Listing *listing, size_t place, Operand index)
{
    size_t count = listing->nulls[place].count;
    int64_t *flags = arena_array(column->table->plan->arena, count, sizeof *flags);
    for (size_t i = 0; i < count; i++)
        flags[i] = listing->nulls[place].items[i];
    const Data *data = data_integers(column->table, step_name_for(column, "nulls"), "bool", flags, count);
    return step_element(column->table, column->null_field, VALUE_BOOL, op_data(data), index);
}

void key_listing_give(const Bundle *bundle, Operand index)
{
    const Listing *listing = bundle->listing;
    for (size_t i = 0; i < bundle->columns.count; i++) {
        ColumnPlan *column = bundle->columns.items[i];
        if (column->always_null)
            continue;
        Domain domain =
            domain_values(column, &listing->values[i], "one of the combinations that were found for keys");
        value_describe(column, &domain, domain.unrank(&domain, column, column->field, index));
        if (has_nulls(listing, i))
            column->null = null_at(column, listing, i, index);
    }
}
