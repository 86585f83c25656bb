/*
 * Numbers as people write and read them: 10k, 1.5M, 2G on the way in; 1,234,567, 5.1 MB, 1m 20s on the way
 * out. Units are decimal. Free of locale and of floating point.
 */
#ifndef RT_NUMBER_H
#define RT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for any text that the functions below print, its NUL included. */
#define RT_NUMBER_SIZE 32

/*
 * Reads a decimal number of `size` bytes, with a fraction and one of the suffixes k, M, G, T in either case
 * where there are any, and gives it multiplied by `unit`. False where it is something else, no whole number
 * of units, or over UINT64_MAX.
 */
bool rt_number_read(const char *text, size_t size, uint64_t unit, uint64_t *number);

/* Digits in groups of three: 1,234,567. Returns buffer, as do the next ones. */
char *rt_number_grouped(char buffer[RT_NUMBER_SIZE], uint64_t number);

/* Three digits that count and a suffix: 950, 1.23k, 45.6M. */
char *rt_number_short(char buffer[RT_NUMBER_SIZE], uint64_t number);

/* Bytes: 950 B, 1.23 kB, 45.6 MB. */
char *rt_number_bytes(char buffer[RT_NUMBER_SIZE], uint64_t bytes);

/* Time: 0.04 s, 12.3 s, 4m 05s, 2h 07m. */
char *rt_number_time(char buffer[RT_NUMBER_SIZE], uint64_t nanoseconds);

/* Time that is only guessed, in whole seconds, at least 1: 4 s, 4m 05s. */
char *rt_number_wait(char buffer[RT_NUMBER_SIZE], uint64_t nanoseconds);

/* part for each second, saturating; 0 time counts as 1 ns. */
uint64_t rt_number_rate(uint64_t part, uint64_t nanoseconds);

#endif
