/* The smallest buffer that a template can be printed to: standard output. */
#pragma once
#include <stdio.h>
typedef FILE Buffer;
#define buffer_append(out, text, size) (void)fwrite(text, 1, size, out)
