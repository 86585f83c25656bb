/* plan.c: planning a schema: tables and columns, then keys, references, values, orders. */
#include "plan/tables.h"

#include "plan/compile/share.h"
#include "plan/condition/partition.h"
#include "plan/condition/trigger.h"
#include "plan/identifier.h"
#include "plan/reference/demands.h"
#include "plan/reference/reference_lookup.h"
#include "plan/reference/reference_types.h"
#include "plan/relation/component.h"
#include "plan/unmet.h"
#include "plan/value.h"
#include "plan/value_type.h"

static Text table_key(Arena *arena, const Table *table)
{
    return text_format(arena, "%.*s\1%.*s", TEXT_ARG(table->schema), TEXT_ARG(table->name));
}

TablePlan *plan_find_table(const Plan *plan, const Table *table)
{
    return map_get(&plan->table_plans, table_key(plan->arena, table));
}

ColumnPlan *plan_find_column(const TablePlan *table, const Column *column)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i]->column == column)
            return table->columns.items[i];
    return NULL;
}

bool plan_columns_hold(const ColumnPlanList *columns, const ColumnPlan *column)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->items[i] == column)
            return true;
    return false;
}

/* The functions of steps that are read of other rows get their names last, when it is known which they are.
 */
static void name_functions(Plan *plan)
{
    for (size_t i = 0; i < plan->tables.count; i++) {
        const TablePlan *table = plan->tables.items[i];
        for (size_t k = 0; k < table->steps.count; k++) {
            Step *step = table->steps.items[k];
            Text name =
                text_format(plan->arena, "%.*s_%.*s", TEXT_ARG(table->identifier), TEXT_ARG(step->name));
            if (step->exported || step->op == STEP_REDRAW)
                step->function = identifier_unique(plan->arena, &plan->names, name);
        }
    }
}

/* Partitions hold their parent's rows, foreign tables nobody's. */
static bool has_rows(const Table *table)
{
    return table->kind != TABLE_FOREIGN && !table->partition_of;
}

static bool add_column(TablePlan *table, Column *column)
{
    Plan *plan = table->plan;
    ColumnPlan *added = arena_new_object(plan->arena, ColumnPlan);
    added->column = column;
    added->table = table;
    added->type = value_type_of(plan, &column->type);
    if (!added->type) {
        plan_refuse(plan, table->table, TEXT(""),
                    text_format(plan->arena, "column \"%.*s\" has type %.*s, whose values are not known",
                                TEXT_ARG(column->name), TEXT_ARG(type_print(plan->arena, &column->type))),
                    TEXT("Give the column another type, or leave the table out."));
        return false;
    }
    added->field = identifier_unique(plan->arena, &table->fields, column->name);
    added->null_field = identifier_unique(plan->arena, &table->fields,
                                          text_format(plan->arena, "%.*s_null", TEXT_ARG(added->field)));
    added->written = column->generated == GENERATED_NONE;
    list_push(plan->arena, &table->columns, added);
    return true;
}

/* The names of the schema and the table as they are, which those of another table may be together too. */
static Text joined_name(Arena *arena, const Table *table)
{
    return text_is(table->schema, "public")
               ? table->name
               : text_format(arena, "%.*s.%.*s", TEXT_ARG(table->schema), TEXT_ARG(table->name));
}

/* Found once, however often planning starts again. */
static ConditionList conditions_known(const Plan *plan, const Table *table)
{
    Text key = table_key(plan->arena, table);
    ConditionList *known = map_get(plan->conditions, key);
    if (known)
        return *known;
    known = arena_new_object(plan->arena, ConditionList);
    *known = conditions_of(plan->arena, plan->schema, table);
    map_put(plan->conditions, key, known);
    return *known;
}

