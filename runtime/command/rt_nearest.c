/* The name somebody may have meant. */
#include "rt_nearest.h"

#include <string.h>

#define LONGEST 255 /* bytes of names that are compared */

struct rt_nearest rt_nearest_begin(const char *word, size_t size)
{
    return (struct rt_nearest){word, size, NULL, 1 + size / 3};
}

static unsigned char lower(char letter)
{
    return (unsigned char)(letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Letters to insert, remove, change or swap with their neighbour to make one text the other, without regard
 * to case (optimal string alignment). Both are at most LONGEST bytes. */
static size_t distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_size; j++)
        last[j] = before[j] = j;
    for (size_t i = 1; i <= a_size; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            size_t change = last[j - 1] + (lower(a[i - 1]) != lower(b[j - 1]));
            row[j] = least(change, least(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return last[b_size];
}

void rt_nearest_offer(struct rt_nearest *nearest, const char *name)
{
    size_t size = strlen(name);
    if (size > LONGEST || nearest->size > LONGEST)
        return;
    size_t far = distance(nearest->word, nearest->size, name, size);
    if (far < nearest->distance || (far == nearest->distance && !nearest->name)) {
        nearest->name = name;
        nearest->distance = far;
    }
}
