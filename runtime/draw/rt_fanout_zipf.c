/*
 * The level at which the limited counts of all ranks add up to the children there are is found by iteration;
 * band sums are taken at evenly spaced ranks, all of them in the first band, so that the heaviest are exact.
 */
#include "rt_fanout_zipf.h"

#include <stdlib.h>

#include "rt_fanout_counts.h"
#include "rt_fixed.h"

#define SAMPLES 128 /* of a band's ranks */
#define HEAD    (1 << RT_FANOUT_HEAD_BITS)
#define TRIES   96
#define LARGEST (127 * RT_LOG_ONE) /* level */
#define NEAR    (RT_LOG_ONE >> 44) /* a level this near is found */

/* The problem: for each band, how far below rank 0 its sampled ranks lie. */
struct problem {
    struct rt_fanout_bands *bands;
    rt_real least, most; /* children of one parent */
    int64_t *fall;       /* HEAD for the first band, SAMPLES for each other */
};

static void set_ranks(struct rt_fanout_bands *bands, uint64_t parents)
{
    uint64_t first = 0, size = HEAD;
    for (bands->count = 0; first < parents; bands->count++) {
        uint64_t rest = parents - first;
        bands->ranks[bands->count] = rest < size ? rest : size;
        first += bands->ranks[bands->count];
        size = first;
    }
}

static uint64_t samples_of(const struct rt_fanout_bands *bands, unsigned band)
{
    uint64_t most = band ? SAMPLES : HEAD;
    return bands->ranks[band] < most ? bands->ranks[band] : most;
}

static int64_t *falls_of(const struct problem *problem, unsigned band)
{
    return problem->fall + (band ? HEAD + (band - 1) * SAMPLES : 0);
}

static void set_falls(struct problem *problem, uint64_t exponent)
{
    uint64_t first = 0;
    for (unsigned band = 0; band < problem->bands->count; band++) {
        uint64_t ranks = problem->bands->ranks[band], samples = samples_of(problem->bands, band);
        int64_t *fall = falls_of(problem, band);
        for (uint64_t i = 0; i < samples; i++)
            fall[i] = rt_fanout_fall(first, ranks, i, samples, exponent);
        first += ranks;
    }
}

/* The children of a band at a level, saturated. */
static rt_real band_sum(const struct problem *problem, unsigned band, int64_t level)
{
    uint64_t samples = samples_of(problem->bands, band);
    const int64_t *fall = falls_of(problem, band);
    rt_real mean = 0;
    for (uint64_t i = 0; i < samples; i++) {
        rt_real count = rt_fanout_mean(level, fall[i]);
        count = count < problem->least ? problem->least : count;
        mean += (count > problem->most ? problem->most : count) / samples;
    }
    return rt_real_mul(mean, rt_real_of(problem->bands->ranks[band]));
}

static rt_real total_at(const struct problem *problem, int64_t level)
{
    rt_real total = 0;
    for (unsigned band = 0; band < problem->bands->count; band++) {
        rt_real sum = band_sum(problem, band, level);
        total = sum > RT_REAL_MAX - total ? RT_REAL_MAX : total + sum;
    }
    return total;
}

/* Proportional steps find it at once where no limit is met; halving the interval now and then finds it
 * always. */
static int64_t find_level(const struct problem *problem, rt_real children)
{
    rt_int128 low = -LARGEST, high = LARGEST, level = 0;
    for (int i = 0; i < TRIES && high - low > NEAR; i++) {
        rt_real total = total_at(problem, (int64_t)level);
        if (total < children)
            low = level;
        else
            high = level;
        rt_int128 step = (rt_int128)rt_log2(children) - rt_log2(total);
        if (step < NEAR && step > -NEAR)
            break;
        bool inside = level + step > low && level + step < high;
        level = inside && i % 3 < 2 ? level + step : (low + high) / 2;
    }
    return (int64_t)level;
}

static void set_children(const struct problem *problem, const struct rt_fanout_spec *spec, uint64_t children)
{
    uint64_t least[RT_FANOUT_BANDS], most[RT_FANOUT_BANDS], carry = 0;
    struct rt_fanout_bands *bands = problem->bands;
    for (unsigned band = 0; band < bands->count; band++) {
        rt_uint128 limit = (rt_uint128)spec->maximum * bands->ranks[band];
        least[band] = spec->minimum * bands->ranks[band];
        most[band] = limit < children ? (uint64_t)limit : children;
        rt_real sum = band_sum(problem, band, bands->level);
        sum = sum > RT_REAL_MAX - carry ? RT_REAL_MAX : sum + carry;
        carry = (uint64_t)sum;
        bands->children[band] = (uint64_t)(sum >> 64);
    }
    rt_fanout_fit(bands->children, least, most, bands->count, children);
}

bool rt_fanout_divide(struct rt_fanout_bands *bands, const struct rt_fanout_spec *spec, uint64_t parents,
                      uint64_t children)
{
    uint64_t most = spec->maximum < children ? spec->maximum : children;
    struct problem problem = {bands, rt_real_of(spec->minimum), rt_real_of(most), NULL};
    set_ranks(bands, parents);
    problem.fall = malloc((HEAD + (size_t)bands->count * SAMPLES) * sizeof *problem.fall);
    if (!problem.fall)
        return false;
    set_falls(&problem, spec->exponent);
    bands->level = find_level(&problem, rt_real_of(children));
    set_children(&problem, spec, children);
    free(problem.fall);
    return true;
}
