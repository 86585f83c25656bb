/* parse_type.c: the grammar of type names (GenericType, Numeric, Bit, Character, ConstDatetime and
 * ConstInterval of src/backend/parser/gram.y) and looking them up. */
#include "read/parse/parse_type.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

enum {
    LENGTH_LIMIT = 10485760, /* of char(n) and varchar(n) */
    BITS_LIMIT = 83886080,   /* of bit(n): eight times that many bytes fit a datum */
    PRECISION_LIMIT = 1000,  /* of numeric(p) */
    FRACTION_LIMIT = 6,      /* digits of a second */
    FLOAT4_LIMIT = 24,       /* bits of float(n) that make a float4 */
    FLOAT8_LIMIT = 53        /* bits of float(n) that make a float8 */
};

/* A type name as it was written. */
typedef struct TypeName {
    Text schema;   /* empty: unqualified */
    Text name;     /* of pg_type, once SQL's own names are resolved */
    bool resolved; /* `name` is a name in pg_catalog */
    SqlToken first;
    int64_t numbers[2]; /* the modifiers in parentheses */
    int number_count;   /* how many of them */
    Text modifiers;     /* what stands in the parentheses, as written */
    SqlToken parens;    /* where they open */
    Text fields;        /* of an interval */
} TypeName;

/* ---- the grammar --------------------------------------------------------------------------------------- */

/* Reads "(…)" after a type name. Two whole numbers are kept; of anything else the text. */
static bool read_modifiers(SqlCursor *cursor, TypeName *name)
{
    name->parens = cursor->token;
    if (!sql_take(cursor, SQL_LEFT_PAREN))
        return true;
    SqlToken first = cursor->token;
    bool numeric = true;
    while (!sql_at(cursor, SQL_RIGHT_PAREN)) {
        int64_t number;
        if (sql_take_integer(cursor, &number)) {
            if (name->number_count < 2)
                name->numbers[name->number_count] = number;
            name->number_count++;
        } else if (sql_at(cursor, SQL_WORD) || sql_at(cursor, SQL_STRING) || sql_at(cursor, SQL_QUOTED)) {
            numeric = false;
            sql_advance(cursor);
        } else {
            return sql_unexpected(cursor, "a type modifier");
        }
        name->modifiers = sql_text_from(cursor, first);
        if (!sql_take(cursor, SQL_COMMA))
            break;
    }
    if (!numeric)
        name->number_count = 0;
    return sql_expect(cursor, SQL_RIGHT_PAREN);
}

static void set_name(TypeName *name, const char *catalog_name)
{
    name->name = text_of(catalog_name);
    name->resolved = true;
}

/* "time" and "timestamp": the precision stands before the words about the time zone. */
static bool read_time(SqlCursor *cursor, TypeName *name, const char *plain, const char *zoned)
{
    sql_advance(cursor);
    if (!read_modifiers(cursor, name))
        return false;
    bool zone = sql_take_words(cursor, "with time zone");
    if (!zone)
        sql_take_words(cursor, "without time zone");
    set_name(name, zone ? zoned : plain);
    return true;
}

static bool read_interval(SqlCursor *cursor, TypeName *name)
{
    static const char *const fields[] = {
        "year to month",  "day to hour",      "day to minute", "day to second", "hour to minute",
        "hour to second", "minute to second", "year",          "month",         "day",
        "hour",           "minute",           "second"};
    sql_advance(cursor);
    set_name(name, "interval");
    if (!read_modifiers(cursor, name))
        return false;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (sql_take_words(cursor, fields[i])) {
            name->fields = text_upper(cursor->arena, text_of(fields[i]));
            return sql_at(cursor, SQL_LEFT_PAREN) ? read_modifiers(cursor, name) : true;
        }
    return true;
}

/* "character", "nchar" and their like, which VARYING makes varchar. */
static bool read_varying(SqlCursor *cursor, TypeName *name, const char *fixed, const char *varying)
{
    sql_advance(cursor);
    set_name(name, sql_take_words(cursor, "varying") ? varying : fixed);
    if (!read_modifiers(cursor, name))
        return false;
    if (name->number_count == 0 && !text_is(name->name, varying)) {
        name->numbers[0] = 1;
        name->number_count = 1;
    }
    return true;
}

