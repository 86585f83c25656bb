/* families_bond.c: which tables' rows lie in groups, and by what.
 *
 * Two references that share columns must have parents that agree in them. Followed up through the parents'
 * own references the shared columns lead to a row of one table, the root; or to columns that are no key, but
 * bare values. The table, and all tables on the ways up, lie in groups by that root. Roots may lie in groups
 * themselves. */
#include "plan/reference/families_way.h"

#include "plan/value.h"

/* ---- ways up ---- */

/* The key of the table that is among the columns; the smallest one. */
static const Key *key_among(const TablePlan *table, const ColumnList *columns)
{
    const Key *best = NULL;
    for (size_t i = 0; i < table->table->keys.count; i++) {
        const Key *key = table->table->keys.items[i];
        if (way_holds_all(columns, &key->columns) && (!best || key->columns.count < best->columns.count))
            best = key;
    }
    return best;
}

/* The columns of one table that stand for others further down. */
typedef struct Way {
    TablePlan *table;
    ColumnList columns;
} Way;

/* Follows the columns up to where no reference has all of them; or, of a key, where all of those that have
 * lead back to tables on the way. */
static bool climb(const TablePlan *const *passed, size_t count, Way at, Way *top)
{
    const TablePlan *path[WAY_LONGEST];
    bool goes_on = false;
    for (size_t i = 0; i < count; i++) {
        path[i] = passed[i];
        if (passed[i] == at.table)
            return false;
    }
    path[count++] = at.table;
    for (size_t i = 0; i < at.table->references.count; i++) {
        const ReferencePlan *reference = at.table->references.items[i];
        if (reference->target == at.table || join_has(reference) ||
            !way_holds_all(&reference->reference->columns, &at.columns))
            continue;
        goes_on = true;
        Way next = {reference->target, way_carried(reference, &at.columns)};
        if (count < WAY_LONGEST && climb(path, count, next, top))
            return true;
    }
    if (goes_on && !key_among(at.table, &at.columns))
        return false;
    *top = at;
    return true;
}

/* ---- bonds ---- */

static void add_pair(Arena *arena, Bond *bond, Column *column, Column *key)
{
    if (columns_hold(&bond->columns, column))
        return;
    list_push(arena, &bond->columns, column);
    list_push(arena, &bond->keys, key);
}

/* The bond of columns that lead to the top. */
static Bond bond_to(const Way *top, const ColumnList *columns, const ReferencePlan *asker)
{
    Arena *arena = top->table->plan->arena;
    const Key *key = key_among(top->table, &top->columns);
    Bond bond = {.root = top->table, .is_bare = !key, .asker = asker};
    for (size_t i = 0; key && i < key->columns.count; i++) {
        size_t place = columns_place(&top->columns, key->columns.items[i]);
        add_pair(arena, &bond, columns->items[place], top->columns.items[place]);
    }
    bond.key_count = key ? bond.columns.count : columns->count;
    for (size_t i = 0; i < columns->count; i++)
        add_pair(arena, &bond, columns->items[i], top->columns.items[i]);
    return bond;
}

/* Whether both are to the same row in all rows of the table. */
static bool is_same(const Bond *a, const Bond *b)
{
    if (a->root != b->root || a->is_bare != b->is_bare || a->key_count != b->key_count)
        return false;
    for (size_t i = 0; i < a->key_count; i++) {
        size_t place = columns_place(&b->keys, a->keys.items[i]);
        if (place >= b->key_count || a->columns.items[i] != b->columns.items[place])
            return false;
    }
    return true;
}

static ColumnList key_columns(Arena *arena, const Bond *bond)
{
    ColumnList columns = {0};
    for (size_t i = 0; i < bond->key_count; i++)
        list_push(arena, &columns, bond->columns.items[i]);
    return columns;
}

