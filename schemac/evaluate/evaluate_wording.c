/* evaluate_wording.c: texts put together by a format, quoted as identifiers, in Unicode's normal forms, and
 * the words of text search. */
#include "evaluate/evaluate_string.h"

#include "base/buffer.h"
#include "model/keyword.h"

static Datum taken(const Evaluator *evaluator, Buffer *out, TypeUse type)
{
    Text text = text_copy(evaluator->arena, buffer_contents(out));
    buffer_free(out);
    return text.size > DATUM_SIZE_LIMIT ? datum_unknown() : datum_make(type, text);
}

/* %s and %% alone; NULL is nothing for %s. */
Datum string_format(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text format = arguments[0].text;
    TypeUse text = type_of_code("text");
    size_t used = 1;
    Buffer out = {0};
    if (arguments[0].state == EVALUATED_NULL)
        return datum_null(result);
    for (size_t i = 0; i < format.size; i++) {
        char next = i + 1 < format.size ? format.data[i + 1] : '\0';
        if (format.data[i] != '%') {
            buffer_char(&out, format.data[i]);
            continue;
        }
        Datum value = next == 's' && used < count ? datum_cast(evaluator, arguments[used], &text, true)
                                                  : datum_unknown();
        bool is_known = next == '%' || value.state == EVALUATED_VALUE || value.state == EVALUATED_NULL;
        if (!is_known) {
            buffer_free(&out);
            return datum_unknown();
        }
        if (next == '%')
            buffer_char(&out, '%');
        else if (value.state == EVALUATED_VALUE)
            buffer_text(&out, value.text);
        used += next == 's';
        i++;
    }
    return taken(evaluator, &out, result);
}

/* Key words differ between versions: of those it is not known. */
Datum string_quote_ident(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text text = arguments->text;
    bool plain = text.size > 0 && !(text.data[0] >= '0' && text.data[0] <= '9');
    Buffer out = {0};
    (void)count;
    for (size_t i = 0; i < text.size && plain; i++) {
        char c = text.data[i];
        plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }
    if (plain)
        return keyword_class(text) == KEYWORD_NONE ? datum_make(result, text) : datum_unknown();
    buffer_char(&out, '"');
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '"')
            buffer_char(&out, '"');
        buffer_char(&out, text.data[i]);
    }
    buffer_char(&out, '"');
    return taken(evaluator, &out, result);
}

/* ASCII is in every normal form. */
Datum string_normalize(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)evaluator;
    (void)count;
    return string_is_ascii(arguments->text) ? datum_make(result, arguments->text) : datum_unknown();
}

Datum string_is_normalized(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)evaluator;
    (void)count;
    (void)result;
    return string_is_ascii(arguments->text) ? datum_bool(true) : datum_unknown();
}

/* The lexemes of a tsvector, each of which is in quotes, with blanks between them. */
Datum string_lexemes(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text text = arguments->text;
    int64_t lexemes = 0;
    bool inside = false;
    (void)count;
    (void)result;
    for (size_t i = 0; i < text.size; i++) {
        lexemes += text.data[i] == '\'' && !inside && (i == 0 || text.data[i - 1] == ' ');
        inside = inside != (text.data[i] == '\'');
    }
    return datum_int(evaluator, lexemes);
}
