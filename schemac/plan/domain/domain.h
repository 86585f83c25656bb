/* domain.h: the values a column can take, in an order: how many there are, and which one has an index.
 *
 * A free column draws an index, a key's carrier is given one; both unrank it. Two indices never give one
 * value under the column's own equality, nor under lower(). Some domains can also draw without an index, or
 * scatter rows over their values in a way of their own. */
#ifndef SCHEMAC_PLAN_DOMAIN_H
#define SCHEMAC_PLAN_DOMAIN_H

#include "plan/domain/spans.h"
#include "plan/step.h"

typedef struct Domain Domain;
typedef LIST(Domain) DomainList;

/* Makes the value of an index as a step of that name. */
typedef Step *(*DomainUnrank)(const Domain *domain, ColumnPlan *column, Text name, Operand index);

/* Makes a value without an index, from the row's own stream. */
typedef Step *(*DomainDraw)(const Domain *domain, ColumnPlan *column, Text name);

struct Domain {
    PlanCount count;     /* values, or as many as are worth counting; 0: they can be drawn only */
    DomainUnrank unrank; /* NULL where count is 0 */
    DomainDraw draw;     /* NULL: an index is drawn, all alike */
    DomainDraw scatter;  /* a value of its own for each row; NULL: rows are scattered over [0, count) */
    int64_t low, step;   /* numbers: low + step × index */
    int64_t multiple;    /* numbers: apart by multiples of it as conditions demand; 0: they demand none */
    Text function;       /* makers of the runtime: FUNCTION_at(scratch, index, size), FUNCTION_count(size) */
    Text form;           /* a form of the runtime (rt_form.h) */
    uint32_t size;       /* its length or parameter */
    uint32_t least;      /* running text: least characters */
    uint32_t limit;      /* words: most characters; 0: none. Wide numbers: zeros that they end with */
    const TextList *values;            /* a list of values */
    const struct DomainGrid *grid;     /* numbers on a grid with holes */
    const struct DomainFrames *frames; /* texts inside others */
    const struct DomainParts *parts;   /* of arrays and ranges */
    const struct Automaton *automaton; /* of a pattern */
    const struct DomainRedraw *redraw; /* drawn until conditions hold */
    const DomainList *kinds;           /* values of several kinds */
    bool is_plain;                     /* its texts hold nothing that a format quotes */
    bool is_padded;                    /* and may be read in moves of 32 bytes (rt_cell.h) */
    bool is_assumed;                   /* to satisfy conditions that are not understood */
    uint64_t max_size;                 /* bytes of its longest text */
    Text rule;                         /* in words */
};

/* What a domain is for: a free column's values look right, a key's are many. */
typedef enum DomainUse {
    DOMAIN_DRAWN,
    DOMAIN_CARRIED
} DomainUse;

/* The domain of a column by its rule, or by its type and name. Without unrank and draw: no values could be
 * made. */
Domain domain_of(const ColumnPlan *column, DomainUse use);

/* ---- kinds of domains ---- */

/* low, low + step, … : integers, scaled numerics, dates, times, timestamps, booleans. */
Domain domain_numbers(int64_t low, PlanCount count, int64_t step, const char *rule);

/* The same, of which small ones are more likely: exponential with the mean at a fifth of the width. */
Domain domain_mostly_small(int64_t low, PlanCount count, int64_t step, const char *rule);

/* origin + unit × k for all k of `places`, divided by `divisor` where the column is a float. */
typedef struct DomainGrid {
    PlanInteger origin, unit;
    Spans places;
    uint64_t divisor;
} DomainGrid;
Domain domain_grid(const ColumnPlan *column, const DomainGrid *grid, bool mostly_small, const char *rule);

/* Texts of a domain of makers, each between before[i] and after[i] for an i that its index or the
 * row decides. */
typedef struct DomainFrames {
    Domain inner;
    TextList before, after;
} DomainFrames;
Domain domain_around(Arena *arena, const DomainFrames *frames, const char *rule);

/* Values of several kinds, of which no two have one in common; the first indices give values of every kind.
 * `rule` is in words. */
Domain domain_parted(Arena *arena, const DomainList *kinds, Text rule);

/* The value of an index of such a domain, scattered inside its kind. */
Step *domain_parted_at(const Domain *domain, ColumnPlan *column, Text name, Operand index);

/* Makes the values of several kinds; those of one are needed only where `unless` is false. */
typedef struct KindValues KindValues;
struct KindValues {
    Step *(*make)(const KindValues *values, ColumnPlan *column, size_t kind, Text name, const Step *unless);
    size_t count;
};

/* The value of the kind with that number, as a step of that name. */
Step *domain_choose(ColumnPlan *column, Text name, const Step *kind, const KindValues *values);

/* A maker of rt_literal.h or rt_prose.h: `function` without its _at. `count` is at most what its own _count
 * gives. */
Domain domain_maker(const char *function, uint32_t size, PlanCount count, const char *rule);

/* A call of one argument, the index: rt_interval_at. */
Domain domain_call(const char *function, PlanCount count, const char *rule);

/* The least and the largest of a domain of numbers; false where it is another one. */
bool domain_ends(const Domain *domain, PlanInteger *low, PlanInteger *high);

/* One of the texts. */
Domain domain_list(const TextList *values, const char *rule);

/* One of the values of the column's type, whatever it is, given as PostgreSQL prints them; without unrank
 * where one of them has no constant form in C. */