static void add_table(Plan *plan, Table *declared)
{
    Arena *arena = plan->arena;
    TablePlan *table = arena_new_object(arena, TablePlan);
    table->plan = plan;
    table->table = declared;
    table->label = table_print_name(arena, declared);
    table->conditions = conditions_known(plan, declared);
    table->names = map_new(arena);
    table->fields = map_new(arena);
    table->param_names = map_new(arena);
    table->streams = map_new(arena);
    bool known = true;
    for (size_t i = 0; i < declared->columns.count; i++)
        known = add_column(table, declared->columns.items[i]) && known;
    if (!known)
        return;
    table->identifier = identifier_table(arena, &plan->names, joined_name(arena, declared));
    map_put(&plan->table_plans, table_key(arena, declared), table);
    list_push(arena, &plan->tables, table);
}

static void mark_needed(TablePlan *table, const Column *column)
{
    ColumnPlan *needed = plan_find_column(table, column);
    if (needed)
        needed->never_null = true;
}

/* A reference to a table that was left out: nullable ones are always NULL, others take this table along. */
static bool add_reference(TablePlan *table, Reference *declared)
{
    Plan *plan = table->plan;
    Reference *reference =
        reference_of_originals(plan->arena, table->table, reference_widened(plan, declared));
    TablePlan *target = plan_find_table(plan, partition_root(reference->target));
    if (!target)
        return false;
    ReferencePlan *added = arena_new_object(plan->arena, ReferencePlan);
    *added = (ReferencePlan){.reference = reference,
                             .table = table,
                             .target = target,
                             .partition = reference->target->partition_of ? reference->target : NULL};
    list_push(plan->arena, &table->references, added);
    if (!target->children.count || target->children.items[target->children.count - 1] != table)
        list_push(plan->arena, &target->children, table);
    for (size_t i = 0; i < reference->target_columns.count; i++)
        mark_needed(target, reference->target_columns.items[i]);
    return true;
}

static void drop_table(Plan *plan, size_t index)
{
    map_remove(&plan->table_plans, table_key(plan->arena, plan->tables.items[index]->table));
    list_remove(&plan->tables, index);
}

/* The first reference whose target is left out, or NULL. */
static const Reference *missing_parent(const TablePlan *table)
{
    const ReferenceList *references = &table->table->references;
    for (size_t i = 0; i < references->count; i++)
        if (!plan_find_table(table->plan, partition_root(references->items[i]->target)))
            return references->items[i];
    return NULL;
}

/* Leaves out the tables that need one that is left out, until none is left. */
static void drop_dependants(Plan *plan)
{
    for (size_t i = 0; i < plan->tables.count; i++) {
        const TablePlan *table = plan->tables.items[i];
        const Reference *missing = missing_parent(table);
        if (!missing)
            continue;
        plan_refuse(plan, table->table, missing->name,
                    text_format(plan->arena, "it references table \"%.*s\", which is left out",
                                TEXT_ARG(table_print_name(plan->arena, missing->target))),
                    TEXT(""));
        drop_table(plan, i);
        i = (size_t)-1;
    }
}

static bool is_refused(const Plan *plan, const Table *table)
{
    for (size_t i = 0; i < plan->refusals.count; i++)
        if (plan->refusals.items[i].table == table)
            return true;
    return false;
}

static void drop_refused(Plan *plan)
{
    for (size_t i = plan->tables.count; i-- > 0;)
        if (is_refused(plan, plan->tables.items[i]->table))
            drop_table(plan, i);
    drop_dependants(plan);
}

static void add_references(TablePlan *table)
{
    for (size_t i = 0; i < table->table->references.count; i++)
        add_reference(table, table->table->references.items[i]);
}

static void mark_primary(TablePlan *table)
{
    const Key *key = table_primary_key(table->table);
    for (size_t i = 0; key && i < key->columns.count; i++)
        mark_needed(table, key->columns.items[i]);
}

