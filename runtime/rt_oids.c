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

static bool no_form(const struct rt_type *type, struct rt_obstacle *obstacle)
{
    obstacle->type = type->name;
    obstacle->unknown = false;
    return false;
}

static bool has_oid(const struct rt_db *db, struct rt_oid oid, const struct rt_type *type,
                    struct rt_obstacle *obstacle)
{
    obstacle->type = oid.server ? db->program->server_types[oid.server - 1] : type->name;
    obstacle->unknown = true;
    return rt_oid_value(db, oid) != 0;
}

static bool type_has_binary(const struct rt_db *db, const struct rt_type *type, struct rt_obstacle *obstacle)
{
    if (type->wire == RT_WIRE_NONE || (type->oid.server && db->server_types[type->oid.server - 1].no_binary))
        return no_form(type, obstacle);
    for (uint32_t i = 0; i < type->field_count; i++)
        if (!type_has_binary(db, type->fields[i].type, obstacle) ||
            !has_oid(db, type->fields[i].oid, type->fields[i].type, obstacle))
            return false;
    if (type->kind == RT_ARRAY && !has_oid(db, type->element_oid, type->element, obstacle))
        return false;
    return !type->element || type_has_binary(db, type->element, obstacle);
}

bool rt_table_has_binary(const struct rt_db *db, const struct rt_table *table, struct rt_obstacle *obstacle)
{
    struct rt_obstacle unread;
    if (!obstacle)
        obstacle = &unread;
    for (uint16_t i = 0; i < table->column_count; i++) {
        obstacle->column = &table->columns[i];
        if (table->columns[i].written && !type_has_binary(db, table->columns[i].type, obstacle))
            return false;
    }
    return table->write[RT_COPY_BINARY] != NULL;
}
