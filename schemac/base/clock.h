/* clock.h: how long things take, for summaries; never in what is generated. */
#ifndef SCHEMAC_BASE_CLOCK_H
#define SCHEMAC_BASE_CLOCK_H

/* Seconds since some moment in the past. */
double clock_seconds(void);

#endif
