/* The command `row`: one row, as a line for each column or in a format. */
#include <inttypes.h>
#include <string.h>

#include "rt_cli.h"
#include "rt_number.h"

/* Appends one row in a format to an output; false where that cannot be, which is reported. */
static bool make_row(const struct rt_cli *cli, const struct rt_db *db, const struct rt_piece *piece,
                     struct rt_out *out)
{
    struct rt_scratch scratch;
    bool done = rt_scratch_init(&scratch) && !out->failed;
    if (done) {
        rt_piece_begin(piece, out);
        size_t at = out->size;
        piece->table->write[piece->format](db, piece->first, 1, 1, &scratch, out);
        rt_piece_mend(piece, out, at);
        rt_piece_end(piece, out);
        done = !scratch.failed && !out->failed;
    }
    if (!done)
        rt_report_error(&cli->report, "%s", *scratch.problem ? scratch.problem : "out of memory");
    rt_scratch_free(&scratch);
    return done;
}

/* The byte that a letter after a backslash stands for in COPY's text form. */
static char unescaped(char letter)
{
    static const char letters[] = "bfnrtv", bytes[] = "\b\f\n\r\t\v";
    const char *found = letter ? strchr(letters, letter) : NULL;
    return found ? bytes[found - letters] : letter;
}

/* Prints one field of COPY's text form as it reads on a terminal, in place of itself. */
static void print_field(char *field, size_t size)
{
    char *to = field;
    if (size == 2 && memcmp(field, "\\N", 2) == 0) {
        fputs("NULL\n", stdout);
        return;
    }
    for (size_t i = 0; i < size; i++) {
        bool escape = field[i] == '\\' && i + 1 < size;
        *to++ = escape ? unescaped(field[++i]) : field[i];
    }
    rt_report_text(stdout, field, (size_t)(to - field));
    putchar('\n');
}

/* Prints a row in COPY's text form as a line for each column: its name, padded, and the value. */
static void print_columns(const struct rt_table *table, char *line, size_t size)
{
    size_t width = 0;
    for (uint16_t i = 0; i < table->column_count; i++)
        if (!table->columns[i].generated && strlen(table->columns[i].name) > width)
            width = strlen(table->columns[i].name);
    const char *end = line + size;
    for (uint16_t i = 0; i < table->column_count; i++) {
        const struct rt_column *column = &table->columns[i];
        if (column->generated)
            continue;
        char *field = line;
        while (line < end && *line != '\t' && *line != '\n')
            line++;
        size_t used = rt_report_text(stdout, column->name, strlen(column->name));
        printf("%*s", (int)(width - used) + 2, "");
        print_field(field, (size_t)(line - field));
        line += line < end;
    }
}

static enum rt_exit print_row(const struct rt_cli *cli, const struct rt_db *db, uint16_t index, uint64_t row)
{
    struct rt_piece piece = {
        .table = cli->program->tables[index], .format = RT_COPY, .first = row, .own = true};
    struct rt_out out;
    if (cli->options.has_format)
        piece.format = cli->options.format == RT_JSON_ARRAY ? RT_NDJSON : cli->options.format;
    if (!rt_cli_check_format(cli, db, index, piece.format))
        return RT_EXIT_USAGE;
    piece.head = piece.foot = piece.format == RT_COPY_BINARY;
    piece.end = row + 1;
    piece.rows = db->rows[index];
    rt_out_init(&out, 4096);
    bool made = make_row(cli, db, &piece, &out);
    if (made && cli->options.has_format)
        fwrite(out.data, 1, out.size, stdout);
    else if (made)
        print_columns(piece.table, out.data, out.size);
    rt_out_free(&out);
    return made && rt_report_flush(&cli->report) ? RT_EXIT_DONE : RT_EXIT_WORLD;
}

enum rt_exit rt_row_command(struct rt_cli *cli)
{
    const char *name = cli->options.operands[0], *number = cli->options.operands[1];
    enum rt_exit exit = RT_EXIT_USAGE;
    uint16_t index;
    uint64_t row;
    if (!rt_cli_find_table(cli, name, strlen(name), &index))
        return exit;
    if (!rt_number_read(number, strlen(number), 1, &row)) {
        rt_report_error(&cli->report, "invalid row number \"%s\"", number);
        rt_report_hint(&cli->report, "Rows are numbered from 0.");
        return exit;
    }
    struct rt_db *db = rt_cli_open(cli, &exit);
    if (!db)
        return exit;
    if (row < db->rows[index]) {
        exit = print_row(cli, db, index, row);
    } else {
        rt_report_error(&cli->report, "table \"%s\" has no row %" PRIu64, name, row);
        rt_report_hint(&cli->report,
                       "It has %" PRIu64 " rows, numbered from 0. --rows and --scale give it more.",
                       db->rows[index]);
        exit = RT_EXIT_USAGE;
    }
    rt_close(db);
    return exit;
}
