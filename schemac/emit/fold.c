/* fold.c: single-use steps become parts of expressions, as far as types, depth and the length of
 * lines allow. */
#include "emit/fold.h"

#include "emit/expression.h"
#include "plan/value_type.h"

#include <limits.h>

enum {
    LINE = 110,           /* columns of a line with something folded into it, about */
    LINES = 200,          /* of two lines, where no folded step holds another */
    DEPTH = 3,            /* folded steps inside one another, at most */
    UNKNOWN = -1,         /* for a ValueKind: the C type of an expression that can't be told */
    LITERAL = VALUE_INT32 /* the kind of what C takes for an int */
};

/* The work on one function. */
typedef struct Folder {
    const TablePlan *table;
    Fold fold;
    const bool *kept; /* by the steps' index: assigned to a column */
    unsigned *depth;  /* by the steps' index */
    int *kinds;       /* by the steps' index: the kind of the expression, as C has it */
} Folder;

/* ---- the C type of an expression ---- */

static int step_kind(const Folder *folder, const Step *step)
{
    return folder->fold.folded[step->index] ? folder->kinds[step->index] : (int)step->kind;
}

static int operand_kind(const Folder *folder, const Operand *operand)
{
    switch (operand->kind) {
    case OPERAND_STEP:
        return step_kind(folder, operand->step);
    case OPERAND_INT:
        return operand->integer >= INT_MIN && operand->integer <= INT_MAX ? LITERAL : VALUE_INT64;
    case OPERAND_UINT:
        return operand->count <= INT_MAX ? LITERAL : VALUE_ROW;
    case OPERAND_ROW:
    case OPERAND_ROWS:
    case OPERAND_FIRST:
        return VALUE_ROW;
    default:
        return UNKNOWN;
    }
}

static bool is_one_of(Text symbol, const char *const *symbols)
{
    while (*symbols && !text_is(symbol, *symbols))
        symbols++;
    return *symbols != NULL;
}

static bool is_truth(Text symbol)
{
    static const char *const symbols[] = {"==", "!=", "<", "<=", ">", ">=", "&&", "||", NULL};
    return is_one_of(symbol, symbols);
}

/* Whether 64-bit integers give the same bits, signed or not. */
static bool is_modular(Text symbol)
{
    static const char *const symbols[] = {"+", "-", "*", NULL};
    return is_one_of(symbol, symbols);
}

/* The usual arithmetic conversions of whole numbers of up to 64 bits; UNKNOWN for others. */
static int common_kind(int a, int b)
{
    bool whole = a >= 0 && b >= 0 && a <= VALUE_INT64 && b <= VALUE_INT64 && a != VALUE_INDEX128 &&
                 b != VALUE_INDEX128;
    if (!whole)
        return UNKNOWN;
    if (a == VALUE_ROW || b == VALUE_ROW)
        return VALUE_ROW;
    return a == VALUE_INT64 || b == VALUE_INT64 ? VALUE_INT64 : LITERAL;
}

static int infix_kind(const Folder *folder, const Step *step)
{
    if (is_truth(step->text))
        return VALUE_BOOL;
    return common_kind(operand_kind(folder, &step->arguments.items[0]),
                       operand_kind(folder, &step->arguments.items[1]));
}

/* Functions of the runtime return what steps of their kind are, but narrow ones, which may be given more. */
static int call_kind(const Step *step)
{
    bool narrow = step->kind == VALUE_INT16 || step->kind == VALUE_INT32 || step->kind == VALUE_FLOAT;
    return narrow ? UNKNOWN : (int)step->kind;
}

/* The constants true and false, and those that C takes for an int. */
static int constant_kind(const Folder *folder, const Step *step)
{
    const Operand *operand = &step->arguments.items[0];
    return step->kind == VALUE_BOOL && operand->kind == OPERAND_NAME ? VALUE_BOOL
                                                                     : operand_kind(folder, operand);
}

static int expression_kind(const Folder *folder, const Step *step)
{
    switch (step->op) {
    case STEP_CALL:
        return call_kind(step);
    case STEP_INFIX:
        return infix_kind(folder, step);
    case STEP_PREFIX:
        return text_is(step->text, "!") ? VALUE_BOOL : UNKNOWN;
    case STEP_READ:
        return (int)step->target->kind;
    case STEP_REDRAW:
    case STEP_CAST:
        return (int)step->kind;
    case STEP_VALUE:
        return constant_kind(folder, step);
    case STEP_MEMBER:
        return step->arguments.items[0].kind == OPERAND_STEP &&
                       step->arguments.items[0].step->kind == VALUE_FANOUT
                   ? VALUE_ROW
                   : UNKNOWN;
    default:
        return UNKNOWN;
    }
}

/* ---- folding ---- */

/* Whether a literal may stand there for a constant of 64 bits: the step computes as wide without it. */
static bool takes_literal(const Folder *folder, const Step *literal, const Step *user)
{
    bool is_wide = user->op == STEP_CALL || user->op == STEP_CAST;
    for (size_t i = 0; user->op == STEP_INFIX && i < user->arguments.count; i++) {
        int kind = operand_kind(folder, &user->arguments.items[i]);
        bool is_other = user->arguments.items[i].step != literal;
        is_wide = is_wide || is_truth(user->text) || (is_other && (kind == VALUE_INT64 || kind == VALUE_ROW));
    }
    return is_wide;
}

