/* evaluate_network.c: addresses of IPv4 in full; those of IPv6 as the texts they are. */
#include "plan/evaluate_network.h"

#include <string.h>

/* An address of IPv4. */
typedef struct Network {
    uint32_t address;
    uint32_t bits; /* of the mask */
} Network;

static bool take_number(Text text, size_t *at, uint32_t most, uint32_t *value)
{
    size_t start = *at;
    for (*value = 0; *at < text.size && text.data[*at] >= '0' && text.data[*at] <= '9'; ++*at) {
        *value = *value * 10 + (uint32_t)(text.data[*at] - '0');
        if (*value > most)
            return false;
    }
    return *at > start && *at - start <= 3;
}

static bool read_network(Text text, Network *network)
{
    uint32_t part;
    size_t at = 0;
    *network = (Network){0, 32};
    for (int i = 0; i < 4; i++) {
        if (i && (at == text.size || text.data[at++] != '.'))
            return false;
        if (!take_number(text, &at, 255, &part))
            return false;
        network->address = network->address << 8 | part;
    }
    if (at == text.size)
        return true;
    return text.data[at++] == '/' && take_number(text, &at, 32, &network->bits) && at == text.size;
}

static Text print_address(Arena *arena, uint32_t address)
{
    return text_format(arena, "%u.%u.%u.%u", address >> 24, address >> 16 & 255, address >> 8 & 255,
                       address & 255);
}

static uint32_t mask_of(uint32_t bits)
{
    return bits ? ~(uint32_t)0 << (32 - bits) : 0;
}

/* An inet leaves out a mask that covers all of it. */
static Datum make(Evaluator *evaluator, Network network, TypeUse type)
{
    Text address = print_address(evaluator->arena, network.address);
    if (type_code(&type) == TYPE_INET && network.bits == 32)
        return datum_make(type, address);
    return datum_make(type, text_format(evaluator->arena, "%.*s/%u", TEXT_ARG(address), network.bits));
}

Datum network_input(Evaluator *evaluator, Text text, TypeUse type)
{
    Network network;
    if (!read_network(text, &network))
        return datum_unknown();
    if (type_code(&type) == TYPE_CIDR && network.address & ~mask_of(network.bits))
        return datum_error();
    return make(evaluator, network, type);
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
    Text text = datum->text;
    if (text.size && memchr(text.data, '/', text.size))
        return datum_make(type, text);
    bool six = text.size && memchr(text.data, ':', text.size) != NULL;
    return datum_make(type, text_format(evaluator->arena, "%.*s/%d", TEXT_ARG(text), six ? 128 : 32));
}

static bool is_six(Text text)
{
    return text.size && memchr(text.data, ':', text.size);
}

/* By the bits that both masks cover, then the masks, then all bits. */
Order network_order(const Datum *a, const Datum *b)
{
    Network x, y;
    if (is_six(a->text) != is_six(b->text))
        return is_six(b->text) ? ORDER_LESS : ORDER_GREATER;
    if (!read_network(a->text, &x) || !read_network(b->text, &y))
        return text_equal(a->text, b->text) ? ORDER_EQUAL : ORDER_UNKNOWN;
    uint32_t common = mask_of(x.bits < y.bits ? x.bits : y.bits);
    uint32_t p = x.address & common, q = y.address & common;
    if (p != q)
        return order_of_int(p < q ? -1 : 1);
    if (x.bits != y.bits)
        return order_of_int(x.bits < y.bits ? -1 : 1);
    return order_of_int((x.address > y.address) - (x.address < y.address));
}

Datum network_relate(Text symbol, const Datum *a, const Datum *b)
{
    Network x, y;
    if (is_six(a->text) != is_six(b->text))
        return datum_bool(false);
    if (!read_network(a->text, &x) || !read_network(b->text, &y))
        return datum_unknown();
    bool less = text_starts_with(symbol, TEXT("<")), equal = text_ends_with(symbol, TEXT("="));
    Network inner = less ? x : y, outer = less ? y : x;
    uint32_t common = mask_of(x.bits < y.bits ? x.bits : y.bits);
    bool same = (x.address & common) == (y.address & common);
    if (text_is(symbol, "&&"))
        return datum_bool(same);
    if (!text_is(symbol, "<<") && !text_is(symbol, "<<=") && !text_is(symbol, ">>") &&
        !text_is(symbol, ">>="))
        return datum_unknown();
    return datum_bool(same && (equal ? inner.bits >= outer.bits : inner.bits > outer.bits));
}

/* ---- functions ---- */

Datum network_family(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    (void)result;
    return datum_int(evaluator, is_six(arguments->text) ? 6 : 4);
}

Datum network_masklen(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    const char *slash = arguments->text.size ? memchr(arguments->text.data, '/', arguments->text.size) : NULL;
    int64_t bits = is_six(arguments->text) ? 128 : 32;
    (void)count;
    (void)result;
    if (slash && !text_to_int64(text_slice(arguments->text, (size_t)(slash + 1 - arguments->text.data),
                                           arguments->text.size),
                                &bits))
        return datum_unknown();
    return datum_int(evaluator, bits);
}

Datum network_host(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    const char *slash = arguments->text.size ? memchr(arguments->text.data, '/', arguments->text.size) : NULL;
    (void)evaluator;
    (void)count;
    size_t size = slash ? (size_t)(slash - arguments->text.data) : arguments->text.size;
    return datum_make(result, text_slice(arguments->text, 0, size));
}

/* The network that the argument says, with the address that `change` makes of it. */
static Datum changed(Evaluator *evaluator, const Datum *argument, Network (*change)(Network), TypeUse result)
{
    Network network;
    if (!read_network(argument->text, &network))
        return datum_unknown();
    return make(evaluator, change(network), result);
}

static Network clear_host(Network network)
{
    return (Network){network.address & mask_of(network.bits), network.bits};
}

static Network set_host(Network network)
{
    return (Network){network.address | ~mask_of(network.bits), network.bits};
}

static Network take_mask(Network network)
{
    return (Network){mask_of(network.bits), 32};
}

static Network take_host_mask(Network network)
{
    return (Network){~mask_of(network.bits), 32};
}

Datum network_network(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    return changed(evaluator, arguments, clear_host, result);
}

Datum network_broadcast(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    return changed(evaluator, arguments, set_host, result);
}

Datum network_netmask(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    return changed(evaluator, arguments, take_mask, result);
}

Datum network_hostmask(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    return changed(evaluator, arguments, take_host_mask, result);
}

/* A cidr loses the bits outside its new mask. */
Datum network_set_masklen(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Network network;
    int64_t bits;
    (void)count;
    if (!read_network(arguments->text, &network) || !text_to_int64(arguments[1].text, &bits))
        return datum_unknown();
    if (bits < -1 || bits > 32)
        return datum_error();
    network.bits = bits == -1 ? 32 : (uint32_t)bits;
    if (type_code(&result) == TYPE_CIDR)
        network.address &= mask_of(network.bits);
    return make(evaluator, network, result);
}