static bool plan_values(TablePlan *table, Diag *diag)
{
    components_bar_nulls(table);
    for (size_t i = 0; i < table->columns.count; i++) {
        ColumnPlan *column = table->columns.items[i];
        if (!column->value && column->written && !value_plan(column, diag))
            return false;
        if (column->component && !column->reference && column->written)
            value_draw_null(column);
    }
    for (size_t i = 0; i < table->components.count; i++)
        if (!component_decided(table->components.items[i], diag))
            return false;
    return true;
}

/* How many tables and references can't be planned as they are. */
static size_t unmet(const Plan *plan)
{
    return plan->refusals.count + plan->given_up.count + plan->widened.count + plan->joined.count +
           plan->undone;
}

/* One pass over all tables; true where none reported an error. Refusals inside it are not errors; what is
 * refused is not there for what comes after, and the pass ends there. */
static bool plan_tables(Plan *plan, Diag *diag)
{
    TablePlanList *tables = &plan->tables;
    size_t known = unmet(plan), undone = known + plan->urgent.count;
    for (size_t i = 0; i < tables->count; i++)
        add_references(tables->items[i]), mark_primary(tables->items[i]);
    static void (*const passes[])(TablePlan *) = {references_give_up,
                                                  references_own,
                                                  joins_find,
                                                  successions_find,
                                                  components_bind,
                                                  references_make_room,
                                                  references_keep_order,
                                                  demands_note,
                                                  demands_cap,
                                                  families_mark,
                                                  families_settle,
                                                  families_check_home,
                                                  keys_note_rounds,
                                                  families_own,
                                                  families_narrow,
                                                  families_ask,
                                                  families_find_keys,
                                                  successions_check,
                                                  joins_want,
                                                  families_order,
                                                  families_bound,
                                                  families_lay_out,
                                                  families_draw,
                                                  joins_draw,
                                                  references_check_sharing};
    for (size_t pass = 0; pass < sizeof passes / sizeof *passes && unmet(plan) == known; pass++)
        for (size_t i = 0; i < tables->count; i++)
            passes[pass](tables->items[i]);
    for (size_t i = 0; i < tables->count && unmet(plan) == known; i++)
        if (!families_carry(tables->items[i], diag) || !keys_plan(tables->items[i], diag) ||
            !references_draw(tables->items[i]))
            return false;
    for (size_t i = 0; i < tables->count && unmet(plan) + plan->urgent.count == undone; i++)
        if (!references_link(tables->items[i], diag))
            return false;
    for (size_t i = 0; i < tables->count && unmet(plan) + plan->urgent.count == undone; i++)
        if (!plan_values(tables->items[i], diag))
            return false;
    for (size_t i = 0; i < tables->count && unmet(plan) + plan->urgent.count == undone; i++)
        families_follow(tables->items[i]), joins_finish(tables->items[i]);
    return true;
}

static Plan *new_plan(Arena *arena, const Schema *schema, const PlanOptions *options)
{
    Plan *plan = arena_new_object(arena, Plan);
    plan->arena = arena;
    plan->schema = schema;
    plan->options = *options;
    plan->identifier = identifier_program(arena, schema->name);
    plan->names = map_new(arena);
    identifier_reserve_program(&plan->names);
    plan->table_plans = map_new(arena);
    return plan;
}

/* What planning again and again has in common. */
typedef struct Rounds {
    const Schema *schema;
    const PlanOptions *options;
    TableList tables; /* that have rows */
    Map languages, domains, conditions;
    RefusalList refusals; /* known so far */
    UrgentList urgent;
    ReferenceList given_up;
    WideningList widened;
    JoiningList joined;
    size_t undone;
    size_t found; /* all of them together */
} Rounds;

/* Whether the plan tells what the rounds before did not know. */
static bool learn(Rounds *rounds, const Plan *plan)
{
    size_t known = rounds->found;
    rounds->found = unmet(plan) + plan->urgent.count;
    rounds->refusals = plan->refusals;
    rounds->urgent = plan->urgent;
    rounds->given_up = plan->given_up;
    rounds->widened = plan->widened;
    rounds->joined = plan->joined;
    rounds->undone = plan->undone;
    return rounds->found > known;
}

