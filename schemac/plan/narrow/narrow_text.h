/* narrow_text.h: conditions on texts as languages. */
#ifndef SCHEMAC_PLAN_NARROW_TEXT_H
#define SCHEMAC_PLAN_NARROW_TEXT_H

#include "plan/language/automaton.h"
#include "plan/narrow/narrow_parts.h"

/* True for text, varchar, char(n), name, "char", citext. */
bool texts_kind(const NarrowTask *task);

/* The texts that meet the conditions. */
Found texts_narrow(const NarrowTask *task);

/* Values that are worth trying, and satisfy the conditions that were understood. */
TextList texts_candidates(const NarrowTask *task, size_t wanted);

/* ---- narrow_language.c */

/* Texts for which the condition is true, perhaps not all; NULL where it is not understood. */
const Automaton *texts_language(const NarrowTask *task, const Expr *condition);

/* The lengths of those texts, where the condition is about the length alone. */
bool texts_lengths(const NarrowTask *task, const Expr *condition, Spans *lengths);

/* ---- narrow_input.c */

/* Texts, by far not all, that the input function of the type reads; it is named as format_type prints it.
 * NULL where none are known. */
const Automaton *input_language(const NarrowTask *task, Text type);

/* Some of them. */
TextList input_samples(const NarrowTask *task, Text type, size_t wanted);

/* The strings that an expression matches, made once; NULL where it is not understood. */
const Automaton *texts_of_regex(Map *known, Text expression, AutomatonMatch match, bool ignore_case);

/* ---- narrow_form.c */

/* All texts that a form of the runtime makes in columns of up to `limit` characters, 0 for any, be they drawn
 * or as many as keys need; NULL where that is not known. `known` remembers it. */
const Automaton *form_language(Map *known, Text form, uint32_t limit, DomainUse use);

/* All sentences of rt_prose_sentences, of any length. */
const Automaton *form_prose_language(Map *known);

/* Forms that stand in for others, the most natural first, ended by NULL. */
extern const char *const form_substitutes[];

#endif
