/* Holes of two types. */
#pragma once
#define emit_put(out, value) (void)fprintf(out, _Generic((value), int: "%d", default: "%s"), value)
