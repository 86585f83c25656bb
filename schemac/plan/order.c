/* order.c: the order of tables for row counts and for loads. */
#include "plan/tables.h"

typedef enum Mark {
    MARK_NEW,
    MARK_OPEN,
    MARK_DONE
} Mark;

typedef struct Walk {
    Plan *plan;
    Mark *marks;          /* by the tables' index */
    TablePlanList *order; /* what is being filled */
    bool only_not_null;   /* follow only references that can't be NULL */
    bool measures;        /* tables whose rows bound others come first, too */
} Walk;

static bool follows(const Walk *walk, const ReferencePlan *reference)
{
    return reference->target != reference->table && !(walk->only_not_null && reference->null);
}

static void visit(Walk *walk, TablePlan *table)
{
    if (walk->marks[table->index] != MARK_NEW)
        return;
    walk->marks[table->index] = MARK_OPEN;
    for (size_t i = 0; i < table->references.count; i++)
        if (follows(walk, table->references.items[i]))
            visit(walk, table->references.items[i]->target);
    for (size_t i = 0; i < table->measured.count && walk->measures; i++)
        visit(walk, table->measured.items[i]);
    if (table->table->rows.kind == ROWS_PER) {
        TablePlan *parent = plan_find_table(walk->plan, table->table->rows.parent);
        if (parent)
            visit(walk, parent);
    }
    walk->marks[table->index] = MARK_DONE;
    list_push(walk->plan->arena, walk->order, table);
}

static TablePlanList ordered(Plan *plan, bool only_not_null, bool measures)
{
    TablePlanList order = {0};
    Walk walk = {plan, arena_array(plan->arena, plan->tables.count + 1, sizeof(Mark)), &order, only_not_null,
                 measures};
    for (size_t i = 0; i < plan->tables.count; i++)
        visit(&walk, plan->tables.items[i]);
    return order;
}

static void number_tables(Plan *plan)
{
    for (size_t i = 0; i < plan->tables.count; i++)
        plan->tables.items[i]->index = i;
}

/* A reference that breaks a cycle for loads is a nullable one where there is one: so those that can't be NULL
 * are ordered first. */
void order_tables(Plan *plan)
{
    number_tables(plan);
    plan->tables = ordered(plan, true, false);
    number_tables(plan);
    plan->load_order = ordered(plan, false, false);
    plan->tables = ordered(plan, false, true);
    number_tables(plan);
}
