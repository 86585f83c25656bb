/* domain_type.c: domains by type alone. */
#include "plan/domain/domain.h"

#define MANY  ((PlanCount)1 << 63)
#define APART ((PlanCount)1 << 29) /* of makers of shapes, where none touches another */
#define LARGE ((PlanCount)1 << 40) /* of makers that have at least so many values */

enum {
    DAYS_PER_YEAR = 365,
    YEARS_BACK = 3,   /* dates lie in the years before the reference date */
    CODE_LENGTH = 12, /* up to this length texts are codes */
    NAME_LENGTH = 80, /* texts with a larger limit are sentences */
    FREE_TEXT = 120,  /* characters of sentences */
    WORD_ZEROS = 18   /* zeros of the largest power of ten in 64 bits */
};

typedef struct Maker {
    TypeCode code;
    const char *function;
    PlanCount count;
    const char *rule;
} Maker;

/* Types whose values are made in their text form (rt_literal.h). */
static const Maker makers[] = {
    {TYPE_INET, "rt_inet", LARGE, "a network address"},
    {TYPE_CIDR, "rt_cidr", (PlanCount)1 << 25, "a network"},
    {TYPE_MACADDR, "rt_macaddr", LARGE, "a MAC address"},
    {TYPE_MACADDR8, "rt_macaddr8", LARGE, "a MAC address of 8 bytes"},
    {TYPE_POINT, "rt_point", LARGE, "a point"},
    {TYPE_LINE, "rt_line", 0, "a line"},
    {TYPE_LSEG, "rt_lseg", 0, "a line segment"},
    {TYPE_BOX, "rt_box", 0, "a box"},
    {TYPE_PATH, "rt_path", 0, "a path"},
    {TYPE_POLYGON, "rt_polygon", 0, "a polygon"},
    {TYPE_CIRCLE, "rt_circle", 0, "a circle"},
    {TYPE_TSVECTOR, "rt_tsvector", LARGE, "a search document"},
    {TYPE_TSQUERY, "rt_tsquery", 0, "a search query"},
    {TYPE_XML, "rt_xml", LARGE, "an XML document"},
    {TYPE_JSON, "rt_json", LARGE, "a JSON object"},
    {TYPE_JSONB, "rt_jsonb", LARGE, "a JSON object"},
    {TYPE_JSONPATH, "rt_jsonpath", 0, "a JSON path"},
    {TYPE_PG_LSN, "rt_pg_lsn", LARGE, "a log position"},
    {TYPE_PG_SNAPSHOT, "rt_snapshot", 0, "a snapshot"},
    {TYPE_TID, "rt_tid", LARGE, "a row's place"},
    {TYPE_CHAR, "rt_char", 62, "a character"},
    {TYPE_HSTORE, "rt_hstore", LARGE, "keys and values"},
    {TYPE_LTREE, "rt_ltree", LARGE, "a path of labels"},
    {TYPE_LQUERY, "rt_lquery", 0, "a path pattern"},
    {TYPE_LTXTQUERY, "rt_ltxtquery", 0, "a path query"},
    {TYPE_CUBE, "rt_cube", LARGE, "a cube"},
    {TYPE_SEG, "rt_seg", 0, "a segment"},
};

/* ---- dates and times ---- */

int64_t domain_days(Text date)
{
    int64_t year = 0, month = 0, day = 0;
    text_to_int64(text_slice(date, 0, 4), &year);
    text_to_int64(text_slice(date, 5, 7), &month);
    text_to_int64(text_slice(date, 8, 10), &day);
    year -= month <= 2;
    int64_t era = year / 400, of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 730425;
}

static int64_t reference_day(const ColumnPlan *column)
{
    return domain_days(column->table->plan->schema->reference_date);
}

/* Keys need more days than a few years have; PostgreSQL has five million. */
static Domain date_domain(const ColumnPlan *column, DomainUse use)
{
    int64_t days = use == DOMAIN_CARRIED ? 1000 * DAYS_PER_YEAR : YEARS_BACK * DAYS_PER_YEAR;
    return domain_numbers(reference_day(column) - days, (PlanCount)days, 1, "a day of the last years");
}

