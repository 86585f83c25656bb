/* evaluate_call.c: the tables of functions and operators, and those with evaluation rules of their own. */
#include "evaluate/evaluate_call.h"

#include "base/buffer.h"
#include "evaluate/evaluate_array.h"
#include "evaluate/evaluate_binary.h"
#include "evaluate/evaluate_hash.h"
#include "evaluate/evaluate_hstore.h"
#include "evaluate/evaluate_json.h"
#include "evaluate/evaluate_jsonpath.h"
#include "evaluate/evaluate_ltree.h"
#include "evaluate/evaluate_match.h"
#include "evaluate/evaluate_network.h"
#include "evaluate/evaluate_number.h"
#include "evaluate/evaluate_plpgsql.h"
#include "evaluate/evaluate_range.h"
#include "evaluate/evaluate_string.h"
#include "evaluate/evaluate_time.h"
#include "evaluate/evaluate_valid.h"
#include "evaluate/evaluate_xml.h"
#include "evaluate/function_called.h"
#include "evaluate/strict.h"

#include <string.h>

/* ---- operators ---- */

static bool is_about_time(const TypeUse *type)
{
    TypeCode code = type_code(type);
    return code >= TYPE_DATE && code <= TYPE_INTERVAL;
}

static bool is_range(const TypeUse *type)
{
    TypeUse plain = type_plain(type);
    return plain.type && !plain.dimensions &&
           (plain.type->kind == TYPE_RANGE || plain.type->kind == TYPE_MULTIRANGE);
}

static bool is_json(const TypeUse *type)
{
    return type_code(type) == TYPE_JSON || type_code(type) == TYPE_JSONB;
}

static bool is_network(const TypeUse *type)
{
    return type_code(type) == TYPE_INET || type_code(type) == TYPE_CIDR;
}

