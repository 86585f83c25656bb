/* chronology.c: bounds of creation times by the rows referenced. */
#include "plan/chronology.h"

#include "plan/domain/domain.h"
#include "plan/tables.h"
#include "plan/value.h"

#include <string.h>

enum {
    COST_LIMIT = 300, /* rough ns of reading parents' times, over which further parents are not asked */
    OWN_COST = 10
};

#define SECOND INT64_C(1000000)
#define DAY    (INT64_C(86400) * SECOND)

/* ---- which columns ---- */

static bool is_time(const Column *column)
{
    TypeUse base = type_base(&column->type);
    TypeCode code = base.type->code;
    return !base.dimensions && (code == TYPE_DATE || code == TYPE_TIMESTAMP || code == TYPE_TIMESTAMPTZ);
}

static bool is_date(const ColumnPlan *column)
{
    return type_base(&column->column->type).type->code == TYPE_DATE;
}

static bool is_named(Text name, const char *const *names)
{
    for (; *names; names++)
        if (text_is_nocase(name, *names))
            return true;
    return false;
}

/* When a row was made. */
static bool is_making(const Column *column)
{
    static const char *const names[] = {"created_at",    "created_on",
                                        "created",       "createdat",
                                        "created_date",  "creation_date",
                                        "creation_time", "create_time",
                                        "create_date",   "created_time",
                                        "createtime",    "date_created",
                                        "inserted_at",   "registered_at",
                                        "registered_on", "registration_date",
                                        "joined_at",     "joined_on",
                                        "opened_at",     "opened_on",
                                        "ordered_at",    "ordered_on",
                                        "order_date",    "placed_at",
                                        "placed_on",     "booked_at",
                                        "booked_on",     "customer_since",
                                        "added_at",      "added_on",
                                        "hired_on",      "hire_date",
                                        "signed_up_at",  NULL};
    return is_time(column) && is_named(column->name, names);
}

/* When what a row tells of happened: that is when it was made, where nothing else says so, and later else. */
static bool is_event(const Column *column)
{
    static const char *const names[] = {
        "bought_at",    "bought_on",   "purchased_at", "purchased_on", "purchase_date",
        "sold_at",      "sold_on",     "sale_date",    "paid_at",      "paid_on",
        "payment_date", "invoiced_at", "invoiced_on",  "invoice_date", "issued_at",
        "issued_on",    "posted_at",   "posted_on",    "published_at", "published_on",
        "sent_at",      "sent_on",     "submitted_at", "submitted_on", "uploaded_at",
        "received_at",  "received_on", "shipped_at",   "shipped_on",   "subscribed_at",
        "start_date",   "started_at",  "started_on",   "logged_at",    "recorded_at",
        "occurred_at",  NULL};
    return is_time(column) && is_named(column->name, names);
}

bool chronology_is_creation(const Column *column)
{
    return is_making(column) || is_event(column);
}

/* When a row was last changed, or what it tells of ended. */
static bool is_change(const Column *column)
{
    static const char *const names[] = {"updated_at",    "updated_on",   "updated",       "updatedat",
                                        "update_time",   "modified_at",  "modified_on",   "modified",
                                        "modified_date", "modifieddate", "last_update",   "last_modified",
                                        "last_updated",  "changed_at",   "date_modified", "date_updated",
                                        "completed_at",  "completed_on", "finished_at",   "finished_on",
                                        "closed_at",     "closed_on",    "cancelled_at",  "canceled_at",
                                        "delivered_at",  "delivered_on", "processed_at",  "deleted_at",
                                        "archived_at",   "ended_at",     "ended_on",      NULL};
    return is_time(column) && is_named(column->name, names);
}

static bool is_free(const ColumnPlan *column)
{
    return column->column->rule.kind == RULE_NONE && !column->reference && column->written;
}

/* The first column that says when a row was made, or else when what it tells of happened; or NULL. */
static ColumnPlan *creation_of(const TablePlan *table)
{
    ColumnPlan *event = NULL;
    for (size_t i = 0; i < table->columns.count; i++) {
        ColumnPlan *column = table->columns.items[i];
        if (is_making(column->column))
            return column;
        if (!event && is_event(column->column))
            event = column;
    }
    return event;
}

/* ---- bounds ---- */

typedef struct Bounds {
    ColumnPlan *column;
    Diag *diag;
    Step *low; /* microseconds since 2000-01-01; NULL: no bound yet */
    unsigned cost;
} Bounds;

