/*
 * How many rows each table has. Tables are resolved parents first; where bounds run in a circle, the walk is
 * repeated until nothing moves. Only then is anything reported. All arithmetic saturates in 128 bits.
 */
#include "rt_rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "rt_number.h"

#define COUNT_MAX (~(rt_uint128)0)

/* The bounds of one table: the tightest of each kind, and what sets it (NULL: nothing but the numbering). */
struct bounds {
    rt_uint128 least, most;
    const struct rt_limit *least_by, *most_by;
};

/* ---- what is wanted ------------------------------------------------------------------------------------ */

static const struct rt_rows_request *request_of(const struct rt_open_options *options, uint16_t table)
{
    for (uint16_t i = options->request_count; i-- > 0;)
        if (options->requests[i].table == table)
            return &options->requests[i];
    return NULL;
}

/* rows times the scale, rounded to the nearest; rows that are scaled do not vanish. */
static rt_uint128 scaled(const struct rt_open_options *options, uint64_t rows)
{
    const uint64_t one = 1000000000;
    if (!options->scale)
        return rows;
    rt_uint128 product = ((rt_uint128)rows * options->scale + one / 2) / one;
    return product == 0 && rows ? 1 : product;
}

/* The rows that are asked for. */
static rt_uint128 asked(const struct rt_db *db, const struct rt_open_options *options, uint16_t index)
{
    const struct rt_rows *rows = &db->program->tables[index]->rows;
    const struct rt_rows_request *request = request_of(options, index);
    if (request)
        return scaled(options, request->rows);
    if (options->has_rows)
        return scaled(options, options->rows);
    if (rows->kind == RT_ROWS_PER) {
        struct rt_fanout_spec spec = {RT_FANOUT_RANGE, rows->minimum, rows->maximum, 0};
        return rt_fanout_total(&spec, db->rows[rows->parent]);
    }
    return scaled(options, rows->count);
}

/* The rows a table would have without bounds. Those that follow another table's grow with them. */
static rt_uint128 wanted(const struct rt_db *db, const struct rt_open_options *options, uint16_t index)
{
    bool follows = !request_of(options, index) && !options->has_rows &&
                   db->program->tables[index]->rows.kind == RT_ROWS_PER;
    if (!options->there || (follows && options->grows[index]))
        return asked(db, options, index);
    return options->there[index] + (options->grows[index] ? asked(db, options, index) : 0);
}

/* ---- bounds -------------------------------------------------------------------------------------------- */

static rt_uint128 times(rt_uint128 a, uint64_t b)
{
    return b && a > COUNT_MAX / b ? COUNT_MAX : a * b;
}

/* The bound a limit sets now; false where it sets none. */
static bool limit_bound(const struct rt_db *db, const struct rt_limit *limit, rt_uint128 *bound)
{
    uint64_t fixed = limit->bound ? limit->bound(db) : limit->fixed;
    if (limit->of_join) {
        *bound = db->joined[limit->tables[0]];
        return true;
    }
    *bound = fixed == UINT64_MAX ? COUNT_MAX : fixed;
    bool empty = fixed == 0;
    for (uint16_t i = 0; i < limit->table_count && !limit->bound; i++) {
        empty |= db->rows[limit->tables[i]] == 0;
        *bound = times(*bound, db->rows[limit->tables[i]]);
    }
    return empty || !limit->when_empty;
}

static struct bounds bounds_of(const struct rt_db *db, const struct rt_table *table)
{
    struct bounds bounds = {0, RT_ROWS_MAX, NULL, NULL};
    for (uint16_t i = 0; i < table->limit_count; i++) {
        const struct rt_limit *limit = &table->limits[i];
        rt_uint128 bound;
        if (!limit_bound(db, limit, &bound))
            continue;
        if (limit->least && bound > bounds.least) {
            bounds.least = bound;
            bounds.least_by = limit;
        } else if (!limit->least && bound < bounds.most) {
            bounds.most = bound;
            bounds.most_by = limit;
        }
    }
    return bounds;
}

/* What a table's rows become: the wanted ones, moved to the nearest bound unless the user named them. */
static uint64_t settled(const struct rt_db *db, const struct rt_open_options *options, uint16_t index)
{
    rt_uint128 rows = wanted(db, options, index);
    if (!request_of(options, index)) {
        struct bounds bounds = bounds_of(db, db->program->tables[index]);
        if (rows < bounds.least)
            rows = bounds.least;
        if (rows > bounds.most)
            rows = bounds.most;
    }
    return rows > RT_ROWS_MAX ? RT_ROWS_MAX : (uint64_t)rows;
}

/* ---- reports ------------------------------------------------------------------------------------------- */

/* A count for a message, where more than 64 bits are never needed to see the point. */
static const char *show(char buffer[RT_NUMBER_SIZE], rt_uint128 count)
{
    return count > UINT64_MAX ? "more than 18 quintillion" : rt_number_grouped(buffer, (uint64_t)count);
}

