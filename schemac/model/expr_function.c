/* expr_function.c: the functions of PostgreSQL's own that schemas use in constraints and defaults, and those
 * of the schema itself. */
#include "model/expr_signature.h"
#include "model/schema.h"
#include "model/type_convert.h"

/* Sorted by name. Argument types are separated by spaces; "any…" takes everything that is of its kind, "..."
 * after the last repeats it. A result of a digit is the type of that argument, "element" that of the first
 * one's elements, "array" an array of it. */
typedef struct Row {
    const char *name;
    const char *arguments;
    const char *result;
} Row;

static const Row rows[] = {
    {"abs", "int4", "1"},
    {"abs", "int2", "1"},
    {"abs", "int8", "1"},
    {"abs", "numeric", "1"},
    {"abs", "float4", "1"},
    {"abs", "float8", "1"},
    {"age", "timestamptz", "interval"},
    {"age", "timestamp", "interval"},
    {"age", "timestamptz timestamptz", "interval"},
    {"age", "timestamp timestamp", "interval"},
    {"array_append", "anyarray any", "1"},
    {"array_cat", "anyarray anyarray", "1"},
    {"array_dims", "anyarray", "text"},
    {"array_fill", "any _int4", "array"},
    {"array_length", "anyarray int4", "int4"},
    {"array_lower", "anyarray int4", "int4"},
    {"array_ndims", "anyarray", "int4"},
    {"array_position", "anyarray any", "int4"},
    {"array_position", "anyarray any int4", "int4"},
    {"array_positions", "anyarray any", "_int4"},
    {"array_prepend", "any anyarray", "2"},
    {"array_remove", "anyarray any", "1"},
    {"array_replace", "anyarray any any", "1"},
    {"array_to_string", "anyarray text", "text"},
    {"array_to_string", "anyarray text text", "text"},
    {"array_upper", "anyarray int4", "int4"},
    {"ascii", "text", "int4"},
    {"bit_count", "bytea", "int8"},
    {"bit_count", "bit", "int8"},
    {"bit_length", "text", "int4"},
    {"bit_length", "bytea", "int4"},
    {"bit_length", "bit", "int4"},
    {"broadcast", "inet", "inet"},
    {"btrim", "text", "text"},
    {"btrim", "text text", "text"},
    {"btrim", "bytea bytea", "bytea"},
    {"cardinality", "anyarray", "int4"},
    {"cbrt", "float8", "float8"},
    {"ceil", "float8", "float8"},
    {"ceil", "numeric", "numeric"},
    {"chr", "int4", "text"},
    {"clock_timestamp", "", "timestamptz"},
    {"concat", "any...", "text"},
    {"concat_ws", "text any...", "text"},
    {"convert_from", "bytea name", "text"},
    {"convert_to", "text name", "bytea"},
    {"current_database", "", "name"},
    {"current_setting", "text", "text"},
    {"current_setting", "text bool", "text"},
    {"currval", "regclass", "int8"},
    {"date_bin", "interval timestamp timestamp", "timestamp"},
    {"date_bin", "interval timestamptz timestamptz", "timestamptz"},
    {"date_trunc", "text timestamptz", "timestamptz"},
    {"date_trunc", "text timestamp", "timestamp"},
    {"date_trunc", "text interval", "interval"},
    {"date_trunc", "text timestamptz text", "timestamptz"},
    {"daterange", "date date", "daterange"},
    {"daterange", "date date text", "daterange"},
    {"decode", "text text", "bytea"},
    {"defined", "hstore text", "bool"},
    {"degrees", "float8", "float8"},
    {"div", "numeric numeric", "numeric"},
    {"encode", "bytea text", "text"},
    {"exist", "hstore text", "bool"},
    {"exp", "float8", "float8"},
    {"exp", "numeric", "numeric"},
    {"extract", "text timestamptz", "numeric"},
    {"extract", "text timestamp", "numeric"},
    {"extract", "text date", "numeric"},
    {"extract", "text interval", "numeric"},
    {"extract", "text time", "numeric"},
    {"extract", "text timetz", "numeric"},
    {"family", "inet", "int4"},
    {"floor", "float8", "float8"},
    {"floor", "numeric", "numeric"},
    {"format", "text", "text"},
    {"format", "text any...", "text"},
    {"gcd", "int4 int4", "int4"},
    {"gcd", "int8 int8", "int8"},
    {"gcd", "numeric numeric", "numeric"},
    {"gen_random_uuid", "", "uuid"},
    {"generate_series", "int4 int4", "int4"},
    {"generate_series", "int4 int4 int4", "int4"},
    {"generate_series", "int8 int8", "int8"},
    {"generate_series", "int8 int8 int8", "int8"},
    {"generate_subscripts", "anyarray int4", "int4"},
    {"get_bit", "bytea int8", "int4"},
    {"get_bit", "bit int4", "int4"},
    {"get_byte", "bytea int4", "int4"},
    {"host", "inet", "text"},
    {"hostmask", "inet", "inet"},
    {"inet_merge", "inet inet", "cidr"},
    {"inet_same_family", "inet inet", "bool"},
    {"initcap", "text", "text"},
    {"int4range", "int4 int4", "int4range"},
    {"int4range", "int4 int4 text", "int4range"},
    {"int8range", "int8 int8", "int8range"},
    {"int8range", "int8 int8 text", "int8range"},
    {"is_normalized", "text", "bool"},
    {"is_normalized", "text text", "bool"},
    {"isempty", "anyrange", "bool"},
    {"isfinite", "date", "bool"},
    {"isfinite", "timestamptz", "bool"},
    {"isfinite", "timestamp", "bool"},
    {"isfinite", "interval", "bool"},
    {"json_array_elements", "json", "json"},
    {"json_array_elements_text", "json", "text"},
    {"json_array_length", "json", "int4"},
    {"json_build_array", "any...", "json"},
    {"json_build_array", "", "json"},
    {"json_build_object", "any...", "json"},
    {"json_build_object", "", "json"},
    {"json_extract_path", "json text...", "json"},
    {"json_extract_path_text", "json text...", "text"},
    {"json_object_keys", "json", "text"},
    {"json_typeof", "json", "text"},
    {"jsonb_array_elements", "jsonb", "jsonb"},
    {"jsonb_array_elements_text", "jsonb", "text"},
    {"jsonb_array_length", "jsonb", "int4"},
    {"jsonb_build_array", "any...", "jsonb"},
    {"jsonb_build_array", "", "jsonb"},
    {"jsonb_build_object", "any...", "jsonb"},
    {"jsonb_build_object", "", "jsonb"},
    {"jsonb_extract_path", "jsonb text...", "jsonb"},
    {"jsonb_extract_path_text", "jsonb text...", "text"},
    {"jsonb_object", "_text", "jsonb"},
    {"jsonb_object_keys", "jsonb", "text"},
    {"jsonb_path_exists", "jsonb jsonpath", "bool"},
    {"jsonb_path_match", "jsonb jsonpath", "bool"},
    {"jsonb_set", "jsonb _text jsonb", "jsonb"},
    {"jsonb_set", "jsonb _text jsonb bool", "jsonb"},
    {"jsonb_strip_nulls", "jsonb", "jsonb"},
    {"jsonb_to_tsvector", "jsonb jsonb", "tsvector"},
    {"jsonb_typeof", "jsonb", "text"},
    {"justify_days", "interval", "interval"},
    {"justify_hours", "interval", "interval"},
    {"justify_interval", "interval", "interval"},
    {"lcm", "int4 int4", "int4"},
    {"lcm", "int8 int8", "int8"},
    {"left", "text int4", "text"},
    {"length", "text", "int4"},
    {"length", "bpchar", "int4"},
    {"length", "bytea", "int4"},
    {"length", "bit", "int4"},
    {"length", "tsvector", "int4"},
    {"length", "lseg", "float8"},
    {"length", "path", "float8"},
    {"like_escape", "text text", "text"},
    {"like_escape", "bytea bytea", "bytea"},
    {"ln", "float8", "float8"},
    {"ln", "numeric", "numeric"},
    {"log", "float8", "float8"},
    {"log", "numeric", "numeric"},
    {"log", "numeric numeric", "numeric"},
    {"lower", "text", "text"},
    {"lower", "anyrange", "element"},
    {"lower_inc", "anyrange", "bool"},
    {"lower_inf", "anyrange", "bool"},
    {"lpad", "text int4", "text"},
    {"lpad", "text int4 text", "text"},
    {"ltrim", "text", "text"},
    {"ltrim", "text text", "text"},
    {"make_date", "int4 int4 int4", "date"},
    {"make_time", "int4 int4 float8", "time"},
    {"make_timestamp", "int4 int4 int4 int4 int4 float8", "timestamp"},
    {"make_timestamptz", "int4 int4 int4 int4 int4 float8", "timestamptz"},
    {"make_timestamptz", "int4 int4 int4 int4 int4 float8 text", "timestamptz"},
    {"masklen", "inet", "int4"},
    {"md5", "text", "text"},
    {"md5", "bytea", "text"},
    {"min_scale", "numeric", "int4"},
    {"mod", "int4 int4", "int4"},
    {"mod", "int2 int2", "int2"},
    {"mod", "int8 int8", "int8"},
    {"mod", "numeric numeric", "numeric"},
    {"netmask", "inet", "inet"},
    {"network", "inet", "cidr"},
    {"nextval", "regclass", "int8"},
    {"nlevel", "ltree", "int4"},
    {"normalize", "text", "text"},
    {"normalize", "text text", "text"},
    {"now", "", "timestamptz"},
    {"num_nonnulls", "any...", "int4"},
    {"num_nulls", "any...", "int4"},
    {"numnode", "tsquery", "int4"},
    {"numrange", "numeric numeric", "numrange"},
    {"numrange", "numeric numeric text", "numrange"},
    {"octet_length", "text", "int4"},
    {"octet_length", "bpchar", "int4"},
    {"octet_length", "bytea", "int4"},
    {"octet_length", "bit", "int4"},
    {"overlaps", "timestamptz timestamptz timestamptz timestamptz", "bool"},
    {"overlaps", "timestamp timestamp timestamp timestamp", "bool"},
    {"overlaps", "time time time time", "bool"},
    {"overlay", "text text int4", "text"},
    {"overlay", "text text int4 int4", "text"},
    {"overlay", "bytea bytea int4", "bytea"},
    {"overlay", "bytea bytea int4 int4", "bytea"},
    {"pg_column_size", "any", "int4"},
    {"pg_input_is_valid", "text text", "bool"},
    {"pg_typeof", "any", "regtype"},
    {"phraseto_tsquery", "text", "tsquery"},
    {"phraseto_tsquery", "regconfig text", "tsquery"},
    {"plainto_tsquery", "text", "tsquery"},
    {"plainto_tsquery", "regconfig text", "tsquery"},
    {"position", "text text", "int4"},
    {"position", "bytea bytea", "int4"},
    {"position", "bit bit", "int4"},
    {"power", "float8 float8", "float8"},
    {"power", "numeric numeric", "numeric"},
    {"quote_ident", "text", "text"},
    {"quote_literal", "text", "text"},
    {"radians", "float8", "float8"},
    {"random", "", "float8"},
    {"range_merge", "anyrange anyrange", "1"},
    {"regexp_count", "text text", "int4"},
    {"regexp_like", "text text", "bool"},
    {"regexp_like", "text text text", "bool"},
    {"regexp_match", "text text", "_text"},
    {"regexp_match", "text text text", "_text"},
    {"regexp_replace", "text text text", "text"},
    {"regexp_replace", "text text text text", "text"},
    {"regexp_split_to_array", "text text", "_text"},
    {"regexp_split_to_table", "text text", "text"},
    {"regexp_substr", "text text", "text"},
    {"repeat", "text int4", "text"},
    {"replace", "text text text", "text"},
    {"reverse", "text", "text"},
    {"right", "text int4", "text"},
    {"round", "float8", "float8"},
    {"round", "numeric", "numeric"},
    {"round", "numeric int4", "numeric"},
    {"row_to_json", "any", "json"},
    {"rpad", "text int4", "text"},
    {"rpad", "text int4 text", "text"},
    {"rtrim", "text", "text"},
    {"rtrim", "text text", "text"},
    {"scale", "numeric", "int4"},
    {"set_masklen", "cidr int4", "cidr"},
    {"set_masklen", "inet int4", "inet"},
    {"setval", "regclass int8", "int8"},
    {"setval", "regclass int8 bool", "int8"},
    {"setweight", "tsvector char", "tsvector"},
    {"sha224", "bytea", "bytea"},
    {"sha256", "bytea", "bytea"},
    {"sha384", "bytea", "bytea"},
    {"sha512", "bytea", "bytea"},
    {"sign", "float8", "float8"},
    {"sign", "numeric", "numeric"},
    {"similar_to_escape", "text", "text"},
    {"similar_to_escape", "text text", "text"},
    {"skeys", "hstore", "text"},
    {"split_part", "text text int4", "text"},
    {"sqrt", "float8", "float8"},
    {"sqrt", "numeric", "numeric"},
    {"starts_with", "text text", "bool"},
    {"statement_timestamp", "", "timestamptz"},
    {"string_to_array", "text text", "_text"},
    {"string_to_array", "text text text", "_text"},
    {"string_to_table", "text text", "text"},
    {"strip", "tsvector", "tsvector"},
    {"subpath", "ltree int4", "ltree"},
    {"subpath", "ltree int4 int4", "ltree"},
    {"substring", "text int4", "text"},
    {"substring", "text int4 int4", "text"},
    {"substring", "text text", "text"},
    {"substring", "text text text", "text"},
    {"substring", "bytea int4", "bytea"},
    {"substring", "bytea int4 int4", "bytea"},
    {"substring", "bit int4", "bit"},
    {"substring", "bit int4 int4", "bit"},
    {"text", "any", "text"},
    {"timeofday", "", "text"},
    {"timezone", "text timestamptz", "timestamp"},
    {"timezone", "text timestamp", "timestamptz"},
    {"timezone", "interval timestamptz", "timestamp"},
    {"timezone", "interval timestamp", "timestamptz"},
    {"timezone", "text timetz", "timetz"},
    {"to_ascii", "text", "text"},
    {"to_char", "timestamptz text", "text"},
    {"to_char", "timestamp text", "text"},
    {"to_char", "interval text", "text"},
    {"to_char", "numeric text", "text"},
    {"to_char", "int4 text", "text"},
    {"to_char", "int8 text", "text"},
    {"to_char", "float8 text", "text"},
    {"to_date", "text text", "date"},
    {"to_hex", "int4", "text"},
    {"to_hex", "int8", "text"},
    {"to_json", "any", "json"},
    {"to_jsonb", "any", "jsonb"},
    {"to_number", "text text", "numeric"},
    {"to_timestamp", "float8", "timestamptz"},
    {"to_timestamp", "text text", "timestamptz"},
    {"to_tsquery", "text", "tsquery"},
    {"to_tsquery", "regconfig text", "tsquery"},
    {"to_tsvector", "text", "tsvector"},
    {"to_tsvector", "regconfig text", "tsvector"},
    {"to_tsvector", "jsonb", "tsvector"},
    {"to_tsvector", "regconfig jsonb", "tsvector"},
    {"to_tsvector", "json", "tsvector"},
    {"to_tsvector", "regconfig json", "tsvector"},
    {"translate", "text text text", "text"},
    {"trim_array", "anyarray int4", "1"},
    {"trim_scale", "numeric", "numeric"},
    {"trunc", "float8", "float8"},
    {"trunc", "numeric", "numeric"},
    {"trunc", "numeric int4", "numeric"},
    {"ts_rank", "tsvector tsquery", "float4"},
    {"tsrange", "timestamp timestamp", "tsrange"},
    {"tsrange", "timestamp timestamp text", "tsrange"},
    {"tstzrange", "timestamptz timestamptz", "tstzrange"},
    {"tstzrange", "timestamptz timestamptz text", "tstzrange"},
    {"txid_current", "", "int8"},
    {"unnest", "anyarray", "element"},
    {"upper", "text", "text"},
    {"upper", "anyrange", "element"},
    {"upper_inc", "anyrange", "bool"},
    {"upper_inf", "anyrange", "bool"},
    {"uuid_generate_v1", "", "uuid"},
    {"uuid_generate_v4", "", "uuid"},
    {"uuidv4", "", "uuid"},
    {"uuidv7", "", "uuid"},
    {"websearch_to_tsquery", "text", "tsquery"},
    {"websearch_to_tsquery", "regconfig text", "tsquery"},
    {"width_bucket", "float8 float8 float8 int4", "int4"},
    {"width_bucket", "numeric numeric numeric int4", "int4"},
    {"xpath", "text xml", "_xml"},
};

