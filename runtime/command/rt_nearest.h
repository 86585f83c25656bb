/* The name somebody may have meant: the one with the fewest letters wrong. */
#ifndef RT_NEAREST_H
#define RT_NEAREST_H

#include <stddef.h>

/* A search among names that are offered one by one. Start with rt_nearest_begin. */
struct rt_nearest {
    const char *word; /* what was written */
    size_t size;      /* its bytes */
    const char *name; /* the best so far, or NULL: none is near enough */
    size_t distance;  /* how far it is */
};

/* A search for the word, which has size bytes and must outlive it. Nothing is near yet. */
struct rt_nearest rt_nearest_begin(const char *word, size_t size);

/* Considers a name, which must outlive the search. Of names as near the first is kept. */
void rt_nearest_offer(struct rt_nearest *nearest, const char *name);

#endif
