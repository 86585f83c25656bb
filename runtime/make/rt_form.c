/* Fitting forms to lengths, and texts of fitted forms. */
#include "rt_form.h"

#include <string.h>

#include "rt_check_digit.h"
#include "rt_make.h"

_Static_assert(sizeof(struct rt_word) == 24, "words are copied as three times eight bytes");

/* The length that stands for no limit, and the longest word. */
#define NO_LIMIT  (1u << 20)
#define WORD_MOST 23

/* ---- fitting ---- */

static bool is_word(const struct rt_part *part)
{
    return part->kind == RT_PART_WORD || part->kind == RT_PART_LOWER || part->kind == RT_PART_TITLE;
}

/* The characters a part chooses from, for parts of `size` of them; 0 for the others. */
static uint32_t alphabet(const struct rt_part *part)
{
    switch (part->kind) {
    case RT_PART_DIGITS:
        return 10;
    case RT_PART_HEX:
        return 16;
    case RT_PART_CAPITALS:
        return 26;
    case RT_PART_CODE:
        return 36;
    default:
        return 0;
    }
}

/* How many words are at most `size` long. */
static uint32_t words_within(const struct rt_words *words, uint32_t size)
{
    uint32_t low = 0, high = words->count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (words->word[middle].size <= size)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t number_length(uint64_t number)
{
    char digits[RT_ROOM_INT + RT_SLACK];
    return (uint32_t)(rt_print_uint(digits, number) - digits);
}

/* The most bytes of a part as fitted; of a lap, without its number. */
static uint32_t part_length(const struct rt_fit *fit, unsigned i)
{
    const struct rt_part *part = &fit->form->part[i];
    if (is_word(part))
        return part->words->word[fit->choices[i] - 1].size;
    if (part->kind == RT_PART_NUMBER)
        return number_length(part->last);
    if (alphabet(part))
        return part->size ? part->size : fit->flexible;
    if (part->kind == RT_PART_EAN || part->kind == RT_PART_LUHN)
        return 1;
    return part->kind == RT_PART_TEXT ? part->text.size : 0;
}

static uint32_t longest(const struct rt_fit *fit)
{
    uint32_t sum = 0;
    for (unsigned i = 0; i < fit->form->parts; i++)
        sum += part_length(fit, i);
    return sum;
}

/* Sets choices, base and count for what the words' choices are; the count for texts of up to limit bytes. */
static void count_texts(struct rt_fit *fit, uint32_t limit)
{
    const struct rt_part *lap = NULL;
    fit->base = 1;
    for (unsigned i = 0; i < fit->form->parts; i++) {
        const struct rt_part *part = &fit->form->part[i];
        if (alphabet(part))
            fit->choices[i] = rt_make_power(alphabet(part), part->size ? part->size : fit->flexible);
        else if (!is_word(part))
            fit->choices[i] = part->kind == RT_PART_NUMBER ? part->last - part->first + 1 : 1;
        fit->base = rt_make_times(fit->base, fit->choices[i]);
        lap = part->kind == RT_PART_LAP ? part : lap;
    }
    fit->room = longest(fit);
    fit->count = fit->base;
    if (!lap || fit->room + lap->text.size >= limit)
        return;
    uint32_t digits = limit - fit->room - lap->text.size;
    fit->count = rt_make_times(fit->base, rt_make_power(10, digits));
    fit->room += lap->text.size + (digits < RT_ROOM_INT ? digits : RT_ROOM_INT);
}

/* Takes the longest words from the part that has the longest; false where each has only its shortest left. */
static bool shorten_words(struct rt_fit *fit)
{
    unsigned longest_part = RT_FORM_PARTS;
    uint32_t size = 0;
    for (unsigned i = 0; i < fit->form->parts; i++) {
        const struct rt_part *part = &fit->form->part[i];
        if (!is_word(part) || part_length(fit, i) <= size || part_length(fit, i) == part->words->word->size)
            continue;
        longest_part = i;
        size = part_length(fit, i);
    }
    if (longest_part == RT_FORM_PARTS)
        return false;
    fit->choices[longest_part] = words_within(fit->form->part[longest_part].words, size - 1);
    return true;
}

/* The most characters that parts without a size may have together with the others. */
static uint32_t flexible_size(struct rt_fit *fit, uint32_t limit)
{
    uint32_t rest = longest(fit);
    uint32_t size = rest < limit ? limit - rest : 1;
    return size < RT_PART_MOST ? size : RT_PART_MOST;
}

/* Fits one form, with as many words as the wanted count allows; false where it is too long. */
static bool fit_form(struct rt_fit *fit, const struct rt_form *form, uint32_t limit, uint64_t wanted)
{
    struct rt_fit best = {0}, next = {.form = form};
    for (unsigned i = 0; i < form->parts; i++)
        next.choices[i] = is_word(&form->part[i]) ? form->part[i].words->count : 1;
    next.flexible = flexible_size(&next, limit);
    do {
        count_texts(&next, limit);
        if (longest(&next) <= limit && next.count > best.count)
            best = next;
    } while (best.count < wanted && shorten_words(&next));
    *fit = best;
    return best.count > 0;
}

struct rt_fit rt_fit(const struct rt_form *form, uint32_t limit, uint64_t wanted)
{
    struct rt_fit best = {0}, next;
    limit = limit && limit < NO_LIMIT ? limit : NO_LIMIT;
    wanted = wanted ? wanted : 1;
    while (best.count < wanted && form) {
        if (fit_form(&next, form, limit, wanted) && next.count > best.count)
            best = next;
        form = form->shorter || form == &rt_form_code ? form->shorter : &rt_form_code;
    }
    return best;
}

uint64_t rt_fit_domain(const struct rt_fit *fit, uint64_t wanted)
{
    if (wanted > fit->count)
        return 0;
    uint64_t domain = fit->base;
    while (domain < wanted)
        domain = rt_make_times(domain, 10);
    return domain < fit->count ? domain : fit->count;
}

/* ---- rows ---- */

/* Where laps are that hold more texts than all rows have numbers, past those that rows before may have; false
 * where there are none. All turns that use laps use the same ones for the same numbers. */
static bool find_laps(const struct rt_fit *fit, uint64_t first, uint64_t last, uint64_t *low, uint64_t *high)
{
    *low = fit->base;
    while (*low < first && *low < fit->count)
        *low = rt_make_times(*low, 10);
    for (*high = *low; *low < fit->count; *low = *high) {
        *high = rt_make_times(*low, 10);
        *high = *high < fit->count ? *high : fit->count;
        if (*high - *low >= last)
            return true;
    }
    return false;
}

struct rt_fit_keys rt_fit_keys(const struct rt_form *form, uint32_t limit, rt_stream key, uint64_t first,
                               uint64_t rows)
{
    uint64_t last = first + rows, low = 0, high;
    struct rt_fit_keys keys = {.fit = rt_fit(form, limit, last), .first = first};
    if (!first || last <= keys.fit.base)
        high = rt_fit_domain(&keys.fit, last);
    else if (!find_laps(&keys.fit, first, last, &low, &high))
        low = 0, high = keys.fit.count;
    keys.start = low;
    keys.order = rt_perm_make(key, high - low);
    return keys;
}

/* ---- writing ---- */

/* Copies a word and its padding. */
static inline char *print_word(char *out, const struct rt_word *word)
{
    memcpy(out, word, sizeof *word);
    return out + word->size;
}

/* Eight ASCII characters, capitals made small and spaces hyphens. */
static inline uint64_t lower8(uint64_t characters)
{
    characters |= UINT64_C(0x2020202020202020);
    uint64_t others = (characters ^ UINT64_C(0x2020202020202020)) + UINT64_C(0x7f7f7f7f7f7f7f7f);
    return characters + (~others >> 7 & UINT64_C(0x0101010101010101)) * ('-' - ' ');
}

static inline char *print_lower(char *out, const struct rt_word *word)
{
    uint64_t eights[3];
    memcpy(eights, word, sizeof eights);
    for (unsigned i = 0; i < 3; i++)
        eights[i] = lower8(eights[i]);
    memcpy(out, eights, sizeof eights);
    return out + word->size;
}

/* Exactly `size` characters of an alphabet of `base` that begins as digits do and goes on from `letter`. */
static inline char *print_code(char *out, uint64_t value, uint32_t base, uint32_t size, char letter)
{
    for (uint32_t i = size; i-- > 0; value /= base) {
        uint32_t digit = (uint32_t)(value % base);
        out[i] = (char)(base == 26 ? 'A' + digit : digit < 10 ? '0' + digit : (uint32_t)letter + digit - 10);
    }
    return out + size;
}

/* Writes what follows from the text up to here. */
static char *print_check(char *start, char *out, enum rt_part_kind kind)
{
    unsigned size = (unsigned)(out - start);
    if (kind == RT_PART_IBAN) {
        rt_check_iban(start, size);
        return out;
    }
    *out = kind == RT_PART_EAN ? rt_check_ean(start, size) : rt_check_luhn(start, size);
    return out + 1;
}

/* Writes a part of the text that begins at `start`. */
static char *print_part(char *start, char *out, const struct rt_fit *fit, const struct rt_part *part,
                        uint64_t choice, uint64_t lap)
{
    uint32_t size = part->size ? part->size : fit->flexible;
    switch (part->kind) {
    case RT_PART_TEXT:
        return print_word(out, &part->text);
    case RT_PART_WORD:
        return print_word(out, &part->words->word[choice]);
    case RT_PART_LOWER:
        return print_lower(out, &part->words->word[choice]);
    case RT_PART_TITLE: {
        char *end = print_word(out, &part->words->word[choice]);
        *out = (char)(*out & ~0x20);
        return end;
    }
    case RT_PART_DIGITS:
        return rt_print_digits(out, choice, size);
    case RT_PART_HEX:
        return print_code(out, choice, 16, size, 'a');
    case RT_PART_CAPITALS:
        return print_code(out, choice, 26, size, 'A');
    case RT_PART_CODE:
        return print_code(out, choice, 36, size, 'a');
    case RT_PART_NUMBER:
        return rt_print_uint(out, part->first + choice);
    case RT_PART_EAN:
    case RT_PART_LUHN:
    case RT_PART_IBAN:
        return print_check(start, out, part->kind);
    case RT_PART_LAP:
        return lap ? rt_print_uint(print_word(out, &part->text), lap) : out;
    }
    return out;
}

static char *take(struct rt_scratch *scratch, const struct rt_fit *fit)
{
    return rt_scratch_take(scratch, fit->room + RT_SLACK);
}

static struct rt_text finish(struct rt_scratch *scratch, const char *start, const char *end)
{
    rt_scratch_trim(scratch, end + RT_SLACK);
    return (struct rt_text){start, (size_t)(end - start)};
}

struct rt_text rt_fit_at(struct rt_scratch *scratch, const struct rt_fit *fit, uint64_t index)
{
    uint64_t lap = 0;
    if (index >= fit->base) {
        lap = index / fit->base;
        index %= fit->base;
    }
    /* What is left of the number, below `span`; parts that it does not reach are filled with noise. */
    uint64_t rest = rt_scatter_in(index, fit->base), span = fit->base;
    rt_stream noise = rt_make_noise(index);
    char *start = take(scratch, fit), *out = start;
    for (unsigned i = 0; i < fit->form->parts; i++) {
        uint64_t choices = fit->choices[i], choice = 0;
        if (choices >= span) {
            choice = rest + span * rt_below(rt_random(noise, i), choices / span);
            rest = 0;
            span = 1;
        } else if (choices > 1) {
            choice = rest % choices;
            rest /= choices;
            span = (span - 1) / choices + 1;
        }
        out = print_part(start, out, fit, &fit->form->part[i], choice, lap);
    }
    return finish(scratch, start, out);
}

struct rt_text rt_fit_key(struct rt_scratch *scratch, const struct rt_fit_keys *keys, uint64_t n)
{
    uint64_t number = keys->first + n, domain = keys->order.domain;
    number = number < domain ? number : number % domain;
    return rt_fit_at(scratch, &keys->fit, keys->start + rt_perm_at(&keys->order, number));
}

struct rt_text rt_fit_random(struct rt_scratch *scratch, const struct rt_fit *fit, uint64_t bits)
{
    rt_stream row = {bits, RT_GOLDEN};
    char *start = take(scratch, fit), *out = start;
    for (unsigned i = 0; i < fit->form->parts; i++) {
        uint64_t choice = rt_below(rt_random(row, i), fit->choices[i]);
        out = print_part(start, out, fit, &fit->form->part[i], choice, 0);
    }
    return finish(scratch, start, out);
}