/* How well a row fits the arguments of a call. */
typedef struct Fit {
    size_t exact;     /* arguments of the very type */
    size_t preferred; /* arguments converted to a type that PostgreSQL prefers */
} Fit;

/* A type by name, with "_" for arrays; the any-types are types whose `type` is NULL. */
static TypeUse type_of_word(Text word)
{
    TypeUse use = {0};
    if (!text_starts_with(word, TEXT("any")))
        type_builtin_use(word, &use);
    return use;
}

/* The same, found at once where an argument is of the very type. */
static TypeUse wanted_type(Text word, const TypeUse *given)
{
    bool is_same = given->type && given->type->kind == TYPE_BASE && given->dimensions == 0 &&
                   text_is(given->type->schema, "pg_catalog") && text_equal(given->type->name, word);
    return is_same ? (TypeUse){.type = given->type} : type_of_word(word);
}

static bool fits_any(Text word, const TypeUse *type)
{
    TypeUse plain = type_plain(type);
    if (text_is(word, "any") || !type_is_known(&plain) || type_is_unknown(&plain))
        return true;
    if (text_is(word, "anyarray"))
        return plain.dimensions > 0;
    return plain.type->kind == TYPE_RANGE || plain.type->kind == TYPE_MULTIRANGE;
}

static bool is_preferred(const TypeUse *type)
{
    switch (type_code(type)) {
    case TYPE_BOOL:
    case TYPE_TEXT:
    case TYPE_FLOAT8:
    case TYPE_TIMESTAMPTZ:
    case TYPE_INTERVAL:
    case TYPE_INET:
    case TYPE_VARBIT:
        return true;
    default:
        return false;
    }
}