/* Microseconds that a value of the type's precision is a multiple of. */
static int64_t time_unit(const TypeUse *base, int64_t usual)
{
    static const int64_t units[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
    int64_t unit = base->modifier_count && base->modifiers[0] >= 0 && base->modifiers[0] < 6
                       ? units[base->modifiers[0]]
                       : 1;
    return unit > usual ? unit : usual;
}

static Domain timestamp_domain(const ColumnPlan *column, const TypeUse *base, DomainUse use)
{
    int64_t unit = time_unit(base, use == DOMAIN_CARRIED ? 1 : 1000000);
    int64_t years = use == DOMAIN_CARRIED ? 1000 : YEARS_BACK, second = 1000000;
    int64_t span = years * DAYS_PER_YEAR * 86400 * second;
    return domain_numbers(reference_day(column) * 86400 * second - span, (PlanCount)(span / unit), unit,
                          "a moment of the last years");
}

static Domain time_domain(const TypeUse *base, DomainUse use)
{
    int64_t unit = time_unit(base, use == DOMAIN_CARRIED ? 1 : 1000000);
    return domain_numbers(0, (PlanCount)(INT64_C(86400000000) / unit), unit, "a time of day");
}

/* ---- numbers ---- */

static Domain integer_domain(int64_t most, DomainUse use)
{
    enum {
        USUAL = 10000
    };
    if (use == DOMAIN_CARRIED)
        return domain_numbers(1, (PlanCount)most, 1, "a number");
    return domain_mostly_small(1, most < USUAL ? (PlanCount)most : USUAL, 1,
                               "a number, small ones more often");
}

/* A wide number times the domain's step, of which a word holds 18 zeros. */
static Step *unrank_wide(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    TablePlan *table = column->table;
    if (!domain->limit)
        return step_cast(table, name, VALUE_WIDE, index);
    Step *number = step_cast(table, step_name_for(column, "number"), VALUE_WIDE, index);
    for (uint32_t zeros = domain->limit; zeros > WORD_ZEROS; zeros -= WORD_ZEROS)
        number = step_infix(table, step_name_for(column, "number"), VALUE_WIDE, "*", op_step(number),
                            op_int((int64_t)domain_power(10, WORD_ZEROS)));
    uint32_t rest = (domain->limit - 1) % WORD_ZEROS + 1;
    return step_infix(table, name, VALUE_WIDE, "*", op_step(number), op_int((int64_t)domain_power(10, rest)));
}

uint32_t domain_zeros(const TypeUse *base)
{
    bool rounds = base->type->code == TYPE_NUMERIC && base->modifier_count > 1 && base->modifiers[1] < 0;
    return rounds ? (uint32_t)-base->modifiers[1] : 0;
}

static Domain numeric_domain(const ColumnPlan *column, const TypeUse *base, DomainUse use)
{
    uint32_t digits = base->modifier_count ? (uint32_t)base->modifiers[0] : 12;
    uint32_t zeros = domain_zeros(base);
    int scale = column->type->scale;
    if (column->most_digits && (int64_t)digits - scale > column->most_digits)
        digits = (uint32_t)(column->most_digits + scale);
    if (text_is(column->type->runtime_kind, "RT_DIGITS"))
        return domain_digits(digits, zeros ? -(int32_t)zeros : scale);
    PlanCount count = domain_power(10, digits > 18 ? 18 : digits);
    if (use == DOMAIN_DRAWN && (int)digits - scale > 4)
        count = domain_power(10, (uint32_t)scale + 4);
    bool is_wide = column->type->kind == VALUE_WIDE;
    int64_t step = is_wide ? 1 : (int64_t)domain_power(10, zeros);
    Domain domain = use == DOMAIN_DRAWN
                        ? domain_mostly_small(0, count, step, "a number, small ones more often")
                        : domain_numbers(0, count, step, "a number");
    if (is_wide) {
        domain.unrank = unrank_wide;
        domain.limit = zeros;
    }
    return domain;
}

/* ---- texts ---- */

static Domain text_domain(const TypeUse *base, DomainUse use)
{
    uint32_t limit = base->modifier_count > 0 ? (uint32_t)base->modifiers[0] : 0;
    if (base->type->code == TYPE_NAME)
        return domain_form("rt_form_identifier", 63, "an identifier");
    if (base->type->code == TYPE_BPCHAR)
        return domain_code(limit ? limit : 1);
    if (limit && limit <= CODE_LENGTH)
        return domain_form("rt_form_code", limit, "a code");
    if (use == DOMAIN_CARRIED || (limit && limit <= NAME_LENGTH))
        return domain_form("rt_form_name", limit, "a name");
    uint32_t most = limit && limit < FREE_TEXT ? limit : FREE_TEXT;
    return domain_prose("rt_prose_sentences", most / 3, most, "sentences");
}

/* ---- types with a parameter ---- */

static Domain bytea_domain(void)
{
    enum {
        USUAL_BYTES = 16
    };
    return domain_maker("rt_bytes", USUAL_BYTES, MANY, "random bytes");
}

static Domain sized(const char *function, const TypeUse *base, uint32_t usual, const char *rule)
{
    uint32_t size = base->modifier_count ? (uint32_t)base->modifiers[0] : usual;
    return domain_maker(function, size, domain_power(2, size), rule);
}

static Domain isn_domain(const ColumnPlan *column, const TypeUse *base)
{
    Text function = text_format(column->table->plan->arena, "rt_%.*s", TEXT_ARG(base->type->name));
    return domain_maker(function.data, 0, 0, "a number with its check digit");
}

static Domain oid_domain(const ColumnPlan *column, const TypeUse *base)
{
    if (text_is(base->type->name, "oid"))
        return domain_numbers(1, INT32_MAX, 1, "a number");
    Text form = text_format(column->table->plan->arena, "rt_form_%.*s", TEXT_ARG(base->type->name));
    Domain domain = domain_form(form.data, 0, "an object of every database");
    domain.is_plain = domain.is_padded = false;
    domain.count = 0;
    return domain;
}

bool domain_keeps_apart(TypeCode code)
{
    return code == TYPE_INET || code == TYPE_BOX || code == TYPE_CIRCLE || code == TYPE_POLYGON;
}

/* Keys have values that keep apart, where the type has such. */
static Domain other_domain(TypeCode code, DomainUse use)
{
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++) {
        bool apart = use == DOMAIN_CARRIED && domain_keeps_apart(code);
        PlanCount count = apart && !makers[i].count ? APART : makers[i].count;
        if (makers[i].code == code)
            return domain_maker(makers[i].function, apart, count, makers[i].rule);
    }
    return (Domain){0};
}

