/* expr_binding.c: the operators that don't bind as all others do. */
#include "model/expr_binding.h"

Binding binding_of_operator(Text symbol)
{
    static const struct {
        const char *text;
        Binding binding;
    } table[] = {
        {"<", BIND_COMPARISON},  {">", BIND_COMPARISON},  {"=", BIND_COMPARISON},  {"<=", BIND_COMPARISON},
        {">=", BIND_COMPARISON}, {"<>", BIND_COMPARISON}, {"!=", BIND_COMPARISON}, {"+", BIND_SUM},
        {"-", BIND_SUM},         {"*", BIND_PRODUCT},     {"/", BIND_PRODUCT},     {"%", BIND_PRODUCT},
        {"^", BIND_POWER},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (text_is(symbol, table[i].text))
            return table[i].binding;
    return BIND_OPERATOR;
}