/* Counts how well an argument goes where a word of a row stands; false where it does not go. */
static bool fit_argument(Fit *fit, Text word, const TypeUse *type)
{
    TypeUse wanted = wanted_type(word, type);
    if (!wanted.type)
        return fits_any(word, type);
    if (!type_is_known(type))
        return true;
    if (!type_converts(type, &wanted))
        return false;
    bool same = type_same(type, &wanted);
    fit->exact += same;
    fit->preferred += !same && is_preferred(&wanted);
    return true;
}

/* The next word of a row's arguments from *position on, and whether it is repeated; empty at the end. */
static Text next_word(Text words, size_t *position, bool *repeats)
{
    size_t start = *position;
    while (*position < words.size && words.data[*position] != ' ')
        ++*position;
    Text word = text_slice(words, start, *position);
    *position += *position < words.size;
    *repeats = text_ends_with(word, TEXT("..."));
    word.size -= *repeats ? 3 : 0;
    return word;
}

static TypeUse result_of(const Row *row, const TypeUse *types, size_t count)
{
    Text word = text_of(row->result);
    size_t index = (size_t)(word.data[0] - '1');
    if (index < 9)
        return index < count ? type_plain(&types[index]) : (TypeUse){0};
    if (count && text_is(word, "element"))
        return type_element(&types[0]);
    if (count && text_is(word, "array"))
        return type_array_of(&types[0]);
    return type_of_word(word);
}