Domain domain_of_type(const ColumnPlan *column, const TypeUse *base, DomainUse use)
{
    switch (base->type->code) {
    case TYPE_BOOL:
        return domain_numbers(0, 2, 1, "true or false");
    case TYPE_INT2:
        return integer_domain(INT16_MAX, use);
    case TYPE_INT4:
        return integer_domain(INT32_MAX, use);
    case TYPE_INT8:
        return integer_domain(INT64_C(1) << 62, use);
    case TYPE_NUMERIC:
        return numeric_domain(column, base, use);
    case TYPE_MONEY:
        return domain_mostly_small(0, 1000000, 1, "an amount of money");
    case TYPE_FLOAT4:
        return domain_call("rt_float4_at", (PlanCount)1 << 23, "a number");
    case TYPE_FLOAT8:
        return domain_call("rt_float8_at", (PlanCount)1 << 52, "a number");
    case TYPE_XID:
    case TYPE_CID:
    case TYPE_XID8:
        return domain_numbers(3, INT32_MAX - 2, 1, "a number");
    case TYPE_OID:
        return oid_domain(column, base);
    case TYPE_TEXT:
    case TYPE_VARCHAR:
    case TYPE_BPCHAR:
    case TYPE_NAME:
    case TYPE_CITEXT:
        return text_domain(base, use);
    case TYPE_DATE:
        return date_domain(column, use);
    case TYPE_TIME:
        return time_domain(base, use);
    case TYPE_TIMETZ:
        return domain_call("rt_timetz_at", (PlanCount)INT64_C(86400000000), "a time of day");
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return timestamp_domain(column, base, use);
    case TYPE_INTERVAL:
        return domain_call("rt_interval_at", (PlanCount)1 << 40, "an interval");
    case TYPE_UUID:
        return domain_uuid();
    case TYPE_BYTEA:
        return bytea_domain();
    case TYPE_BIT:
        return sized("rt_bit", base, 1, "bits");
    case TYPE_VARBIT:
        return sized("rt_varbit", base, 32, "bits");
    case TYPE_VECTOR:
        return sized("rt_vector", base, 3, "a vector");
    case TYPE_ISN:
        return isn_domain(column, base);
    case TYPE_GEOMETRY: {
        GeometryForm form = geometry_form(base);
        return domain_geometry(&form);
    }
    default:
        return other_domain(base->type->code, use);
    }
}
