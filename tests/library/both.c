/* Two libraries in one program: prints the last row of each. */
#include "depot.h"
#include "shop.h"

#include <inttypes.h>
#include <stdio.h>

static int print_shelf(const struct depot *db)
{
    struct depot_scratch *scratch = depot_scratch_new();
    struct depot_shelves row;
    if (!scratch || depot_error(db))
        return 1;
    depot_shelves_generate(db, depot_rows(db, DEPOT_SHELVES) - 1, &row, scratch);
    printf("%" PRId32 " %.*s\n", row.id, (int)row.code.size, row.code.data);
    depot_scratch_free(scratch);
    return 0;
}

static int print_customer(const struct shop *db)
{
    struct shop_scratch *scratch = shop_scratch_new();
    struct shop_customers row;
    if (!scratch || shop_error(db))
        return 1;
    shop_customers_generate(db, shop_rows(db, SHOP_CUSTOMERS) - 1, &row, scratch);
    printf("%" PRId64 " %.*s\n", row.id, (int)row.email.size, row.email.data);
    shop_scratch_free(scratch);
    return 0;
}

int main(void)
{
    const struct depot_options own_depot = {0};
    const struct shop_options own_shop = {0};
    struct depot *depot = depot_open(&own_depot);
    struct shop *shop = shop_open(&own_shop);
    int status = depot && shop ? print_shelf(depot) || print_customer(shop) : 3;

    if (depot)
        depot_close(depot);
    if (shop)
        shop_close(shop);
    return status;
}