static bool read_float(SqlCursor *cursor, TypeName *name)
{
    sql_advance(cursor);
    if (!read_modifiers(cursor, name))
        return false;
    if (name->number_count && (name->numbers[0] < 1 || name->numbers[0] > FLOAT8_LIMIT))
        return diag_error(cursor->diag, sql_span(cursor, name->parens),
                          "precision for type float must be between 1 and %d bits", FLOAT8_LIMIT);
    set_name(name, name->number_count && name->numbers[0] <= FLOAT4_LIMIT ? "float4" : "float8");
    name->number_count = 0;
    name->modifiers = (Text){0};
    return true;
}

/* Types that the grammar itself knows; *known is false, and nothing read, where the cursor is at none. */
static bool read_grammar_type(SqlCursor *cursor, TypeName *name, bool *known)
{
    *known = true;
    if (sql_at_words(cursor, "timestamp"))
        return read_time(cursor, name, "timestamp", "timestamptz");
    if (sql_at_words(cursor, "time"))
        return read_time(cursor, name, "time", "timetz");
    if (sql_at_words(cursor, "interval"))
        return read_interval(cursor, name);
    if (sql_at_words(cursor, "national"))
        sql_advance(cursor);
    if (sql_at_words(cursor, "character") || sql_at_words(cursor, "char") || sql_at_words(cursor, "nchar"))
        return read_varying(cursor, name, "bpchar", "varchar");
    if (sql_at_words(cursor, "bit"))
        return read_varying(cursor, name, "bit", "varbit");
    if (sql_at_words(cursor, "float"))
        return read_float(cursor, name);
    if (sql_take_words(cursor, "double precision")) {
        set_name(name, "float8");
        return true;
    }
    *known = false;
    return true;
}

/* A name with an optional namespace (and an optional database before it), and its modifiers. */
static bool read_generic_type(SqlCursor *cursor, TypeName *name)
{
    bool is_word = sql_at(cursor, SQL_WORD);
    if (!sql_take_label(cursor, &name->name))
        return sql_unexpected(cursor, "a type");
    while (sql_take(cursor, SQL_DOT)) {
        is_word = false;
        name->schema = name->name;
        if (!sql_expect_label(cursor, &name->name))
            return false;
    }
    const Type *builtin = is_word ? type_sql_name(name->name) : NULL;
    if (builtin && text_is(builtin->schema, "pg_catalog")) {
        name->name = builtin->name;
        name->resolved = true;
    }
    return read_modifiers(cursor, name);
}

/* "[]", "[3]", "ARRAY" and "ARRAY[3]" after a type. */
static bool read_dimensions(SqlCursor *cursor, TypeUse *use)
{
    if (sql_take_words(cursor, "array")) {
        use->dimensions = 1;
        if (!sql_at(cursor, SQL_LEFT_BRACKET))
            return true;
    }
    while (sql_take(cursor, SQL_LEFT_BRACKET)) {
        use->dimensions = 1;
        sql_take(cursor, SQL_NUMBER);
        if (!sql_expect(cursor, SQL_RIGHT_BRACKET))
            return false;
    }
    return true;
}

/* ---- modifiers ----------------------------------------------------------------------------------------- */

static bool bad_modifier(SqlCursor *cursor, const TypeName *name, const char *message)
{
    return diag_error(cursor->diag, sql_span(cursor, name->parens), "%s for type \"%.*s\"", message,
                      TEXT_ARG(name->name));
}

static bool set_length(SqlCursor *cursor, const TypeName *name, TypeUse *use, int64_t limit)
{
    if (name->number_count != 1 || name->numbers[0] < 1 || name->numbers[0] > limit)
        return bad_modifier(cursor, name, "invalid length");
    use->modifiers[0] = (int)name->numbers[0];
    use->modifier_count = 1;
    return true;
}

static bool set_precision(SqlCursor *cursor, const TypeName *name, TypeUse *use)
{
    int64_t precision = name->numbers[0], scale = name->number_count > 1 ? name->numbers[1] : 0;
    if (name->number_count < 1 || name->number_count > 2 || precision < 1 || precision > PRECISION_LIMIT ||
        llabs(scale) > PRECISION_LIMIT)
        return bad_modifier(cursor, name, "invalid precision or scale");
    use->modifiers[0] = (int)precision;
    use->modifiers[1] = (int)scale;
    use->modifier_count = 2;
    return true;
}

