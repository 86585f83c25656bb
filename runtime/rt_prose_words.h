/* The words that rt_prose_counted.c copies one by one. For that file only. */
#ifndef RT_PROSE_WORDS_H
#define RT_PROSE_WORDS_H

#include <stdint.h>

#define RT_PROSE_WORD_BITS 9
#define RT_PROSE_WORDS     (1 << RT_PROSE_WORD_BITS)

/* A word with a space after it, copied in one move. */
struct rt_prose_word {
    char text[15];
    uint8_t size; /* bytes with the space */
};

/* Distinct words, ascending by length. */
extern const struct rt_prose_word rt_prose_dictionary[RT_PROSE_WORDS];

#endif
