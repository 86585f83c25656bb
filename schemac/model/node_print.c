/* node_print.c: printing a document as YAML 1.1, which libyaml reads: what needs quotes, and what fits a
 * line. YAML specification: sections 5 (Characters), 7 (Flow Styles), 8 (Block Styles). */
#include "model/node.h"

#include "base/utf8.h"

#include <string.h>

enum {
    LINE_WIDTH = 100, /* characters that a flow collection may reach */
    STEP = 2          /* columns of indentation */
};

/* ---- characters --------------------------------------------------------------------------------------- */

/* What the characters of a text ask for. Line ends, invisible and bidirectional controls don't stand as
 * themselves: a reader of the dump must see what is there. */
typedef struct Look {
    bool utf8;    /* well-formed throughout */
    bool visible; /* every character is */
    bool lines;   /* every character is but for line feeds and tabs */
    size_t width; /* characters */
} Look;

static Look look_at(Text text)
{
    Look look = {true, true, true, 0};
    for (size_t i = 0; i < text.size;) {
        uint32_t code;
        size_t size = utf8_decode(text, i, &code);
        if (size == 0)
            return (Look){0};
        bool visible = utf8_is_visible(code);
        look.visible = look.visible && visible;
        look.lines = look.lines && (visible || code == '\n' || code == '\t');
        look.width++;
        i += size;
    }
    return look;
}

/* ---- scalars ------------------------------------------------------------------------------------------ */

/* Whether some YAML reader would take the plain text for null, a truth value, a number or a date. */
static bool looks_typed(Text text)
{
    static const char *const words[] = {"null", "true", "false", "yes", "no", "on", "off"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_is_nocase(text, words[i]))
            return true;
    if (!strchr("0123456789+-.", text.data[0]))
        return false;
    for (size_t i = 0; i < text.size; i++)
        if (!strchr("0123456789abcdefABCDEFxXoOtTzZ_.:+- ", text.data[i]))
            return false;
    return true;
}

static bool is_first_of_plain(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80 ||
           strchr("_(/$", c) != NULL;
}

/* Whether the text can stand without quotes, inside a flow collection or outside. */
static bool is_plain(Text text, bool flow)
{
    if (!text.size || !is_first_of_plain((unsigned char)text.data[0]) || looks_typed(text))
        return false;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i], next = i + 1 < text.size ? text.data[i + 1] : ' ';
        if ((c == ':' && next == ' ') || (c == ' ' && (next == '#' || i + 1 == text.size)))
            return false;
        if (flow && strchr(",[]{}:?", c))
            return false;
    }
    return true;
}

static void print_escaped(Buffer *out, Text text)
{
    buffer_char(out, '"');
    for (size_t i = 0; i < text.size;) {
        uint32_t code = 0;
        size_t size = utf8_decode(text, i, &code);
        if (code == '"' || code == '\\')
            buffer_format(out, "\\%c", (char)code);
        else if (utf8_is_visible(code))
            buffer_append(out, text.data + i, size);
        else if (code == '\n' || code == '\t')
            buffer_string(out, code == '\n' ? "\\n" : "\\t");
        else
            buffer_format(out,
                          code > 0xFFFF ? "\\U%08X"
                          : code > 0xFF ? "\\u%04X"
                                        : "\\x%02X",
                          (unsigned)code);
        i += size;
    }
    buffer_char(out, '"');
}

static void print_single(Buffer *out, Text text)
{
    buffer_char(out, '\'');
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '\'')
            buffer_char(out, '\'');
        buffer_char(out, text.data[i]);
    }
    buffer_char(out, '\'');
}

