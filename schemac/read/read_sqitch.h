/* read_sqitch.h: the files of a sqitch project, in the order of its plan. */
#ifndef SCHEMAC_READ_READ_SQITCH_H
#define SCHEMAC_READ_READ_SQITCH_H

#include "base/list.h"
#include "base/text.h"

/* Whether the folder holds a plan of sqitch. */
bool sqitch_is_project(Arena *arena, Text folder);

/* Appends the scripts that deploy the plan's changes, in its order; of a change that was reworked also those
 * of its earlier instances. Whether they are there is not looked at. False with errno set where the plan
 * cannot be read. After sqitch's documentation, "sqitchchanges" and "sqitch-rework". */
bool sqitch_files(Arena *arena, Text folder, TextList *files);

#endif
