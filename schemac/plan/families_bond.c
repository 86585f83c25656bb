/* families_bond.c: which tables' rows lie in groups, and by what.
 *
 * Two references that share columns must have parents that agree in them. Followed up through the parents'
 * own references the shared columns lead to a row of one table, the root; or to columns that are no key, but
 * bare values. The table, and all tables on the ways up, lie in groups by that root. Roots may lie in groups
 * themselves. */
#include "plan/families.h"

#include "plan/value.h"

/* ---- ways up ---- */

static size_t place_of(const ColumnList *columns, const Column *column)
{
    size_t i = 0;
    while (i < columns->count && columns->items[i] != column)
        i++;
    return i;
}

static bool holds(const ColumnList *columns, const Column *column)
{
    return place_of(columns, column) < columns->count;
}

static bool holds_all(const ColumnList *columns, const ColumnList *some)
{
    for (size_t i = 0; i < some->count; i++)
        if (!holds(columns, some->items[i]))
            return false;
    return true;
}

/* The columns of the target that stand for those of the table; in the same order. */
static ColumnList carried(const ReferencePlan *reference, const ColumnList *columns)
{
    const Reference *r = reference->reference;
    ColumnList all = {0};
    for (size_t i = 0; i < columns->count; i++) {
        size_t place = place_of(&r->columns, columns->items[i]);
        if (place < r->columns.count)
            list_push(reference->table->plan->arena, &all, r->target_columns.items[place]);
    }
    return all;
}

/* The key of the table that is among the columns; the smallest one. */
static const Key *key_among(const TablePlan *table, const ColumnList *columns)
{
    const Key *best = NULL;
    for (size_t i = 0; i < table->table->keys.count; i++) {
        const Key *key = table->table->keys.items[i];
        if (holds_all(columns, &key->columns) && (!best || key->columns.count < best->columns.count))
            best = key;
    }
    return best;
}

/* The columns of one table that stand for others further down. */
typedef struct Way {
    TablePlan *table;
    ColumnList columns;
} Way;

enum {
    LONGEST_WAY = 24 /* references from a member to its root */
};

/* Follows the columns up to where no reference has all of them; or, of a key, where all of those that have
 * lead back to tables on the way. */
static bool climb(const TablePlan *const *passed, size_t count, Way at, Way *top)
{
    const TablePlan *path[LONGEST_WAY];
    bool goes_on = false;
    for (size_t i = 0; i < count; i++) {
        path[i] = passed[i];
        if (passed[i] == at.table)
            return false;
    }
    path[count++] = at.table;
    for (size_t i = 0; i < at.table->references.count; i++) {
        const ReferencePlan *reference = at.table->references.items[i];
        if (reference->target == at.table || !holds_all(&reference->reference->columns, &at.columns))
            continue;
        goes_on = true;
        Way next = {reference->target, carried(reference, &at.columns)};
        if (count < LONGEST_WAY && climb(path, count, next, top))
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
    if (holds(&bond->columns, column))
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
        size_t place = place_of(&top->columns, key->columns.items[i]);
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
        size_t place = place_of(&b->keys, a->keys.items[i]);
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
        size_t place = place_of(&r->columns, bond->columns.items[i]);
        if (place < r->columns.count)
            add_pair(arena, &next, r->target_columns.items[place], bond->keys.items[i]);
    }
    return next;
}

