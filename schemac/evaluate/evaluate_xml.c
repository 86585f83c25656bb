/* evaluate_xml.c: whether XML is a document: elements, attributes and text. What has declarations, comments,
 * processing instructions or CDATA is not looked at. PostgreSQL documentation, section 9.15. */
#include "evaluate/evaluate_xml.h"

#include <string.h>

enum {
    DEPTH_LIMIT = 64
};

/* XML that is read. */
typedef struct Reader {
    Text text;
    size_t at;
    unsigned depth;
    bool is_open; /* something of another kind was met */
} Reader;

static char peek(const Reader *reader)
{
    return reader->at < reader->text.size ? reader->text.data[reader->at] : '\0';
}

static bool take(Reader *reader, Text what)
{
    bool is_there = text_starts_with(text_slice(reader->text, reader->at, reader->text.size), what);
    reader->at += is_there ? what.size : 0;
    return is_there;
}

static bool is_name_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

static Text read_name(Reader *reader)
{
    size_t start = reader->at;
    bool begins = is_name_character(peek(reader)) && !strchr("0123456789-", peek(reader));
    while (begins && is_name_character(peek(reader)))
        reader->at++;
    return text_slice(reader->text, start, reader->at);
}

static bool skip_blanks(Reader *reader)
{
    size_t start = reader->at;
    while (peek(reader) && strchr(" \t\r\n", peek(reader)))
        reader->at++;
    return reader->at > start;
}

/* Up to one of the characters; an entity is not looked at. */
static void skip_text(Reader *reader, const char *ends)
{
    for (; peek(reader) && !strchr(ends, peek(reader)); reader->at++)
        reader->is_open = reader->is_open || peek(reader) == '&';
}

/* name="value" as often as there are; of a name that comes twice nothing is told. */
static bool read_attributes(Reader *reader)
{
    bool has_one = false;
    while (skip_blanks(reader) && is_name_character(peek(reader))) {
        if (!read_name(reader).size || !take(reader, TEXT("=\"")))
            return false;
        skip_text(reader, "\"<");
        if (!take(reader, TEXT("\"")))
            return false;
        reader->is_open = reader->is_open || has_one;
        has_one = true;
    }
    return true;
}

static bool read_element(Reader *reader);

static bool read_content(Reader *reader)
{
    for (;;) {
        skip_text(reader, "<");
        Text rest = text_slice(reader->text, reader->at, reader->text.size);
        if (!rest.size || text_starts_with(rest, TEXT("</")))
            return true;
        if (!read_element(reader))
            return false;
    }
}

static bool read_element(Reader *reader)
{
    if (!take(reader, TEXT("<")) || ++reader->depth > DEPTH_LIMIT)
        return false;
    reader->is_open = reader->is_open || peek(reader) == '!' || peek(reader) == '?';
    Text name = read_name(reader);
    reader->is_open = reader->is_open || peek(reader) == ':';
    if (!name.size || !read_attributes(reader))
        return false;
    bool is_empty = take(reader, TEXT("/>"));
    if (!is_empty && (!take(reader, TEXT(">")) || !read_content(reader) || !take(reader, TEXT("</")) ||
                      !take(reader, name)))
        return false;
    if (!is_empty)
        skip_blanks(reader);
    reader->depth--;
    return is_empty || take(reader, TEXT(">"));
}

Datum xml_is_document(Text text)
{
    Reader reader = {.text = text};
    skip_blanks(&reader);
    bool is_one = read_element(&reader);
    skip_blanks(&reader);
    return reader.is_open || reader.depth > 1 ? datum_unknown()
                                              : datum_bool(is_one && reader.at == text.size);
}