/* Whether a step's expression may stand for its constant in another step. */
static bool keeps_its_type(const Folder *folder, const Step *step, const Step *user)
{
    int kind = folder->kinds[step->index];
    if (kind == (int)step->kind)
        return true;
    if (step->op == STEP_VALUE && user->op == STEP_CHOOSE)
        return kind == LITERAL && user->kind <= VALUE_INT64 && user->kind != VALUE_INDEX128;
    if (step->op == STEP_VALUE && kind == LITERAL && step->kind == VALUE_INT64)
        return takes_literal(folder, step, user);
    return kind == VALUE_ROW && step->kind == VALUE_INT64 && user->op == STEP_INFIX &&
           is_modular(user->text) && (user->kind == VALUE_INT64 || user->kind == VALUE_ROW) &&
           infix_kind(folder, user) != UNKNOWN;
}

static bool may_fold(const Folder *folder, const Step *step, const Step *user)
{
    size_t i = step->index;
    return folder->fold.slice.uses[i] == 1 && !folder->kept[i] && !step->unless && !step->comment.size &&
           folder->depth[i] < DEPTH && keeps_its_type(folder, step, user);
}

/* The line of a step, as an assignment to a member of the row or as a constant. */
static size_t line_size(const Folder *folder, const Step *step)
{
    size_t begin = folder->kept[step->index] ? sizeof "    row->"
                                             : sizeof "    const  " + text_of(value_c_type(step->kind)).size;
    return begin + step->name.size + sizeof " = ;" + folder->fold.text[step->index].size;
}

/* The longest of the steps folded into a step, or NULL. */
static const Step *longest_part(const Folder *folder, const Step *user)
{
    const Step *longest = NULL;
    for (size_t i = 0; i < user->arguments.count; i++) {
        const Step *step = user->arguments.items[i].step;
        if (user->arguments.items[i].kind == OPERAND_STEP && folder->fold.folded[step->index] &&
            (!longest || folder->fold.text[step->index].size > folder->fold.text[longest->index].size))
            longest = step;
    }
    return longest;
}

static void print(Folder *folder, const Step *user)
{
    unsigned depth = 0;
    for (size_t i = 0; i < user->arguments.count; i++) {
        const Step *step = user->arguments.items[i].step;
        if (user->arguments.items[i].kind == OPERAND_STEP && folder->fold.folded[step->index] &&
            folder->depth[step->index] >= depth)
            depth = folder->depth[step->index] + 1;
    }
    folder->depth[user->index] = depth;
    folder->fold.text[user->index] = expression_step(folder->table, user, &folder->fold);
    folder->kinds[user->index] = expression_kind(folder, user);
}

static bool is_too_long(const Folder *folder, const Step *user)
{
    return line_size(folder, user) > (folder->depth[user->index] > 1 ? LINE : LINES);
}

/* Folds what a step alone uses into it, and gives up the longest parts while its line is too long. */
static void fold_into(Folder *folder, const Step *user)
{
    const Step *part;
    for (size_t i = 0; i < user->arguments.count; i++) {
        const Operand *operand = &user->arguments.items[i];
        if (operand->kind == OPERAND_STEP)
            folder->fold.folded[operand->step->index] = may_fold(folder, operand->step, user);
    }
    print(folder, user);
    while (is_too_long(folder, user) && (part = longest_part(folder, user))) {
        folder->fold.folded[part->index] = false;
        print(folder, user);
    }
}

static Fold fold(const TablePlan *table, Slice slice, const bool *kept)
{
    Arena *arena = table->plan->arena;
    size_t count = table->steps.count + 1;
    Folder folder = {.table = table,
                     .fold = {.slice = slice,
                              .folded = arena_array(arena, count, sizeof(bool)),
                              .text = arena_array(arena, count, sizeof(Text))},
                     .kept = kept,
                     .depth = arena_array(arena, count, sizeof(unsigned)),
                     .kinds = arena_array(arena, count, sizeof(int))};
    for (size_t i = 0; i < table->steps.count; i++)
        if (slice.needed[i])
            fold_into(&folder, table->steps.items[i]);
    return folder.fold;
}

Fold fold_of_step(const TablePlan *table, const Step *step)
{
    return fold(table, slice_of_step(table, step),
                arena_array(table->plan->arena, table->steps.count + 1, sizeof(bool)));
}

Fold fold_of_row(const TablePlan *table)
{
    bool *kept = arena_array(table->plan->arena, table->steps.count + 1, sizeof(bool));
    for (size_t i = 0; i < table->columns.count; i++) {
        const ColumnPlan *column = table->columns.items[i];
        if (column->value)
            kept[column->value->index] = true;
        if (column->null)
            kept[column->null->index] = true;
    }
    return fold(table, slice_of_row(table), kept);
}
