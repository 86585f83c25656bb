/*
 * The one header of the runtime that generated code includes: everything that makes and writes rows.
 */
#ifndef RT_GENERATED_H
#define RT_GENERATED_H

#include "rt_allot.h"
#include "rt_binary.h"
#include "rt_cell.h"
#include "rt_count.h"
#include "rt_deal.h"
#include "rt_dist.h"
#include "rt_expression.h"
#include "rt_form.h"
#include "rt_format.h"
#include "rt_items.h"
#include "rt_join.h"
#include "rt_literal.h"
#include "rt_mask.h"
#include "rt_pattern.h"
#include "rt_perm.h"
#include "rt_program.h"
#include "rt_prose.h"
#include "rt_random.h"
#include "rt_rota.h"
#include "rt_scalar.h"
#include "rt_spans.h"
#include "rt_weighted.h"
#include "rt_words.h"

#endif
