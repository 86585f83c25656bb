/* evaluate_network_call.c: functions of addresses, and the operators on their bits. */
#include "evaluate/evaluate_network.h"

#include "evaluate/address.h"

#include <string.h>

/* The address as a value of inet or cidr. */
static Datum made(Evaluator *evaluator, const Address *address, TypeUse type)
{
    return datum_make(type, address_print(evaluator->arena, address, true, type_code(&type) == TYPE_CIDR));
}

/* A new address of the kind, without a mask: as many bits set as the old one's mask has, or the others. */
static Datum mask(Evaluator *evaluator, const Datum *argument, TypeUse type, bool of_host)
{
    Address address;
    if (!address_read(argument->text, &address))
        return datum_unknown();
    Address made_of = {.size = address.size, .bits = address_width(&address)};
    address_fill(&made_of, 0, !of_host);
    address_fill(&made_of, address.bits, of_host);
    return made(evaluator, &made_of, type);
}

/* ---- operators ---- */

Datum network_combine(Evaluator *evaluator, Text symbol, const Datum *a, const Datum *b)
{
    Address x, y;
    bool both = text_is(symbol, "&");
    if ((!both && !text_is(symbol, "|")) || !address_read(a->text, &x) || !address_read(b->text, &y))
        return datum_unknown();
    if (x.size != y.size)
        return datum_error();
    for (unsigned i = 0; i < x.size; i++)
        x.bytes[i] = (unsigned char)(both ? x.bytes[i] & y.bytes[i] : x.bytes[i] | y.bytes[i]);
    x.bits = x.bits > y.bits ? x.bits : y.bits;
    return made(evaluator, &x, type_of_code("inet"));
}

Datum network_not(Evaluator *evaluator, const Datum *operand)
{
    Address address;
    if (!address_read(operand->text, &address))
        return datum_unknown();
    for (unsigned i = 0; i < address.size; i++)
        address.bytes[i] = (unsigned char)~address.bytes[i];
    return made(evaluator, &address, type_of_code("inet"));
}

/* ---- functions ---- */

Datum network_broadcast(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Address address;
    (void)count;
    if (!address_read(arguments->text, &address))
        return datum_unknown();
    address_fill(&address, address.bits, true);
    return made(evaluator, &address, result);
}

Datum network_family(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Address address;
    (void)count;
    (void)result;
    return address_read(arguments->text, &address) ? datum_int(evaluator, address.size == 4 ? 4 : 6)
                                                   : datum_unknown();
}

Datum network_host(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Address address;
    (void)count;
    return address_read(arguments->text, &address)
               ? datum_make(result, address_print(evaluator->arena, &address, false, false))
               : datum_unknown();
}

Datum network_hostmask(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    return mask(evaluator, arguments, result, true);
}

Datum network_is_alike(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Address a, b;
    (void)evaluator;
    (void)count;
    (void)result;
    if (!address_read(arguments[0].text, &a) || !address_read(arguments[1].text, &b))
        return datum_unknown();
    return datum_bool(a.size == b.size);
}

Datum network_masklen(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Address address;
    (void)count;
    (void)result;
    return address_read(arguments->text, &address) ? datum_int(evaluator, address.bits) : datum_unknown();
}

/* The smallest network that holds both. */
Datum network_merge(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Address a, b;
    (void)count;
    if (!address_read(arguments[0].text, &a) || !address_read(arguments[1].text, &b))
        return datum_unknown();
    if (a.size != b.size)
        return datum_error();
    a.bits = a.bits < b.bits ? a.bits : b.bits;
    while (address_compare(&a, &b, a.bits))
        a.bits--;
    address_fill(&a, a.bits, false);
    return made(evaluator, &a, result);
}

Datum network_netmask(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    return mask(evaluator, arguments, result, false);
}

Datum network_network(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Address address;
    (void)count;
    if (!address_read(arguments->text, &address))
        return datum_unknown();
    address_fill(&address, address.bits, false);
    return made(evaluator, &address, result);
}

/* A length of -1 is that of the whole address. */
Datum network_set_masklen(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Address address;
    int64_t bits;
    (void)count;
    if (!address_read(arguments[0].text, &address) || !text_to_int64(arguments[1].text, &bits))
        return datum_unknown();
    if (bits < -1 || bits > (int64_t)address_width(&address))
        return datum_error();
    address.bits = bits < 0 ? address_width(&address) : (unsigned)bits;
    if (type_code(&result) == TYPE_CIDR)
        address_fill(&address, address.bits, false);
    return made(evaluator, &address, result);
}
