#include "templates.h"
int main(void)
{
    template_page(stdout, "orders", 2);
    template_page(stdout, "empty", 0);
    return 0;
}
