/* OIDs of types, and what can be written in binary with them: see rt_oids.h. */
#include "rt_oids.h"

uint16_t rt_oids_count(const struct rt_program *program)
{
    return program->server_type_count;
}

const char *rt_oids_name(const struct rt_program *program, uint16_t index)
{
    return program->server_types[index];
}

void rt_oids_set(struct rt_db *db, uint16_t index, uint32_t oid, bool receives)
{
    db->server_types[index] = (struct rt_server_type){oid, !receives};
}

/* The part of a type that has no binary form; NULL: all have. */
static const struct rt_type *part_without_form(const struct rt_db *db, const struct rt_type *type)
{
    if (type->wire == RT_WIRE_NONE || (type->oid.server && db->server_types[type->oid.server - 1].no_binary))
        return type;
    const struct rt_type *part = type->element ? part_without_form(db, type->element) : NULL;
    for (uint32_t i = 0; !part && i < type->field_count; i++)
        part = part_without_form(db, type->fields[i].type);
    return part;
}

/* The name of a type in it whose OID is wanted and not known; NULL: all are. */
static const char *part_without_oid(const struct rt_db *db, const struct rt_type *type)
{
    if (type->element_oid.server && !rt_oid_value(db, type->element_oid))
        return rt_oids_name(db->program, type->element_oid.server - 1);
    const char *part = type->element ? part_without_oid(db, type->element) : NULL;
    for (uint32_t i = 0; !part && i < type->field_count; i++) {
        const struct rt_field *field = &type->fields[i];
        const bool unknown = field->oid.server && !rt_oid_value(db, field->oid);
        part = unknown ? rt_oids_name(db->program, field->oid.server - 1) : part_without_oid(db, field->type);
    }
    return part;
}

bool rt_table_has_binary(const struct rt_db *db, const struct rt_table *table, struct rt_obstacle *obstacle)
{
    struct rt_obstacle found = {0};
    for (uint16_t i = 0; !found.type && i < table->column_count; i++) {
        const struct rt_type *part =
            table->columns[i].generated ? NULL : part_without_form(db, table->columns[i].type);
        if (part)
            found = (struct rt_obstacle){&table->columns[i], part->name, false};
    }
    for (uint16_t i = 0; !found.type && table->write[RT_COPY_BINARY] && i < table->column_count; i++) {
        const char *part = table->columns[i].generated ? NULL : part_without_oid(db, table->columns[i].type);
        if (part)
            found = (struct rt_obstacle){&table->columns[i], part, true};
    }
    if (obstacle)
        *obstacle = found;
    return !found.type && table->write[RT_COPY_BINARY];
}
