/* narrow_shape.h: functions of texts backwards: from the texts that they make to those that they take. */
#ifndef SCHEMAC_PLAN_NARROW_SHAPE_H
#define SCHEMAC_PLAN_NARROW_SHAPE_H

#include "plan/narrow/narrow_text.h"

/* Texts, perhaps not all, for which the function, whose first argument they are, makes a text of the
 * language; NULL where that is not known. */
const Automaton *shape_before(const NarrowTask *task, const Expr *call, const Automaton *language);

/* The texts that the function leaves as they are, where what it makes is a text; perhaps not all. NULL where
 * that is not known. */
const Automaton *shape_kept(const NarrowTask *task, const Expr *call);

/* Texts, perhaps not all, of which a function makes one of the numbers: of *argument, which `expr` reads.
 * NULL where it is no such function. */
const Automaton *shape_of_number(const NarrowTask *task, const Expr *expr, const Spans *numbers,
                                 const Expr **argument);

#endif