static bool set_fraction(SqlCursor *cursor, const TypeName *name, TypeUse *use)
{
    if (name->number_count != 1 || name->numbers[0] < 0)
        return bad_modifier(cursor, name, "invalid precision");
    use->modifiers[0] = name->numbers[0] > FRACTION_LIMIT ? FRACTION_LIMIT : (int)name->numbers[0];
    use->modifier_count = 1;
    return true;
}

/* PostGIS prints "geometry(PointZ,4326)" whatever the case it was written in, without an SRID of 0. */
static Text geometry_fields(Arena *arena, Text written)
{
    static const char *const shapes[] = {"Geometry",       "Point",
                                         "LineString",     "Polygon",
                                         "MultiPoint",     "MultiLineString",
                                         "MultiPolygon",   "GeometryCollection",
                                         "CircularString", "CompoundCurve",
                                         "CurvePolygon",   "MultiCurve",
                                         "MultiSurface",   "PolyhedralSurface",
                                         "Triangle",       "Tin"};
    const char *comma = written.size ? memchr(written.data, ',', written.size) : NULL;
    Text shape = text_trim(text_slice(written, 0, comma ? (size_t)(comma - written.data) : written.size));
    Text srid =
        comma ? text_trim(text_slice(written, (size_t)(comma - written.data) + 1, written.size)) : TEXT("0");
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        Text name = text_of(shapes[i]), start = text_slice(shape, 0, name.size);
        Text suffix = text_slice(shape, name.size, shape.size);
        bool fits = suffix.size == 0 || text_is_nocase(suffix, "z") || text_is_nocase(suffix, "m") ||
                    text_is_nocase(suffix, "zm");
        if (fits && text_equal_nocase(start, name))
            shape = text_format(arena, "%s%.*s", shapes[i], TEXT_ARG(text_upper(arena, suffix)));
    }
    if (text_is(srid, "0"))
        return shape;
    return text_format(arena, "%.*s,%.*s", TEXT_ARG(shape), TEXT_ARG(srid));
}

/* Modifiers of an extension's type, whose meaning is its own. */
static bool set_foreign_modifiers(SqlCursor *cursor, const TypeName *name, TypeUse *use)
{
    if (use->type->code == TYPE_GEOMETRY)
        use->fields = geometry_fields(cursor->arena, name->modifiers);
    else if (name->number_count != 1 || llabs(name->numbers[0]) > INT32_MAX)
        use->fields = name->modifiers;
    else
        return set_length(cursor, name, use, INT32_MAX);
    return true;
}

static bool set_modifiers(SqlCursor *cursor, const TypeName *name, TypeUse *use)
{
    use->fields = name->fields;
    if (name->number_count == 0 && name->modifiers.size == 0)
        return true;
    switch (use->type->code) {
    case TYPE_VARCHAR:
    case TYPE_BPCHAR:
        return set_length(cursor, name, use, LENGTH_LIMIT);
    case TYPE_BIT:
    case TYPE_VARBIT:
        return set_length(cursor, name, use, BITS_LIMIT);
    case TYPE_NUMERIC:
        return set_precision(cursor, name, use);
    case TYPE_TIME:
    case TYPE_TIMETZ:
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
    case TYPE_INTERVAL:
        return set_fraction(cursor, name, use);
    case TYPE_OTHER:
        return set_foreign_modifiers(cursor, name, use);
    default:
        break;
    }
    if (use->type->extension.size || (use->type->kind == TYPE_BASE && use->type->code == TYPE_NONE))
        return set_foreign_modifiers(cursor, name, use);
    bad_modifier(cursor, name, "type modifier is not allowed");
    diag_hint(cursor->diag, "Leave out \"(%.*s)\".", TEXT_ARG(name->modifiers));
    return false;
}

/* ---- looking up ---------------------------------------------------------------------------------------- */

static const Type *find_in(const SqlCursor *cursor, Text schema, Text name)
{
    const Type *type = cursor->schema ? schema_find_type(cursor->schema, schema, name) : NULL;
    return !type && cursor->row_type ? cursor->row_type(cursor->row_types, schema, name) : type;
}

