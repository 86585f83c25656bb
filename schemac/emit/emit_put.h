/* emit_put.h: writing the holes of templates: one function for each type an expression there may have. */
#ifndef SCHEMAC_EMIT_EMIT_PUT_H
#define SCHEMAC_EMIT_EMIT_PUT_H

#include "base/buffer.h"

static inline void emit_put_int(Buffer *out, long long value)
{
    buffer_format(out, "%lld", value);
}

static inline void emit_put_unsigned(Buffer *out, unsigned long long value)
{
    buffer_format(out, "%llu", value);
}

/* Numbers, terminated strings and texts. Texts from a schema are quoted for their place before they come
 * here. */
#define emit_put(out, value) \
    _Generic((value),                                                                                        \
        int: emit_put_int,                                                                                   \
        long: emit_put_int,                                                                                  \
        long long: emit_put_int,                                                                             \
        unsigned: emit_put_unsigned,                                                                         \
        unsigned long: emit_put_unsigned,                                                                    \
        unsigned long long: emit_put_unsigned,                                                               \
        char *: buffer_string,                                                                               \
        const char *: buffer_string,                                                                         \
        Text: buffer_text)((out), (value))

#endif
