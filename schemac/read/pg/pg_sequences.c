/* pg_sequences.c: sequences, and which of them a serial or identity column stands for. */
#include "read/pg/pg_catalog.h"

#include "read/catalog.h"

/* The key of a column in PgCatalog.identities. */
static Text column_key(const PgCatalog *catalog, Text relation, Text number)
{
    return text_format(catalog->arena, "%.*s.%.*s", TEXT_ARG(relation), TEXT_ARG(number));
}

static Sequence *new_sequence(const PgCatalog *catalog, PgRow row)
{
    Sequence *sequence = arena_new_object(catalog->arena, Sequence);
    sequence->schema = pg_text(row, "schema");
    sequence->name = pg_text(row, "name");
    sequence->type = pg_type_use(catalog, pg_text(row, "type"), (Text){NULL, 0});
    sequence->start = pg_int(row, "start");
    sequence->increment = pg_int(row, "increment");
    sequence->minimum = pg_int(row, "minimum");
    sequence->maximum = pg_int(row, "maximum");
    sequence->cycle = pg_bool(row, "cycle");
    sequence->comment = pg_text(row, "comment");
    sequence->span = pg_place(catalog, "sequence", sequence->schema, sequence->name, (Text){"", 0});
    return sequence;
}

static void add_sequence(PgCatalog *catalog, PgRow row)
{
    PgSequence *entry = arena_new_object(catalog->arena, PgSequence);
    *entry = (PgSequence){.sequence = new_sequence(catalog, row), .row = row};
    list_push(catalog->arena, &catalog->sequences, entry);
    map_put(&catalog->defaults, pg_text(row, "default_text"), entry);
    if (pg_char(row, "ownership") == 'i')
        map_put(&catalog->identities,
                column_key(catalog, pg_text(row, "owner"), pg_text(row, "owner_column")), entry);
}

bool pg_read_sequences(PgCatalog *catalog)
{
    catalog->defaults = catalog->identities = map_new(catalog->arena);
    PgRows *rows = &catalog->sequence_rows;
    if (!pg_query(catalog, "the sequences", PG_QUERY(sequences), rows))
        return false;
    for (size_t i = 0; i < rows->count; i++)
        add_sequence(catalog, pg_row(rows, i));
    return true;
}

/* Whether OWNED BY names the column of that row of pg_attribute. */
static bool is_owner(const PgSequence *entry, PgRow column)
{
    return pg_char(entry->row, "ownership") == 'a' &&
           text_equal(pg_text(entry->row, "owner"), pg_text(column, "relation")) &&
           text_equal(pg_text(entry->row, "owner_column"), pg_text(column, "number"));
}

static bool is_integer(const Column *column)
{
    TypeCode code = column->type.dimensions ? TYPE_NONE : column->type.type->code;
    return code == TYPE_INT2 || code == TYPE_INT4 || code == TYPE_INT8;
}

void pg_set_sequence(PgCatalog *catalog, Column *column, PgRow row)
{
    Text key = column_key(catalog, pg_text(row, "relation"), pg_text(row, "number"));
    bool is_identity = column->identity != IDENTITY_NONE;
    PgSequence *entry = is_identity ? map_get(&catalog->identities, key)
                                    : map_get(&catalog->defaults, pg_text(row, "default_text"));
    if (!entry)
        return;
    column->sequence = entry->sequence;
    column->is_serial = !is_identity && is_integer(column) && is_owner(entry, row);
    entry->is_taken = entry->is_taken || is_identity || column->is_serial;
}

/* Whether a sequence that no column stands for is read: with its owner, or with its schema. */
static bool is_chosen(const PgCatalog *catalog, const PgSequence *entry)
{
    Text owner = pg_text(entry->row, "owner");
    return owner.data ? pg_table(catalog, owner) != NULL
                      : pg_is_chosen_schema(catalog, entry->sequence->schema);
}

static void set_owner(const PgCatalog *catalog, PgSequence *entry)
{
    const PgTable *owner = pg_table(catalog, pg_text(entry->row, "owner"));
    const Column *column = owner ? pg_column(owner, pg_int(entry->row, "owner_column")) : NULL;
    if (!column)
        return;
    entry->sequence->owner_table_schema = owner->table->schema;
    entry->sequence->owner_table = owner->table->name;
    entry->sequence->owner_column = column->name;
}

void pg_place_sequences(PgCatalog *catalog)
{
    for (size_t i = 0; i < catalog->sequences.count; i++) {
        PgSequence *entry = catalog->sequences.items[i];
        set_owner(catalog, entry);
        if (!entry->is_taken && is_chosen(catalog, entry))
            list_push(catalog->arena, &catalog->schema->sequences, entry->sequence);
    }
}
