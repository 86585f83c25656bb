/* main_program.c: the command line of hello. */
#include "rt_program.h"

extern const struct rt_program hello_program;
extern const char *const hello_ddl[];

int main(int argc, char **argv)
{
    return rt_main(argc, argv, &hello_program, hello_ddl);
}
