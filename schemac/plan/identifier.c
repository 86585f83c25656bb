/* identifier.c: names from a schema as C identifiers, away from keywords and from each other. */
#include "plan/identifier.h"

#include "base/utf8.h"

#include <inttypes.h>

static const char *const reserved[] = {
    /* C and C++ */
    "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch",
    "char", "class", "co_await", "co_return", "co_yield", "compl", "concept", "const", "const_cast",
    "consteval", "constexpr", "constinit", "continue", "decltype", "default", "delete", "do", "double",
    "dynamic_cast", "else", "enum", "explicit", "export", "extern", "false", "float", "for", "friend", "goto",
    "if", "inline", "int", "long", "mutable", "namespace", "new", "noexcept", "not", "not_eq", "nullptr",
    "operator", "or", "or_eq", "private", "protected", "public", "register", "reinterpret_cast", "requires",
    "restrict", "return", "short", "signed", "sizeof", "static", "static_assert", "static_cast", "struct",
    "switch", "template", "this", "thread_local", "throw", "true", "try", "typedef", "typeid", "typename",
    "typeof", "union", "unsigned", "using", "virtual", "void", "volatile", "wchar_t", "while", "xor",
    "xor_eq",
    /* macros of the headers that generated code includes, and of common systems */
    "errno", "linux", "unix", "stdin", "stdout", "stderr", "assert", "offsetof", "main",
    /* names that generated functions use */
    "n", "db", "row", "scratch", "t", "out", "p", "first", "count", "limit", "memcpy", "memset", "size_t"};

static bool is_reserved(Text name)
{
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (text_is(name, reserved[i]))
            return true;
    return false;
}

/* Appends the character of UTF-8 at `i` as _uXXXX_ and returns its size; malformed bytes go one by one. */
static size_t append_escaped(Buffer *out, Text name, size_t i)
{
    uint32_t code;
    size_t size = utf8_decode(name, i, &code);
    buffer_format(out, "_u%04x_", size ? (unsigned)code : (unsigned char)name.data[i]);
    return size ? size : 1;
}

static size_t append_character(Buffer *out, Text name, size_t i)
{
    char c = name.data[i];
    if ((unsigned char)c >= 0x80)
        return append_escaped(out, name, i);
    if (c >= 'A' && c <= 'Z')
        c = (char)(c - 'A' + 'a');
    bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    buffer_char(out, plain ? c : '_');
    return 1;
}

/* Cuts what is too long for the name of a file and ends it with a hash, which tells it from what begins
 * alike. */
static void shorten(Buffer *out, Text name)
{
    enum {
        HASHED = 17 /* bytes: an underscore and 64 bits in hexadecimal digits */
    };
    if (out->size <= IDENTIFIER_LIMIT)
        return;
    out->size = IDENTIFIER_LIMIT - HASHED;
    buffer_format(out, "_%016" PRIx64, text_hash(name));
}

Text identifier_make(Arena *arena, Text name)
{
    Buffer out = {0};
    bool is_letter = name.size && ((name.data[0] | 0x20) >= 'a' && (name.data[0] | 0x20) <= 'z');
    if (!is_letter)
        buffer_char(&out, 'x');
    for (size_t i = 0; i < name.size;)
        i += append_character(&out, name, i);
    shorten(&out, name);
    if (is_reserved(buffer_contents(&out)))
        buffer_char(&out, '_');
    Text identifier = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return identifier;
}

/* What maps of names in use hold. */
typedef struct Taken {
    unsigned next; /* all numbers below it, put after the name, are taken as well */
} Taken;

static void take(Arena *arena, Map *used, Text identifier)
{
    Taken *taken = arena_new_object(arena, Taken);
    taken->next = 2;
    map_put(used, identifier, taken);
}

Text identifier_unique(Arena *arena, Map *used, Text name)
{
    Text base = identifier_make(arena, name), identifier = base;
    for (Taken *taken = map_get(used, base); map_get(used, identifier); taken->next++)
        identifier = text_format(arena, "%.*s_%u", TEXT_ARG(base), taken->next);
    take(arena, used, identifier);
    return identifier;
}

/* What follows a table's identifier in the names that are made from it. */
static const char *const table_names[] = {"", "_generate", "_params", "_table"};

enum {
    TABLE_NAMES = sizeof table_names / sizeof *table_names
};

static Text derived(Arena *arena, Text identifier, size_t i)
{
    return text_format(arena, "%.*s%s", TEXT_ARG(identifier), table_names[i]);
}

static bool is_free(Arena *arena, const Map *used, Text identifier)
{
    for (size_t i = 0; i < TABLE_NAMES; i++)
        if (map_get(used, derived(arena, identifier, i)))
            return false;
    return true;
}

Text identifier_table(Arena *arena, Map *used, Text name)
{
    Text base = identifier_make(arena, name), identifier = base;
    for (unsigned i = 2; !is_free(arena, used, identifier); i++)
        identifier = text_format(arena, "%.*s_%u", TEXT_ARG(base), i);
    for (size_t i = 0; i < TABLE_NAMES; i++)
        take(arena, used, derived(arena, identifier, i));
    return identifier;
}

void identifier_reserve_program(Map *used)
{
    static const char *const names[] = {"open",         "close",      "error",       "rows",
                                        "options",      "scratch",    "scratch_new", "scratch_reset",
                                        "scratch_free", "program",    "table",       "tables",
                                        "internal",     "internal_h", "h",           "base"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        take(used->arena, used, text_of(names[i]));
}

/* Headers of C, C++ and POSIX that lie at the top of a system's folder, and what a folder of generated files
 * has beside them. */
static const char *const program_names[] = {
    "alloca",  "assert",       "bits",     "complex",     "ctype",    "dirent",    "dlfcn",   "elf",
    "endian",  "error",        "fcntl",    "features",    "fenv",     "float",     "getopt",  "glob",
    "grp",     "iconv",        "inttypes", "iso646",      "langinfo", "libgen",    "limits",  "link",
    "locale",  "main_program", "makefile", "malloc",      "math",     "memory",    "netdb",   "obj",
    "poll",    "pthread",      "pwd",      "regex",       "rt",       "sched",     "search",  "semaphore",
    "setjmp",  "signal",       "spawn",    "stdalign",    "stdarg",   "stdatomic", "stdbool", "stddef",
    "stdint",  "stdio",        "stdlib",   "stdnoreturn", "string",   "strings",   "syslog",  "tar",
    "termios", "tgmath",       "threads",  "time",        "uchar",    "ulimit",    "unistd",  "utime",
    "wchar",   "wctype"};

Text identifier_program(Arena *arena, Text name)
{
    Text identifier = identifier_make(arena, name.size ? name : TEXT("data"));
    bool is_taken = text_starts_with(identifier, TEXT("rt_"));
    for (size_t i = 0; i < sizeof program_names / sizeof *program_names; i++)
        is_taken = is_taken || text_is(identifier, program_names[i]);
    return is_taken ? text_format(arena, "x%.*s", TEXT_ARG(identifier)) : identifier;
}