/* The same root's bond with the target of a reference that has the key. */
static Bond bond_of_target(const ReferencePlan *reference, const Bond *bond)
{
    Arena *arena = reference->table->plan->arena;
    const Reference *r = reference->reference;
    Bond next = {
        .root = bond->root, .is_bare = bond->is_bare, .key_count = bond->key_count, .asker = bond->asker};
    for (size_t i = 0; i < bond->columns.count; i++) {
        size_t place = columns_place(&r->columns, bond->columns.items[i]);
        if (place < r->columns.count)
            add_pair(arena, &next, r->target_columns.items[place], bond->keys.items[i]);
    }
    return next;
}

/* A table on a way up, and the way below it. */
typedef struct Passed {
    const struct Passed *below;
    const TablePlan *table;
    unsigned *steps; /* that all ways together may still take */
} Passed;

static bool is_passed(const Passed *way, const TablePlan *table)
{
    while (way && way->table != table)
        way = way->below;
    return way;
}

/* Adds what else the references of the way's last table lead to of the same row of the root. */
static void extend(const Passed *way, Bond *bond)
{
    Arena *arena = way->table->plan->arena;
    ColumnList key = key_columns(arena, bond);
    for (size_t i = 0; i<way->table->references.count && * way->steps> 0 && !bond->is_bare; i++) {
        const ReferencePlan *reference = way->table->references.items[i];
        const Reference *r = reference->reference;
        if (is_passed(way, reference->target) || !way_holds_all(&r->columns, &key))
            continue;
        --*way->steps;
        Bond next = bond_of_target(reference, bond);
        if (reference->target != bond->root)
            extend(&(Passed){way, reference->target, way->steps}, &next);
        for (size_t k = 0; k < r->columns.count; k++) {
            size_t place = columns_place(&next.columns, r->target_columns.items[k]);
            if (reference->target == bond->root)
                add_pair(arena, bond, r->columns.items[k], r->target_columns.items[k]);
            else if (place < next.columns.count)
                add_pair(arena, bond, r->columns.items[k], next.keys.items[place]);
        }
    }
}

/* The bond as one of the other bond's root, where that row tells all of its key; false where not. */
static bool bond_of_root(Arena *arena, const Bond *bond, const Bond *below, Bond *above)
{
    *above = (Bond){
        .root = bond->root, .is_bare = bond->is_bare, .key_count = bond->key_count, .asker = bond->asker};
    for (size_t i = 0; i < bond->columns.count; i++) {
        size_t place = columns_place(&below->columns, bond->columns.items[i]);
        if (place == below->columns.count && i < bond->key_count)
            return false;
        if (place < below->columns.count)
            add_pair(arena, above, below->keys.items[place], bond->keys.items[i]);
    }
    return !below->is_bare;
}

static Family *family_of(TablePlan *table)
{
    if (!table->family) {
        table->family = arena_new_object(table->plan->arena, Family);
        table->family->table = table;
    }
    return table->family;
}

static void require(TablePlan *table, const Bond *bond, bool is_asked);

bool way_is_above(Arena *arena, const Bond *bond, const Bond *below)
{
    Bond above;
    return bond_of_root(arena, bond, below, &above);
}

/* More than all other bonds that are left together: what can't be left. */
static size_t never_left(const Family *family)
{
    return family->bonds.count * family->bonds.count;
}

/* What it weighs that the bond is no level above the least one: values have no rows to follow. */
static size_t weight_of(const Family *family, const Bond *bond, const Bond *least)
{
    if (bond->is_bare || (bond->is_asked && least->is_bare))
        return never_left(family);
    return bond->is_asked ? family->bonds.count : 1;
}

size_t way_left_by(const Family *family, size_t least)
{
    size_t left = 0;
    for (size_t k = 0; k < family->bonds.count; k++) {
        const Bond *bond = &family->bonds.items[k];
        if (k != least && !way_is_above(family->table->plan->arena, bond, &family->bonds.items[least]))
            left += weight_of(family, bond, &family->bonds.items[least]);
    }
    return left;
}

