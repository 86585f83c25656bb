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

/* A conversion of format: %[number$]letter, without flags and widths. */
typedef struct Conversion {
    size_t number; /* of the argument; 0: the next one */
    char letter;   /* NUL where it is none */
    size_t size;   /* bytes after the "%" */
} Conversion;

static Conversion read_conversion(Text rest)
{
    Conversion conversion = {0};
    size_t i = 0;
    while (i < rest.size && i < 4 && rest.data[i] >= '0' && rest.data[i] <= '9')
        conversion.number = conversion.number * 10 + (size_t)(rest.data[i++] - '0');
    if (i > 0 && (i == rest.size || rest.data[i++] != '$' || conversion.number == 0))
        return (Conversion){0};
    conversion.letter = i < rest.size ? rest.data[i] : '\0';
    conversion.size = i + 1;
    return conversion;
}

/* What %s, %I or %L makes of the argument; NULL is nothing, an error, and the word. */
static Datum converted(Evaluator *evaluator, char letter, const Datum *argument)
{
    TypeUse text = type_of_code("text");
    Datum value = datum_cast(evaluator, *argument, &text, true);
    if (value.state == EVALUATED_NULL)
        return letter == 's'   ? datum_make(text, TEXT(""))
               : letter == 'L' ? datum_make(text, TEXT("NULL"))
                               : datum_unknown();
    if (value.state != EVALUATED_VALUE || letter == 's')
        return value;
    return letter == 'I'   ? string_quote_ident(evaluator, &value, 1, text)
           : letter == 'L' ? string_quote_literal(evaluator, &value, 1, text)
                           : datum_unknown();
}

Datum string_format(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text format = arguments[0].text;
    Datum value = datum_make(result, format);
    size_t last = 0;
    Buffer out = {0};
    if (arguments[0].state == EVALUATED_NULL)
        return datum_null(result);
    for (size_t i = 0; i < format.size && value.state == EVALUATED_VALUE; i++) {
        Conversion conversion = read_conversion(text_slice(format, i + 1, format.size));
        if (format.data[i] != '%' || (conversion.letter == '%' && !conversion.number)) {
            buffer_char(&out, format.data[i]);
            i += format.data[i] == '%';
            continue;
        }
        last = conversion.number ? conversion.number : last + 1;
        value = conversion.letter && last < count ? converted(evaluator, conversion.letter, &arguments[last])
                                                  : datum_unknown();
        if (value.state == EVALUATED_VALUE)
            buffer_text(&out, value.text);
        i += conversion.size;
    }
    if (value.state == EVALUATED_VALUE)
        return taken(evaluator, &out, result);
    buffer_free(&out);
    return datum_unknown();
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
