/* read_yaml.c: from YAML or JSON text, by the events of libyaml, to a document, and from that to a schema. */
#include "read/yaml/yaml_read.h"

#include "read/yaml/json_surrogates.h"

#include <string.h>
#include <yaml.h>

enum {
    DEPTH_LIMIT = 64,      /* levels of lists and maps */
    NODE_LIMIT = 4000000,  /* values of a document, those that aliases repeat counted again */
    SIZE_LIMIT = 256 << 20 /* bytes of a document */
};

/* What an anchor stands for. */
typedef struct Anchor {
    Node *node;
    size_t weight; /* the values in it */
} Anchor;

typedef struct Loader {
    Arena *arena;
    Diag *diag;
    const Source *source;
    yaml_parser_t parser;
    yaml_event_t event; /* the one that was read last */
    SurrogateText text; /* what libyaml reads */
    size_t character;   /* a place in that text, in libyaml's count */
    size_t byte;        /* and in bytes */
    Map anchors;        /* Text → Anchor * */
    size_t weight;      /* values so far */
    unsigned depth;
} Loader;

/* ---- places ------------------------------------------------------------------------------------------- */

static bool continues(const Loader *loader, size_t byte)
{
    return byte < loader->text.text.size && ((unsigned char)loader->text.text.data[byte] & 0xC0) == 0x80;
}

/* The byte at which a character stands; walks from the place that was asked for last. */
static size_t byte_of(Loader *loader, size_t character)
{
    size_t size = loader->text.text.size;
    while (loader->character < character && loader->byte < size) {
        loader->byte++;
        while (continues(loader, loader->byte))
            loader->byte++;
        loader->character++;
    }
    while (loader->character > character && loader->byte > 0) {
        loader->byte--;
        while (continues(loader, loader->byte))
            loader->byte--;
        loader->character--;
    }
    return surrogates_origin(&loader->text, loader->byte);
}

static Span span_between(Loader *loader, yaml_mark_t start, yaml_mark_t end)
{
    size_t from = byte_of(loader, start.index), to = byte_of(loader, end.index);
    return (Span){.source = loader->source, .offset = from, .size = to > from ? to - from : 0};
}

static Span event_span(Loader *loader)
{
    return span_between(loader, loader->event.start_mark, loader->event.end_mark);
}

/* ---- errors ------------------------------------------------------------------------------------------- */

/* What libyaml says about tabs and surrogates needs a word of help. */
static void hint_at(Loader *loader, const char *problem)
{
    if (strstr(problem, "cannot start any token"))
        diag_hint(loader->diag,
                  "Indent with spaces, and put values that start with @, `, %% or a tab in quotes.");
    else if (strstr(problem, "invalid Unicode character escape"))
        diag_hint(loader->diag, "Half of a surrogate pair is no character.");
    else if (strstr(problem, "mapping values are not allowed"))
        diag_hint(loader->diag, "Put a value that holds \": \" in quotes.");
}

static bool syntax_error(Loader *loader)
{
    yaml_parser_t *parser = &loader->parser;
    if (parser->error == YAML_MEMORY_ERROR)
        return diag_failure(loader->diag, "out of memory");
    const char *problem = parser->problem ? parser->problem : "malformed YAML";
    if (parser->error == YAML_READER_ERROR) {
        size_t byte = parser->problem_offset < loader->text.text.size ? parser->problem_offset : 0;
        Span span = {.source = loader->source, .offset = surrogates_origin(&loader->text, byte)};
        diag_error(loader->diag, span, "malformed text: %s", problem);
        diag_hint(loader->diag, "YAML is UTF-8 text without control characters.");
        return false;
    }
    diag_error(loader->diag, span_between(loader, parser->problem_mark, parser->problem_mark),
               "malformed YAML: %s", problem);
    if (parser->context && parser->context_mark.index != parser->problem_mark.index)
        diag_note(loader->diag, span_between(loader, parser->context_mark, parser->context_mark), "%s",
                  parser->context);
    hint_at(loader, problem);
    return false;
}

/* Reads the next event; the one before it must be deleted. */
static bool next_event(Loader *loader)
{
    return yaml_parser_parse(&loader->parser, &loader->event) || syntax_error(loader);
}

static bool count_values(Loader *loader, size_t count, Span span)
{
    if (count <= NODE_LIMIT - loader->weight) {
        loader->weight += count;
        return true;
    }
    return diag_error(loader->diag, span, "the document has more than %d values", NODE_LIMIT);
}

/* ---- scalars ------------------------------------------------------------------------------------------ */

static int base64_digit(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = c ? strchr(digits, c) : NULL;
    return found ? (int)(found - digits) : -1;
}

