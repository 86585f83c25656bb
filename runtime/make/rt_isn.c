/*
 * Numbers of the isn extension, with check digits, hyphenated as isn prints them. Only ranges of publishers
 * are used whose hyphens have been the same in all of isn's tables. See rt_literal.h.
 */
#include "rt_check_digit.h"
#include "rt_literal.h"
#include "rt_make.h"

/* Writes digits in groups of the sizes given, a hyphen after each. */
static char *print_groups(char *out, const char *digits, const char *sizes)
{
    for (; *sizes; sizes++) {
        unsigned size = (unsigned)(*sizes - '0');
        memcpy(out, digits, size);
        out[size] = '-';
        out += size + 1;
        digits += size;
    }
    return out;
}

/* Twelve digits in groups, then their check digit. */
static struct rt_text ean(struct rt_scratch *scratch, const char *digits, const char *sizes)
{
    char *start = rt_make_begin(scratch, 20), *out = print_groups(start, digits, sizes);
    *out++ = rt_check_ean(digits, 12);
    return rt_make_end(scratch, start, out);
}

/* ---- books: groups 0, 2 and 4, publishers 00 to 19 ---- */

#define ISBN_COUNT (UINT64_C(3) * 20 * 1000000)

/* The nine digits of a book. */
static void print_book(char *out, uint64_t index)
{
    uint64_t x = rt_scatter_in(index, ISBN_COUNT);
    rt_print_digits(out, x / 20000000 * 2 * 100000000 + x % 20000000, 9);
}

struct rt_text rt_isbn13_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    char digits[12 + RT_SLACK] = "978";
    print_book(digits + 3, index);
    return ean(scratch, digits, "3126");
}

struct rt_text rt_isbn_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    char digits[9 + RT_SLACK];
    print_book(digits, index);
    char *start = rt_make_begin(scratch, 16), *out = print_groups(start, digits, "126");
    *out++ = rt_check_eleven(digits, 9);
    return rt_make_end(scratch, start, out);
}

uint64_t rt_isbn13_count(uint32_t size)
{
    (void)size;
    return ISBN_COUNT;
}

uint64_t rt_isbn_count(uint32_t size)
{
    return rt_isbn13_count(size);
}

/* ---- music: publishers 1000 to 3999 ---- */

#define ISMN_COUNT (UINT64_C(3000) * 10000)

static void print_score(char *out, uint64_t index)
{
    memcpy(out, "9790", 4);
    rt_print_digits(out + 4, 10000000 + rt_scatter_in(index, ISMN_COUNT), 8);
}

struct rt_text rt_ismn13_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    char digits[12 + RT_SLACK];
    print_score(digits, index);
    return ean(scratch, digits, "3144");
}

struct rt_text rt_ismn_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    struct rt_text text = rt_ismn13_at(scratch, index, size);
    char *start = rt_make_begin(scratch, 16), *out = rt_make_string(start, "M-");
    memcpy(out, text.data + 6, text.size - 6);
    return rt_make_end(scratch, start, out + text.size - 6);
}

uint64_t rt_ismn13_count(uint32_t size)
{
    (void)size;
    return ISMN_COUNT;
}

uint64_t rt_ismn_count(uint32_t size)
{
    return rt_ismn13_count(size);
}

/* ---- serials: all seven digits ---- */

#define ISSN_COUNT UINT64_C(10000000)

struct rt_text rt_issn13_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    char digits[12 + RT_SLACK] = "977";
    rt_print_digits(digits + 3, rt_scatter_in(index, ISSN_COUNT), 7);
    memcpy(digits + 10, "00", 2);
    return ean(scratch, digits, "3432");
}

struct rt_text rt_issn_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    char digits[7 + RT_SLACK];
    rt_print_digits(digits, rt_scatter_in(index, ISSN_COUNT), 7);
    char *start = rt_make_begin(scratch, 12), *out = print_groups(start, digits, "4");
    memcpy(out, digits + 4, 3);
    out[3] = rt_check_eleven(digits, 7);
    return rt_make_end(scratch, start, out + 4);
}

uint64_t rt_issn13_count(uint32_t size)
{
    (void)size;
    return ISSN_COUNT;
}

uint64_t rt_issn_count(uint32_t size)
{
    return rt_issn13_count(size);
}

/* ---- articles: numbers that begin with 40 or, for upc, 0 ---- */

#define ARTICLE_COUNT UINT64_C(1000000000)

struct rt_text rt_ean13_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    char digits[12 + RT_SLACK] = "400";
    rt_print_digits(digits + 3, rt_scatter_in(index, ARTICLE_COUNT), 9);
    return ean(scratch, digits, "39");
}

struct rt_text rt_upc_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    char digits[12 + RT_SLACK] = "003";
    rt_print_digits(digits + 3, rt_scatter_in(index, ARTICLE_COUNT), 9);
    char *start = rt_make_begin(scratch, 16);
    memcpy(start, digits + 1, 11);
    start[11] = rt_check_ean(digits, 12);
    return rt_make_end(scratch, start, start + 12);
}

uint64_t rt_ean13_count(uint32_t size)
{
    (void)size;
    return ARTICLE_COUNT;
}

uint64_t rt_upc_count(uint32_t size)
{
    return rt_ean13_count(size);
}