static bool is_match(Text symbol)
{
    static const char *const list[] = {"~~", "!~~", "~~*", "!~~*", "~", "!~", "~*", "!~*", "^@"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (text_is(symbol, list[i]))
            return true;
    return false;
}

/* Beside a text anything else becomes one. */
static Datum join(Evaluator *evaluator, const Datum *left, const Datum *right, TypeUse result)
{
    if (type_code(&result) != TYPE_TEXT)
        return string_join(evaluator, left, right, result);
    Datum texts[] = {datum_cast(evaluator, *left, &result, true),
                     datum_cast(evaluator, *right, &result, true)};
    return evaluate_strict(texts, 2) == EVALUATED_VALUE ? string_join(evaluator, &texts[0], &texts[1], result)
                                                        : datum_unknown();
}

Datum call_operator(Evaluator *evaluator, Text symbol, const Datum *left, const Datum *right, TypeUse result)
{
    if (type_code(&left->type) == TYPE_LTREE && !text_is(symbol, "||"))
        return ltree_operator(symbol, left, right);
    if (is_match(symbol))
        return match_operator(evaluator, symbol, left, right);
    if (text_is(symbol, "||"))
        return join(evaluator, left, right, result);
    if (is_range(&left->type) || is_range(&right->type))
        return type_code(&result) == TYPE_BOOL ? range_relate(evaluator, symbol, left, right)
                                               : datum_unknown();
    if (type_is_array(&left->type) && type_is_array(&right->type))
        return array_relate(evaluator, symbol, left, right);
    if (text_is(symbol, "@?") || text_is(symbol, "@@"))
        return type_code(&left->type) == TYPE_JSONB ? jsonpath_operator(evaluator, symbol, left, right)
                                                    : datum_unknown();
    if (type_code(&left->type) == TYPE_HSTORE)
        return hstore_operator(evaluator, symbol, left, right, result);
    if (is_json(&left->type))
        return json_operator(evaluator, symbol, left, right, result);
    if (is_network(&left->type) && is_network(&right->type))
        return type_code(&result) == TYPE_BOOL ? network_relate(symbol, left, right)
                                               : network_combine(evaluator, symbol, left, right);
    if (type_code(&left->type) == TYPE_BIT || type_code(&left->type) == TYPE_VARBIT)
        return binary_bits(evaluator, symbol, left, right, result);
    if (is_about_time(&left->type) || is_about_time(&right->type))
        return symbol.size == 1 ? time_reckon(evaluator, symbol.data[0], left, right, result)
                                : datum_unknown();
    if (type_is_number(&left->type) && type_is_number(&right->type) && type_is_number(&result))
        return number_operator(evaluator, symbol, left, right, result);
    return datum_unknown();
}

Datum call_prefix(Evaluator *evaluator, Text symbol, const Datum *operand)
{
    Interval interval;
    if (type_is_number(&operand->type))
        return number_prefix(evaluator, symbol, operand);
    if (is_network(&operand->type) && text_is(symbol, "~"))
        return network_not(evaluator, operand);
    if (type_code(&operand->type) != TYPE_INTERVAL || !text_is(symbol, "-") ||
        !time_read_interval(operand->text, &interval))
        return datum_unknown();
    return time_make_interval(evaluator,
                              (Interval){-interval.months, -interval.days, -interval.microseconds});
}

/* ---- functions of their own kind ---- */

/* The first that is not NULL; those after it are not looked at. */
static Datum coalesce(Evaluator *evaluator, const Expr *expr)
{
    TypeUse type = expr_type(&evaluator->types, expr);
    if (!type_is_known(&type))
        return datum_unknown();
    for (size_t i = 0; i < expr->arguments.count; i++) {
        Datum datum = evaluate_node(evaluator, expr->arguments.items[i]);
        if (datum.state != EVALUATED_NULL)
            return datum_cast(evaluator, datum, &type, false);
    }
    return datum_null(type);
}

static Datum nullif(Evaluator *evaluator, const Expr *expr)
{
    if (expr->arguments.count != 2)
        return datum_unknown();
    Datum first = evaluate_node(evaluator, expr->arguments.items[0]);
    Datum second = evaluate_node(evaluator, expr->arguments.items[1]);
    Datum equal = evaluate_operator(evaluator, TEXT("="), first, second);
    if (equal.state == EVALUATED_ERROR || equal.state == EVALUATED_UNKNOWN)
        return equal;
    TypeUse text = type_of_code("text");
    if (type_is_unknown(&first.type))
        first = datum_cast(evaluator, first, &text, false);
    return datum_is_true(&equal) ? datum_null(first.type) : first;
}

/* GREATEST and LEAST leave NULL out. */
static Datum extreme(Evaluator *evaluator, const Expr *expr)
{
    TypeUse type = expr_type(&evaluator->types, expr);
    Order wanted = text_is(expr->text, "greatest") ? ORDER_GREATER : ORDER_LESS;
    if (!type_is_known(&type))
        return datum_unknown();
    Datum best = datum_null(type);
    for (size_t i = 0; i < expr->arguments.count; i++) {
        Datum datum = evaluate_node(evaluator, expr->arguments.items[i]);
        datum = datum_cast(evaluator, datum, &type, false);
        if (datum.state == EVALUATED_NULL)
            continue;
        if (datum.state != EVALUATED_VALUE)
            return datum_unknown();
        Order order = best.state == EVALUATED_NULL ? wanted : datum_order(evaluator, &datum, &best);
        if (order == ORDER_UNKNOWN || order == ORDER_DIFFERENT)
            return datum_unknown();
        best = order == wanted ? datum : best;
    }
    return best;
}

/* Every argument's value; false, and *failure, where one has none. */
static bool evaluate_all(Evaluator *evaluator, const Expr *expr, Datum *data, Datum *failure)
{
    for (size_t i = 0; i < expr->arguments.count; i++) {
        data[i] = evaluate_node(evaluator, expr->arguments.items[i]);
        if (data[i].state == EVALUATED_UNKNOWN || data[i].is_near) {
            *failure = datum_unknown();
            return false;
        }
    }
    if (evaluate_strict(data, expr->arguments.count) != EVALUATED_ERROR)
        return true;
    *failure = datum_error();
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (data[i].state == EVALUATED_NULL && evaluate_is_constant(expr->arguments.items[i]))
            *failure = datum_unknown();
    return false;
}

static Datum *room(const Evaluator *evaluator, const Expr *expr)
{
    return arena_array(evaluator->arena, expr->arguments.count + 1, sizeof(Datum));
}

static Datum count_nulls(Evaluator *evaluator, const Expr *expr)
{
    Datum *data = room(evaluator, expr), failure;
    int64_t count = 0;
    bool nulls = text_is(expr->text, "num_nulls");
    if (!evaluate_all(evaluator, expr, data, &failure))
        return failure;
    for (size_t i = 0; i < expr->arguments.count; i++)
        count += (data[i].state == EVALUATED_NULL) == nulls;
    return datum_int(evaluator, count);
}

/* concat and concat_ws: NULL is left out; of concat_ws the first argument is the separator. */
static Datum concatenate(Evaluator *evaluator, const Expr *expr)
{
    Datum *data = room(evaluator, expr), failure;
    bool separated = text_is(expr->text, "concat_ws"), any = false;
    Buffer out = {0};
    if (!evaluate_all(evaluator, expr, data, &failure))
        return failure;
    if (separated && data[0].state == EVALUATED_NULL)
        return datum_null(type_of_code("text"));
    for (size_t i = separated; i < expr->arguments.count; i++) {
        if (data[i].state == EVALUATED_NULL)
            continue;
        if (any && separated)
            buffer_text(&out, data[0].text);
        buffer_text(&out, data[i].text);
        any = true;
    }
    Datum joined = datum_named("text", text_copy(evaluator->arena, buffer_contents(&out)));
    buffer_free(&out);
    return joined.text.size > DATUM_SIZE_LIMIT ? datum_unknown() : joined;
}

static Datum now(Evaluator *evaluator, const Expr *expr)
{
    (void)expr;
    Text moment = evaluate_now(evaluator);
    TypeUse type = type_of_code("timestamptz");
    return moment.size ? datum_input(evaluator, moment, &type) : datum_unknown();
}

typedef struct Form {
    const char *name;
    Datum (*evaluate)(Evaluator *evaluator, const Expr *expr);
} Form;

static const Form forms[] = {
    {"coalesce", coalesce},       {"nullif", nullif},         {"greatest", extreme},
    {"least", extreme},           {"num_nulls", count_nulls}, {"num_nonnulls", count_nulls},
    {"concat", concatenate},      {"concat_ws", concatenate}, {"now", now},
    {"statement_timestamp", now}, {"clock_timestamp", now},   {"satisfies_hash", hash_satisfies},
};

/* ---- plain functions ---- */

/* text (x), as a cast has it. */
static Datum to_text(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    return datum_cast(evaluator, arguments[0], &result, true);
}

typedef struct PlainFunction {
    const char *name;
    Datum (*call)(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
    bool takes_null; /* else NULL for any NULL */
} PlainFunction;

/* Sorted by name. */
static const PlainFunction functions[] = {
    {"abs", number_abs, false},
    {"age", time_age, false},
    {"array_append", array_append, true},
    {"array_cat", array_cat, true},
    {"array_dims", array_dims, false},
    {"array_length", array_length, false},
    {"array_lower", array_lower, false},
    {"array_ndims", array_ndims, false},
    {"array_position", array_position, true},
    {"array_positions", array_positions, true},
    {"array_prepend", array_prepend, true},
    {"array_remove", array_remove, true},
    {"array_replace", array_replace, true},
    {"array_to_string", array_to_string, true},
    {"array_upper", array_length, false},
    {"ascii", string_ascii, false},
    {"bit_count", string_bit_count, false},
    {"bit_length", string_bits, false},
    {"broadcast", network_broadcast, false},
    {"btrim", string_btrim, false},
    {"cardinality", array_cardinality, false},
    {"ceil", number_ceil, false},
    {"chr", string_chr, false},
    {"date_bin", time_bin, false},
    {"date_trunc", time_truncate, false},
    {"daterange", range_make, true},
    {"decode", binary_decode, false},
    {"defined", hstore_defined, false},
    {"div", number_div, false},
    {"encode", binary_encode, false},
    {"exist", hstore_exist, false},
    {"extract", time_extract, false},
    {"family", network_family, false},
    {"floor", number_floor, false},
    {"format", string_format, true},
    {"gcd", number_gcd, false},
    {"get_bit", binary_get_bit, false},
    {"get_byte", string_get_byte, false},
    {"host", network_host, false},
    {"hostmask", network_hostmask, false},
    {"inet_merge", network_merge, false},
    {"inet_same_family", network_is_alike, false},
    {"initcap", string_initcap, false},
    {"int4range", range_make, true},
    {"int8range", range_make, true},
    {"is_normalized", string_is_normalized, false},
    {"isempty", range_is_empty, false},
    {"isfinite", time_is_finite, false},
    {"json_array_length", json_array_length, false},
    {"json_extract_path", json_extract, false},
    {"json_extract_path_text", json_extract, false},
    {"json_typeof", json_typeof, false},
    {"jsonb_array_length", json_array_length, false},
    {"jsonb_extract_path", json_extract, false},
    {"jsonb_extract_path_text", json_extract, false},
    {"jsonb_path_exists", jsonpath_exists, false},
    {"jsonb_path_match", jsonpath_match, false},
    {"jsonb_strip_nulls", json_strip_nulls, false},
    {"jsonb_typeof", json_typeof, false},
    {"justify_days", time_justify_days, false},
    {"justify_hours", time_justify_hours, false},
    {"lcm", number_lcm, false},
    {"left", string_left, false},
    {"length", string_characters, false},
    {"like_escape", match_like_escape, false},
    {"lower", string_lower, false},
    {"lower_inc", range_lower_inc, false},
    {"lower_inf", range_lower_inf, false},
    {"lpad", string_lpad, false},
    {"ltrim", string_ltrim, false},
    {"make_date", time_make_date, false},
    {"make_time", time_make_clock, false},
    {"make_timestamp", time_make_moment, false},
    {"make_timestamptz", time_make_moment, false},
    {"masklen", network_masklen, false},
    {"md5", string_md5, false},
    {"min_scale", number_min_scale, false},
    {"mod", number_mod, false},
    {"netmask", network_netmask, false},
    {"network", network_network, false},
    {"nlevel", ltree_levels, false},
    {"normalize", string_normalize, false},
    {"numrange", range_make, true},
    {"octet_length", string_octets, false},
    {"overlaps", time_overlaps, true},
    {"overlay", string_overlay, false},
    {"pg_input_is_valid", valid_input, false},
    {"position", string_position, false},
    {"power", number_power, false},
    {"quote_ident", string_quote_ident, false},
    {"quote_literal", string_quote_literal, false},
    {"regexp_like", match_regexp_like, false},
    {"regexp_replace", match_regexp_replace, false},
    {"repeat", string_repeat, false},
    {"replace", string_replace, false},
    {"reverse", string_reverse, false},
    {"right", string_right, false},
    {"round", number_round, false},
    {"rpad", string_rpad, false},
    {"rtrim", string_rtrim, false},
    {"scale", number_scale, false},
    {"set_masklen", network_set_masklen, false},
    {"sha224", binary_sha224, false},
    {"sha256", binary_sha256, false},
    {"sign", number_sign, false},
    {"similar_to_escape", match_similar_escape, false},
    {"split_part", string_split_part, false},
    {"sqrt", number_sqrt, false},
    {"starts_with", string_starts_with, false},
    {"string_to_array", string_split, true},
    {"subpath", ltree_subpath, false},
    {"substring", string_substring, false},
    {"text", to_text, false},
    {"timezone", time_zone, false},
    {"to_char", format_to_char, false},
    {"to_date", format_to_moment, false},
    {"to_hex", string_to_hex, false},
    {"to_number", format_to_number, false},
    {"to_timestamp", format_to_moment, false},
    {"translate", string_translate, false},
    {"trim_array", array_trim, false},
    {"trim_scale", number_trim_scale, false},
    {"trunc", number_trunc, false},
    {"tsrange", range_make, true},
    {"tstzrange", range_make, true},
    {"upper", string_upper, false},
    {"upper_inc", range_upper_inc, false},
    {"upper_inf", range_upper_inf, false},
    {"width_bucket", number_width_bucket, false},
};

static const PlainFunction *find_function(Text name)
{
    size_t count = sizeof functions / sizeof *functions;
    size_t found = text_search(name, functions, count, sizeof *functions);
    return found < count ? &functions[found] : NULL;
}

/* citext has functions of these names of its own. */
static bool is_citext_own(Text name)
{
    static const char *const names[] = {"replace",     "split_part",   "position",      "translate",
                                        "regexp_like", "regexp_match", "regexp_replace"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_is(name, names[i]))
            return true;
    return false;
}

/* The arguments as the function takes them. */
static bool convert(Evaluator *evaluator, const Expr *expr, Datum *data, TypeUse *result)
{
    size_t count = expr->arguments.count;
    TypeUse *types = arena_array(evaluator->arena, count + 1, sizeof *types);
    for (size_t i = 0; i < count; i++) {
        types[i] = data[i].type;
        if (type_code(&types[i]) == TYPE_CITEXT && is_citext_own(expr->text))
            return false;
    }
    Signature found = function_resolve(&evaluator->types, expr->qualifier, expr->text, types, count);
    *result = found.result;
    if (!type_is_known(result) || (found.count == 0 && count))
        return false;
    for (size_t i = 0; i < count; i++) {
        TypeUse wanted = found.arguments[i < found.count ? i : found.count - 1];
        if (type_is_known(&wanted))
            data[i] = datum_cast(evaluator, data[i], &wanted, false);
    }
    return true;
}

static Datum plain_call(Evaluator *evaluator, const Expr *expr, const PlainFunction *function)
{
    size_t count = expr->arguments.count;
    Datum *data = room(evaluator, expr), failure;
    TypeUse result;
    if (!evaluate_all(evaluator, expr, data, &failure))
        return failure;
    if (count == 0 || !convert(evaluator, expr, data, &result))
        return datum_unknown();
    Evaluated strict = evaluate_strict(data, count);
    if (strict == EVALUATED_UNKNOWN)
        return datum_unknown();
    if (strict == EVALUATED_ERROR)
        return datum_error();
    if (strict == EVALUATED_NULL && !function->takes_null)
        return datum_null(result);
    Datum value = function->call(evaluator, data, count, result);
    if (value.collation.size == 0)
        value.collation = data[0].collation;
    return value;
}

/* A function of the schema: NULL where it is STRICT and an argument is, else what its statements return. */
static Datum declared_call(Evaluator *evaluator, const Expr *expr)
{
    const Function *function = function_called(evaluator->arena, &evaluator->types, &expr);
    Datum *data = room(evaluator, expr), failure;
    bool is_strict = strictness_of(evaluator->scope->schema, expr) == STRICT_YES;
    bool is_known = function && function->variables;
    if ((!is_strict && !is_known) || !evaluate_all(evaluator, expr, data, &failure))
        return is_known ? failure : datum_unknown();
    if (is_strict && evaluate_strict(data, expr->arguments.count) == EVALUATED_NULL)
        return datum_null(expr_type(&evaluator->types, expr));
    return is_known ? plpgsql_call(evaluator, function, data) : datum_unknown();
}

Datum call_function(Evaluator *evaluator, const Expr *expr)
{
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i]->kind == EXPR_NAMED || expr->arguments.items[i]->kind == EXPR_VARIADIC)
            return datum_unknown();
    if (expr->qualifier.size)
        return declared_call(evaluator, expr);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (text_is(expr->text, forms[i].name))
            return forms[i].evaluate(evaluator, expr);
    const PlainFunction *function = find_function(expr->text);
    return function ? plain_call(evaluator, expr, function) : declared_call(evaluator, expr);
}