/* RFC 4648, section 4; white space between the digits is allowed. */
static bool decode_base64(Arena *arena, Text encoded, Text *decoded)
{
    char *data = arena_alloc(arena, encoded.size + 1);
    size_t size = 0, digits = 0, pads = 0;
    uint32_t bits = 0;
    for (size_t i = 0; i < encoded.size; i++) {
        char c = encoded.data[i];
        if (strchr(" \t\r\n", c) && c)
            continue;
        pads += c == '=';
        if (c != '=' && (base64_digit(c) < 0 || pads))
            return false;
        bits = (bits << 6 | (c == '=' ? 0 : (uint32_t)base64_digit(c))) & 0xFFFFFF;
        if (++digits % 4 == 0) {
            data[size++] = (char)(bits >> 16);
            data[size++] = (char)(bits >> 8);
            data[size++] = (char)bits;
        }
    }
    *decoded = (Text){data, size >= pads ? size - pads : 0};
    return digits % 4 == 0 && pads <= 2;
}

static bool is_tag(const yaml_char_t *tag, const char *name)
{
    return tag && strcmp((const char *)tag, name) == 0;
}

/* Tags other than those that say what is understood anyway are refused. */
static bool check_tag(Loader *loader, const yaml_char_t *tag, const char *const *known)
{
    for (; tag && *known; known++)
        if (is_tag(tag, *known))
            return true;
    return !tag ||
           diag_error(loader->diag, event_span(loader), "tag \"%s\" is not supported", (const char *)tag);
}

static bool load_scalar(Loader *loader, Node *node)
{
    static const char *const known[] = {"!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:binary", NULL};
    const yaml_char_t *tag = loader->event.data.scalar.tag;
    node->kind = NODE_SCALAR;
    node->span = event_span(loader);
    node->is_plain = loader->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE && !tag;
    Text text = {(const char *)loader->event.data.scalar.value, loader->event.data.scalar.length};
    if (!check_tag(loader, tag, known))
        return false;
    node->text = text_copy(loader->arena, text);
    if (is_tag(tag, known[2]) && !decode_base64(loader->arena, text, &node->text))
        return diag_error(loader->diag, node->span, "malformed base64 text");
    if (node->text.size && memchr(node->text.data, '\0', node->text.size)) {
        diag_error(loader->diag, node->span, "the text holds a NUL character");
        diag_hint(loader->diag, "PostgreSQL cannot store it.");
        return false;
    }
    return true;
}

/* ---- collections -------------------------------------------------------------------------------------- */

static bool load_node(Loader *loader, Node **node);

static bool load_list(Loader *loader, Node *list)
{
    for (;;) {
        Node *item;
        if (!next_event(loader))
            return false;
        if (loader->event.type == YAML_SEQUENCE_END_EVENT)
            return true;
        if (!load_node(loader, &item))
            return false;
        node_add(loader->arena, list, item);
    }
}

static bool check_key(Loader *loader, Map *keys, Node *key)
{
    if (key->kind != NODE_SCALAR)
        return diag_error(loader->diag, key->span, "a key must be one value, not a list or map");
    const Node *before = map_get(keys, key->text);
    map_put(keys, key->text, key);
    if (!before)
        return true;
    diag_error(loader->diag, key->span, "key \"%.*s\" stands twice in the same map", TEXT_ARG(key->text));
    diag_note(loader->diag, before->span, "it stands here before");
    return false;
}

static bool load_map(Loader *loader, Node *map)
{
    Map keys = map_new(loader->arena);
    for (;;) {
        Node *key, *value;
        if (!next_event(loader))
            return false;
        if (loader->event.type == YAML_MAPPING_END_EVENT)
            return true;
        if (!load_node(loader, &key) || !check_key(loader, &keys, key) || !next_event(loader) ||
            !load_node(loader, &value))
            return false;
        list_push(loader->arena, &map->items, key);
        list_push(loader->arena, &map->items, value);
    }
}

static bool load_collection(Loader *loader, Node *node, bool is_map)
{
    static const char *const known[] = {"!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", NULL};
    const yaml_char_t *tag =
        is_map ? loader->event.data.mapping_start.tag : loader->event.data.sequence_start.tag;
    node->kind = is_map ? NODE_MAP : NODE_LIST;
    node->span = event_span(loader);
    bool known_tag = check_tag(loader, tag, known);
    yaml_event_delete(&loader->event);
    if (!known_tag)
        return false;
    if (++loader->depth > DEPTH_LIMIT)
        return diag_error(loader->diag, node->span, "lists and maps are nested more than %d deep",
                          DEPTH_LIMIT);
    bool done = is_map ? load_map(loader, node) : load_list(loader, node);
    loader->depth--;
    return done;
}

static Text anchor_name(Loader *loader, const yaml_char_t *name)
{
    return name ? text_copy(loader->arena, text_of((const char *)name)) : (Text){"", 0};
}

/* An anchor counts once it is complete: nothing can be part of itself. */
static void put_anchor(Loader *loader, Text name, Node *node, size_t weight)
{
    if (!name.size)
        return;
    Anchor *anchor = arena_new_object(loader->arena, Anchor);
    *anchor = (Anchor){node, weight};
    map_put(&loader->anchors, name, anchor);
}