static Signature signature_of(const Row *row, const TypeUse *types, size_t count)
{
    Signature signature = {.result = result_of(row, types, count)};
    Text words = text_of(row->arguments), word;
    size_t position = 0;
    bool repeats;
    while ((word = next_word(words, &position, &repeats)).size)
        signature.arguments[signature.count++] = type_of_word(word);
    return signature;
}

/* Whether a row takes so many arguments. */
static bool takes_count(Text words, size_t count)
{
    size_t wanted = words.size > 0;
    for (size_t i = 0; i < words.size; i++)
        wanted += words.data[i] == ' ';
    return text_ends_with(words, TEXT("...")) ? count >= wanted : count == wanted;
}

static bool match_row(const Row *row, const TypeUse *types, size_t count, Fit *fit)
{
    Text words = text_of(row->arguments), word;
    size_t position = 0, given = 0;
    bool repeats;
    *fit = (Fit){0};
    if (!takes_count(words, count))
        return false;
    while ((word = next_word(words, &position, &repeats)).size)
        for (size_t last = repeats ? count : given + 1; given < last; given++)
            if (!fit_argument(fit, word, &types[given]))
                return false;
    return true;
}

static bool is_better(const Fit *a, const Fit *b)
{
    return a->exact != b->exact ? a->exact > b->exact : a->preferred > b->preferred;
}

