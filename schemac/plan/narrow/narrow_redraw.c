/* narrow_redraw.c: values of one column that are drawn until its conditions hold. Where a condition says that
 * a function leaves the value as it is, the value is what the function makes of a draw: most such functions
 * leave that as it is. */
#include "plan/narrow/narrow_parts.h"

#include "plan/compile/redraw.h"
#include "plan/condition/condition.h"
#include "plan/narrow/narrow_text.h"
#include "plan/narrow/narrow_whole.h"
#include "plan/value.h"

enum {
    SAMPLES = 1500, /* values of a domain */
    STRIDE = 7919,  /* between samples, within a sample's share of the domain */
    SHORTEST = 4,   /* characters of texts of which nothing is known */
    LONGEST = 120
};

/* What a domain that is drawn again consists of. */
typedef struct DomainRedraw {
    Domain usual, listed;
    ExprList conditions;
    const Expr *image; /* the value is that of a draw; NULL: it is the draw */
} DomainRedraw;

/* ---- functions that leave a value as it is ---- */

/* value = f(value), by the expression f; NULL where the condition is none of these. A text that is the same
 * when reversed is made by adding its reverse. */
static const Expr *image_of(const NarrowTask *task, const Expr *condition)
{
    if (condition->kind != EXPR_OPERATOR || !text_is(condition->text, "=") || condition->arguments.count != 2)
        return NULL;
    for (size_t side = 0; side < 2; side++) {
        Expr *self = condition->arguments.items[side], *image = condition->arguments.items[1 - side];
        if (!narrow_is_self(self) || narrow_is_constant(image) || narrow_is_self(image))
            continue;
        bool reverses = image->kind == EXPR_CALL && text_is(image->text, "reverse");
        return reverses ? expr_operator(task->arena, "||", self, image) : image;
    }
    return NULL;
}

static const Expr *first_image(const NarrowTask *task)
{
    const Expr *image = NULL;
    for (size_t i = 0; i < task->conditions.count && !image; i++)
        image = image_of(task, task->conditions.items[i]);
    return image;
}

/* What the expression makes of the values, as ones of the column's type. */
static TextList images(const NarrowTask *task, const Expr *image, const TextList *texts)
{
    const Expr *cast = condition_cast(task->arena, image, &task->column->column->type);
    TextList made = {0};
    Text value;
    for (size_t i = 0; i < texts->count; i++)
        if (narrow_value(task, cast, texts->items[i], &value))
            list_push(task->arena, &made, value);
    return made;
}

/* ---- samples ---- */

static bool is_of_numbers(const NarrowTask *task, const Domain *domain)
{
    return whole_is(task) && domain->count && !domain->values && (domain->grid || domain->step);
}

static PlanInteger number_at(const Domain *domain, PlanCount index)
{
    const DomainGrid *grid = domain->grid;
    return grid ? grid->origin + grid->unit * spans_at(&grid->places, index)
                : domain->low + domain->step * (PlanInteger)index;
}

/* Numbers from all over the domain, every other one of them small, as draws may be. */
static TextList numbers_of(const NarrowTask *task, const Domain *domain)
{
    TextList texts = {0};
    PlanCount wanted = domain->count < SAMPLES ? domain->count : SAMPLES, each = domain->count / wanted;
    for (PlanCount i = 0; i < wanted; i++) {
        PlanCount share = i % 2 ? i * i / wanted : i;
        list_push(task->arena, &texts, whole_text(task, number_at(domain, share * each + i * STRIDE % each)));
    }
    return texts;
}

/* Words of small letters, as long as texts of the domain are. */
static TextList prose_of(const NarrowTask *task, const Domain *domain)
{
    uint64_t least = domain->least ? domain->least : SHORTEST,
             most = domain->max_size < LONGEST ? domain->max_size : LONGEST, state = 1;
    TextList texts = {0};
    for (size_t i = 0; i < SAMPLES; i++) {
        size_t size = (size_t)(least < most ? least + i % (most - least + 1) : most);
        char *text = arena_alloc(task->arena, size + 1);
        for (size_t k = 0; k < size; k++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            text[k] = (state >> 33) % 7 || !k ? (char)('a' + (state >> 40) % 26) : ' ';
        }
        list_push(task->arena, &texts, ((Text){text, size}));
    }
    return texts;
}

TextList narrow_draws(const ColumnPlan *column, const ExprList *conditions, const Domain *domain)
{
    NarrowTask task = narrow_task(column, DOMAIN_DRAWN, conditions);
    bool is_prose = texts_kind(&task) && domain->function.size && !domain->automaton && !domain->values;
    return is_of_numbers(&task, domain) ? numbers_of(&task, domain)
           : is_prose                   ? prose_of(&task, domain)
                                        : narrow_usual(&task, SAMPLES, !whole_is(&task));
}

TextList redraw_candidates(const NarrowTask *task, const Domain *usual)
{
    TextList texts = is_of_numbers(task, usual) ? numbers_of(task, usual) : narrow_usual(task, SAMPLES, true);
    const Expr *image = first_image(task);
    return image ? images(task, image, &texts) : texts;
}

/* ---- the domain ---- */

static Redraw redraw_of(const DomainRedraw *drawn, ColumnPlan *column)
{
    Redraw redraw = {.table = column->table, .conditions = drawn->conditions};
    RedrawColumn only = {.column = column, .domain = drawn->usual, .by = drawn->image};
    list_push(column->table->plan->arena, &redraw.columns, only);
    return redraw;
}

static Step *draw_until(const Domain *domain, ColumnPlan *column, Text name)
{
    Redraw redraw = redraw_of(domain->redraw, column);
    Step *found = value_draw(&domain->redraw->listed, column, step_name_for(column, "found"));
    return redraw_make(&redraw) ? redraw_value(&redraw, 0, name, found) : found;
}

/* Whether enough of the values that are drawn satisfy the conditions. */
static bool is_worth_it(const NarrowTask *task, const DomainRedraw *drawn)
{
    TextList texts = narrow_draws(task->column, &task->conditions, &drawn->usual);
    if (drawn->image)
        texts = images(task, drawn->image, &texts);
    size_t passing = 0;
    for (size_t i = 0; i < texts.count; i++)
        passing += narrow_admits(task, texts.items[i]);
    return passing && passing >= texts.count / REDRAW_SHARE;
}

Domain redraw_domain(const NarrowTask *task, const Domain *usual, Domain listed)
{
    DomainRedraw *drawn = arena_new_object(task->arena, DomainRedraw);
    *drawn = (DomainRedraw){
        .usual = *usual, .listed = listed, .conditions = task->conditions, .image = first_image(task)};
    Redraw redraw = redraw_of(drawn, (ColumnPlan *)task->column);
    if (task->use != DOMAIN_DRAWN || !is_worth_it(task, drawn) || !redraw_possible(&redraw))
        return listed;
    listed.draw = draw_until;
    listed.redraw = drawn;
    listed.is_plain = listed.is_plain && usual->is_plain && !drawn->image;
    listed.is_padded = false;
    listed.max_size = drawn->image || usual->max_size > listed.max_size ? UINT64_MAX : listed.max_size;
    listed.rule =
        drawn->image ? TEXT("what its conditions leave as it is") : TEXT("drawn until its conditions hold");
    return listed;
}
