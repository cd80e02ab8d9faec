#include "entity_form.h"

enum { IBAN_MOST = 34 }; /* ISO 13616 */

/* ---- the Swiss social security number ---- */

/* Sum of digits with weights 1 and 3 in turn from the left (GS1 General Specifications). */
static bool is_ean13(const char *digits)
{
	int sum = 0;
	for (int i = 0; i < 13; i++)
		sum += (digits[i] - '0') * (i % 2 ? 3 : 1);
	return sum % 10 == 0;
}

/* The Swiss social security number: 756 (the country) and ten digits. */
bool entity_find_ahv(const struct groups *g, size_t at, struct entity *entity)
{
	static const int dotted[] = { 3, 4, 4, 2, 0 };
	if (g->count == 0 || memcmp(g->digits, "756", 3) != 0)
		return false;
	if (groups_have_sizes(g, dotted, ". -"))
		return found(entity, at, g->at[3].end, ENTITY_AHV, is_ean13(g->digits));
	return g->at[0].digits == 13 && is_ean13(g->digits) &&
	       found(entity, at, g->at[0].end, ENTITY_AHV, true);
}

/* ---- payment cards ---- */

static bool passes_luhn(const char *digits, int count)
{
	int sum = 0;
	for (int i = 0; i < count; i++) {
		int digit = (digits[count - 1 - i] - '0') * (i % 2 ? 2 : 1);
		sum += digit > 9 ? digit - 9 : digit;
	}
	return sum % 10 == 0;
}

static int number_of(const char *digits, int count)
{
	int number = 0;
	for (int i = 0; i < count; i++)
		number = number * 10 + (digits[i] - '0');
	return number;
}

/* The first digits of the large networks, with the lengths they issue. */
static bool has_issuer(const char *digits, int count)
{
	static const struct {
		int digits, from, to, least, most;
	} issuers[] = {
		{ 1, 4, 4, 13, 19 },	   /* Visa */
		{ 2, 51, 55, 16, 16 },	   /* Mastercard */
		{ 4, 2221, 2720, 16, 16 }, /* Mastercard */
		{ 2, 34, 34, 15, 15 },	   /* American Express */
		{ 2, 37, 37, 15, 15 },	   /* American Express */
		{ 2, 36, 36, 14, 19 },	   /* Diners */
		{ 3, 300, 305, 14, 19 },   /* Diners */
		{ 2, 35, 35, 16, 19 },	   /* JCB */
		{ 4, 6011, 6011, 16, 19 }, /* Discover */
		{ 2, 65, 65, 16, 19 },	   /* Discover */
		{ 2, 62, 62, 16, 19 },	   /* UnionPay */
		{ 2, 50, 50, 12, 19 },	   /* Maestro */
		{ 2, 67, 67, 12, 19 },	   /* Maestro */
	};
	for (size_t i = 0; i < sizeof issuers / sizeof *issuers; i++) {
		int first = number_of(digits, issuers[i].digits);
		if (first >= issuers[i].from && first <= issuers[i].to &&
		    count >= issuers[i].least && count <= issuers[i].most)
			return true;
	}
	return false;
}

bool entity_find_card(const struct groups *g, size_t at, struct entity *entity)
{
	static const int shapes[][6] = { { 4, 4, 4, 4, 3 },
					 { 4, 4, 4, 4 },
					 { 4, 6, 5 },
					 { 4, 6, 4 },
					 { 16 },
					 { 15 },
					 { 14 },
					 { 13 },
					 { 19 } };
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		int last = 0;
		while (shapes[i][last + 1])
			last++;
		if (!groups_have_sizes(g, shapes[i], " -"))
			continue;
		int digits = g->at[last].digits;
		if (has_issuer(g->digits, digits) && passes_luhn(g->digits, digits))
			return found(entity, at, g->at[last].end, ENTITY_CARD, true);
	}
	return false;
}

/* ---- IBAN ---- */

/* Lengths of the IBAN registry (ISO 13616), Europe and some that Swiss firms meet. */
static int iban_length(const char *country)
{
	static const struct {
		char country[3];
		int length;
	} rows[] = {
		{ "CH", 21 }, { "LI", 21 }, { "DE", 22 }, { "AT", 20 }, { "FR", 27 }, { "IT", 27 },
		{ "GB", 22 }, { "LU", 20 }, { "BE", 16 }, { "NL", 18 }, { "ES", 24 }, { "PT", 25 },
		{ "DK", 18 }, { "SE", 24 }, { "NO", 15 }, { "FI", 18 }, { "IE", 22 }, { "PL", 28 },
		{ "CZ", 24 }, { "SK", 24 }, { "HU", 28 }, { "SI", 19 }, { "HR", 21 }, { "RO", 24 },
		{ "BG", 22 }, { "GR", 27 }, { "CY", 28 }, { "MT", 31 }, { "EE", 20 }, { "LV", 21 },
		{ "LT", 20 }, { "MC", 27 }, { "SM", 27 }, { "VA", 22 }, { "IS", 26 }, { "TR", 26 },
		{ "AE", 23 }, { "IL", 23 }, { "SA", 24 }, { "RS", 22 }, { "BA", 20 }, { "XK", 20 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (memcmp(rows[i].country, country, 2) == 0)
			return rows[i].length;
	return 0;
}

static char upper_of(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

/* ISO 7064 MOD 97-10: the first four signs behind the rest, letters as 10 … 35. */
static bool passes_mod97(const char *iban, int count)
{
	int rest = 0;
	for (int i = 0; i < count; i++) {
		char c = iban[(i + 4) % count];
		rest = is_digit((unsigned char)c) ? (rest * 10 + (c - '0')) % 97
						  : (rest * 100 + (c - 'A' + 10)) % 97;
	}
	return rest == 1;
}

bool entity_find_iban(struct span text, size_t at, struct entity *entity)
{
	char iban[IBAN_MOST];
	int count = 0, length = 0;
	size_t end = at;
	while (count < 2 || count < length) {
		struct utf8_point point = utf8_at(text, end);
		bool space = point.value == ' ' || point.value == 0xa0 || point.value == 0x202f;
		bool sign = point.value < 0x80 && point.length && is_word_point(point.value);
		bool fits = count < 2 ? sign && !is_digit(point.value)
				      : count >= 4 || is_digit(point.value);
		if (space && count >= 4 && count % 4 == 0) {
			end += point.length;
			continue;
		}
		if (!sign || !fits)
			return false;
		iban[count++] = upper_of(text.at[end++]);
		if (count == 2 && (length = iban_length(iban)) == 0)
			return false;
	}
	return !is_word_point(point_at(text, end)) &&
	       found(entity, at, end, ENTITY_IBAN, passes_mod97(iban, count));
}
