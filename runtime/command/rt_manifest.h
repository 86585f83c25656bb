/*
 * The manifest: a JSON file beside the data that tells what they hold and how to make them again. The same
 * options give the same manifest: no time, host or folder is in it.
 */
#ifndef RT_MANIFEST_H
#define RT_MANIFEST_H

#include "rt_jobs.h"

struct rt_manifest {
    const struct rt_db *db;
    enum rt_format_id format;
    uint64_t part, parts;
    bool own;                  /* parts stand alone */
    const struct rt_job *jobs; /* files, complete; each has one piece */
    size_t job_count;
};

/* Writes a manifest under a name in a folder. False with errno set. */
bool rt_manifest_write(const struct rt_manifest *manifest, int folder, const char *name);

#endif
