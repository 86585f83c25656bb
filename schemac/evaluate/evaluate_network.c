/* evaluate_network.c: addresses in and out, their order, and which is inside which. */
#include "evaluate/evaluate_network.h"

#include "evaluate/address.h"

#include <string.h>

Datum network_input(Evaluator *evaluator, Text text, TypeUse type)
{
    Address address, network;
    bool is_cidr = type_code(&type) == TYPE_CIDR;
    if (!address_read(text, &address))
        return datum_unknown();
    network = address;
    address_fill(&network, address.bits, false);
    if (is_cidr && memcmp(network.bytes, address.bytes, sizeof network.bytes))
        return datum_error();
    return datum_make(type, address_print(evaluator->arena, &address, true, is_cidr));
}

Datum network_of_cidr(const Datum *datum, TypeUse type)
{
    Text text = datum->text;
    const char *whole = memchr(text.data, ':', text.size) ? "/128" : "/32";
    if (text_ends_with(text, text_of(whole)))
        text.size -= strlen(whole);
    return datum_make(type, text);
}

Datum network_to_text(Evaluator *evaluator, const Datum *datum, TypeUse type)
{
    Address address;
    return address_read(datum->text, &address)
               ? datum_make(type, address_print(evaluator->arena, &address, true, true))
               : datum_unknown();
}

/* By the bits that both masks cover, then the masks, then all bits; IPv4 comes first. */
Order network_order(const Datum *a, const Datum *b)
{
    Address x, y;
    if (!address_read(a->text, &x) || !address_read(b->text, &y))
        return text_equal(a->text, b->text) ? ORDER_EQUAL : ORDER_UNKNOWN;
    if (x.size != y.size)
        return order_of_int(x.size < y.size ? -1 : 1);
    int sign = address_compare(&x, &y, x.bits < y.bits ? x.bits : y.bits);
    if (sign)
        return order_of_int(sign);
    if (x.bits != y.bits)
        return order_of_int(x.bits < y.bits ? -1 : 1);
    return order_of_int(address_compare(&x, &y, address_width(&x)));
}

Datum network_relate(Text symbol, const Datum *a, const Datum *b)
{
    Address x, y;
    if (!address_read(a->text, &x) || !address_read(b->text, &y))
        return datum_unknown();
    bool less = text_starts_with(symbol, TEXT("<")), equal = text_ends_with(symbol, TEXT("="));
    const Address *inner = less ? &x : &y, *outer = less ? &y : &x;
    bool same = x.size == y.size && address_compare(&x, &y, x.bits < y.bits ? x.bits : y.bits) == 0;
    if (text_is(symbol, "&&"))
        return datum_bool(same);
    if (!text_is(symbol, "<<") && !text_is(symbol, "<<=") && !text_is(symbol, ">>") &&
        !text_is(symbol, ">>="))
        return datum_unknown();
    return datum_bool(same && (equal ? inner->bits >= outer->bits : inner->bits > outer->bits));
}
