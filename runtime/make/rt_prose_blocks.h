/* The words that rt_prose.c copies sixteen bytes at a time. For that file only. */
#ifndef RT_PROSE_BLOCKS_H
#define RT_PROSE_BLOCKS_H

#define RT_PROSE_BLOCK_BITS  10
#define RT_PROSE_BLOCKS      (1 << RT_PROSE_BLOCK_BITS)
#define RT_PROSE_BLOCK_LEAST 12 /* bytes of the smallest block */

/* Whole words with a space after each; the last of the sixteen bytes is the number of the others in use. */
extern const char rt_prose_blocks[RT_PROSE_BLOCKS][16];

#endif
