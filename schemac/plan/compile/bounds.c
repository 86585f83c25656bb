/* bounds.c: intervals that numbers lie in, carried along while expressions are compiled. */
#include "plan/compile/compile_parts.h"

/* 10^37: sums of such numbers fit 128 bits, and so do they with another digit. */
#define LIMIT ((PlanInteger)INT64_C(1000000000000000000) * INT64_C(1000000000000000000) * 10)

Bounds bounds_of(PlanInteger low, PlanInteger high)
{
    return (Bounds){.known = low >= -LIMIT && high <= LIMIT, .low = low, .high = high};
}

Bounds bounds_either(Bounds a, Bounds b)
{
    if (!a.known || !b.known)
        return (Bounds){0};
    return bounds_of(a.low < b.low ? a.low : b.low, a.high > b.high ? a.high : b.high);
}

Bounds bounds_sum(Bounds a, Bounds b)
{
    return a.known && b.known ? bounds_of(a.low + b.low, a.high + b.high) : (Bounds){0};
}

Bounds bounds_difference(Bounds a, Bounds b)
{
    return a.known && b.known ? bounds_of(a.low - b.high, a.high - b.low) : (Bounds){0};
}

/* The largest magnitude. */
static PlanInteger reach(Bounds a)
{
    return -a.low > a.high ? -a.low : a.high;
}

/* The least and the greatest are products of ends. */
Bounds bounds_product(Bounds a, Bounds b)
{
    if (!a.known || !b.known || (reach(b) && reach(a) > LIMIT / reach(b)))
        return (Bounds){0};
    const PlanInteger ends[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
    Bounds product = bounds_of(ends[0], ends[0]);
    for (size_t i = 1; i < sizeof ends / sizeof *ends; i++)
        product = bounds_either(product, bounds_of(ends[i], ends[i]));
    return product;
}

Bounds bounds_rescaled(Bounds a, int digits)
{
    PlanInteger unit = 1;
    for (int i = 0; i < (digits < 0 ? -digits : digits); i++)
        unit = unit < LIMIT ? unit * 10 : LIMIT;
    if (!a.known || digits >= 0)
        return bounds_product(a, bounds_of(unit, unit));
    return bounds_of(a.low / unit - 1, a.high / unit + 1);
}

Bounds bounds_remainder(Bounds by)
{
    return by.known && reach(by) ? bounds_of(1 - reach(by), reach(by) - 1) : (Bounds){0};
}

bool bounds_within(Bounds a, PlanInteger low, PlanInteger high)
{
    return a.known && a.low >= low && a.high <= high;
}

bool bounds_exclude_zero(Bounds a)
{
    return a.known && (a.low > 0 || a.high < 0);
}
