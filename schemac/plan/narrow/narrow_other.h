/* narrow_other.h: conditions on values that are held in a text form of their own: documents, addresses,
 * bytes. What the conditions say is not taken apart: values of the shapes that the column can have
 * are tried. */
#ifndef SCHEMAC_PLAN_NARROW_OTHER_H
#define SCHEMAC_PLAN_NARROW_OTHER_H

#include "plan/narrow/narrow_parts.h"

/* Values of any type that meet the conditions, by trying. */
Found other_narrow(const NarrowTask *task);

/* Values that are worth trying. */
TextList other_candidates(const NarrowTask *task);

/* ---- narrow_json.c */

/* The documents that meet the conditions. */
Found json_narrow(const NarrowTask *task);

/* The same for texts that conditions read as documents, and whether they do. */
bool json_is_read(const NarrowTask *task);
Found json_text_narrow(const NarrowTask *task);

/* Adds some documents with all that the conditions read of them. */
void json_candidates(const NarrowTask *task, TextList *texts);

/* Every literal of the conditions, as it is written. */
TextList narrow_literals(const NarrowTask *task);

/* ---- narrow_geometry.c */

/* The geometries that meet the conditions. */
Found geometry_narrow(const NarrowTask *task);

/* ---- narrow_sample.c */

/* Hosts and smaller networks of the networks of IPv4 among the literals. */
void sample_addresses(const NarrowTask *task, const TextList *literals, TextList *texts);

/* Of all first bytes, and of many lengths. */
void sample_bytes(const NarrowTask *task, TextList *texts);

/* Bits of a fixed length: all that there are, or some of them. */
void sample_bits(const NarrowTask *task, size_t most, TextList *texts);

/* Of version 4, as many as are tried. */
void sample_uuids(const NarrowTask *task, TextList *texts);

#endif
