/* Text search and label trees: tsvector, tsquery, ltree, lquery, ltxtquery. See rt_literal.h. */
#include "rt_literal.h"
#include "rt_make.h"

#define WORD_ROOM 24

static char *print_noun(char *out, rt_stream noise, uint64_t draw)
{
    return rt_make_word(out, &rt_words_noun, rt_random(noise, draw));
}

/* ---- tsvector ---- */

#define LEXEMES_MOST 8

/* A lexeme and where it stands. */
struct lexeme {
    const struct rt_word *word;
    uint32_t position;
};

/* Puts a word in its place among sorted ones; false where it is among them. */
static bool insert(struct lexeme *lexemes, unsigned count, struct lexeme lexeme)
{
    unsigned i = count;
    for (; i > 0; i--) {
        int order = strncmp(lexemes[i - 1].word->text, lexeme.word->text, sizeof lexeme.word->text);
        if (order == 0)
            return false;
        if (order < 0)
            break;
    }
    memmove(&lexemes[i + 1], &lexemes[i], (count - i) * sizeof *lexemes);
    lexemes[i] = lexeme;
    return true;
}

static char *print_position(char *out, uint32_t position)
{
    *out++ = '\'';
    *out++ = ':';
    return rt_print_uint(out, position);
}

/* The number comes first, as digits sort before letters, and nouns are in lower case. */
struct rt_text rt_tsvector_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    struct lexeme lexemes[LEXEMES_MOST + 1];
    rt_stream noise = rt_make_noise(index);
    unsigned wanted = 2 + (unsigned)rt_below(rt_random(noise, 0), LEXEMES_MOST - 1), count = 0;
    for (uint32_t i = 1; i <= wanted; i++) {
        const struct rt_word *word = rt_make_choice(&rt_words_noun, rt_random(noise, i));
        count += insert(lexemes, count, (struct lexeme){word, i});
    }
    char *start = rt_make_begin(scratch, (LEXEMES_MOST + 1) * (WORD_ROOM + 8)), *out = start;
    *out++ = '\'';
    out = print_position(rt_print_uint(out, index), wanted + 1);
    for (unsigned i = 0; i < count; i++) {
        const struct rt_word *word = lexemes[i].word;
        out = rt_make_string(out, " '");
        memcpy(out, word->text, word->size);
        out = print_position(out + word->size, lexemes[i].position);
    }
    return rt_make_end(scratch, start, out);
}

uint64_t rt_tsvector_count(uint32_t size)
{
    (void)size;
    return RT_FIT_MANY;
}

/* ---- tsquery ---- */

struct rt_text rt_tsquery_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    static const char *const joints[][2] = {
        {"' & '", "'"}, {"' | '", "'"}, {"' <-> '", "'"}, {"' & !'", "'"}};
    rt_stream noise = rt_make_noise(index);
    const char *const *joint = joints[rt_random(noise, 0) >> 62];
    char *start = rt_make_begin(scratch, 2 * WORD_ROOM + 16), *out = start;
    *out++ = '\'';
    out = rt_make_string(print_noun(out, noise, 1), joint[0]);
    out = rt_make_string(rt_print_uint(out, index), joint[1]);
    return rt_make_end(scratch, start, out);
}

uint64_t rt_tsquery_count(uint32_t size)
{
    (void)size;
    return RT_FIT_MANY;
}

/* ---- label trees ---- */

#define LABELS_MOST 4

/* Words as labels, and a last one with the number, joined by strings. */
static struct rt_text labels(struct rt_scratch *scratch, uint64_t index, const char *joint, unsigned most)
{
    rt_stream noise = rt_make_noise(index);
    char *start = rt_make_begin(scratch, (LABELS_MOST + 1) * (WORD_ROOM + 4)), *out = start;
    for (uint64_t left = 1 + rt_below(rt_random(noise, 0), most); left > 0; left--)
        out = rt_make_string(print_noun(out, noise, left), joint);
    out = print_noun(out, noise, LABELS_MOST + 1);
    *out++ = '_';
    return rt_make_end(scratch, start, rt_print_uint(out, index));
}

struct rt_text rt_ltree_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    return labels(scratch, index, ".", LABELS_MOST);
}

struct rt_text rt_lquery_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    return labels(scratch, index, ".*.", 2);
}

struct rt_text rt_ltxtquery_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    return labels(scratch, index, " & ", 2);
}

uint64_t rt_ltree_count(uint32_t size)
{
    (void)size;
    return RT_FIT_MANY;
}

uint64_t rt_lquery_count(uint32_t size)
{
    return rt_ltree_count(size);
}

uint64_t rt_ltxtquery_count(uint32_t size)
{
    return rt_ltree_count(size);
}
