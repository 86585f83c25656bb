/* evaluate_xml.h: XML. */
#ifndef SCHEMAC_EVALUATE_EVALUATE_XML_H
#define SCHEMAC_EVALUATE_EVALUATE_XML_H

#include "evaluate/evaluate_parts.h"

/* IS DOCUMENT of a value of type xml: one element with what is in it. */
Datum xml_is_document(Text text);

#endif
