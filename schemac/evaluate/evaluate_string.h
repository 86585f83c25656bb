/* evaluate_string.h: strings and byte strings. PostgreSQL documentation, sections 8.3, 8.4, 9.4, 9.5. */
#ifndef SCHEMAC_EVALUATE_STRING_H
#define SCHEMAC_EVALUATE_STRING_H

#include "evaluate/evaluate_parts.h"

/* Whether all characters are below 128. */
bool string_is_ascii(Text text);

/* Characters of UTF-8, and the byte at which the one of that number begins (the size beyond the last). */
size_t string_length(Text text);
size_t string_offset(Text text, size_t characters);

/* The code point of the character at *at, which moves behind it; of what is no character the byte. */
uint32_t string_next(Text text, size_t *at);

/* In lower or upper case; UNKNOWN beyond ASCII, where that is the locale's. */
Datum string_fold(Evaluator *evaluator, const Datum *datum, bool upper);

/* Cuts or pads to the length of a varchar's or bpchar's modifier; cutting what is not blank is an error
 * unless explicit. */
Datum string_modify(Evaluator *evaluator, const Datum *datum, const TypeUse *type, bool is_explicit);

/* || of texts, bytea and bit strings. */
Datum string_join(Evaluator *evaluator, const Datum *left, const Datum *right, TypeUse result);

/* Functions, each with its arguments converted. */
Datum string_characters(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_octets(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_bits(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_lower(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_upper(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_initcap(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_btrim(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_ltrim(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_rtrim(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_left(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_right(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_substring(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_position(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_replace(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_translate(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_split_part(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_split(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_repeat(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_lpad(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_rpad(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_reverse(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_starts_with(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_ascii(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_chr(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_to_hex(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_get_byte(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_bit_count(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_overlay(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_quote_literal(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_md5(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

/* ---- evaluate_wording.c */

Datum string_format(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_quote_ident(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_normalize(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_is_normalized(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum string_lexemes(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

#endif
