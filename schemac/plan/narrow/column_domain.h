/* column_domain.h: the domain of a column under its own conditions and more. */
#ifndef SCHEMAC_PLAN_COLUMN_DOMAIN_H
#define SCHEMAC_PLAN_COLUMN_DOMAIN_H

#include "plan/domain/domain.h"

/* The column's domain under its conditions and those of one scenario (NULL: none). Without unrank and draw
 * where there is none. Found once for each set of conditions. */
Domain column_domain(const ColumnPlan *column, DomainUse use, const ExprList *more);

/* The same; *impossible where it is known that no value is in it. */
Domain column_domain_known(const ColumnPlan *column, DomainUse use, const ExprList *more, bool *impossible);

#endif