/* Adds what else the table's references lead to of the same row of the root. */
static void extend(const TablePlan *table, Bond *bond, int way)
{
    Arena *arena = table->plan->arena;
    ColumnList key = key_columns(arena, bond);
    for (size_t i = 0; i < table->references.count && way < LONGEST_WAY && !bond->is_bare; i++) {
        const ReferencePlan *reference = table->references.items[i];
        const Reference *r = reference->reference;
        if (reference->target == table || !holds_all(&r->columns, &key))
            continue;
        Bond next = bond_of_target(reference, bond);
        if (reference->target != bond->root)
            extend(reference->target, &next, way + 1);
        for (size_t k = 0; k < r->columns.count; k++) {
            size_t place = place_of(&next.columns, r->target_columns.items[k]);
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
        size_t place = place_of(&below->columns, bond->columns.items[i]);
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

/* Whether the bond's groups lie in those of the other one. */
static bool is_above(Arena *arena, const Bond *bond, const Bond *below)
{
    Bond above;
    return bond_of_root(arena, bond, below, &above);
}

/* How many of the bonds can't be levels where one of them has the smallest groups; more than there are where
 * another table asks for one of those. */
static size_t left_by(const Family *family, size_t least)
{
    size_t left = 0;
    for (size_t k = 0; k < family->bonds.count; k++) {
        const Bond *bond = &family->bonds.items[k];
        if (k != least && !is_above(family->table->plan->arena, bond, &family->bonds.items[least]))
            left += bond->is_asked || bond->is_bare ? family->bonds.count : 1;
    }
    return left;
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
        if (left_by(family, i) < left_by(family, best))
            best = i;
    Bond least = family->bonds.items[best];
    family->is_mixed = left_by(family, best) >= family->bonds.count && family->bonds.count > 1;
    family->bonds.items[best] = family->bonds.items[0];
    family->bonds.items[0] = least;
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

/* Adds the bond; false where the table has it, and all that is in it. */
static bool add_bond(Family *family, const Bond *bond)
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

/* The table's rows lie in groups of the bond's root, and so do those of the tables between the two. */
static void require(TablePlan *table, const Bond *bond, bool is_asked)
{
    Arena *arena = table->plan->arena;
    if (table == bond->root && !bond->is_bare)
        return;
    Family *family = family_of(table);
    Bond whole = copy_of(arena, bond);
    whole.is_asked = is_asked;
    extend(table, &whole, 0);
    if (!add_bond(family, &whole))
        return;
    bond = &whole;
    ColumnList key = key_columns(arena, bond);
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *reference = table->references.items[i];
        if (reference->implied || reference->target == table ||
            !holds_all(&reference->reference->columns, &key))
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
        if (holds(&b->reference->columns, a->reference->columns.items[i]))
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

static bool same_way(const Way *a, const Way *b)
{
    return a->table == b->table && a->columns.count == b->columns.count &&
           holds_all(&a->columns, &b->columns);
}

/* Where the reference's columns lead; of those of the table itself, where they lead from there. */
static bool way_of(const ReferencePlan *reference, const ColumnList *columns, Way *top)
{
    Way next = {reference->target, carried(reference, columns)};
    const TablePlan *const passed[] = {reference->table};
    return climb(passed, reference->target != reference->table, next, top);
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

/* Two references to rows that must agree. */
static void bind_pair(const ReferencePlan *a, const ReferencePlan *b)
{
    TablePlan *table = a->table;
    ColumnList shared = shared_columns(a, b);
    Way first = {0}, second = {0};
    if (!shared.count)
        return;
    bool up = way_of(a, &shared, &first), other = way_of(b, &shared, &second);
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
    if (!onward || way == LONGEST_WAY)
        return false;
    const Reference *r = onward->reference;
    column = r->target_columns.items[place_of(&r->columns, column)];
    return (onward->target == home && column == first) ||
           comes_back(home, first, onward->target, column, way + 1);
}

/* Whether another reference has all of the columns. */
static bool is_shared(const ReferencePlan *reference, const ColumnList *columns)
{
    const ReferencePlanList *all = &reference->table->references;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i] != reference && !all->items[i]->implied &&
            holds_all(&all->items[i]->reference->columns, columns))
            return true;
    return false;
}

static bool has_bare_bond(const TablePlan *table, const ColumnList *columns)
{
    for (size_t i = 0; table->family && i < table->family->bonds.count; i++)
        if (table->family->bonds.items[i].is_bare &&
            holds_all(&table->family->bonds.items[i].columns, columns))
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

void families_mark(TablePlan *table)
{
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *reference = table->references.items[i];
        if (reference->implied)
            continue;
        for (size_t k = i + 1; k < table->references.count; k++)
            if (!table->references.items[k]->implied)
                bind_pair(reference, table->references.items[k]);
        bind_self(reference);
        bind_cycle(reference);
    }
}

/* ---- levels ---- */

static Level level_of(Arena *arena, const Bond *bond, const ColumnList *own)
{
    Level level = {.root = bond->root, .is_bare = bond->is_bare};
    for (size_t i = 0; i < bond->key_count; i++) {
        list_push(arena, &level.keys, bond->keys.items[i]);
        if (own->items[i])
            list_push(arena, &level.columns, own->items[i]);
    }
    if (level.columns.count < bond->key_count)
        level.columns.count = 0;
    return level;
}

/* The table's columns that stand for those of the root's own bond; NULL for what it does not have. */
static ColumnList stand_for(Arena *arena, const Bond *bond, const ColumnList *own, const Bond *above)
{
    ColumnList columns = {0};
    for (size_t i = 0; i < above->columns.count; i++) {
        size_t place = place_of(&bond->keys, above->columns.items[i]);
        list_push(arena, &columns, place < bond->keys.count ? own->items[place] : NULL);
    }
    return columns;
}

static void find_levels(Family *family)
{
    Arena *arena = family->table->plan->arena;
    const Bond *bond = &family->bonds.items[0];
    ColumnList own = bond->columns;
    while (bond) {
        list_push(arena, &family->levels, level_of(arena, bond, &own));
        const Family *up = bond->is_bare || family->levels.count > LONGEST_WAY ? NULL : bond->root->family;
        const Bond *above = up ? &up->bonds.items[0] : NULL;
        if (above)
            own = stand_for(arena, bond, &own, above);
        bond = above;
    }
}

static void find_drawn(Family *family)
{
    Arena *arena = family->table->plan->arena;
    for (size_t i = 1; i < family->bonds.count; i++) {
        const Bond *bond = &family->bonds.items[i];
        if (!is_above(arena, bond, &family->bonds.items[0]))
            list_push(arena, &family->drawn, level_of(arena, bond, &bond->columns));
    }
}

/* The reference that asks for what does not go with what others ask for. */
static void refuse_mixed(const Family *family)
{
    const Bond *last = &family->bonds.items[family->bonds.count - 1];
    Arena *arena = family->table->plan->arena;
    for (size_t i = 1; i < family->bonds.count; i++)
        if (!is_above(arena, &family->bonds.items[i], &family->bonds.items[0]))
            last = &family->bonds.items[i];
    reference_refuse(
        last->asker,
        text_format(arena, "references share column \"%.*s\", and tables that they lead to share others",
                    TEXT_ARG(last->asker->reference->columns.items[0]->name)),
        TEXT("Leave out one of the references that share the column."));
}

void families_settle(TablePlan *table)
{
    Family *family = table->family;
    if (!family)
        return;
    find_levels(family);
    if (family->is_mixed)
        refuse_mixed(family);
    else
        find_drawn(family);
    for (size_t k = 0; k < family->bonds.count; k++)
        for (size_t i = 0; i < family->bonds.items[k].columns.count; i++)
            plan_find_column(table, family->bonds.items[k].columns.items[i])->never_null = true;
}

static bool holds_level(const ReferencePlan *reference, const Level *level)
{
    return level->columns.count > 0 && holds_all(&reference->reference->columns, &level->columns);
}

Level *family_drawn(const ReferencePlan *reference)
{
    Family *family = reference->table->family;
    for (size_t i = 0; family && !reference->implied && i < family->drawn.count; i++)
        if (holds_level(reference, &family->drawn.items[i]))
            return &family->drawn.items[i];
    return NULL;
}

size_t family_level(const ReferencePlan *reference)
{
    const Family *family = reference->table->family;
    size_t i = family_drawn(reference) ? family->levels.count : 0;
    while (i < family->levels.count && !holds_level(reference, &family->levels.items[i]))
        i++;
    return i;
}

bool family_is_to(const Level *level, const ReferencePlan *reference)
{
    ColumnList key = carried(reference, &level->columns);
    return !level->is_bare && level->root == reference->target && holds_all(&level->keys, &key);
}

bool family_is_to_root(const ReferencePlan *reference)
{
    const Family *family = reference->table->family;
    size_t i = family_level(reference);
    return i < family->levels.count && family_is_to(&family->levels.items[i], reference);
}

size_t family_place_of_level(const Level *level, const ReferencePlan *reference)
{
    const Family *parents = reference->target->family;
    ColumnList key = carried(reference, &level->columns);
    size_t i = 0;
    while (i < parents->levels.count && (parents->levels.items[i].root != level->root ||
                                         parents->levels.items[i].is_bare != level->is_bare ||
                                         parents->levels.items[i].columns.count != key.count ||
                                         !holds_all(&parents->levels.items[i].columns, &key)))
        i++;
    return i;
}

size_t family_level_of_target(const ReferencePlan *reference)
{
    return family_place_of_level(&reference->table->family->levels.items[family_level(reference)], reference);
}

bool family_is_inside(const ReferencePlan *reference)
{
    const Family *parents = reference->target->family;
    return family_level(reference) < reference->table->family->levels.count &&
           (family_is_to_root(reference) ||
            (parents && family_level_of_target(reference) < parents->levels.count));
}

bool family_is_beside(const ReferencePlan *reference)
{
    return family_level(reference) == 0 && family_level_of_target(reference) == 0;
}

static bool is_own_level(const ReferencePlan *reference, const Level *level)
{
    const Reference *r = reference->reference;
    if (level->root != reference->table || level->is_bare || !level->columns.count)
        return false;
    for (size_t i = 0; i < level->columns.count; i++) {
        size_t place = place_of(&r->target_columns, level->columns.items[i]);
        if (place == r->columns.count || r->columns.items[place] != level->keys.items[i])
            return false;
    }
    return true;
}

size_t family_own_level(const ReferencePlan *reference)
{
    const Family *children = reference->target->family;
    size_t i = 0;
    while (children && reference->target != reference->table && i < children->levels.count)
        if (is_own_level(reference, &children->levels.items[i++]))
            return i;
    return 0;
}

bool families_meet(const ReferencePlan *reference, const ColumnPlan *column)
{
    return reference->parent && (families_share(column) || family_own_level(reference));
}

bool families_share(const ColumnPlan *column)
{
    const Family *family = column->table->family;
    for (size_t i = 0; family && i < family->bonds.count; i++)
        if (holds(&family->bonds.items[i].columns, column->column))
            return true;
    return false;
}
