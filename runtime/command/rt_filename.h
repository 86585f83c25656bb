/*
 * File names for tables. A name, outside public with its schema before it, is kept where it is safe; every
 * byte that is no ASCII letter, digit,
 * ".", "_" or "-", and a "." or "-" in front, is written %XX. Names that would differ in case alone, or take
 * the manifest's, get "~2", "~3" … in the program's order; long ones are cut and get "~" and a hash. No name
 * can bring a "~" of its own.
 */
#ifndef RT_FILENAME_H
#define RT_FILENAME_H

#include <stdbool.h>
#include <stdint.h>

#include "rt_program.h"

/* Room for any file name this makes, its NUL included; a temporary name needs no more than NAME_MAX. */
#define RT_FILENAME_SIZE 224

/* The names of a program's tables without suffixes, by index. Free each and the array with rt_filenames_free.
 * NULL where memory is out. */
char **rt_filenames_of(const struct rt_program *program);
void rt_filenames_free(char **names, const struct rt_program *program);

/* A whole file name: base.suffix, or base.03-of-64.suffix for a part, zeros in front so that names sort. */
void rt_filename_make(char name[RT_FILENAME_SIZE], const char *base, uint64_t part, uint64_t parts,
                      const char *suffix);

#endif
