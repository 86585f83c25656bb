/* pg_dump.h: the DDL of a live database, as pg_dump prints it. */
#ifndef SCHEMAC_READ_PG_DUMP_H
#define SCHEMAC_READ_PG_DUMP_H

#include "read/pg/pg_catalog.h"

/* Keeps in schema->ddl the statements that pg_dump prints of the database that the settings ("PGHOST=db")
 * name, where a pg_dump is at hand that is no older than the server; else keeps none, and nothing is
 * reported. */
void pg_dump_ddl(Schema *schema, const TextList *settings, int server_version);

#endif
