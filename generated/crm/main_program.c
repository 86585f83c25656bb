/* main_program.c: the command line of crm. */
#include "rt_program.h"

extern const struct rt_program crm_program;
extern const char *const crm_ddl[];

int main(int argc, char **argv)
{
    return rt_main(argc, argv, &crm_program, crm_ddl);
}
