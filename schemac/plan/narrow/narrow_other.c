/* narrow_other.c: conditions on values that are held in a text form of their own, or as fixed sets of bytes.
 * Samples that show all shapes of the usual values are tried: where all of them satisfy the conditions, the
 * usual values do. */
#include "plan/narrow/narrow_other.h"

#include "model/literal.h"
#include "model/type_convert.h"
#include "plan/narrow/narrow_whole.h"

enum {
    USUAL_BYTES = 16
};

/* ---- lengths of bytes and bits ---- */

static bool is_length(const NarrowTask *task, const Expr *call, PlanInteger *units)
{
    bool is_bytes = type_code(&task->base) == TYPE_BYTEA;
    if (call->kind != EXPR_CALL || call->qualifier.size || call->arguments.count != 1 ||
        !narrow_is_self(call->arguments.items[0]))
        return false;
    *units = is_bytes && text_is(call->text, "bit_length") ? 8 : 1;
    return text_is(call->text, "length") || text_is(call->text, "bit_length") ||
           (is_bytes && text_is(call->text, "octet_length"));
}

/* Lengths are at least 0. */
static const void *atom_lengths(const NarrowTask *task, const Expr *expr, bool truth)
{
    Atom atom;
    PlanInteger units;
    Spans lengths;
    if (!narrow_atom(task, expr, truth, &atom))
        return NULL;
    bool not_empty = narrow_is_self(atom.subject) && text_is(atom.symbol, "<>") &&
                     atom.constants.count == 1 &&
                     (text_is(atom.constants.items[0].least, "\\x") || !atom.constants.items[0].least.size);
    if (not_empty)
        return narrow_kept(task, spans_between(task->arena, 1, SPAN_MOST));
    if (!is_length(task, atom.subject, &units) || !whole_of_atom(task, &atom, &lengths))
        return NULL;
    return narrow_kept(task, spans_in_units(task->arena, &lengths, units));
}

/* The length nearest to the usual one that all conditions allow; 0: none, or they are not about lengths. */
static uint32_t find_length(const NarrowTask *task, const Expr **unmet)
{
    Spans all = spans_between(task->arena, 1, INT32_MAX);
    for (size_t i = 0; i < task->conditions.count; i++) {
        Spans one;
        if (narrow_spans(task, atom_lengths, task->conditions.items[i], &one))
            all = spans_both(task->arena, &all, &one);
        else
            *unmet = task->conditions.items[i];
    }
    PlanInteger usual = task->usual.size ? task->usual.size : USUAL_BYTES, best = 0;
    for (size_t i = 0; i < all.count; i++) {
        PlanInteger near = usual < all.items[i].low    ? all.items[i].low
                           : usual > all.items[i].high ? all.items[i].high
                                                       : usual;
        PlanInteger far = near > usual ? near - usual : usual - near;
        if (!best || far < (best > usual ? best - usual : usual - best))
            best = near;
    }
    return (uint32_t)best;
}

static Found sized(const NarrowTask *task)
{
    Found found = {0};
    bool is_bytes = type_code(&task->base) == TYPE_BYTEA;
    uint32_t size = find_length(task, &found.unmet);
    if (!size || found.unmet)
        return found;
    found.domain =
        is_bytes ? domain_maker("rt_bytes", size, domain_power(256, size < 8 ? size : 8), "random bytes")
                 : domain_maker("rt_bit", size, domain_power(2, size), "bits");
    return found;
}

/* ---- samples ---- */

typedef struct Sample {
    TypeCode code;
    const char *text;
} Sample;

/* The shapes of what the runtime makes. */
static const Sample samples[] = {
    {TYPE_UUID, "8b5e2f0a-6c1d-4e3f-9a7b-2c4d6e8f0a1b"},
    {TYPE_UUID, "f47ac10b-58cc-4372-a567-0e02b2c3d479"},
    {TYPE_UUID, "09d41b77-e2a3-4c58-b6f1-77d3a1c8e902"},
    {TYPE_INET, "17.34.5.6"},
    {TYPE_INET, "203.0.113.255/24"},
    {TYPE_INET, "2001:db8:1abc:1def:1012:1fff:1000:1eee"},
    {TYPE_CIDR, "17.34.5.0/24"},
    {TYPE_CIDR, "2001:db8:1abc:1def::/64"},
    {TYPE_MACADDR, "08:00:2b:01:02:03"},
    {TYPE_MACADDR, "f2:9a:2b:ff:02:e3"},
    {TYPE_MACADDR8, "08:00:2b:01:02:03:04:05"},
    {TYPE_TSVECTOR, "'book':2 'old':1"},
    {TYPE_TSVECTOR, "'lamp':3 'river':2 'warm':1"},
    {TYPE_XML, "<item id=\"1\"><name>warm river</name><price currency=\"EUR\">1.50</price></item>"},
    {TYPE_BYTEA, "\\x00112233445566778899aabbccddeeff"},
    {TYPE_BYTEA, "\\xf0e1d2c3b4a5968778695a4b3c2d1e0f"},
    {TYPE_BYTEA, "\\xfffefdfcfbfaf9f8f7f6f5f4f3f2f1f0"},
    {TYPE_BYTEA, "\\x070605040302010007060504030201ff"},
};

