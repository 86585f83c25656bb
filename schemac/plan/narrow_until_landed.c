#include "plan/narrow.h"
Domain domain_narrowed(const ColumnPlan *column, DomainUse use, const ExprList *conditions,
                       const Expr **unmet, bool *impossible)
{
    (void)conditions;
    *unmet = NULL;
    *impossible = false;
    return domain_of(column, use);
}
TextList narrow_candidates(const ColumnPlan *column, const ExprList *conditions, size_t wanted)
{
    (void)column;
    (void)conditions;
    (void)wanted;
    TextList l = {0};
    return l;
}
