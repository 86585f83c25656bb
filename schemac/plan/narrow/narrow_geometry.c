/* narrow_geometry.c: geometries whose kind, dimensions and reference system satisfy conditions. */
#include "plan/narrow/narrow_other.h"

#include "model/type_convert.h"

enum {
    SRIDS_MOST = 8 /* reference systems that are tried */
};

typedef LIST(uint32_t) SridList;

/* ---- what PostGIS says of a geometry of that form */

static Expr *number(Arena *arena, uint32_t value)
{
    Expr *expr = expr_new(arena, EXPR_NUMBER, (Span){0});
    expr->text = text_format(arena, "%u", value);
    return expr;
}

static Expr *string(Arena *arena, Text value)
{
    Expr *expr = expr_new(arena, EXPR_STRING, (Span){0});
    expr->text = value;
    return expr;
}

static Expr *truth(Arena *arena, bool value)
{
    Expr *expr = expr_new(arena, EXPR_BOOL, (Span){0});
    expr->boolean = value;
    return expr;
}

/* Of points, of lines, of what has an area. */
static uint32_t dimension_of(uint32_t kind)
{
    static const uint32_t dimensions[GEOMETRY_KINDS + 1] = {
        [2] = 1,  [3] = 2,  [5] = 1,  [6] = 2,  [7] = 1,  [8] = 1, [9] = 1,
        [10] = 2, [11] = 1, [12] = 2, [15] = 2, [16] = 2, [17] = 2};
    return dimensions[kind];
}

/* "POINTM": only the older function names the measure, and that where there is no height. */
static Expr *type_name(Arena *arena, const GeometryForm *form, bool is_old)
{
    Text name = text_of(geometry_kind_name(form->kind));
    if (!is_old)
        return string(arena, text_format(arena, "ST_%.*s", TEXT_ARG(name)));
    return string(arena, text_format(arena, "%.*s%s", TEXT_ARG(text_upper(arena, name)),
                                     form->has_m && !form->has_z ? "M" : ""));
}

/* What a function of the column's value gives; NULL: not known. */
static Expr *known_call(Arena *arena, const GeometryForm *form, Text name)
{
    if (text_is(name, "geometrytype") || text_is(name, "st_geometrytype"))
        return type_name(arena, form, text_is(name, "geometrytype"));
    if (text_is(name, "st_srid"))
        return number(arena, form->srid);
    if (text_is(name, "st_ndims") || text_is(name, "ndims") || text_is(name, "st_coorddim"))
        return number(arena, 2 + form->has_z + form->has_m);
    if (text_is(name, "st_dimension"))
        return number(arena, dimension_of(form->kind));
    if (text_is(name, "st_zmflag"))
        return number(arena, 2 * form->has_z + form->has_m);
    if (text_is(name, "st_isvalid") || text_is(name, "st_issimple"))
        return truth(arena, true);
    return text_is(name, "st_isempty") ? truth(arena, false) : NULL;
}

static bool is_value(const Expr *expr)
{
    return narrow_is_self(expr) || (expr->kind == EXPR_CAST && type_code(&expr->type) == TYPE_GEOMETRY &&
                                    narrow_is_self(expr->arguments.items[0]));
}

/* The expression with all that is known of the form in the place of the calls. */
static Expr *known(Arena *arena, const GeometryForm *form, const Expr *expr)
{
    bool has_value = expr->arguments.count == 1 && is_value(expr->arguments.items[0]);
    Expr *constant = expr->kind == EXPR_CALL && has_value ? known_call(arena, form, expr->text) : NULL;
    if (constant)
        return constant;
    if (expr->kind == EXPR_IS && has_value && text_is(expr->text, "null"))
        return truth(arena, expr->negated);
    Expr *copy = expr_copy(arena, expr);
    copy->arguments = (ExprList){0};
    for (size_t i = 0; i < expr->arguments.count; i++) {
        Expr *argument = expr->arguments.items[i];
        list_push(arena, &copy->arguments, argument ? known(arena, form, argument) : NULL);
    }
    return copy;
}

/* ---- forms that are tried */

static bool form_admits(const NarrowTask *task, const GeometryForm *form, const Expr **unmet)
{
    for (size_t i = 0; i < task->conditions.count; i++) {
        Expr *condition = known(task->arena, form, task->conditions.items[i]);
        if (narrow_is_constant(condition) && narrow_truth(task, condition, TEXT("")) == TRUTH_TRUE)
            continue;
        *unmet = task->conditions.items[i];
        return false;
    }
    return true;
}

/* Those that the conditions mention, and the one that the type has. */
static SridList srids_of(const NarrowTask *task, const GeometryForm *form)
{
    SridList srids = {0};
    TextList literals = form->srid ? (TextList){0} : narrow_literals(task);
    int64_t srid;
    list_push(task->arena, &srids, form->srid);
    for (size_t i = 0; i < literals.count && srids.count < SRIDS_MOST; i++)
        if (text_to_int64(literals.items[i], &srid) && srid > 0 && srid < 1000000)
            list_push(task->arena, &srids, (uint32_t)srid);
    return srids;
}

static bool try_flags(const NarrowTask *task, GeometryForm *form, const Expr **unmet)
{
    SridList srids = srids_of(task, form);
    for (unsigned flags = 0; flags < (form->is_flat ? 1 : 4); flags++)
        for (size_t i = 0; i < srids.count; i++) {
            GeometryForm own = *form;
            own.has_z = form->has_z || flags & 1;
            own.has_m = form->has_m || flags & 2;
            own.srid = srids.items[i];
            if (form_admits(task, &own, unmet)) {
                *form = own;
                return true;
            }
        }
    return false;
}

Found geometry_narrow(const NarrowTask *task)
{
    GeometryForm usual = geometry_form(&task->base);
    const Expr *unmet = NULL;
    for (uint32_t kind = 1; kind <= GEOMETRY_KINDS; kind++) {
        GeometryForm form = usual;
        form.kind = kind;
        if (!geometry_kind_name(kind) || (usual.kind && usual.kind != kind))
            continue;
        if (try_flags(task, &form, &unmet))
            return (Found){.domain = domain_geometry(&form)};
    }
    return (Found){.unmet = unmet};
}