Domain domain_values(const ColumnPlan *column, const TextList *values, const char *rule);

/* The same of arrays, composites, ranges and multiranges: arrays without NULLs in one dimension, composites
 * without NULLs, multiranges of one range. */
Domain domain_listed(const ColumnPlan *column, const TextList *values, const char *rule);

/* What a domain of these values is, for a person: the first of them by name. */
Text domain_words(const ColumnPlan *column, const TextList *values);

/* A form of rt_form.h, for texts of at most `limit` characters; 0: any. */
Domain domain_form(const char *form, uint32_t limit, const char *rule);

/* Exactly `size` letters and digits. */
Domain domain_code(uint32_t size);

/* Running text of so many characters. */
Domain domain_prose(const char *function, uint32_t least, uint32_t most, const char *rule);

/* Random and distinct uuids of version 4. */
Domain domain_uuid(void);

/* ---- by what a column is ---- */

/* Whether different values by number of the type (DOMAIN_CARRIED) never overlap, touch or contain one
 * another, though others of its values do. */
bool domain_keeps_apart(TypeCode code);

/* By its type alone. */
Domain domain_of_type(const ColumnPlan *column, const TypeUse *base, DomainUse use);

/* By its name, where the name says something for the type; else a domain without unrank and draw. */
Domain domain_of_name(const ColumnPlan *column, const TypeUse *base);

/* By the name of a dictionary in a rule: "email", "first_name", "uuid"; without unrank and draw where there
 * is none. */
Domain domain_of_word(const TypeUse *base, Text word);

/* By the user's rule; without unrank and draw where it does not fit the type. */
Domain domain_of_rule(const ColumnPlan *column, const TypeUse *base);

/* Strings that match a regular expression as a whole. Without unrank and draw where the type is no text, the
 * expression is not understood or nothing matches it: then *problem says what is wrong, or is not set. */
Domain domain_pattern(const ColumnPlan *column, const TypeUse *base, Text expression, const char **problem);

/* Strings of an automaton that has been counted. */
Domain domain_automaton(const struct Automaton *automaton, const char *rule);

/* What PostGIS geometries of a column have in common. */
typedef struct GeometryForm {
    uint32_t kind; /* as in EWKB: 1 is a point …; 0: any */
    bool has_z, has_m;
    bool is_flat;  /* the two are as they are; else they may be otherwise */
    uint32_t srid; /* 0: any, or none */
} GeometryForm;

enum {
    GEOMETRY_KINDS = 17 /* the last one's number */
};

/* The name of a kind of geometry, as a type's modifier has it; NULL where the number has none. */
const char *geometry_kind_name(uint32_t kind);

/* What the type says of its values. */
GeometryForm geometry_form(const TypeUse *base);

/* Geometries of that form: points where it leaves the kind open. */
Domain domain_geometry(const GeometryForm *form);

/* Arrays, composites, ranges and multiranges, made of the domains of their parts. */
Domain domain_compound(const ColumnPlan *column, const TypeUse *base);

enum {
    DOMAIN_ELEMENTS = 3, /* an array has up to so many elements */
    DOMAIN_WIDTHS = 100  /* a range is 1 to so many units of its type wide */
};

/* What arrays, composites and ranges are made of. */
typedef struct DomainParts {
    ExprList conditions;    /* over VALUE: of every element of an array but the fixed ones, of a range's lower
                               bound */
    uint32_t least, most;   /* elements; or units between the bounds of a range */
    uint32_t unit;          /* over 1: so many of the type's units are one of these */
    TextList fixed;         /* elements that an array begins with */
    const ExprList *fields; /* over VALUE: of each field of a composite; NULL: none */
} DomainParts;
Domain domain_compound_of(const ColumnPlan *column, const TypeUse *base, const DomainParts *parts);

/* A column that stands for a part of another one's values: the one called `what`. */
ColumnPlan *domain_part(const ColumnPlan *column, const TypeUse *type, Text what);

/* The conditions, which may be NULL, and the CHECKs of the part's type. */
ExprList domain_part_conditions(const ColumnPlan *part, const ExprList *conditions);

/* The type of a range's bounds, and the unit that widths of ranges are multiples of. */
TypeUse domain_range_subtype(const TypeUse *base);
int64_t domain_range_unit(const ColumnPlan *part);

/* The type of a range's bounds, as a column of its own would have it: its descriptor, unit and usual values.
 * NULL where the bounds are no whole numbers (numbers, dates, timestamps). */
ColumnPlan *domain_range_part(const ColumnPlan *column);

/* The range from lower to upper, without the latter; both are steps of the part's kind. Rows of which
 * `no_end`, or `no_beginning`, is true have no such bound; NULL: none. */
Step *domain_range_step(ColumnPlan *column, Text name, Step *lower, Step *upper);
Step *domain_range_endless(ColumnPlan *column, Text name, Step *lower, Step *upper, Step *no_beginning,
                           Step *no_end);

/* numerics of more than 38 digits. With a scale below 0, so many zeros follow them. */
Domain domain_digits(uint32_t precision, int32_t scale);

/* How many zeros every value of a numeric ends with: s of numeric(p, -s). */
uint32_t domain_zeros(const TypeUse *base);

/* Days from 2000-01-01 to a date in ISO form (Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
int64_t domain_days(Text date);

/* 10^exponent, saturating at 2^63. */
PlanCount domain_power(uint64_t base, uint32_t exponent);

#endif