void way_put_first(Family *family, size_t place)
{
    Bond least = family->bonds.items[place];
    family->bonds.items[place] = family->bonds.items[0];
    family->bonds.items[0] = least;
}

/* The root's groups lie in those of the other bonds as well. */
static void require_above(const Family *family, const Bond *least)
{
    for (size_t k = 0; k < family->bonds.count; k++) {
        Bond above;
        if (&family->bonds.items[k] != least &&
            bond_of_root(family->table->plan->arena, &family->bonds.items[k], least, &above))
            require(least->root, &above, true);
    }
}

/* The groups of the smallest bond lie in those of the others, as many as can be. */
static void settle(Family *family)
{
    size_t best = 0;
    for (size_t i = 1; i < family->bonds.count; i++)
        if (way_left_by(family, i) < way_left_by(family, best))
            best = i;
    family->is_mixed = way_left_by(family, best) >= never_left(family);
    way_put_first(family, best);
    for (size_t k = 0; k < family->bonds.count && !family->is_mixed; k++)
        require_above(family, &family->bonds.items[k]);
}

static bool widen(Family *family, Bond *known, const Bond *bond)
{
    size_t columns = known->columns.count;
    for (size_t i = 0; i < bond->columns.count; i++)
        add_pair(family->table->plan->arena, known, bond->columns.items[i], bond->keys.items[i]);
    return known->columns.count > columns;
}

bool way_add_bond(Family *family, const Bond *bond)
{
    for (size_t i = 0; i < family->bonds.count; i++) {
        Bond *known = &family->bonds.items[i];
        if (!is_same(known, bond))
            continue;
        bool is_new = bond->is_asked && !known->is_asked;
        known->is_asked |= bond->is_asked;
        return widen(family, known, bond) || is_new;
    }
    list_push(family->table->plan->arena, &family->bonds, *bond);
    return true;
}

static Bond copy_of(Arena *arena, const Bond *bond)
{
    Bond copy = *bond;
    copy.columns = (ColumnList){0};
    copy.keys = (ColumnList){0};
    for (size_t i = 0; i < bond->columns.count; i++)
        add_pair(arena, &copy, bond->columns.items[i], bond->keys.items[i]);
    return copy;
}

/* Rows whose parents are looked up lie in no groups. */
static void refuse_joined(const ReferencePlan *asker)
{
    reference_refuse(asker,
                     text_format(asker->table->plan->arena,
                                 "it shares columns with others, and parents of table \"%.*s\" are looked up",
                                 TEXT_ARG(asker->target->label)),
                     TEXT("Leave out one of the references that share the column."));
}

/* The table's rows lie in groups of the bond's root, and so do those of the tables between the two. */
static void require(TablePlan *table, const Bond *bond, bool is_asked)
{
    Arena *arena = table->plan->arena;
    if (table == bond->root && !bond->is_bare)
        return;
    if (table->join) {
        refuse_joined(bond->asker);
        return;
    }
    Family *family = family_of(table);
    Bond whole = copy_of(arena, bond);
    whole.is_asked = is_asked;
    unsigned steps = WAY_STEPS;
    extend(&(Passed){NULL, table, &steps}, &whole);
    if (!way_add_bond(family, &whole))
        return;
    bond = &whole;
    ColumnList key = key_columns(arena, bond);
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *reference = table->references.items[i];
        if (reference->implied || reference->target == table ||
            !way_holds_all(&reference->reference->columns, &key))
            continue;
        Bond next = bond_of_target(reference, bond);
        require(reference->target, &next, true);
    }
    settle(family);
}

/* ---- tables that need groups ---- */

