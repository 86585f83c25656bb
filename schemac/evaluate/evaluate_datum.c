/* evaluate_datum.c: the results of evaluation: values, NULL, errors and what is not known. */
#include "evaluate/evaluate_parts.h"

Datum datum_make(TypeUse type, Text text)
{
    return (Datum){.state = EVALUATED_VALUE, .type = type, .text = text};
}

Datum datum_named(const char *type, Text text)
{
    return datum_make(type_of_code(type), text);
}

Datum datum_bool(bool value)
{
    return datum_named("bool", value ? TEXT("t") : TEXT("f"));
}

Datum datum_null(TypeUse type)
{
    return (Datum){.state = EVALUATED_NULL, .type = type};
}

Datum datum_error(void)
{
    return (Datum){.state = EVALUATED_ERROR};
}

Datum datum_unknown(void)
{
    return (Datum){.state = EVALUATED_UNKNOWN};
}

static bool is_bool(const Datum *datum, const char *text)
{
    return datum->state == EVALUATED_VALUE && type_code(&datum->type) == TYPE_BOOL &&
           text_is(datum->text, text);
}

bool datum_is_true(const Datum *datum)
{
    return is_bool(datum, "t");
}

bool datum_is_false(const Datum *datum)
{
    return is_bool(datum, "f");
}

Text datum_collation(const Datum *a, const Datum *b)
{
    if (text_equal(a->collation, b->collation) || b->collation.size == 0)
        return a->collation;
    return a->collation.size == 0 ? b->collation : TEXT("?");
}

Evaluated evaluate_strict(const Datum *data, size_t count)
{
    bool null = false, error = false;
    for (size_t i = 0; i < count; i++) {
        if (data[i].state == EVALUATED_UNKNOWN || data[i].is_near)
            return EVALUATED_UNKNOWN;
        null = null || data[i].state == EVALUATED_NULL;
        error = error || data[i].state == EVALUATED_ERROR;
    }
    return error ? EVALUATED_ERROR : null ? EVALUATED_NULL : EVALUATED_VALUE;
}
