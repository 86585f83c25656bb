/* names_multirange.c: the name of the multirange type that comes with a range type. */
#include "model/names.h"

Text names_make_multirange(Arena *arena, Text range_name)
{
    Text part = TEXT("range");
    for (size_t i = 0; i + part.size <= range_name.size; i++)
        if (text_starts_with(text_slice(range_name, i, range_name.size), part)) {
            Text rest = text_slice(range_name, i, range_name.size);
            return names_truncate(
                arena, text_format(arena, "%.*smulti%.*s", (int)i, range_name.data, TEXT_ARG(rest)));
        }
    Text suffix = TEXT("_multirange");
    Text stem = range_name;
    while (stem.size + suffix.size > NAME_LIMIT) {
        stem.size--;
        while (stem.size && ((unsigned char)stem.data[stem.size] & 0xC0) == 0x80)
            stem.size--;
    }
    return text_format(arena, "%.*s%.*s", TEXT_ARG(stem), TEXT_ARG(suffix));
}
