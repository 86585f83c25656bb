/* process.h: running other programs without a shell. */
#ifndef SCHEMAC_EMIT_PROCESS_H
#define SCHEMAC_EMIT_PROCESS_H

#include "diag/diag.h"
#include "model/type.h"

/* Runs the commands, at most `jobs` at a time; each is a list of words, the first of which is looked up in
 * PATH. What they print is theirs. Stops starting more after the first that fails, and reports that one. */
bool process_run_all(const TextList *commands, size_t count, unsigned jobs, Arena *arena, Diag *diag);

#endif