static bool load_alias(Loader *loader, Node **node)
{
    Span span = event_span(loader);
    Text name = anchor_name(loader, loader->event.data.alias.anchor);
    const Anchor *anchor = map_get(&loader->anchors, name);
    if (!anchor) {
        diag_error(loader->diag, span, "alias \"%.*s\" has no anchor before it", TEXT_ARG(name));
        diag_suggest(loader->diag, map_nearest(&loader->anchors, name));
        return false;
    }
    *node = anchor->node;
    return count_values(loader, anchor->weight, span);
}

static bool load_value(Loader *loader, Node *node)
{
    if (loader->event.type == YAML_SCALAR_EVENT)
        return load_scalar(loader, node);
    bool is_map = loader->event.type == YAML_MAPPING_START_EVENT;
    return load_collection(loader, node, is_map);
}

static Text event_anchor(Loader *loader)
{
    switch (loader->event.type) {
    case YAML_SCALAR_EVENT:
        return anchor_name(loader, loader->event.data.scalar.anchor);
    case YAML_MAPPING_START_EVENT:
        return anchor_name(loader, loader->event.data.mapping_start.anchor);
    case YAML_SEQUENCE_START_EVENT:
        return anchor_name(loader, loader->event.data.sequence_start.anchor);
    default:
        return (Text){"", 0};
    }
}

/* Makes the node that starts with the current event; afterwards the current event is deleted. */
static bool load_node(Loader *loader, Node **node)
{
    bool done;
    if (loader->event.type == YAML_ALIAS_EVENT) {
        done = load_alias(loader, node);
    } else {
        Text anchor = event_anchor(loader);
        size_t before = loader->weight;
        *node = arena_new_object(loader->arena, Node);
        done = count_values(loader, 1, event_span(loader)) && load_value(loader, *node);
        if (done)
            put_anchor(loader, anchor, *node, loader->weight - before);
    }
    yaml_event_delete(&loader->event);
    return done;
}

/* ---- documents ---------------------------------------------------------------------------------------- */

/* Passes one event that must come now; false with nothing reported where it is another. */
static bool pass_event(Loader *loader, yaml_event_type_t type)
{
    if (!next_event(loader))
        return false;
    bool found = loader->event.type == type;
    yaml_event_delete(&loader->event);
    return found;
}

static bool load_root(Loader *loader, Node **root)
{
    if (!pass_event(loader, YAML_STREAM_START_EVENT) || !next_event(loader))
        return false;
    bool empty = loader->event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&loader->event);
    if (empty)
        return diag_error(loader->diag, (Span){.source = loader->source}, "the document is empty");
    return next_event(loader) && load_node(loader, root);
}

static bool check_end(Loader *loader)
{
    if (!pass_event(loader, YAML_DOCUMENT_END_EVENT) || !next_event(loader))
        return false;
    Span span = event_span(loader);
    bool ended = loader->event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&loader->event);
    return ended || diag_error(loader->diag, span, "a second document begins; only one is read");
}

/* The text after a UTF-8 byte order mark; false for other encodings that a mark announces. */
static bool check_encoding(Diag *diag, const Source *source, size_t *start)
{
    Text content = source->content;
    *start = text_starts_with(content, TEXT("\xEF\xBB\xBF")) ? 3 : 0;
    if (!text_starts_with(content, TEXT("\xFF\xFE")) && !text_starts_with(content, TEXT("\xFE\xFF")))
        return true;
    diag_error(diag, (Span){.source = source}, "the file is UTF-16");
    diag_hint(diag, "Save it as UTF-8.");
    return false;
}

/* Reads a document; NULL: reported. */
static const Node *load_document(Arena *arena, Diag *diag, const Source *source)
{
    size_t start;
    Node *root = NULL;
    if (!check_encoding(diag, source, &start))
        return NULL;
    if (source->content.size > SIZE_LIMIT) {
        diag_error(diag, (Span){.source = source}, "the document is larger than %d bytes", SIZE_LIMIT);
        return NULL;
    }
    Loader loader = {.arena = arena, .diag = diag, .source = source, .anchors = map_new(arena)};
    loader.text = surrogates_join(arena, source->content, start);
    if (!yaml_parser_initialize(&loader.parser)) {
        diag_failure(diag, "out of memory");
        return NULL;
    }
    yaml_parser_set_encoding(&loader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&loader.parser, (const unsigned char *)loader.text.text.data,
                                 loader.text.text.size);
    bool done = load_root(&loader, &root) && check_end(&loader);
    yaml_parser_delete(&loader.parser);
    return done ? root : NULL;
}

bool read_yaml(Schema *schema, Diag *diag, const Source *source)
{
    const Node *root = load_document(schema->arena, diag, source);
    bool overlay = schema->tables.count || schema->types.count;
    YamlRead read = {.schema = schema, .diag = diag, .arena = schema->arena};
    read.where = overlay ? IN_OVERLAY : IN_SCHEMA;
    read.key = overlay ? TEXT("overlay") : TEXT("schema");
    return root && yaml_read_schema(&read, root);
}