/* ---- words of SQL's own ---- */

Datum call_sql_value(Evaluator *evaluator, const Expr *expr)
{
    static const char *const types[][2] = {{"current_date", "date"},
                                           {"localtime", "time"},
                                           {"localtimestamp", "timestamp"},
                                           {"current_timestamp", "timestamptz"}};
    Datum moment = now(evaluator, expr);
    for (size_t i = 0; i < sizeof types / sizeof *types && expr->arguments.count == 0; i++) {
        TypeUse type = type_of_code(types[i][1]);
        if (text_is(expr->text, types[i][0]))
            return datum_cast(evaluator, moment, &type, true);
    }
    return datum_unknown();
}

static Datum is_document(const Datum *datum, bool negated)
{
    if (datum->state != EVALUATED_VALUE)
        return datum->state == EVALUATED_NULL ? datum_null(type_of_code("bool")) : *datum;
    Datum result = type_code(&datum->type) == TYPE_XML ? xml_is_document(datum->text) : datum_unknown();
    return result.state == EVALUATED_VALUE ? datum_bool(datum_is_true(&result) != negated) : result;
}

Datum call_is_json(Evaluator *evaluator, const Expr *expr)
{
    Datum datum = evaluate_node(evaluator, expr->arguments.items[0]);
    bool json = text_starts_with(expr->text, TEXT("json"));
    if (text_is(expr->text, "document"))
        return is_document(&datum, expr->negated);
    if (!json || datum.state == EVALUATED_ERROR || datum.state == EVALUATED_UNKNOWN)
        return json ? datum : datum_unknown();
    if (datum.state == EVALUATED_NULL)
        return datum_null(type_of_code("bool"));
    if (!is_json(&datum.type) && !type_is_text(&datum.type) && !type_is_unknown(&datum.type))
        return datum_unknown();
    Datum result = json_is(evaluator, datum.text, expr->text);
    return result.state == EVALUATED_VALUE ? datum_bool(datum_is_true(&result) != expr->negated) : result;
}