static ColumnList shared_columns(const ReferencePlan *a, const ReferencePlan *b)
{
    ColumnList shared = {0};
    for (size_t i = 0; i < a->reference->columns.count; i++)
        if (columns_hold(&b->reference->columns, a->reference->columns.items[i]))
            list_push(a->table->plan->arena, &shared, a->reference->columns.items[i]);
    return shared;
}

/* Columns of the target's that nothing but a bond would give their values. */
static bool are_bare(const Way *top)
{
    for (size_t i = 0; i < top->columns.count; i++) {
        const ColumnPlan *column = plan_find_column(top->table, top->columns.items[i]);
        if (column->reference || column->component || !column->written || value_capacity(column) < 1)
            return false;
    }
    return true;
}

/* Values that come from two roots come from the first one. */
static bool unite(const Way *first, const Way *second, const ReferencePlan *asker)
{
    if (!are_bare(second))
        return false;
    Bond bond = bond_to(first, &second->columns, asker);
    require(second->table, &bond, true);
    if (bond.is_bare) {
        Bond own = bond_to(first, &first->columns, asker);
        require(first->table, &own, true);
    }
    return true;
}

/* The same columns of the bond's root. */
static Way at_root(const Bond *bond, const Way *top)
{
    Way root = {.table = bond->root};
    for (size_t i = 0; i < top->columns.count; i++)
        list_push(top->table->plan->arena, &root.columns,
                  bond->keys.items[columns_place(&bond->columns, top->columns.items[i])]);
    return root;
}

/* Values that were united with those of another root come from there. */
static void follow_union(Way *top)
{
    const Family *family = top->table->family;
    for (size_t i = 0; family && i < family->bonds.count; i++) {
        const Bond *bond = &family->bonds.items[i];
        if (bond->root == top->table || !way_holds_all(&bond->columns, &top->columns))
            continue;
        Way root = at_root(bond, top);
        if (key_among(top->table, &top->columns) && !key_among(root.table, &root.columns))
            continue;
        *top = root;
        return;
    }
}

static bool same_way(const Way *a, const Way *b)
{
    return a->table == b->table && a->columns.count == b->columns.count &&
           way_holds_all(&a->columns, &b->columns);
}

/* Where the reference's columns lead; of those of the table itself, where they lead from there. */
static bool way_of(const ReferencePlan *reference, const ColumnList *columns, Way *top)
{
    Way next = {reference->target, way_carried(reference, columns)};
    const TablePlan *const passed[] = {reference->table};
    if (!climb(passed, reference->target != reference->table, next, top))
        return false;
    follow_union(top);
    return true;
}

static void bind(const ReferencePlan *asker, const Way *top, const ColumnList *columns)
{
    TablePlan *table = asker->table;
    Bond bond = bond_to(top, columns, asker);
    if (bond.is_bare && (bond.root != table || !same_way(top, &(Way){table, *columns}))) {
        Bond own = bond_to(top, &top->columns, asker);
        require(top->table, &own, true);
    }
    require(table, &bond, false);
}

/* The parent is one of the rows that reference the row itself by its key. */
static void bind_own(const ReferencePlan *reference, const ColumnList *key)
{
    Way own = {reference->table, *key};
    Bond bond = bond_to(&own, key, reference), next = bond_of_target(reference, &bond);
    require(reference->target, &next, true);
}

/* Groups are rows of a table rather than values that are in no table. */
static void put_key_first(Way *first, Way *second)
{
    Way bare = *first;
    if (key_among(first->table, &first->columns) || !key_among(second->table, &second->columns))
        return;
    *first = *second;
    *second = bare;
}

/* Two references to rows that must agree. */
static void bind_pair(const ReferencePlan *a, const ReferencePlan *b)
{
    TablePlan *table = a->table;
    ColumnList shared = shared_columns(a, b);
    Way first = {0}, second = {0};
    if (!shared.count)
        return;
    bool up = way_of(a, &shared, &first), other = way_of(b, &shared, &second);
    if (up && other)
        put_key_first(&first, &second);
    if (!up && !other && key_among(table, &shared)) {
        bind_own(a, &shared);
        bind_own(b, &shared);
        return;
    }
    if (!up && !other)
        first = (Way){table, shared};
    else if (!up)
        first = second;
    else if (other && !same_way(&first, &second) && !unite(&first, &second, b) && unite(&second, &first, b))
        first = second;
    bind(b, &first, &shared);
}