/* `constraint "x" allows` or, without a limit, `the numbering of rows allows`. */
static void show_limit(char *buffer, size_t size, const struct rt_limit *limit, const char *verb)
{
    if (!limit)
        snprintf(buffer, size, "the numbering of rows %s", verb);
    else
        snprintf(buffer, size, "constraint \"%s\" %s", limit->constraint, verb);
}

/* Adds to the hint which other tables' rows move a limit. */
static void hint_tables(struct rt_db *db, const char *start, const struct rt_limit *limit)
{
    size_t used = strlen(db->hint);
    for (uint16_t i = 0; limit && i < limit->table_count && used < sizeof db->hint; i++)
        used += (size_t)snprintf(db->hint + used, sizeof db->hint - used, "%s \"%s\"", i ? " or" : start,
                                 db->program->tables[limit->tables[i]]->label);
    if (used && used + 1 < sizeof db->hint)
        strcpy(db->hint + used, ".");
}

/* Why rows that break a bound cannot be; always false. */
static bool fail_bound(struct rt_db *db, const struct rt_table *table, rt_uint128 rows,
                       const struct bounds *bounds)
{
    bool least = rows < bounds->least;
    const struct rt_limit *limit = least ? bounds->least_by : bounds->most_by;
    rt_uint128 bound = least ? bounds->least : bounds->most;
    char have[RT_NUMBER_SIZE], want[RT_NUMBER_SIZE], by[160];
    show_limit(by, sizeof by, limit, least ? "needs at least" : "allows at most");
    rt_hint(db, "Ask for at %s %s rows of \"%s\"", least ? "least" : "most", show(have, bound), table->label);
    hint_tables(db, least ? ", or for fewer rows of" : ", or for more rows of", limit);
    return rt_fail(db, "table \"%s\" cannot have %s rows: %s %s%s%s%s", table->label, show(want, rows), by,
                   show(have, bound), limit ? " (" : "", limit ? limit->reason : "", limit ? ")" : "");
}

/* Why no number of rows would do; always false. */
static bool fail_between(struct rt_db *db, const struct rt_table *table, const struct bounds *bounds)
{
    char least[RT_NUMBER_SIZE], most[RT_NUMBER_SIZE], by[160], but[160];
    show_limit(by, sizeof by, bounds->least_by, "needs at least");
    show_limit(but, sizeof but, bounds->most_by, "allows at most");
    hint_tables(db, "Ask for fewer rows of", bounds->least_by);
    return rt_fail(db, "table \"%s\" cannot have any number of rows: %s %s, but %s %s", table->label, by,
                   show(least, bounds->least), but, show(most, bounds->most));
}

static void warn_moved(const struct rt_db *db, const struct rt_open_options *options,
                       const struct rt_table *table, rt_uint128 from, const struct bounds *bounds)
{
    if (!options->warn)
        return;
    bool least = from < bounds->least;
    const struct rt_limit *limit = least ? bounds->least_by : bounds->most_by;
    char message[sizeof db->error], before[RT_NUMBER_SIZE], after[RT_NUMBER_SIZE], by[160];
    show_limit(by, sizeof by, limit, least ? "needs so many" : "allows no more");
    snprintf(message, sizeof message, "rows of table \"%s\" %s from %s to %s: %s%s%s%s", table->label,
             least ? "raised" : "lowered", show(before, from),
             show(after, least ? bounds->least : bounds->most), by, limit ? " (" : "",
             limit ? limit->reason : "", limit ? ")" : "");
    options->warn(options->warn_context, message);
}

/* Judges a settled table against its bounds. */
static bool report(struct rt_db *db, const struct rt_open_options *options, uint16_t index)
{
    const struct rt_table *table = db->program->tables[index];
    struct bounds bounds = bounds_of(db, table);
    rt_uint128 rows = wanted(db, options, index);
    if (bounds.least > bounds.most)
        return fail_between(db, table, &bounds);
    if (rows >= bounds.least && rows <= bounds.most)
        return true;
    if (request_of(options, index))
        return fail_bound(db, table, rows, &bounds);
    warn_moved(db, options, table, rows, &bounds);
    return true;
}

bool rt_rows_resolve(struct rt_db *db, const struct rt_open_options *options)
{
    uint16_t count = db->program->table_count;
    unsigned turns = 2u * count + 2;
    bool moved = true;
    for (uint16_t i = 0; i < count; i++)
        db->rows[i] = RT_ROWS_MAX;
    while (moved && turns--) {
        moved = false;
        for (uint16_t i = 0; i < count; i++) {
            uint64_t rows = settled(db, options, i);
            moved |= rows != db->rows[i];
            db->rows[i] = rows;
        }
    }
    return !moved || rt_fail(db, "row counts do not settle: constraints bound tables in a circle");
}

bool rt_rows_report(struct rt_db *db, const struct rt_open_options *options)
{
    for (uint16_t i = 0; i < db->program->table_count; i++)
        if (!report(db, options, i))
            return false;
    return true;
}
