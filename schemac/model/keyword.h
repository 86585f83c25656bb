/* keyword.h: PostgreSQL's key words and how far each may serve as a name. PostgreSQL documentation: appendix
 * C (SQL Key Words); src/include/parser/kwlist.h. */
#ifndef SCHEMAC_MODEL_KEYWORD_H
#define SCHEMAC_MODEL_KEYWORD_H

#include "base/text.h"

typedef enum KeywordClass {
    KEYWORD_NONE,          /* not a key word */
    KEYWORD_UNRESERVED,    /* may name anything */
    KEYWORD_COLUMN_NAME,   /* may name a column or table, not a type or function */
    KEYWORD_TYPE_FUNCTION, /* may name a type or function, not a column or table */
    KEYWORD_RESERVED       /* may name nothing unless quoted */
} KeywordClass;

/* The class of a word, in which letters of either case are equal. */
KeywordClass keyword_class(Text word);

#endif
