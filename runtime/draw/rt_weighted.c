/*
 * Building alias tables, in whole numbers, so that every threshold is an exact quotient rounded down. After
 * Vose, "A Linear Algorithm for Generating Random Numbers with a Given Distribution", 1991.
 */
#include "rt_weighted.h"

#include <stdlib.h>

#include "rt_fixed.h"

#define MOST_WEIGHTS (UINT64_C(1) << 24)
#define SUM_BITS     100 /* of a sum of weights: times MOST_WEIGHTS, it fits 128 */
#define ZIPF_HEAD    512
#define ZIPF_TAIL    512

/* ---- the alias table ---- */

/* Weights scaled down where their sum is large. Gives the new sum. */
static rt_uint128 normalise(rt_uint128 *weight, uint64_t count)
{
    unsigned shift = 0;
    rt_uint128 sum = 0;
    for (uint64_t i = 0; i < count; i++)
        sum += weight[i] >> 28;
    while (sum >> (SUM_BITS - 29 + shift))
        shift++;
    sum = 0;
    for (uint64_t i = 0; i < count; i++)
        sum += weight[i] >>= shift;
    return sum;
}

/*
 * Gives each column that weighs less than the mean a second index that weighs more. A column weighs share[i],
 * the mean is sum. Light columns are a stack at the front of the queue, heavy ones a stack at its back; what
 * remains in the end weighs the mean exactly.
 */
static void pair_columns(struct rt_alias *alias, rt_uint128 *share, uint64_t *queue, uint64_t count,
                         rt_uint128 sum)
{
    uint64_t light = 0, heavy = count;
    for (uint64_t i = 0; i < count; i++) {
        alias[i] = (struct rt_alias){UINT64_MAX, {(uint32_t)i, (uint32_t)i}};
        queue[share[i] < sum ? light++ : --heavy] = i;
    }
    while (light > 0 && heavy < count) {
        uint64_t low = queue[--light], high = queue[heavy];
        alias[low].threshold = (uint64_t)rt_real_div(share[low], sum);
        alias[low].index[1] = (uint32_t)high;
        share[high] -= sum - share[low];
        if (share[high] < sum) {
            heavy++;
            queue[light++] = high;
        }
    }
}

/* Builds the table from 1 to MOST_WEIGHTS weights, which it uses up. */
static bool build(struct rt_weighted *weighted, rt_uint128 *weight, uint64_t count)
{
    rt_uint128 sum = normalise(weight, count);
    uint64_t *queue = malloc(count * sizeof *queue);
    *weighted = (struct rt_weighted){malloc(count * sizeof *weighted->alias), count};
    bool built = sum > 0 && queue && weighted->alias;
    if (built) {
        for (uint64_t i = 0; i < count; i++)
            weight[i] *= count;
        pair_columns(weighted->alias, weight, queue, count, sum);
    } else {
        rt_weighted_free(weighted);
    }
    free(queue);
    return built;
}

bool rt_weighted_init(struct rt_weighted *weighted, const uint64_t *weight, uint64_t count)
{
    *weighted = (struct rt_weighted){0};
    if (count == 0 || count > MOST_WEIGHTS)
        return false;
    rt_uint128 *wide = malloc(count * sizeof *wide);
    for (uint64_t i = 0; wide && i < count; i++)
        wide[i] = weight[i];
    bool built = wide && build(weighted, wide, count);
    free(wide);
    return built;
}

void rt_weighted_free(struct rt_weighted *weighted)
{
    free(weighted->alias);
    *weighted = (struct rt_weighted){0};
}

/* ---- cells ---- */

/* Room for cells and their weights; weight is freed by finish_cells. */
static bool start_cells(struct rt_cells *cells, rt_uint128 **weight, uint64_t count)
{
    *cells = (struct rt_cells){.cell = malloc(count * sizeof *cells->cell)};
    *weight = malloc(count * sizeof **weight);
    if (cells->cell && *weight)
        return true;
    free(*weight);
    rt_cells_free(cells);
    return false;
}

static bool finish_cells(struct rt_cells *cells, rt_uint128 *weight, uint64_t count)
{
    bool built = build(&cells->choice, weight, count);
    free(weight);
    if (!built)
        rt_cells_free(cells);
    return built;
}

void rt_cells_free(struct rt_cells *cells)
{
    rt_weighted_free(&cells->choice);
    free(cells->cell);
    *cells = (struct rt_cells){0};
}

/* ---- Zipf's law ---- */

/* place^-exponent. */
static rt_real zipf_weight(rt_real place, uint64_t exponent)
{
    return rt_pow(place, -(int64_t)exponent);
}