/* Others, for lists of values where the usual ones are not allowed. */
static const Sample others[] = {
    {TYPE_UUID, "00000000-0000-0000-0000-000000000000"},
    {TYPE_JSONB, "\"lamp\""},
    {TYPE_JSONB, "\"river\""},
    {TYPE_JSONB, "\"old book\""},
    {TYPE_JSONB, "17"},
    {TYPE_JSONB, "4711"},
    {TYPE_JSONB, "0.5"},
    {TYPE_JSONB, "true"},
    {TYPE_JSONB, "false"},
    {TYPE_JSONB, "null"},
    {TYPE_JSONB, "{}"},
    {TYPE_JSONB, "[]"},
    {TYPE_JSONB, "[1, 2]"},
    {TYPE_JSONB, "[\"lamp\", \"gate\"]"},
    {TYPE_JSONB, "[{\"id\": 1}]"},
    {TYPE_INET, "10.0.0.1"},
    {TYPE_INET, "192.168.1.17"},
    {TYPE_INET, "192.168.1.0/24"},
    {TYPE_CIDR, "10.0.0.0/8"},
    {TYPE_CIDR, "192.168.1.0/24"},
    {TYPE_CIDR, "192.168.2.0/24"},
    {TYPE_CIDR, "2001:db8:1::/64"},
    {TYPE_CIDR, "2001:db8:2::/64"},
};

static TypeCode shape_of(const NarrowTask *task)
{
    TypeCode code = type_code(&task->base);
    return code == TYPE_JSON ? TYPE_JSONB : code;
}

static void add_samples(const NarrowTask *task, const Sample *from, size_t count, TextList *texts)
{
    for (size_t i = 0; i < count; i++)
        if (from[i].code == shape_of(task))
            list_push(task->arena, texts, text_of(from[i].text));
}

static bool admits_samples(const NarrowTask *task)
{
    TextList texts = {0};
    add_samples(task, samples, sizeof samples / sizeof *samples, &texts);
    for (size_t i = 0; i < texts.count; i++)
        if (!narrow_admits(task, texts.items[i]))
            return false;
    return texts.count > 0;
}

/* Addresses of one family alone. */
static bool admits_version4(const NarrowTask *task)
{
    return type_code(&task->base) == TYPE_INET && narrow_admits(task, TEXT("17.34.5.6")) &&
           narrow_admits(task, TEXT("203.0.113.255"));
}

static bool admits_version6(const NarrowTask *task)
{
    return type_code(&task->base) == TYPE_INET &&
           narrow_admits(task, TEXT("2001:db8:1abc:def:12:fff:1000:eee"));
}

Found other_narrow(const NarrowTask *task)
{
    TypeCode code = type_code(&task->base);
    if (admits_samples(task))
        return (Found){.domain = task->usual};
    if (task->column->column->rule.kind != RULE_NONE)
        return (Found){0};
    if (code == TYPE_JSON || code == TYPE_JSONB)
        return json_narrow(task);
    if (code == TYPE_GEOMETRY)
        return geometry_narrow(task);
    if (code == TYPE_BYTEA || code == TYPE_VARBIT)
        return sized(task);
    if (admits_version4(task))
        return (Found){.domain = domain_form("rt_form_ipv4", 0, "a network address of version 4")};
    return admits_version6(task)
               ? (Found){.domain = domain_form("rt_form_ipv6", 0, "a network address of version 6")}
               : (Found){0};
}

TextList other_candidates(const NarrowTask *task)
{
    TextList texts = {0}, literals = narrow_literals(task);
    if (type_code(&task->base) == TYPE_JSON || type_code(&task->base) == TYPE_JSONB)
        json_candidates(task, &texts);
    add_samples(task, samples, sizeof samples / sizeof *samples, &texts);
    add_samples(task, others, sizeof others / sizeof *others, &texts);
    for (size_t i = 0; i < literals.count; i++)
        list_push(task->arena, &texts, literal_canonical(task->arena, literals.items[i], &task->base));
    switch (type_code(&task->base)) {
    case TYPE_INET:
    case TYPE_CIDR:
        sample_addresses(task, &literals, &texts);
        break;
    case TYPE_BYTEA:
        sample_bytes(task, &texts);
        break;
    case TYPE_BIT:
        sample_bits(task, 2 * NARROW_LIST_LIMIT, &texts);
        break;
    case TYPE_UUID:
        sample_uuids(task, &texts);
        break;
    default:
        break;
    }
    return texts;
}
