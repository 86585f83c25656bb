/* evaluate_rows.c: evaluates expressions of a schema's file on rows that it is given, for tests that compare
 * with a server. Lines of standard input, fields separated by tabs with COPY's escapes:
 *
 *     L                 lists the CHECKs: number, table or domain, text, then name and type of each column
 * read T table           the rows that follow are of this table, all of its columns E expression      what to
 * evaluate C number          the CHECK to evaluate; its rows have the columns that L lists R value … a row:
 * answered by "v" and the value, "n", "e" or "u", as evaluate has it
 *
 * Every L ends with a line ".". */
#include "evaluate/evaluate.h"
#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Entry {
    const Table *table;
    const Type *domain;
    const Check *check;
    LIST(size_t) columns; /* of the table, those read */
} Entry;

typedef LIST(Entry *) EntryList;

typedef struct Session {
    Schema *schema;
    Diag diag;
    EntryList entries;
    const Expr *expr;
    const Table *table;
    const Entry *entry; /* NULL: rows have all columns of the table */
    TypeUse domain;     /* whose VALUE the rows are */
    Text now;
} Session;

/* ---- fields ---- */

static Text unescaped(Arena *arena, Text field)
{
    static const char letters[] = "bfnrtv", values[] = "\b\f\n\r\t\v";
    char *out = arena_alloc(arena, field.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < field.size; i++) {
        char c = field.data[i];
        if (c == '\\' && i + 1 < field.size) {
            c = field.data[++i];
            const char *found = strchr(letters, c);
            c = found ? values[found - letters] : c;
        }
        out[size++] = c;
    }
    return (Text){out, size};
}

static void print_escaped(Text text)
{
    static const char letters[] = "bfnrtv\\", values[] = "\b\f\n\r\t\v\\";
    for (size_t i = 0; i < text.size; i++) {
        const char *found = strchr(values, text.data[i]);
        if (found)
            putchar('\\');
        putchar(found ? letters[found - values] : text.data[i]);
    }
}

static Text next_field(Text *line)
{
    size_t end = 0;
    while (end < line->size && line->data[end] != '\t')
        end++;
    Text field = text_slice(*line, 0, end);
    *line = text_slice(*line, end + 1, line->size);
    return field;
}

/* ---- the schema's CHECKs ---- */

typedef struct Gather {
    Arena *arena;
    Entry *entry;
} Gather;

static void gather_column(void *context, const Expr *expr)
{
    Gather *gather = context;
    const ColumnList *columns = &gather->entry->table->columns;
    for (size_t i = 0; i < columns->count; i++) {
        if (!text_equal(columns->items[i]->name, expr->text))
            continue;
        for (size_t k = 0; k < gather->entry->columns.count; k++)
            if (gather->entry->columns.items[k] == i)
                return;
        list_push(gather->arena, &gather->entry->columns, i);
    }
}

static void add_entry(Session *session, const Table *table, const Type *domain, const Check *check)
{
    Entry *entry = arena_new_object(session->schema->arena, Entry);
    *entry = (Entry){.table = table, .domain = domain, .check = check};
    Gather gather = {session->schema->arena, entry};
    if (table)
        expr_each_column(check->expr, gather_column, &gather);
    list_push(session->schema->arena, &session->entries, entry);
}

static void gather_entries(Session *session)
{
    for (size_t i = 0; i < session->schema->types.count; i++) {
        const Type *type = session->schema->types.items[i];
        for (size_t k = 0; k < type->checks.count; k++)
            add_entry(session, NULL, type, type->checks.items[k]);
    }
    for (size_t i = 0; i < session->schema->tables.count; i++) {
        const Table *table = session->schema->tables.items[i];
        for (size_t k = 0; k < table->checks.count; k++)
            add_entry(session, table, NULL, table->checks.items[k]);
    }
}

static void print_column(Session *session, Text name, const TypeUse *type)
{
    putchar('\t');
    print_escaped(name);
    putchar('\t');
    print_escaped(type_print(session->schema->arena, type));
}

static void list_entries(Session *session)
{
    for (size_t i = 0; i < session->entries.count; i++) {
        const Entry *entry = session->entries.items[i];
        printf("%zu\t", i);
        Text name = entry->table ? table_print_name(session->schema->arena, entry->table)
                                 : schema_print_name(session->schema->arena, entry->domain->schema,
                                                     entry->domain->name);
        print_escaped(name);
        putchar('\t');
        print_escaped(entry->check->text.size ? entry->check->text
                                              : expr_print(session->schema->arena, entry->check->expr));
        if (entry->domain)
            print_column(session, TEXT("value"), &entry->domain->base);
        for (size_t k = 0; k < entry->columns.count; k++) {
            const Column *column = entry->table->columns.items[entry->columns.items[k]];
            print_column(session, column->name, &column->type);
        }
        putchar('\n');
    }
    puts(".");
}

