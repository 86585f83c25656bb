/*
 * OIDs of types. Arrays and composites have them in PostgreSQL's binary form: those of built-in types are the
 * same everywhere, those of a schema's own types and of extensions' only a server knows. Who has a connection
 * asks it for each of the program's:
 *
 *     for (uint16_t i = 0; i < rt_oids_count(program); i++)
 *         … select oid, typreceive <> 0 from pg_type where oid = to_regtype(rt_oids_name(program, i))
 *         rt_oids_set(db, i, oid, receives);
 *
 * before the first row is made, and rt_table_has_binary tells which tables can be written in binary then.
 * Servers from version 14 on take any OID in the place of one that is not built in (array_recv and
 * record_recv check those alone), so that what is written without a server, with 0 for OIDs that are not
 * known, is read there.
 */
#ifndef RT_OIDS_H
#define RT_OIDS_H

#include "rt_program.h"

/* How many types there are to ask for, and their names: quoted and with their schemas, as to_regtype takes
 * them. */
uint16_t rt_oids_count(const struct rt_program *program);
const char *rt_oids_name(const struct rt_program *program, uint16_t index);

/* Notes what the server says of a type: its OID, and whether it can read it in binary. 0 and false where it
 * has no such type. */
void rt_oids_set(struct rt_db *db, uint16_t index, uint32_t oid, bool receives);

/* The OID's value, 0 where it is not known. */
static inline uint32_t rt_oid_value(const struct rt_db *db, struct rt_oid oid)
{
    return oid.fixed || !oid.server ? oid.fixed : db->server_types[oid.server - 1].oid;
}

/* Why a table cannot be written in binary. */
struct rt_obstacle {
    const struct rt_column *column; /* one that cannot; NULL: the program has no writer, as values are texts
                                     * that the schema gives and only a server reads */
    const char *type;               /* the name of the type in it that is in the way */
    bool unknown;                   /* its OID is not known; else it has no binary form */
};

/* Whether the table's rows can be written as RT_COPY_BINARY with the OIDs known so far; else, where
 * `obstacle` is not NULL, why not. */
bool rt_table_has_binary(const struct rt_db *db, const struct rt_table *table, struct rt_obstacle *obstacle);

#endif
