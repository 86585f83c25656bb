/* Check digits of numbers that people type. For the runtime's own files. */
#ifndef RT_CHECK_DIGIT_H
#define RT_CHECK_DIGIT_H

/* The check digit of an EAN (GS1): weights 1 and 3 in turn, the last digit before it weighs 3. */
char rt_check_ean(const char *digits, unsigned count);

/* The check character of an ISBN or ISSN: weights from 2 on, the last digit before it weighs 2; X for ten. */
char rt_check_eleven(const char *digits, unsigned count);

/* The check digit of a card's number (ISO/IEC 7812): every second digit doubled, the last one before it
 * first. */
char rt_check_luhn(const char *digits, unsigned count);

/* Puts the check digits of an IBAN (ISO 13616) of `size` capitals and digits in its third and fourth place.
 */
void rt_check_iban(char *iban, unsigned size);

#endif
