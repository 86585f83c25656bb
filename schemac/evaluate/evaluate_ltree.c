/* evaluate_ltree.c: paths of labels, as ltree prints them. */
#include "evaluate/evaluate_ltree.h"

static int64_t level_count(Text path)
{
    int64_t levels = path.size > 0;
    for (size_t i = 0; i < path.size; i++)
        levels += path.data[i] == '.';
    return levels;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Labels of letters, digits and underscores, which all versions read. */
static bool is_path(Text text)
{
    bool inside = text.size == 0;
    for (size_t i = 0; i < text.size; i++) {
        if (!is_letter(text.data[i]) && (text.data[i] != '.' || !inside))
            return false;
        inside = text.data[i] != '.';
    }
    return inside;
}

Datum ltree_levels(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    (void)result;
    return is_path(arguments[0].text) ? datum_int(evaluator, level_count(arguments[0].text))
                                      : datum_unknown();
}

static bool begins_with(Text path, Text start)
{
    return start.size == 0 ||
           (text_starts_with(path, start) && (path.size == start.size || path.data[start.size] == '.'));
}

/* ---- lquery ---- */

/* How many labels a star takes. */
typedef struct Level {
    int64_t low, high;
} Level;

/* The text before the separator, which is passed. */
static Text next_part(Text *rest, char separator)
{
    size_t end = 0;
    while (end < rest->size && rest->data[end] != separator)
        end++;
    Text part = text_slice(*rest, 0, end);
    *rest = text_slice(*rest, end + (end < rest->size), rest->size);
    return part;
}

static bool read_bound(Text text, int64_t otherwise, int64_t *bound)
{
    *bound = otherwise;
    return text.size == 0 || text_to_int64(text, bound);
}

/* *, *{n}, *{n,}, *{,m}, *{n,m} */
static bool read_star(Text part, Level *level)
{
    *level = (Level){.high = INT32_MAX};
    if (part.size == 1)
        return true;
    if (part.size < 4 || part.data[1] != '{' || part.data[part.size - 1] != '}')
        return false;
    Text rest = text_slice(part, 2, part.size - 1);
    bool both = text_contains(rest, TEXT(","));
    Text first = next_part(&rest, ',');
    if (!read_bound(first, 0, &level->low))
        return false;
    level->high = level->low;
    return !both || read_bound(rest, INT32_MAX, &level->high);
}

/* Labels without modifiers. */
static bool is_plain(Text label)
{
    for (size_t i = 0; i < label.size; i++)
        if (!is_letter(label.data[i]) && label.data[i] != '|')
            return false;
    return label.size > 0;
}

static bool is_one_of(Text label, Text alternatives)
{
    while (alternatives.size)
        if (text_equal(next_part(&alternatives, '|'), label))
            return true;
    return false;
}

static Datum matches(Text path, Text pattern)
{
    Level level;
    if (pattern.size == 0)
        return datum_bool(path.size == 0);
    Text rest = pattern, part = next_part(&rest, '.');
    if (!text_starts_with(part, TEXT("*"))) {
        Text label = next_part(&path, '.');
        return !is_plain(part)          ? datum_unknown()
               : is_one_of(label, part) ? matches(path, rest)
                                        : datum_bool(false);
    }
    if (!read_star(part, &level))
        return datum_unknown();
    for (int64_t taken = 0; taken <= level.high; taken++) {
        Datum found = taken < level.low ? datum_bool(false) : matches(path, rest);
        if (found.state != EVALUATED_VALUE || datum_is_true(&found) || path.size == 0)
            return found;
        next_part(&path, '.');
    }
    return datum_bool(false);
}

Datum ltree_operator(Text symbol, const Datum *left, const Datum *right)
{
    if (!is_path(left->text))
        return datum_unknown();
    bool is_query = type_code(&right->type) == TYPE_LQUERY || type_is_unknown(&right->type);
    if (text_is(symbol, "~") && is_query)
        return matches(left->text, right->text);
    if (type_code(&right->type) != TYPE_LTREE || !is_path(right->text))
        return datum_unknown();
    if (text_is(symbol, "@>"))
        return datum_bool(begins_with(right->text, left->text));
    return text_is(symbol, "<@") ? datum_bool(begins_with(left->text, right->text)) : datum_unknown();
}

/* The labels from one number on to before another one. */
static Text labels(Text path, int64_t from, int64_t to)
{
    size_t start = 0, end = path.size;
    int64_t level = 0;
    for (size_t i = 0; i < path.size; i++) {
        if (path.data[i] != '.')
            continue;
        level++;
        if (level == from)
            start = i + 1;
        if (level == to) {
            end = i;
            break;
        }
    }
    return text_slice(path, start, end);
}

/* As inner_subltree of contrib/ltree/ltree_op.c cuts it: places count from the end where negative. */
Datum ltree_subpath(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    int64_t start, length = 0, levels = level_count(arguments[0].text);
    (void)evaluator;
    if (!text_to_int64(arguments[1].text, &start) ||
        (count > 2 && !text_to_int64(arguments[2].text, &length)))
        return datum_unknown();
    for (int i = 0; i < 2 && start < 0; i++)
        start += levels;
    int64_t end = count == 2 ? levels : length < 0 ? levels + length : start + length;
    if (start < 0 || end < 0 || start >= levels || start > end)
        return datum_error();
    end = end > levels ? levels : end;
    return start == end ? datum_unknown() : datum_make(result, labels(arguments[0].text, start, end));
}