/* The columns of a reference to the table itself that are the same ones there. */
static ColumnList own_columns(const ReferencePlan *reference)
{
    ColumnList own = {0};
    const Reference *r = reference->reference;
    for (size_t i = 0; i < r->columns.count && reference->target == reference->table; i++)
        if (r->columns.items[i] == r->target_columns.items[i])
            list_push(reference->table->plan->arena, &own, r->columns.items[i]);
    return own;
}

static void bind_self(const ReferencePlan *reference)
{
    ColumnList own = own_columns(reference);
    Way top;
    if (own.count && own.count < reference->reference->columns.count && way_of(reference, &own, &top))
        bind(reference, &top, &own);
}

/* Whether the columns lead back to themselves, and nowhere else. */
static bool comes_back(const TablePlan *home, const Column *first, const TablePlan *table,
                       const Column *column, int way)
{
    const ReferencePlan *onward = plan_find_column(table, column)->reference;
    if (!onward || way == WAY_LONGEST)
        return false;
    const Reference *r = onward->reference;
    column = r->target_columns.items[columns_place(&r->columns, column)];
    return (onward->target == home && column == first) ||
           comes_back(home, first, onward->target, column, way + 1);
}

/* Whether another reference has all of the columns. */
static bool is_shared(const ReferencePlan *reference, const ColumnList *columns)
{
    const ReferencePlanList *all = &reference->table->references;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i] != reference && !all->items[i]->implied &&
            way_holds_all(&all->items[i]->reference->columns, columns))
            return true;
    return false;
}

static bool has_bare_bond(const TablePlan *table, const ColumnList *columns)
{
    for (size_t i = 0; table->family && i < table->family->bonds.count; i++)
        if (table->family->bonds.items[i].is_bare &&
            way_holds_all(&table->family->bonds.items[i].columns, columns))
            return true;
    return false;
}

/* References through other tables back to the table that have columns of its own, such as the tenant; or its
 * key: then the parent is one of the rows that reference the row itself. */
static void bind_cycle(const ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    const Reference *r = reference->reference;
    ColumnList back = {0};
    for (size_t i = 0; i < r->columns.count && reference->target != table; i++)
        if (plan_find_column(table, r->columns.items[i])->reference == reference &&
            comes_back(table, r->columns.items[i], table, r->columns.items[i], 0))
            list_push(table->plan->arena, &back, r->columns.items[i]);
    Way top = {table, back};
    if (!back.count || back.count == r->columns.count || is_shared(reference, &back))
        return;
    if (!key_among(table, &back)) {
        if (!has_bare_bond(table, &back))
            bind(reference, &top, &back);
        return;
    }
    bind_own(reference, &back);
}

/* Whether what the reference shares with others leads to a row of a table, and not to bare values. */
static bool leads_to_key(const ReferencePlan *reference, const ColumnList *shared)
{
    Way top;
    return way_of(reference, shared, &top) && key_among(top.table, &top.columns);
}

/* Its pairs that lead to rows, or those that do not. */
static void bind_pairs(const ReferencePlan *reference, size_t next, bool to_rows)
{
    const ReferencePlanList *all = &reference->table->references;
    for (size_t i = next; i < all->count; i++) {
        const ReferencePlan *other = all->items[i];
        ColumnList shared = shared_columns(reference, other);
        if (!other->implied && shared.count &&
            to_rows == (leads_to_key(reference, &shared) || leads_to_key(other, &shared)))
            bind_pair(reference, other);
    }
}