static Signature resolve_built(Text name, const TypeUse *types, size_t count)
{
    const Row *found = NULL;
    Fit best = {0}, fit;
    size_t end = sizeof rows / sizeof *rows;
    for (size_t i = text_search(name, rows, end, sizeof *rows); i < end && text_is(name, rows[i].name); i++) {
        if (!match_row(&rows[i], types, count, &fit) || (found && !is_better(&fit, &best)))
            continue;
        found = &rows[i];
        best = fit;
        if (count && best.exact == count)
            break;
    }
    return found ? signature_of(found, types, count) : (Signature){0};
}

/* A function of the schema that takes so many arguments; none where several do. */
static Signature resolve_own(const Schema *schema, Text qualifier, Text name, size_t count)
{
    const Function *found = NULL;
    for (size_t i = 0; i < schema->functions.count; i++) {
        const Function *function = schema->functions.items[i];
        if (!text_equal(function->name, name) || function->argument_types.count != count ||
            (qualifier.size && !text_equal(function->schema, qualifier)))
            continue;
        if (found)
            return (Signature){0};
        found = function;
    }
    Signature signature = {0};
    if (!found || count > SIGNATURE_ARGUMENTS)
        return signature;
    for (size_t i = 0; i < count; i++)
        signature.arguments[i] = type_plain(&found->argument_types.items[i]);
    signature.count = count;
    signature.result = type_plain(&found->result);
    return signature;
}

Signature function_resolve(const ExprScope *scope, Text qualifier, Text name, const TypeUse *types,
                           size_t count)
{
    if (qualifier.size == 0 || text_is(qualifier, "pg_catalog")) {
        Signature built = resolve_built(name, types, count);
        if (built.count || built.result.type)
            return built;
    }
    if (!scope || !scope->schema)
        return (Signature){0};
    return resolve_own(scope->schema, qualifier, name, count);
}
