/*
 * Times printing, cells and makers, in nanoseconds of processor time for each call, and an order-like row of
 * eight columns from random numbers to CSV.
 */
#include "rt_cell.h"
#include "rt_form.h"
#include "rt_literal.h"
#include "rt_out.h"
#include "rt_pattern.h"
#include "rt_prose.h"
#include "rt_random.h"
#include "timed.h"

enum {
    CALLS = 500000,
    CHUNK = 1024 /* rows between two resets */
};

static rt_stream streams[6];
static struct rt_scratch scratch;
static struct rt_out out;
static struct rt_fit email, full_name;
static char room[4096];

#define TIMED(name, expression)                \
    static uint64_t name(void)                 \
    {                                          \
        uint64_t sum = 0;                      \
        for (uint64_t n = 0; n < CALLS; n++) { \
            if (n % CHUNK == 0)                \
                rt_scratch_reset(&scratch);    \
            sum += (uint64_t)(expression);     \
        }                                      \
        return sum;                            \
    }

#define BITS   rt_random(streams[0], n)
#define ROW    rt_stream_at(streams[0], n)
#define PROSE  "where the words of a text have no mark"
#define QUOTED "where one of the words is \"marked\", so"

static struct rt_text text_of(const char *string)
{
    return (struct rt_text){string, strlen(string)};
}

/* Edges of Clerk#[0-9]{9}. */
static const struct rt_pattern_edge edges[] = {{'C', 'C', 1},  {'l', 'l', 2},  {'e', 'e', 3},  {'r', 'r', 4},
                                               {'k', 'k', 5},  {'#', '#', 6},  {'0', '9', 7},  {'0', '9', 8},
                                               {'0', '9', 9},  {'0', '9', 10}, {'0', '9', 11}, {'0', '9', 12},
                                               {'0', '9', 13}, {'0', '9', 14}, {'0', '9', 15}};
static struct rt_pattern_state states[16];
static rt_uint128 counts[16];
static const struct rt_pattern clerk = {states, edges, counts, 15};

TIMED(print_small, rt_print_int(room, (int64_t)(BITS >> 44)) - room)
TIMED(print_any, rt_print_int(room, (int64_t)(BITS >> (n & 63))) - room)
TIMED(print_numeric, rt_print_numeric(room, (int64_t)(BITS >> 40), 2) - room)
TIMED(print_date, rt_print_date(room, (int64_t)(BITS >> 50)) - room)
TIMED(print_timestamp, rt_print_timestamp(room, (int64_t)(BITS >> 14)) - room)
TIMED(print_float8, rt_print_float8(room, (double)(BITS >> 11) * 1e-10) - room)
TIMED(print_uuid, rt_print_uuid(room, (struct rt_uuid){BITS, n}) - room)
TIMED(csv_text, rt_csv_text(room, text_of(PROSE)) - room)
TIMED(csv_quoted, rt_csv_text(room, text_of(QUOTED)) - room)
TIMED(json_text, rt_json_text(room, text_of(PROSE)) - room)
TIMED(prose_words, rt_prose_words(&scratch, ROW, 36, 44).size)
TIMED(prose_sentences, rt_prose_sentences(&scratch, ROW, 400, 500).size)
TIMED(prose_code, rt_prose_code(&scratch, ROW, 15).size)
TIMED(code_at, rt_code_at(&scratch, n, 10).size)
TIMED(email_at, rt_fit_at(&scratch, &email, n).size)
TIMED(email_random, rt_fit_random(&scratch, &email, BITS).size)
TIMED(name_random, rt_fit_random(&scratch, &full_name, BITS).size)
TIMED(pattern_at, rt_pattern_at(&scratch, &clerk, rt_below(BITS, 1000000000)).data[14])
TIMED(pattern_random, rt_pattern_random(&scratch, &clerk, ROW).data[14])
TIMED(jsonb_at, rt_jsonb_at(&scratch, n, 0).size)
TIMED(inet_at, rt_inet_at(&scratch, n, 0).size)