/* What other references have by the rows that they lead to may tell where bare values are to come from. */
static void bind_all_pairs(const TablePlan *table, bool to_rows)
{
    for (size_t i = 0; i < table->references.count; i++)
        if (!table->references.items[i]->implied)
            bind_pairs(table->references.items[i], i + 1, to_rows);
}

/* ---- keys that tell rows of a group apart ---- */

static ColumnList columns_in(const ReferencePlan *reference, const Key *key)
{
    ColumnList columns = {0};
    for (size_t i = 0; i < key->columns.count; i++)
        if (columns_hold(&reference->reference->columns, key->columns.items[i]))
            list_push(reference->table->plan->arena, &columns, key->columns.items[i]);
    return columns;
}

/* Whether the key is nothing but the columns and others of a reference that shares further ones with the
 * first: such as a flight and a seat, of the aircraft that the flight is by. */
static bool is_crossed(const Key *key, const ReferencePlan *reference, const ColumnList *columns,
                       const ReferencePlan *other)
{
    ColumnList shared = shared_columns(reference, other), own = columns_in(other, key);
    for (size_t i = 0; i < shared.count; i++)
        if (columns_hold(&key->columns, shared.items[i]))
            return false;
    return !other->implied && other != reference && shared.count && own.count &&
           own.count + shared.count == other->reference->columns.count &&
           own.count + columns->count == key->columns.count;
}

/* Rows lie in groups of the row that the columns of the key lead to. */
static void bind_crossed(const ReferencePlan *reference, const Key *key)
{
    const ReferencePlanList *all = &reference->table->references;
    ColumnList columns = columns_in(reference, key);
    bool is_crossing = false;
    Way top;
    for (size_t i = 0; i < all->count && columns.count; i++)
        is_crossing |= is_crossed(key, reference, &columns, all->items[i]);
    if (is_crossing && way_of(reference, &columns, &top) && key_among(top.table, &top.columns))
        bind(reference, &top, &columns);
}

static void bind_keys(const TablePlan *table)
{
    for (size_t i = 0; i < table->table->keys.count && table->family; i++)
        for (size_t k = 0; k < table->references.count; k++)
            if (!table->references.items[k]->implied)
                bind_crossed(table->references.items[k], table->table->keys.items[i]);
}

/* ---- parents that are looked up ---- */

/* What two references share comes from one place, so that rows are found that have it in common. */
static void bind_parents(const ReferencePlan *a, const ReferencePlan *b)
{
    ColumnList shared = shared_columns(a, b);
    Way first = {0}, second = {0};
    if (!shared.count || !way_of(a, &shared, &first) || !way_of(b, &shared, &second))
        return;
    put_key_first(&first, &second);
    if (!same_way(&first, &second) && !unite(&first, &second, b) && unite(&second, &first, b))
        first = second;
    Bond bond = bond_to(&first, &shared, b), of_a = bond_of_target(a, &bond), of_b = bond_of_target(b, &bond),
         own = bond_to(&first, &first.columns, b);
    if (bond.is_bare)
        require(first.table, &own, true);
    require(a->target, &of_a, true);
    require(b->target, &of_b, true);
}

static void bind_joined(const TablePlan *table)
{
    const Join *join = table->join;
    for (size_t i = 0; i < join->parts.count; i++)
        for (size_t k = i + 1; k < join->parts.count; k++)
            bind_parents(join->parts.items[i].reference, join->parts.items[k].reference);
}

void families_mark(TablePlan *table)
{
    if (table->join) {
        if (!table->join->is_loose)
            bind_joined(table);
        return;
    }
    bind_all_pairs(table, true);
    bind_all_pairs(table, false);
    bind_keys(table);
    for (size_t i = 0; i < table->references.count; i++) {
        if (table->references.items[i]->implied)
            continue;
        bind_self(table->references.items[i]);
        bind_cycle(table->references.items[i]);
    }
}
