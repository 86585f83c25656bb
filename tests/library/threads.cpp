// Many threads read the same rows of one open database, each from another row on and with its own scratch
// space, and compare them with what one thread read.
#include "shop.h"

#include <atomic>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

static std::string text_of(const shop_customers &row)
{
    return std::to_string(row.id) + " " + std::string(row.email.data, row.email.size);
}

static void read_from(const shop *db, uint64_t start, std::vector<std::string> &rows)
{
    shop_scratch *scratch = shop_scratch_new();
    for (uint64_t i = 0; i < rows.size(); i++) {
        const uint64_t n = (start + i) % rows.size();
        shop_customers row;
        shop_customers_generate(db, n, &row, scratch);
        rows[n] = text_of(row);
        shop_scratch_reset(scratch);
    }
    shop_scratch_free(scratch);
}

int main()
{
    shop_options options = shop_options();
    options.has_rows = true;
    options.rows = 2;
    std::vector<uint64_t> table_rows(SHOP_TABLES, UINT64_MAX);
    table_rows[SHOP_CUSTOMERS] = 3000;
    options.table_rows = table_rows.data();
    shop *db = shop_open(&options);
    if (!db || shop_error(db))
        return 3;

    std::vector<std::string> alone(shop_rows(db, SHOP_CUSTOMERS));
    read_from(db, 0, alone);
    std::atomic<unsigned> equal(0);
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < 8; i++)
        threads.emplace_back([&, i] {
            std::vector<std::string> rows(alone.size());
            read_from(db, i * 371, rows);
            equal += rows == alone;
        });
    for (std::thread &thread : threads)
        thread.join();
    shop_close(db);
    std::printf("%zu rows, the same in %u threads\n", alone.size(), equal.load());
    return 0;
}