static int64_t last_moment(const ColumnPlan *column)
{
    return domain_days(column->table->plan->schema->reference_date) * DAY;
}

/* Plans the other column now where it is not planned; false on a way that leads back here, and where there
 * may be nothing after its moments. */
static bool is_ready(Bounds *bounds, ColumnPlan *other)
{
    if (other->value)
        return !other->is_endless;
    if (other->linking || other == bounds->column || other->reference)
        return false;
    other->linking = true;
    bool done = value_plan(other, bounds->diag) && other->value;
    other->linking = false;
    return done && !other->is_endless;
}

static void raise_to(Bounds *bounds, const ColumnPlan *of, Step *moment)
{
    TablePlan *table = bounds->column->table;
    if (is_date(of))
        moment = step_infix(table, step_name_for(bounds->column, "midnight"), VALUE_INT64, "*", op_int(DAY),
                            op_step(moment));
    if (bounds->low)
        moment = step_call(table, step_name_for(bounds->column, "earliest"), VALUE_INT64, "rt_later",
                           OPERANDS(op_step(bounds->low), op_step(moment)));
    bounds->low = moment;
}

/* Where there is no row to read from, the bound is the reference date's usual years before. */
static Step *or_usual(Bounds *bounds, const ReferencePlan *reference, Step *moment, const ColumnPlan *of)
{
    int64_t usual = last_moment(bounds->column) - INT64_C(3) * 365 * DAY;
    if (!reference->null)
        return moment;
    return step_choose(bounds->column->table, step_name_for(bounds->column, "after"), VALUE_INT64,
                       op_step(reference->null), op_int(is_date(of) ? usual / DAY : usual), op_step(moment));
}

static void bound_by_parent(Bounds *bounds, const ReferencePlan *reference)
{
    TablePlan *table = bounds->column->table;
    ColumnPlan *parent =
        reference->target == table || !reference->parent ? NULL : creation_of(reference->target);
    if (!parent || !is_ready(bounds, parent) || bounds->cost + parent->cost + OWN_COST > COST_LIMIT)
        return;
    bounds->cost += parent->cost + OWN_COST;
    Step *moment = step_read(table, step_name_for(bounds->column, "parent"), parent->value, reference->target,
                             op_step(reference->parent));
    moment->unless = reference->null;
    raise_to(bounds, parent, or_usual(bounds, reference, moment, parent));
}

/* ---- values ---- */

/* low + a share of what is left until the reference date, in whole seconds or days. */
static void draw_after(Bounds *bounds)
{
    ColumnPlan *column = bounds->column;
    TablePlan *table = column->table;
    bool days = is_date(column);
    Step *low = bounds->low;
    if (days)
        low = step_call(table, step_name_for(column, "first_day"), VALUE_INT64, "rt_day_of_timestamp",
                        OPERANDS(op_step(low)));
    int64_t last = last_moment(column) / (days ? DAY : 1), unit = days ? 1 : SECOND;
    Step *units = step_call(table, step_name_for(column, "units"), VALUE_ROW, "rt_units_until",
                            OPERANDS(op_step(low), op_int(last), op_int(unit)));
    Step *index =
        step_below(table, step_name_for(column, "index"), column->column->name, TEXT(""), op_step(units));
    Step *offset = index;
    if (unit != 1)
        offset = step_infix(table, step_name_for(column, "offset"), VALUE_INT64, "*", op_int(unit),
                            op_step(index));
    column->value = step_infix(table, column->field, column->type->kind, "+", op_step(low), op_step(offset));
    column->cost = bounds->cost + OWN_COST;
}

bool chronology_plan(ColumnPlan *column, Diag *diag)
{
    Bounds bounds = {.column = column, .diag = diag};
    bool creation = chronology_is_creation(column->column);
    if (!is_free(column) || !(creation || is_change(column->column)))
        return false;
    ColumnPlan *own = creation_of(column->table);
    bool changes = !creation || (own != column && !is_making(column->column));
    if (changes && own && is_ready(&bounds, own))
        raise_to(&bounds, own, own->value);
    for (size_t i = 0; i < column->table->references.count && !changes; i++)
        bound_by_parent(&bounds, column->table->references.items[i]);
    if (!bounds.low)
        return false;
    draw_after(&bounds);
    column->rule = changes ? TEXT("a moment after the row was made")
                           : TEXT("a moment after the rows referenced were made");
    value_draw_null(column);
    return true;
}
