/* Times the arithmetic that rows are made of, in nanoseconds of processor time for each call. */
#include "rt_dist.h"
#include "rt_fanout.h"
#include "rt_perm.h"
#include "rt_random.h"
#include "rt_weighted.h"
#include "timed.h"

enum {
    CALLS = 2000000
};

static const uint64_t parents = 1500000, children = 7500000;
static rt_stream stream;
static struct rt_perm large, small;
static struct rt_fanout even, poisson, zipf;
static struct rt_cells skewed;
static struct rt_quantiles normal;

#define TIMED(name, expression)              \
    static uint64_t name(void)               \
    {                                        \
        uint64_t sum = 0;                    \
        for (uint64_t n = 0; n < CALLS; n++) \
            sum += (expression);             \
        return sum;                          \
    }

/* Rows in no order, as a reference draws them. */
#define SOME(count) rt_below(rt_random(stream, n), (count))

TIMED(random_number, rt_random(stream, n))
TIMED(random_draw, rt_random2(stream, n, 3))
TIMED(perm_large, rt_perm_at(&large, n))
TIMED(perm_inverse, rt_perm_inverse(&large, n))
TIMED(perm_small, rt_perm_at(&small, n % 1000))
TIMED(perm_keyed, rt_perm_keyed(n / 8, 1000, n % 8))
TIMED(perm_tiny, rt_perm_keyed(n / 4, 8, n % 4))
TIMED(even_child, rt_fanout_child(&even, n).parent)
TIMED(poisson_child, rt_fanout_child(&poisson, n).parent)
TIMED(poisson_some, rt_fanout_child(&poisson, SOME(children)).parent)
TIMED(poisson_parent, rt_fanout_parent(&poisson, SOME(parents)).first)
TIMED(zipf_child, rt_fanout_child(&zipf, SOME(children)).parent)
TIMED(zipf_draw, rt_cells_at(&skewed, rt_random(stream, n)))
TIMED(normal_draw, rt_quantiles_at(&normal, rt_random(stream, n)))

static uint64_t poisson_near(void)
{
    uint64_t sum = 0;
    struct rt_fanout_at at = {0};
    for (uint64_t n = 0; n < CALLS; n++) {
        at = rt_fanout_near(&poisson, at, n);
        sum += at.parent;
    }
    return sum;
}

static struct timed all[] = {
    {"random number", random_number, 0},
    {"random number of a row's own stream", random_draw, 0},
    {"permutation of 10^10", perm_large, 0},
    {"its inverse", perm_inverse, 0},
    {"permutation of 1000", perm_small, 0},
    {"permutation of 1000, keyed by parent", perm_keyed, 0},
    {"permutation of 8, keyed by parent", perm_tiny, 0},
    {"fan-out: parent of child, even", even_child, 0},
    {"fan-out: parent of child, Poisson", poisson_child, 0},
    {"fan-out: parent of any child, Poisson", poisson_some, 0},
    {"fan-out: parent of near child, Poisson", poisson_near, 0},
    {"fan-out: children of parent, Poisson", poisson_parent, 0},
    {"fan-out: parent of any child, Zipf", zipf_child, 0},
    {"Zipf draw among 1.5 M", zipf_draw, 0},
    {"normal draw", normal_draw, 0},
};

static void set_up(void)
{
    const struct rt_fanout_spec shapes[] = {
        {RT_FANOUT_EVEN, 0, UINT64_MAX, 0},
        {RT_FANOUT_RANDOM, 0, UINT64_MAX, 0},
        {RT_FANOUT_ZIPF, 0, UINT64_MAX, (UINT64_C(11) << 32) / 10},
    };
    stream = rt_stream_named(42, "orders", "customer_id", "value");
    rt_perm_init(&large, stream, 10000000000);
    rt_perm_init(&small, stream, 1000);
    rt_fanout_init(&even, &shapes[0], stream, parents, children);
    rt_fanout_init(&poisson, &shapes[1], stream, parents, children);
    rt_fanout_init(&zipf, &shapes[2], stream, parents, children);
    rt_zipf_init(&skewed, parents, (UINT64_C(11) << 32) / 10);
    rt_quantiles_normal(&normal, RT_REAL_ONE / 2, RT_REAL_ONE / 6);
}

int main(void)
{
    set_up();
    run_timed(all, sizeof all / sizeof *all, CALLS);
    rt_fanout_free(&even);
    rt_fanout_free(&poisson);
    rt_fanout_free(&zipf);
    rt_cells_free(&skewed);
    return 0;
}