/* The type of the schema that the name means. */
static const Type *find_own(const SqlCursor *cursor, const TypeName *name)
{
    if (name->schema.size)
        return find_in(cursor, name->schema, name->name);
    if (!cursor->search_path)
        return find_in(cursor, TEXT("public"), name->name);
    const Type *type = NULL;
    for (size_t i = 0; i < cursor->search_path->count && !type; i++)
        type = find_in(cursor, cursor->search_path->items[i], name->name);
    return type;
}

/* The type of pg_catalog or of a known extension that the name means, wherever the extension was put. */
static bool find_builtin(const TypeName *name, TypeUse *use)
{
    TypeUse found;
    if (!type_builtin_use(name->name, &found))
        return false;
    bool catalog = !name->schema.size || text_is(name->schema, "pg_catalog");
    if (!catalog && !found.type->extension.size)
        return false;
    use->type = found.type;
    use->dimensions = found.dimensions;
    return true;
}

static const Type *placeholder(const SqlCursor *cursor, const TypeName *name)
{
    Type *type = arena_new_object(cursor->arena, Type);
    type->kind = TYPE_BASE;
    type->schema = name->schema;
    type->name = name->name;
    return type;
}

/* An array type under its own name, an underscore and the name of the element type. */
static const Type *find_element(const SqlCursor *cursor, const TypeName *name)
{
    if (name->name.size < 2 || name->name.data[0] != '_')
        return NULL;
    TypeName element = *name;
    element.name = text_slice(name->name, 1, name->name.size);
    return find_own(cursor, &element);
}

/* The common type whose name is nearest, or that stands for one of another database system; else empty. */
static Text common_type(Text name)
{
    static const char *const foreign[][2] = {{"datetime", "timestamp"}, {"tinyint", "smallint"},
                                             {"mediumint", "integer"},  {"blob", "bytea"},
                                             {"longblob", "bytea"},     {"binary", "bytea"},
                                             {"varbinary", "bytea"},    {"clob", "text"},
                                             {"longtext", "text"},      {"string", "text"},
                                             {"nvarchar", "varchar"},   {"varchar2", "varchar"},
                                             {"number", "numeric"},     {"double", "double precision"},
                                             {"guid", "uuid"}};
    static const char *const common[] = {
        "bigint",   "boolean",   "bytea", "character varying", "date",       "inet",     "integer",
        "interval", "json",      "jsonb", "numeric",           "real",       "smallint", "text",
        "time",     "timestamp", "uuid",  "varchar",           "timestamptz"};
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (text_is(name, foreign[i][0]))
            return text_of(foreign[i][1]);
    unsigned best = name.size > 5 ? 3 : 2;
    const char *nearest = "";
    for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
        unsigned distance = text_distance(name, text_of(common[i]), best);
        if (distance < best) {
            best = distance;
            nearest = common[i];
        }
    }
    return text_of(nearest);
}

static bool unknown_type(SqlCursor *cursor, const TypeName *name)
{
    const char *dot = name->schema.size ? "." : "";
    diag_error(cursor->diag, sql_span_from(cursor, name->first), "type \"%.*s%s%.*s\" does not exist",
               TEXT_ARG(name->schema), dot, TEXT_ARG(name->name));
    Text schema = name->schema.size ? name->schema : TEXT("public");
    Text nearest = schema_nearest_type(cursor->schema, schema, name->name);
    diag_suggest(cursor->diag, nearest.size ? nearest : common_type(name->name));
    return false;
}

static bool resolve(SqlCursor *cursor, TypeName *name, TypeUse *use)
{
    bool builtin = find_builtin(name, use);
    if (builtin && !use->type->extension.size)
        return true;
    const Type *own = find_own(cursor, name);
    if (own)
        *use = (TypeUse){.type = own};
    if (own || builtin)
        return true;
    use->type = find_element(cursor, name);
    if (use->type) {
        use->dimensions = 1;
        return true;
    }
    if (cursor->schema && !cursor->any_type)
        return unknown_type(cursor, name);
    use->type = placeholder(cursor, name);
    return true;
}

bool parse_type(SqlCursor *cursor, TypeUse *use)
{
    TypeName name = {.first = cursor->token};
    bool known;
    *use = (TypeUse){0};
    if (!read_grammar_type(cursor, &name, &known) || (!known && !read_generic_type(cursor, &name)))
        return false;
    if (!resolve(cursor, &name, use) || !set_modifiers(cursor, &name, use) || !read_dimensions(cursor, use))
        return false;
    use->span = sql_span_from(cursor, name.first);
    return true;
}
