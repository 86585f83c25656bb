/* Prints rows of a library of the schema shop as COPY has them, the last row first; or why opening fails. */
#include "shop.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void print_order(const struct shop_orders *row)
{
    printf("%" PRId64 "\t%" PRId64 "\t%.*s\t", row->id, row->customer_id, (int)row->state.size,
           row->state.data);
    if (row->note_null)
        printf("\\N\t");
    else
        printf("%.*s\t", (int)row->note.size, row->note.data);
    if (row->quantity_null)
        printf("\\N\n");
    else
        printf("%" PRId32 "\n", row->quantity);
}

static int print_orders(const struct shop *db)
{
    struct shop_scratch *scratch = shop_scratch_new();
    struct shop_orders row;

    if (!scratch)
        return 3;
    for (uint64_t n = shop_rows(db, SHOP_ORDERS); n-- > 0;) {
        shop_orders_generate(db, n, &row, scratch);
        print_order(&row);
        shop_scratch_reset(scratch);
    }
    shop_scratch_free(scratch);
    return 0;
}

int main(int argc, char **argv)
{
    uint64_t rows[SHOP_TABLES];
    for (int i = 0; i < SHOP_TABLES; i++)
        rows[i] = UINT64_MAX;
    rows[SHOP_ORDERS] = 500;
    if (argc > 1 && !strcmp(argv[1], "fail"))
        rows[SHOP_FLAGS] = 3;
    struct shop_options options = {.has_seed = true, .seed = 7, .table_rows = rows};
    struct shop *db = shop_open(&options);
    int status = 1;

    if (!db)
        return 3;
    if (shop_error(db))
        printf("%s\n", shop_error(db));
    else
        status = print_orders(db);
    shop_close(db);
    return status;
}