/* ---- rows ---- */

static void answer(Evaluated state, Text value)
{
    static const char *const letters[] = {"v", "n", "e", "u"};
    fputs(letters[state], stdout);
    if (state == EVALUATED_VALUE) {
        putchar('\t');
        print_escaped(value);
    }
    putchar('\n');
}

static void evaluate_row(Session *session, Text line)
{
    Arena *arena = arena_new();
    const Table *table = session->table;
    size_t count = table ? table->columns.count : 0;
    Text *texts = arena_array(arena, count + 1, sizeof *texts), value = {0};
    bool *nulls = arena_array(arena, count + 1, sizeof *nulls);
    size_t given = session->entry && table ? session->entry->columns.count : table ? count : 1;
    for (size_t i = 0; i < count; i++)
        nulls[i] = true;
    for (size_t i = 0; i < given; i++) {
        size_t at = session->entry && table ? session->entry->columns.items[i] : i;
        Text field = next_field(&line);
        nulls[at] = text_is(field, "\\N");
        texts[at] = unescaped(arena, field);
    }
    EvaluateScope scope = {.schema = session->schema, .table = table, .texts = texts, .nulls = nulls};
    scope.now = session->now;
    if (!table)
        scope = (EvaluateScope){.schema = session->schema,
                                .value_type = &session->domain,
                                .value = texts[0],
                                .value_null = nulls[0],
                                .now = scope.now};
    Evaluated state = evaluate(arena, session->expr, &scope, &value, NULL);
    answer(state, value);
    arena_free(arena);
}

static void set_table(Session *session, Text name)
{
    Text namespace_name, table_name;
    session->entry = NULL;
    schema_split_name(session->schema->arena, name, &namespace_name, &table_name);
    if (!namespace_name.size)
        namespace_name = TEXT("public");
    session->table = schema_find_table(session->schema, namespace_name, table_name);
    if (!session->table) {
        fprintf(stderr, "there is no table \"%.*s\"\n", TEXT_ARG(name));
        exit(1);
    }
}

static void set_expression(Session *session, Text text)
{
    Text source = unescaped(session->schema->arena, text);
    Expr *expr = read_expr_text(session->schema, &session->diag, source, TEXT("expression"));
    ExprScope scope = {.schema = session->schema, .table = session->table};
    if (!expr)
        exit(1);
    session->expr = expr_normalise(session->schema->arena, expr, &scope);
}

static void set_check(Session *session, Text number)
{
    int64_t index;
    if (!text_to_int64(number, &index) || index < 0 || (size_t)index >= session->entries.count)
        exit(1);
    session->entry = session->entries.items[index];
    session->table = session->entry->table;
    session->expr = session->entry->check->expr;
    if (session->entry->domain)
        session->domain = session->entry->domain->base;
}

static void serve(Session *session, Text line)
{
    Text rest = line;
    char command = next_field(&rest).data[0];
    switch (command) {
    case 'L':
        list_entries(session);
        break;
    case 'T':
        set_table(session, text_copy(session->schema->arena, rest));
        break;
    case 'E':
        set_expression(session, rest);
        break;
    case 'N':
        session->now = text_copy(session->schema->arena, rest);
        break;
    case 'C':
        set_check(session, rest);
        break;
    default:
        evaluate_row(session, rest);
    }
}

int main(int argc, char **argv)
{
    Arena *arena = arena_new();
    Session session = {.schema = schema_new(arena), .diag = diag_new(stderr)};
    TextList sources = {0}, overlays = {0};
    LiveOptions live = {0};
    for (int i = 1; i < argc; i++)
        list_push(arena, &sources, text_of(argv[i]));
    if (!read_sources(session.schema, &session.diag, &sources, &overlays, &live) ||
        !schema_check(session.schema, &session.diag)) {
        arena_free(arena);
        return 1;
    }
    gather_entries(&session);
    char *line = NULL;
    size_t room = 0;
    for (ssize_t size; (size = getline(&line, &room, stdin)) > 0;) {
        if (line[size - 1] == '\n')
            size--;
        if (size > 0)
            serve(&session, (Text){line, (size_t)size});
    }
    free(line);
    arena_free(arena);
    return 0;
}
