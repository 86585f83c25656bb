/* domain_geometry.c: PostGIS geometries and geographies, by what their type's modifiers say. */
#include "plan/domain/domain.h"

enum {
    FLAG_Z = 1, /* of rt_geometry_at() */
    FLAG_M = 2,
    WORLD = 4326 /* the reference system of geographies */
};

/* By number, as EWKB and rt_literal.h count them. */
static const char *const kinds[GEOMETRY_KINDS + 1] = {
    [1] = "Point",
    [2] = "LineString",
    [3] = "Polygon",
    [4] = "MultiPoint",
    [5] = "MultiLineString",
    [6] = "MultiPolygon",
    [7] = "GeometryCollection",
    [8] = "CircularString",
    [9] = "CompoundCurve",
    [10] = "CurvePolygon",
    [11] = "MultiCurve",
    [12] = "MultiSurface",
    [15] = "PolyhedralSurface",
    [16] = "Tin",
    [17] = "Triangle",
};

const char *geometry_kind_name(uint32_t kind)
{
    return kind <= GEOMETRY_KINDS ? kinds[kind] : NULL;
}

/* "PointZM": what follows the kind's name. */
static void set_shape(GeometryForm *form, Text shape)
{
    Text rest = {0};
    if (text_starts_with(shape, TEXT("Geometry")) && !text_starts_with(shape, TEXT("GeometryCollection")))
        rest = text_slice(shape, sizeof "Geometry" - 1, shape.size);
    for (uint32_t i = 1; i <= GEOMETRY_KINDS; i++)
        if (kinds[i] && text_starts_with(shape, text_of(kinds[i]))) {
            form->kind = i;
            rest = text_slice(shape, text_of(kinds[i]).size, shape.size);
        }
    form->has_z = text_starts_with(rest, TEXT("Z"));
    form->has_m = rest.size && rest.data[rest.size - 1] == 'M';
    form->is_flat = true;
}

GeometryForm geometry_form(const TypeUse *base)
{
    GeometryForm form = {.srid = text_is(base->type->name, "geography") ? WORLD : 0};
    Text fields = base->fields;
    size_t comma = 0;
    int64_t srid = 0;
    while (comma < fields.size && fields.data[comma] != ',')
        comma++;
    if (fields.size)
        set_shape(&form, text_slice(fields, 0, comma));
    if (comma < fields.size && text_to_int64(text_slice(fields, comma + 1, fields.size), &srid) && srid > 0)
        form.srid = (uint32_t)srid;
    return form;
}

static Step *unrank_geometry(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    return step_call(
        column->table, name, VALUE_TEXT, "rt_geometry_at",
        OPERANDS(op_scratch(), index, op_uint(domain->size), op_uint(domain->least), op_uint(domain->limit)));
}

Domain domain_geometry(const GeometryForm *form)
{
    return (Domain){.count = (PlanCount)1 << 62, /* fewer than RT_GEOMETRY_COUNT */
                    .unrank = unrank_geometry,
                    .size = form->kind ? form->kind : 1,
                    .least = (form->has_z ? FLAG_Z : 0) | (form->has_m ? FLAG_M : 0),
                    .limit = form->srid,
                    .max_size = UINT64_MAX,
                    .rule = TEXT("a geometry")};
}
