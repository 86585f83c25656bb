/* build.h: from a plan to a program: writing its files, compiling them, and starting it. */
#ifndef SCHEMAC_BUILD_H
#define SCHEMAC_BUILD_H

#include "options.h"
#include "plan/plan.h"

/* Seconds that the stages before took, for the summary. */
typedef struct BuildTimes {
    double read, plan;
} BuildTimes;

/* Builds in the folder that the options name and prints, on standard error, what was made and what to try. */
bool build_program(const Plan *plan, const Options *options, const BuildTimes *times, Diag *diag);

/* Builds in the user's cache, where what was built before is found again, and becomes the program with the
 * arguments after
 * "--". Returns, false, only where that fails. */
bool build_and_run(const Plan *plan, const Options *options, Diag *diag);

#endif