/* Plans what is not among the refusals, what is urgent first. */
static Plan *plan_once(Arena *arena, Rounds *rounds, Diag *diag)
{
    Plan *plan = new_plan(arena, rounds->schema, rounds->options);
    plan->languages = &rounds->languages;
    plan->domains = &rounds->domains;
    plan->conditions = &rounds->conditions;
    plan->refusals = rounds->refusals;
    plan->urgent = rounds->urgent;
    plan->given_up = rounds->given_up;
    plan->widened = rounds->widened;
    plan->joined = rounds->joined;
    plan->undone = rounds->undone;
    for (size_t i = 0; i < rounds->tables.count; i++)
        if (!is_refused(plan, rounds->tables.items[i]))
            add_table(plan, rounds->tables.items[i]);
    drop_refused(plan);
    return plan_tables(plan, diag) ? plan : NULL;
}

static Text refusal_print(Arena *arena, const Refusal *refusal)
{
    Text table = table_print_name(arena, refusal->table);
    if (!refusal->constraint.size)
        return text_format(arena, "table \"%.*s\" is left out: %.*s", TEXT_ARG(table),
                           TEXT_ARG(refusal->reason));
    return text_format(arena, "table \"%.*s\" is left out: constraint \"%.*s\": %.*s", TEXT_ARG(table),
                       TEXT_ARG(refusal->constraint), TEXT_ARG(refusal->reason));
}

/* Refusals are warnings, errors under --strict. */
static bool report_refusals(const Plan *plan, Diag *diag)
{
    for (size_t i = 0; i < plan->refusals.count; i++) {
        const Refusal *refusal = &plan->refusals.items[i];
        Text message = refusal_print(plan->arena, refusal);
        if (plan->options.strict)
            diag_error(diag, refusal->table->span, "%.*s", TEXT_ARG(message));
        else
            diag_warning(diag, refusal->table->span, "%.*s", TEXT_ARG(message));
        if (refusal->hint.size)
            diag_hint(diag, "%.*s", TEXT_ARG(refusal->hint));
    }
    return !plan->options.strict || !plan->refusals.count;
}

/* What triggers do to the rows, which a load may let them. */
static void note_triggers(TablePlan *table)
{
    const Plan *plan = table->plan;
    TriggerEffectList effects = triggers_of(plan->arena, plan->schema, table->table);
    for (size_t i = 0; i < effects.count; i++)
        plan_met(table, effects.items[i].trigger->name, "on insert",
                 trigger_effect_text(plan->arena, &effects.items[i]));
}

/* The table with what its partitions and its functions say of its references. */
static Table *whole_table(Arena *arena, const Schema *schema, Table *table)
{
    return references_with_lookups(arena, schema, partition_whole(arena, table));
}

/* A refusal found on the way takes tables out that others read, and a constraint that comes too late is to
 * come first; so planning starts again. */
Plan *plan_schema(Arena *arena, const Schema *schema, const PlanOptions *options, Diag *diag)
{
    Rounds rounds = {.schema = schema,
                     .options = options,
                     .languages = map_new(arena),
                     .domains = map_new(arena),
                     .conditions = map_new(arena)};
    Plan *plan;
    for (size_t i = 0; i < schema->tables.count; i++)
        if (has_rows(schema->tables.items[i]))
            list_push(arena, &rounds.tables, whole_table(arena, schema, schema->tables.items[i]));
    do {
        plan = plan_once(arena, &rounds, diag);
        if (!plan)
            return NULL;
    } while (learn(&rounds, plan));
    if (!report_refusals(plan, diag))
        return NULL;
    unmet_warn(plan, diag);
    for (size_t i = 0; i < plan->tables.count; i++)
        note_triggers(plan->tables.items[i]);
    order_tables(plan);
    for (size_t i = 0; i < plan->tables.count; i++)
        share_steps(plan->tables.items[i]);
    name_functions(plan);
    return plan;
}
