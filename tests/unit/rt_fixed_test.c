/* Tests of rt_fixed against values computed with 60 digits: each to the precision its header promises. */
#include "unit.h"

#include "rt_fixed.h"
#include "rt_random.h"

#define WIDE(high, low) ((rt_real)UINT64_C(high) << 64 | UINT64_C(low))

static rt_real distance(rt_real a, rt_real b)
{
    return a > b ? a - b : b - a;
}

/* Right to so many bits, or to the last place. */
static void check_near(rt_real got, rt_real expected, unsigned bits)
{
    assert_true(distance(got, expected) <= (expected >> bits) + 1);
}

static void logarithms(void **state)
{
    (void)state;
    const struct {
        rt_real x;
        int64_t log;
    } cases[] = {
        {WIDE(0x3, 0x0), 114208584442304136},
        {WIDE(0xa, 0x0), 239370146084580908},
        {WIDE(0x1eef, 0x0), 933225289531282026},
        {WIDE(0x0, 0x4000000000000000), -144115188075855872},
        {WIDE(0x1, 0x11f71fb04cb), 6957441067},
        {WIDE(0xffffffffffffffff, 0x0), 4611686018427387904},
        {WIDE(0xa364c, 0x98227eaa6adcbac0), 1394473587151465862},
        {WIDE(0x0, 0x5), -4444373466380734932},
        {WIDE(0x0, 0x5555555555555555), -114208584442304136},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t off = rt_log2(cases[i].x) - cases[i].log;
        assert_true(off >= -4 && off <= 4);
    }
    for (int bit = 0; bit < 128; bit++)
        assert_int_equal(rt_log2((rt_real)1 << bit), (bit - 64) * RT_LOG_ONE);
    assert_int_equal(rt_log2(0), RT_LOG_ZERO);
}

