/* c_rule.c: functions that c_rule.yaml names. */
#include "rt_generated.h"

int64_t square_of(rt_stream stream, uint64_t n, struct rt_scratch *scratch);
struct rt_text label_of(rt_stream stream, uint64_t n, struct rt_scratch *scratch);

int64_t square_of(rt_stream stream, uint64_t n, struct rt_scratch *scratch)
{
    (void)stream;
    (void)scratch;
    return (int64_t)(n * n);
}

struct rt_text label_of(rt_stream stream, uint64_t n, struct rt_scratch *scratch)
{
    (void)stream;
    return rt_text_concat(scratch, (struct rt_text){"row ", 4}, rt_text_of_int(scratch, (int64_t)n));
}
