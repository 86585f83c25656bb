/* Check digits: see rt_check_digit.h. */
#include "rt_check_digit.h"

char rt_check_ean(const char *digits, unsigned count)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < count; i++)
        sum += (unsigned)(digits[i] - '0') * ((count - i) % 2 ? 3 : 1);
    return (char)('0' + (10 - sum % 10) % 10);
}

char rt_check_eleven(const char *digits, unsigned count)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < count; i++)
        sum += (unsigned)(digits[i] - '0') * (count + 1 - i);
    unsigned check = (11 - sum % 11) % 11;
    return check == 10 ? 'X' : (char)('0' + check);
}

char rt_check_luhn(const char *digits, unsigned count)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < count; i++) {
        unsigned digit = (unsigned)(digits[i] - '0') * ((count - i) % 2 ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

/* The remainder by 97 of a number followed by a character, letters being two digits: A is 10. */
static unsigned append97(unsigned rest, char c)
{
    return c > '9' ? (rest * 100 + (unsigned)(c - 'A') + 10) % 97 : (rest * 10 + (unsigned)(c - '0')) % 97;
}

void rt_check_iban(char *iban, unsigned size)
{
    unsigned rest = 0;
    for (unsigned i = 4; i < size; i++)
        rest = append97(rest, iban[i]);
    rest = append97(append97(rest, iban[0]), iban[1]) * 100 % 97;
    iban[2] = (char)('0' + (98 - rest) / 10);
    iban[3] = (char)('0' + (98 - rest) % 10);
}