static void exponentials(void **state)
{
    (void)state;
    const struct {
        int64_t log;
        rt_real power;
    } cases[] = {
        {36028797018963968, WIDE(0x1, 0x6a09e667f3bcc908)},
        {-36028797018963968, WIDE(0x0, 0xb504f333f9de6484)},
        {34621423123065009, WIDE(0x1, 0x652ba024b7399e7c)},
        {-648518346341339079, WIDE(0x0, 0x800000000010b6)},
        {4539628424389460067, WIDE(0x800000000000224f, 0x8fa26b11a29ff26a)},
        {-2882303761517117433, WIDE(0x0, 0x1000000)},
        {1, WIDE(0x1, 0xb1)},
        {-1, WIDE(0x0, 0xffffffffffffff4e)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_near(rt_exp2(cases[i].log), cases[i].power, 54);
    for (int bit = 0; bit < 128; bit++)
        assert_true(rt_exp2((bit - 64) * RT_LOG_ONE) == (rt_real)1 << bit);
    assert_true(rt_exp2(64 * RT_LOG_ONE) == RT_REAL_MAX);
    assert_true(rt_exp2(INT64_MAX) == RT_REAL_MAX);
    assert_true(rt_exp2(INT64_MIN) == 0);
    assert_true(rt_exp2(RT_LOG_ZERO) == 0);
}

static void natural_ones(void **state)
{
    (void)state;
    check_near(rt_minus_ln(WIDE(0x0, 0x8000000000000000)), WIDE(0x0, 0xb17217f7d1cf79ab), 53);
    check_near(rt_minus_ln(WIDE(0x0, 0x100000)), WIDE(0x1e, 0x7f9c1e980fa8e986), 53);
    check_near(rt_minus_ln(WIDE(0x0, 0x1999999999999999)), WIDE(0x2, 0x4d763776aaa2b061), 53);
    assert_true(distance(rt_minus_ln(WIDE(0x0, 0xffffff0000000000)), WIDE(0x0, 0x10000008000)) < 1 << 10);
    assert_true(rt_minus_ln(RT_REAL_ONE) == 0);
    assert_true(rt_minus_ln(RT_REAL_MAX) == 0);
    check_near(rt_exp_minus(RT_REAL_ONE), WIDE(0x0, 0x5e2d58d8b3bcdf1a), 48);
    check_near(rt_exp_minus(WIDE(0x2, 0x8000000000000000)), WIDE(0x0, 0x150385c094f424a7), 48);
    check_near(rt_exp_minus(WIDE(0x28, 0x0)), 0x4e, 48);
    check_near(rt_exp_minus(WIDE(0x0, 0x10000000000)), WIDE(0x0, 0xffffff0000007fff), 48);
    assert_true(rt_exp_minus(0) == RT_REAL_ONE);
    assert_true(rt_exp_minus(RT_REAL_MAX) == 0);
}

static void powers(void **state)
{
    (void)state;
    const struct {
        rt_real x;
        int64_t exponent;
        rt_real power;
    } cases[] = {
        {WIDE(0x2, 0x0), 2147483648, WIDE(0x1, 0x6a09e667f3bcc908)},
        {WIDE(0xa, 0x0), 12884901888, WIDE(0x3e8, 0x0)},
        {WIDE(0xa, 0x0), -12884901888, WIDE(0x0, 0x4189374bc6a7ef)},
        {WIDE(0xf4240, 0x0), -4724464026, WIDE(0x0, 0x436d8d563d2)},
        {WIDE(0x0, 0x2492492492492492), 1073741824, WIDE(0x0, 0x9d62c1a2e4d85b22)},
        {WIDE(0x3, 0x0), 171798691840, WIDE(0xa8b8b452291fe821, 0x0)},
        {WIDE(0x2, 0x8000000000000000), -8589934592, WIDE(0x0, 0x28f5c28f5c28f5c2)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_near(rt_pow(cases[i].x, cases[i].exponent), cases[i].power, 42);
    assert_true(rt_pow(0, 0) == RT_REAL_ONE);
    assert_true(rt_pow(0, 1) == 0);
    assert_true(rt_pow(0, -1) == RT_REAL_MAX);
    assert_true(rt_pow(rt_real_of(3), INT64_MAX) == RT_REAL_MAX);
    assert_true(rt_pow(rt_real_of(3), INT64_MIN) == 0);
}

static void products_and_quotients(void **state)
{
    (void)state;
    assert_true(rt_real_mul(RT_REAL_ONE, RT_REAL_MAX) == RT_REAL_MAX);
    assert_true(rt_real_mul(rt_real_of(UINT64_C(1) << 32), rt_real_of(UINT64_C(1) << 32)) == RT_REAL_MAX);
    assert_true(rt_real_mul(rt_real_of(6), rt_real_of(7)) == rt_real_of(42));
    assert_true(rt_real_mul(1, RT_REAL_ONE / 2) == 0);
    assert_true(rt_real_div(rt_real_of(1), 0) == RT_REAL_MAX);
    assert_true(rt_real_div(0, 0) == RT_REAL_MAX);
    assert_true(rt_real_div(rt_real_of(42), rt_real_of(7)) == rt_real_of(6));
    assert_true(rt_real_div(rt_real_of(1), rt_real_of(3)) == WIDE(0x0, 0x5555555555555555));
    assert_true(rt_real_div(RT_REAL_MAX, RT_REAL_ONE / 2) == RT_REAL_MAX);
    const rt_stream some = {1, 2};
    for (uint64_t i = 0; i < 1000; i++) {
        rt_real y = (rt_random128(some, i) >> i % 64) + 1, x = rt_random128(some, i + 1000) >> 64 >> i % 64;
        rt_real quotient = rt_real_div(x, y), back = rt_real_mul(quotient, y);
        assert_true(back <= x && x - back <= (y >> 64) + 1);
    }
}

UNIT_MAIN(cmocka_unit_test(logarithms), cmocka_unit_test(exponentials), cmocka_unit_test(natural_ones),
          cmocka_unit_test(powers), cmocka_unit_test(products_and_quotients))