/* RFC 4648, section 4. */
static void print_binary(Buffer *out, Text text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    buffer_string(out, "!!binary \"");
    for (size_t i = 0; i < text.size; i += 3) {
        size_t left = text.size - i < 3 ? text.size - i : 3;
        uint32_t bits = 0;
        for (size_t k = 0; k < 3; k++)
            bits = bits << 8 | (k < left ? (unsigned char)text.data[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            buffer_char(out, k <= left ? digits[bits >> (18 - 6 * k) & 63] : '=');
    }
    buffer_char(out, '"');
}

static void print_scalar(Buffer *out, const Node *node, bool flow)
{
    Text text = node->text;
    Look look = look_at(text);
    if (node->is_plain)
        buffer_text(out, text);
    else if (!look.utf8)
        print_binary(out, text);
    else if (!look.visible)
        print_escaped(out, text);
    else if (is_plain(text, flow))
        buffer_text(out, text);
    else if (text_contains(text, TEXT("'")) && !text_contains(text, TEXT("\"")) &&
             !text_contains(text, TEXT("\\")))
        print_escaped(out, text);
    else
        print_single(out, text);
}

/* Whether the scalar is better read as a literal block: several lines of visible text. */
static bool is_literal(const Node *node)
{
    if (node->kind != NODE_SCALAR || node->is_plain || !text_contains(node->text, TEXT("\n")))
        return false;
    return look_at(node->text).lines && text_trim(node->text).size;
}

/* "|", the indentation where the first line does not show it, and what happens to the last line ends. */
static void print_literal(Buffer *out, Text text, size_t indent)
{
    bool ends = text.data[text.size - 1] == '\n';
    bool ends_twice = ends && text.size > 1 && text.data[text.size - 2] == '\n';
    buffer_char(out, '|');
    if (strchr(" \t\n", text.data[0]))
        buffer_format(out, "%d", STEP);
    buffer_string(out, ends_twice ? "+\n" : ends ? "\n" : "-\n");
    while (text.size) {
        const char *end = memchr(text.data, '\n', text.size);
        size_t size = end ? (size_t)(end - text.data) : text.size;
        if (size)
            buffer_repeat(out, ' ', indent);
        buffer_append(out, text.data, size);
        buffer_char(out, '\n');
        text = text_slice(text, size + 1, text.size);
    }
}

/* ---- collections -------------------------------------------------------------------------------------- */

static void print_flow(Buffer *out, const Node *node)
{
    if (node->kind == NODE_SCALAR) {
        print_scalar(out, node, true);
        return;
    }
    bool map = node->kind == NODE_MAP;
    buffer_char(out, map ? '{' : '[');
    for (size_t i = 0; i < node->items.count; i++) {
        if (i > 0)
            buffer_string(out, map && i % 2 ? ": " : ", ");
        print_flow(out, node->items.items[i]);
    }
    buffer_char(out, map ? '}' : ']');
}

/* Whether the node may stand on one line: nothing in it asks for lines of its own. */
static bool may_flow(const Node *node)
{
    if (node->is_block || is_literal(node))
        return false;
    for (size_t i = 0; i < node->items.count; i++)
        if (!may_flow(node->items.items[i]))
            return false;
    return true;
}

/* Prints the node on the line that is begun, if it fits there. */
static bool print_on_line(Buffer *out, const Node *node, size_t column)
{
    if (node->kind == NODE_SCALAR) {
        print_scalar(out, node, false);
        return true;
    }
    if (!node->items.count || may_flow(node)) {
        size_t start = out->size;
        print_flow(out, node);
        if (!node->items.count ||
            column + look_at(text_slice(buffer_contents(out), start, out->size)).width <= LINE_WIDTH)
            return true;
        out->size = start;
    }
    return false;
}

static void print_block(Buffer *out, const Node *node, size_t indent);

/* The value after a key: on the key's line, as a literal block, or on the lines below. */
static void print_value(Buffer *out, const Node *value, size_t indent, size_t column)
{
    if (is_literal(value)) {
        buffer_char(out, ' ');
        print_literal(out, value->text, indent + STEP);
        return;
    }
    size_t start = out->size;
    buffer_char(out, ' ');
    if (print_on_line(out, value, column + 1)) {
        buffer_char(out, '\n');
        return;
    }
    out->size = start;
    buffer_char(out, '\n');
    buffer_repeat(out, ' ', indent + STEP);
    print_block(out, value, indent + STEP);
}

static void print_entry(Buffer *out, const Node *key, const Node *value, size_t indent)
{
    size_t start = out->size;
    print_scalar(out, key, true);
    buffer_char(out, ':');
    print_value(out, value, indent, indent + (out->size - start));
}

static void print_item(Buffer *out, const Node *item, size_t indent)
{
    buffer_string(out, "- ");
    if (is_literal(item))
        print_literal(out, item->text, indent + STEP);
    else if (print_on_line(out, item, indent + STEP))
        buffer_char(out, '\n');
    else
        print_block(out, item, indent + STEP);
}

/* Prints a list or map, an entry a line; the first line is indented already. */
static void print_block(Buffer *out, const Node *node, size_t indent)
{
    size_t step = node->kind == NODE_MAP ? 2 : 1;
    for (size_t i = 0; i < node->items.count; i += step) {
        if (i > 0)
            buffer_repeat(out, ' ', indent);
        if (node->kind == NODE_MAP)
            print_entry(out, node->items.items[i], node->items.items[i + 1], indent);
        else
            print_item(out, node->items.items[i], indent);
    }
}

void node_print(Buffer *out, const Node *root)
{
    if (root->kind == NODE_SCALAR || !root->items.count) {
        print_flow(out, root);
        buffer_char(out, '\n');
    } else {
        print_block(out, root, 0);
    }
}
