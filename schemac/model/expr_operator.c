/* expr_operator.c: the operators of PostgreSQL's own types, by families rather than one by one. */
#include "model/expr_signature.h"
#include "model/type_convert.h"

/* The operands of an operator as they come in. */
typedef struct Operands {
    Text symbol;
    TypeUse left, right;
} Operands;

static bool is_one_of(Text text, const char *const *list)
{
    for (; *list; list++)
        if (text_is(text, *list))
            return true;
    return false;
}

bool operator_is_comparison(Text symbol)
{
    static const char *const list[] = {"=", "<>", "<", ">", "<=", ">=", NULL};
    return is_one_of(symbol, list);
}

Text operator_negator(Text symbol)
{
    static const char *const pairs[][2] = {
        {"=", "<>"}, {"<", ">="}, {">", "<="}, {"~~", "!~~"}, {"~~*", "!~~*"}, {"~", "!~"}, {"~*", "!~*"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (text_is(symbol, pairs[i][0]))
            return text_of(pairs[i][1]);
        if (text_is(symbol, pairs[i][1]))
            return text_of(pairs[i][0]);
    }
    return (Text){0};
}

static Signature signature(TypeUse left, TypeUse right, TypeUse result)
{
    return (Signature){.arguments = {left, right}, .count = 2, .result = result};
}

static Signature same_types(TypeUse operand, TypeUse result)
{
    return signature(operand, operand, result);
}

static TypeUse named(const char *name)
{
    return type_of_code(name);
}

/* A literal takes the other operand's type; both literals are text. */
static void settle_unknown(TypeUse *left, TypeUse *right)
{
    if (type_is_unknown(left))
        *left = type_is_unknown(right) ? named("text") : *right;
    if (type_is_unknown(right))
        *right = *left;
}

/* ---- comparison ---------------------------------------------------------------------------------------- */

/* The type by which a type is compared: varchar by text, cidr by inet. */
static TypeUse comparison_type(TypeUse type)
{
    if (type_code(&type) == TYPE_VARCHAR)
        return named("text");
    if (type_code(&type) == TYPE_CIDR)
        return named("inet");
    return type;
}

static bool is_date_time(const TypeUse *type)
{
    TypeCode code = type_code(type);
    return code == TYPE_DATE || code == TYPE_TIMESTAMP || code == TYPE_TIMESTAMPTZ;
}

static bool is_float(const TypeUse *type)
{
    TypeCode code = type_code(type);
    return code == TYPE_FLOAT4 || code == TYPE_FLOAT8;
}

/* Numbers compare and reckon within integers and within floats as they are, else in the wider type; a float4
 * beside a numeric or an integer stays, the other becomes float8. */
static Signature number_types(TypeUse left, TypeUse right)
{
    if ((type_is_integer(&left) && type_is_integer(&right)) || (is_float(&left) && is_float(&right)))
        return signature(left, right, type_converts(&left, &right) ? right : left);
    if (type_same(&left, &right))
        return same_types(left, left);
    if (is_float(&left))
        return signature(left, named("float8"), named("float8"));
    if (is_float(&right))
        return signature(named("float8"), right, named("float8"));
    return same_types(named("numeric"), named("numeric"));
}

/* char(n) beside varchar is compared as char(n), beside text as text. */
static bool is_padded_pair(const Operands *in)
{
    TypeCode left = type_code(&in->left), right = type_code(&in->right);
    return (left == TYPE_BPCHAR && right == TYPE_VARCHAR) || (left == TYPE_VARCHAR && right == TYPE_BPCHAR);
}

static Signature compare(Operands in)
{
    TypeUse boolean = named("bool");
    settle_unknown(&in.left, &in.right);
    if (is_padded_pair(&in))
        return same_types(named("bpchar"), boolean);
    TypeUse left = comparison_type(in.left), right = comparison_type(in.right);
    if (type_is_number(&left) && type_is_number(&right)) {
        Signature found = number_types(left, right);
        found.result = boolean;
        return found;
    }
    if (type_same(&left, &right) || (is_date_time(&left) && is_date_time(&right)))
        return signature(left, right, boolean);
    TypeUse text = named("text");
    if (type_is_text(&left) && type_is_text(&right))
        return same_types(text, boolean);
    if (type_converts(&left, &right) && type_code(&right) != TYPE_BIT)
        return same_types(right, boolean);
    if (type_converts(&right, &left))
        return same_types(left, boolean);
    return signature((TypeUse){0}, (TypeUse){0}, boolean);
}

/* ---- reckoning ----------------------------------------------------------------------------------------- */

/* date + integer, timestamp - interval …: one row a combination of codes. */
typedef struct DateRule {
    char sign;
    TypeCode left, right;
    const char *result;
} DateRule;

static const DateRule date_rules[] = {
    {'+', TYPE_DATE, TYPE_INT4, "date"},
    {'+', TYPE_INT4, TYPE_DATE, "date"},
    {'-', TYPE_DATE, TYPE_INT4, "date"},
    {'-', TYPE_DATE, TYPE_DATE, "int4"},
    {'+', TYPE_DATE, TYPE_INTERVAL, "timestamp"},
    {'+', TYPE_INTERVAL, TYPE_DATE, "timestamp"},
    {'-', TYPE_DATE, TYPE_INTERVAL, "timestamp"},
    {'+', TYPE_DATE, TYPE_TIME, "timestamp"},
    {'+', TYPE_TIME, TYPE_DATE, "timestamp"},
    {'+', TYPE_DATE, TYPE_TIMETZ, "timestamptz"},
    {'+', TYPE_TIMESTAMP, TYPE_INTERVAL, "timestamp"},
    {'+', TYPE_INTERVAL, TYPE_TIMESTAMP, "timestamp"},
    {'-', TYPE_TIMESTAMP, TYPE_INTERVAL, "timestamp"},
    {'-', TYPE_TIMESTAMP, TYPE_TIMESTAMP, "interval"},
    {'+', TYPE_TIMESTAMPTZ, TYPE_INTERVAL, "timestamptz"},
    {'+', TYPE_INTERVAL, TYPE_TIMESTAMPTZ, "timestamptz"},
    {'-', TYPE_TIMESTAMPTZ, TYPE_INTERVAL, "timestamptz"},
    {'-', TYPE_TIMESTAMPTZ, TYPE_TIMESTAMPTZ, "interval"},
    {'+', TYPE_TIME, TYPE_INTERVAL, "time"},
    {'+', TYPE_INTERVAL, TYPE_TIME, "time"},
    {'-', TYPE_TIME, TYPE_INTERVAL, "time"},
    {'-', TYPE_TIME, TYPE_TIME, "interval"},
    {'+', TYPE_INTERVAL, TYPE_INTERVAL, "interval"},
    {'-', TYPE_INTERVAL, TYPE_INTERVAL, "interval"},
    {'*', TYPE_INTERVAL, TYPE_FLOAT8, "interval"},
    {'*', TYPE_FLOAT8, TYPE_INTERVAL, "interval"},
    {'/', TYPE_INTERVAL, TYPE_FLOAT8, "interval"},
};

static const char *name_of_code(TypeCode code)
{
    switch (code) {
    case TYPE_DATE:
        return "date";
    case TYPE_TIME:
        return "time";
    case TYPE_TIMETZ:
        return "timetz";
    case TYPE_TIMESTAMP:
        return "timestamp";
    case TYPE_TIMESTAMPTZ:
        return "timestamptz";
    case TYPE_INTERVAL:
        return "interval";
    case TYPE_FLOAT8:
        return "float8";
    default:
        return "int4";
    }
}

/* How well a rule fits: 2 for each operand of its very type, 1 for one that is converted, 0 for the whole
 * where one can't be. Intervals take a time only as itself. */
static int date_fit(const DateRule *rule, const Operands *in)
{
    TypeUse left = named(name_of_code(rule->left)), right = named(name_of_code(rule->right));
    if (!type_converts(&in->left, &left) || !type_converts(&in->right, &right))
        return 0;
    return 2 + type_same(&in->left, &left) + type_same(&in->right, &right);
}

static Signature date_reckon(Operands in)
{
    const DateRule *best = NULL;
    int fit = 0;
    bool tied = false;
    Operands settled = in;
    settle_unknown(&settled.left, &settled.right);
    for (size_t i = 0; i < sizeof date_rules / sizeof *date_rules; i++) {
        const DateRule *rule = &date_rules[i];
        if (in.symbol.data[0] != rule->sign)
            continue;
        if (date_fit(rule, &settled) == 4 && type_code(&settled.left) == type_code(&settled.right)) {
            best = rule;
            tied = false;
            break;
        }
        int found = date_fit(rule, &in) * 2;
        found += found && date_fit(rule, &settled);
        tied = found && found == fit ? true : found > fit ? false : tied;
        best = found > fit ? rule : best;
        fit = found > fit ? found : fit;
    }
    if (!best || tied)
        return (Signature){.count = 2};
    return signature(named(name_of_code(best->left)), named(name_of_code(best->right)), named(best->result));
}

static bool is_about_time(const TypeUse *type)
{
    TypeCode code = type_code(type);
    return code >= TYPE_DATE && code <= TYPE_INTERVAL;
}

static Signature money_reckon(Operands in)
{
    bool both = type_code(&in.left) == TYPE_MONEY && type_code(&in.right) == TYPE_MONEY;
    return signature(in.left, in.right, both && text_is(in.symbol, "/") ? named("float8") : named("money"));
}

static Signature reckon(Operands in)
{
    TypeUse left = in.left, right = in.right;
    if (is_about_time(&left) || is_about_time(&right))
        return date_reckon(in);
    if (type_code(&left) == TYPE_JSONB && text_is(in.symbol, "-")) {
        TypeUse key = type_is_unknown(&right) ? named("text") : right;
        return signature(left, key, left);
    }
    settle_unknown(&left, &right);
    if (type_code(&left) == TYPE_MONEY || type_code(&right) == TYPE_MONEY)
        return money_reckon((Operands){in.symbol, left, right});
    if (type_is_number(&left) && type_is_number(&right)) {
        Signature found = number_types(left, right);
        if (text_is(in.symbol, "%") && !type_same(&left, &right))
            return same_types(found.result, found.result);
        return found;
    }
    if (type_same(&left, &right) && left.type->kind != TYPE_BASE)
        return same_types(left, left);
    return (Signature){.count = 2};
}

static Signature power(Operands in)
{
    settle_unknown(&in.left, &in.right);
    bool numeric = type_code(&in.left) == TYPE_NUMERIC || type_code(&in.right) == TYPE_NUMERIC;
    TypeUse type =
        numeric && !is_float(&in.left) && !is_float(&in.right) ? named("numeric") : named("float8");
    return same_types(type, type);
}

/* ---- the others ---------------------------------------------------------------------------------------- */

/* LIKE and regular expressions: text on the right; on the left bpchar, name and citext have their own. */
static Signature match(Operands in)
{
    TypeUse text = named("text"), left = in.left, right = in.right;
    TypeCode code = type_code(&left);
    if (code == TYPE_CITEXT)
        return signature(left, type_is_unknown(&right) ? left : right, named("bool"));
    if (code == TYPE_LTREE && type_is_unknown(&right))
        right = named("lquery");
    if (code == TYPE_LTREE || code == TYPE_BYTEA)
        return signature(left, code == TYPE_BYTEA ? left : right, named("bool"));
    if (code == TYPE_BPCHAR || code == TYPE_NAME)
        return signature(left, text, named("bool"));
    if (type_is_unknown(&left) || type_converts(&left, &text))
        return signature(text, text, named("bool"));
    return signature((TypeUse){0}, (TypeUse){0}, named("bool"));
}

/* Types with a concatenation of their own; beside any other one a literal is a text. */
static bool is_joined(const TypeUse *type)
{
    static const TypeCode codes[] = {TYPE_BYTEA,   TYPE_BIT,   TYPE_VARBIT, TYPE_JSONB, TYPE_TSVECTOR,
                                     TYPE_TSQUERY, TYPE_LTREE, TYPE_HSTORE, TYPE_NONE};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (type_code(type) == codes[i])
            return true;
    return false;
}

static Signature concatenate(Operands in)
{
    TypeUse text = named("text"), left = in.left, right = in.right;
    if (type_is_unknown(&left) && !is_joined(&right) && !type_is_array(&right))
        left = text;
    if (type_is_unknown(&right) && !is_joined(&left) && !type_is_array(&left))
        right = text;
    if (type_is_array(&left) || type_is_array(&right)) {
        TypeUse array = type_is_array(&left) ? left : right;
        return signature(type_is_unknown(&left) ? array : left, type_is_unknown(&right) ? array : right,
                         array);
    }
    bool left_text = type_is_unknown(&left) || type_converts(&left, &text);
    bool right_text = type_is_unknown(&right) || type_converts(&right, &text);
    bool both_unknown = type_is_unknown(&left) && type_is_unknown(&right);
    if ((left_text && right_text) && (both_unknown || type_is_text(&left) || type_is_text(&right)))
        return same_types(text, text);
    if (type_is_text(&left) || type_is_text(&right))
        return signature(left_text ? text : left, right_text ? text : right, text);
    settle_unknown(&left, &right);
    if (type_same(&left, &right))
        return same_types(left, left);
    return (Signature){.count = 2};
}

/* -> and its kin: what they take on the right depends on the operator and on a literal or an index. */
static Signature reach(Operands in)
{
    bool path = in.symbol.data[0] == '#';
    bool to_text = text_ends_with(in.symbol, TEXT(">>"));
    TypeUse text = named("text");
    TypeUse key = path ? type_array_of(&text) : type_is_unknown(&in.right) ? text : in.right;
    if (path && text_is(in.symbol, "#-"))
        return signature(in.left, key, in.left);
    TypeCode code = type_code(&in.left);
    if (!path && type_converts(&in.right, &text) && !type_is_unknown(&in.right))
        key = text;
    if (type_code(&in.right) == TYPE_INT2)
        key = named("int4");
    if (code == TYPE_JSON || code == TYPE_JSONB)
        return signature(in.left, key, to_text ? text : in.left);
    if (code == TYPE_HSTORE)
        return signature(in.left, key, type_is_array(&key) ? key : text);
    return (Signature){.count = 2, .arguments = {in.left}};
}

/* Containment, overlap and the like: both sides of one type, a range beside its element as it is. */
static Signature relate(Operands in)
{
    TypeUse boolean = named("bool");
    settle_unknown(&in.left, &in.right);
    if (type_same(&in.left, &in.right))
        return signature(in.left, in.right, boolean);
    if (type_is_array(&in.left) && type_is_array(&in.right)) {
        TypeUse a = type_element(&in.left), b = type_element(&in.right);
        TypeUse common = type_converts(&a, &b) ? in.right : in.left;
        return same_types(common, boolean);
    }
    return signature(in.left, in.right, boolean);
}

static Signature key_test(Operands in)
{
    TypeUse text = named("text");
    TypeUse key = text_is(in.symbol, "?") ? text : type_array_of(&text);
    return signature(in.left, key, named("bool"));
}

static Signature path_test(Operands in)
{
    TypeUse right = in.right;
    if (type_is_unknown(&right))
        right = named(type_code(&in.left) == TYPE_JSONB ? "jsonpath" : "tsquery");
    return signature(in.left, right, named("bool"));
}

/* Bits: integers, bit strings, network addresses; shifts take an int4. */
static Signature bits(Operands in)
{
    bool shift = text_is(in.symbol, "<<") || text_is(in.symbol, ">>");
    bool network = type_code(&in.left) == TYPE_INET || type_code(&in.left) == TYPE_CIDR;
    if (shift && (type_is_integer(&in.left) || type_code(&in.left) == TYPE_BIT))
        return signature(in.left, named("int4"), in.left);
    if (shift && (network || (in.left.type && in.left.type->kind == TYPE_RANGE)))
        return relate((Operands){in.symbol, comparison_type(in.left), comparison_type(in.right)});
    if (shift)
        return (Signature){.count = 2};
    settle_unknown(&in.left, &in.right);
    in.left = comparison_type(in.left);
    in.right = comparison_type(in.right);
    TypeUse wide = type_converts(&in.left, &in.right) ? in.right : in.left;
    return type_is_known(&wide) ? same_types(wide, wide) : (Signature){.count = 2};
}

static Signature prefix(Text symbol, TypeUse operand)
{
    static const char *const same[] = {"-", "+", "@", "~", NULL};
    if (text_is(symbol, "|/") || text_is(symbol, "||/"))
        operand = named("float8");
    else if (!is_one_of(symbol, same))
        return (Signature){.count = 1};
    if (type_is_unknown(&operand))
        operand = named("float8");
    operand = comparison_type(operand);
    return (Signature){.arguments = {operand}, .count = 1, .result = operand};
}

Signature operator_resolve(Text symbol, const TypeUse *left, const TypeUse *right)
{
    static const char *const matches[] = {"~~", "!~~", "~~*", "!~~*", "~", "!~", "~*", "!~*", "^@", NULL};
    static const char *const reaches[] = {"->", "->>", "#>", "#>>", "#-", NULL};
    static const char *const relations[] = {"@>", "<@", "&&", "-|-", "&<", "&>", "<<=", ">>=", "~=", NULL};
    static const char *const sums[] = {"+", "-", "*", "/", "%", NULL};
    static const char *const keys[] = {"?", "?|", "?&", NULL};
    static const char *const paths[] = {"@@", "@?", NULL};
    static const char *const bit_signs[] = {"&", "|", "#", "<<", ">>", NULL};
    if (!left)
        return prefix(symbol, type_plain(right));
    Operands in = {symbol, type_plain(left), type_plain(right)};
    if (!type_is_known(&in.left) || !type_is_known(&in.right)) {
        bool truth = operator_is_comparison(symbol) || is_one_of(symbol, matches) ||
                     is_one_of(symbol, relations) || is_one_of(symbol, keys);
        return (Signature){.count = 2, .result = truth ? named("bool") : (TypeUse){0}};
    }
    if (operator_is_comparison(symbol))
        return compare(in);
    if (is_one_of(symbol, matches))
        return match(in);
    if (is_one_of(symbol, reaches))
        return reach(in);
    if (is_one_of(symbol, relations))
        return relate(in);
    if (is_one_of(symbol, sums))
        return reckon(in);
    if (is_one_of(symbol, keys))
        return key_test(in);
    if (is_one_of(symbol, paths))
        return path_test(in);
    if (is_one_of(symbol, bit_signs))
        return bits(in);
    if (text_is(symbol, "||"))
        return concatenate(in);
    return text_is(symbol, "^") ? power(in) : (Signature){.count = 2};
}