static char *print_order(char *p, uint64_t n)
{
    static const struct {
        char text[32];
        size_t size;
    } labels[] = {{"1-URGENT", 8}, {"2-HIGH", 6}, {"3-MEDIUM", 8}, {"4-NOT SPECIFIED", 15}, {"5-LOW", 5}};
    uint64_t bits = rt_random(streams[1], n), label = rt_below(bits * RT_GOLDEN, 5);
    struct rt_text code = rt_prose_code(&scratch, rt_stream_at(streams[2], n), 15);
    struct rt_text words = rt_prose_words(&scratch, rt_stream_at(streams[3], n), 36, 44);
    p = rt_csv_int(p, (int64_t)n + 1);
    *p++ = ',';
    p = rt_csv_int(p, rt_between(rt_random(streams[0], n), 1, 150000));
    *p++ = ',';
    p = rt_csv_date(p, rt_between(rt_random(streams[4], n), 8000, 9500));
    *p++ = ',';
    p = rt_csv_numeric(p, rt_between(rt_random(streams[5], n), 100, 50000000), 2);
    *p++ = ',';
    *p++ = "FOP"[rt_below(bits, 3)];
    *p++ = ',';
    p = rt_csv_padded(p, code);
    *p++ = ',';
    p = rt_csv_padded(p, (struct rt_text){labels[label].text, labels[label].size});
    *p++ = ',';
    p = rt_csv_padded(p, words);
    *p++ = '\n';
    return p;
}

static uint64_t order_row(void)
{
    uint64_t bytes = 0;
    for (uint64_t n = 0; n < CALLS; n++) {
        if (n % CHUNK == 0) {
            rt_scratch_reset(&scratch);
            bytes += out.size;
            out.size = 0;
        }
        rt_out_end(&out, print_order(rt_out_room(&out, 200 + RT_SLACK), n));
    }
    return bytes + out.size;
}

static struct timed all[] = {
    {"integer up to a million", print_small, 0},
    {"integer of any size", print_any, 0},
    {"numeric with two decimals", print_numeric, 0},
    {"date", print_date, 0},
    {"timestamp", print_timestamp, 0},
    {"float8", print_float8, 0},
    {"uuid", print_uuid, 0},
    {"CSV text of 38, nothing to quote", csv_text, 0},
    {"CSV text of 38, quoted", csv_quoted, 0},
    {"JSON text of 38, nothing to escape", json_text, 0},
    {"words, 36 to 44 characters", prose_words, 0},
    {"sentences, 400 to 500 characters", prose_sentences, 0},
    {"random code of 15", prose_code, 0},
    {"unique code of 10", code_at, 0},
    {"unique e-mail address", email_at, 0},
    {"random e-mail address", email_random, 0},
    {"random name", name_random, 0},
    {"pattern of 15, by number", pattern_at, 0},
    {"pattern of 15, random", pattern_random, 0},
    {"jsonb object", jsonb_at, 0},
    {"inet", inet_at, 0},
    {"order-like row of 100 bytes, CSV", order_row, 0},
};

static void set_up_clerk(void)
{
    for (uint32_t s = 0; s < 16; s++) {
        states[s] = (struct rt_pattern_state){s, s < 15, 15 - s, 15 - s, s, s < 6 ? 0 : 15 - s};
        counts[s] = rt_power10[s < 6 ? 9 : 15 - s];
    }
}

int main(void)
{
    if (!rt_scratch_init(&scratch) || !rt_out_init(&out, 1 << 20))
        return 3;
    for (unsigned i = 0; i < 6; i++)
        streams[i] = rt_stream_named(i, "orders", "column", "");
    email = rt_fit(&rt_form_email, 0, 0);
    full_name = rt_fit(&rt_form_full_name, 0, 0);
    set_up_clerk();
    run_timed(all, sizeof all / sizeof *all, CALLS);
    rt_out_free(&out);
    rt_scratch_free(&scratch);
    return 0;
}
