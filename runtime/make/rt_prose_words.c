/*
 * The words of rt_prose_of_words: as many as bits choose, each with the space that follows it.
 */
#include "rt_prose_words.h"

#define WITH_SPACE(word) {word " ", sizeof(word)},

const struct rt_prose_word rt_prose_dictionary[RT_PROSE_WORDS] = {RT_PROSE_LIST(WITH_SPACE)};