/* The weight of a cell of ranks, by Simpson's rule where it has more than one. Rank r is at place r + 1. */
static rt_real cell_weight(struct rt_cell cell, uint64_t exponent)
{
    rt_real middle = rt_real_of(cell.base) + RT_REAL_ONE / 2 + (rt_real_of(cell.width) >> 1);
    rt_real mean = zipf_weight(middle, exponent);
    if (cell.width > 1) {
        rt_real first = zipf_weight(rt_real_of(cell.base) + RT_REAL_ONE / 2, exponent);
        rt_real last = zipf_weight(rt_real_of(cell.base + cell.width - 1) + 3 * (RT_REAL_ONE / 2), exponent);
        mean = (first + 4 * mean + last) / 6;
    }
    return rt_real_mul(mean, rt_real_of(cell.width));
}

/* Where tail cell i of cells begins: edges grow by a constant factor, and by one rank at least. */
static uint64_t tail_edge(uint64_t count, uint64_t i, uint64_t cells, uint64_t before)
{
    int64_t first = rt_log2(rt_real_of(ZIPF_HEAD)), last = rt_log2(rt_real_of(count));
    int64_t log = first + (int64_t)((rt_int128)(last - first) * (int64_t)i / (int64_t)cells);
    uint64_t edge = (uint64_t)(rt_exp2(log) >> 64), latest = count - (cells - i);
    edge = edge > before ? edge : before + 1;
    return edge < latest ? edge : latest;
}

static void fill_zipf(struct rt_cell *cell, uint64_t head, uint64_t tail, uint64_t count)
{
    for (uint64_t rank = 0; rank < head; rank++)
        cell[rank] = (struct rt_cell){rank, 1};
    uint64_t edge = head;
    for (uint64_t i = 0; i < tail; i++) {
        uint64_t next = i + 1 < tail ? tail_edge(count, i + 1, tail, edge) : count;
        cell[head + i] = (struct rt_cell){edge, next - edge};
        edge = next;
    }
}

bool rt_zipf_init(struct rt_cells *cells, uint64_t count, uint64_t exponent)
{
    *cells = (struct rt_cells){0};
    if (count == 0 || exponent > UINT64_C(16) << 32)
        return false;
    uint64_t head = count < ZIPF_HEAD ? count : ZIPF_HEAD;
    uint64_t tail = count - head < ZIPF_TAIL ? count - head : ZIPF_TAIL;
    rt_uint128 *weight;
    if (!start_cells(cells, &weight, head + tail))
        return false;
    fill_zipf(cells->cell, head, tail, count);
    for (uint64_t i = 0; i < head + tail; i++)
        weight[i] = cell_weight(cells->cell[i], exponent);
    return finish_cells(cells, weight, head + tail);
}

/* ---- PostgreSQL's statistics ---- */

static bool is_sound(const struct rt_statistics *statistics)
{
    uint64_t bounds = statistics->bounds, commons = statistics->commons;
    if (bounds == 1 || commons > MOST_WEIGHTS / 2 || bounds > MOST_WEIGHTS / 2 || commons + bounds == 0)
        return false;
    for (uint64_t i = 1; i < bounds; i++)
        if (statistics->bound[i] < statistics->bound[i - 1])
            return false;
    return true;
}

/* Intervals are closed below and open above, but the last one is closed. */
static struct rt_cell interval(const struct rt_statistics *statistics, uint64_t i)
{
    uint64_t low = (uint64_t)statistics->bound[i], width = (uint64_t)statistics->bound[i + 1] - low;
    bool last = i + 2 == statistics->bounds;
    return (struct rt_cell){low, width == 0 ? 1 : width + last};
}

bool rt_statistics_init(struct rt_cells *cells, const struct rt_statistics *statistics)
{
    *cells = (struct rt_cells){0};
    if (!is_sound(statistics))
        return false;
    uint64_t commons = statistics->commons, bins = statistics->bounds ? statistics->bounds - 1 : 0;
    rt_uint128 *weight, rest = (rt_uint128)1 << 64;
    if (!start_cells(cells, &weight, commons + bins))
        return false;
    for (uint64_t i = 0; i < commons; i++) {
        uint64_t share = statistics->share[i];
        cells->cell[i] = (struct rt_cell){(uint64_t)statistics->common[i], 1};
        weight[i] = (rt_uint128)share * (bins ? bins : 1);
        rest -= share < rest ? share : rest;
    }
    for (uint64_t i = 0; i < bins; i++) {
        cells->cell[commons + i] = interval(statistics, i);
        weight[commons + i] = rest;
    }
    return finish_cells(cells, weight, commons + bins);
}
