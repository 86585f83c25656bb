/* narrow.h: a column's domain where conditions over that column alone hold. */
#ifndef SCHEMAC_PLAN_NARROW_H
#define SCHEMAC_PLAN_NARROW_H

#include "plan/domain/domain.h"

/* The column's values for which every one of the conditions is true. They are in normal form, over the column
 * (or VALUE) alone, and are about a value that is there: no NULL. Without unrank and draw no value is known:
 * *unmet is then the condition that could not be met or taken apart, and *impossible is true where plainly no
 * value satisfies them all. A user's rule is kept where conditions cannot narrow it: then there are values
 * and *unmet is set as well; else it is NULL. */
Domain domain_narrowed(const ColumnPlan *column, DomainUse use, const ExprList *conditions,
                       const Expr **unmet, bool *impossible);

/* Whether the condition reads the present time. */
bool narrow_reads_time(const Expr *condition);

/* Whether the value, as PostgreSQL prints it, is one that the column can have under the conditions: for
 * certain, as far as evaluation here tells. */
bool narrow_takes(const ColumnPlan *column, const ExprList *conditions, Text value);

/* Some of those values, different ones, as PostgreSQL prints them: at most so many. None where none is known,
 * or where values are made only as rows are. */
TextList narrow_candidates(const ColumnPlan *column, const ExprList *conditions, size_t wanted);

/* The same with values among them that conditions which are not understood, `about` several columns, might
 * want.
 */
TextList narrow_guesses(const ColumnPlan *column, const ExprList *conditions, const ExprList *about,
                        size_t wanted);

/* Values such as the column draws from a domain, or texts like them, as PostgreSQL prints them. */
TextList narrow_draws(const ColumnPlan *column, const ExprList *conditions, const Domain *domain);

/* Those of the texts, values as PostgreSQL prints them, that satisfy the conditions, each once. */
TextList narrow_passing(const ColumnPlan *column, const ExprList *conditions, const TextList *texts);

#endif
