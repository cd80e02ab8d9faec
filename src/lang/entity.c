#include "lang/entity.h"

#include <stdint.h>
#include <string.h>

#include "lang/fold.h"
#include "text/utf8.h"

enum {
	MENTION_NAMES = 3,
	LOCAL_MOST = 64,   /* RFC 5321 */
	DOMAIN_MOST = 255, /* RFC 1035 */
	LINK_MOST = 2048,
	GROUPS_MOST = 10,
	DIGITS_MOST = 24,
	IBAN_MOST = 34, /* ISO 13616 */
};

static uint32_t point_at(struct span text, size_t at)
{
	return utf8_at(text, at).value;
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_word_point(uint32_t c)
{
	return is_digit(c) || fold_is_letter(c);
}

/* Is `byte` an ASCII sign of `signs`? NUL is none. */
static bool is_one_of(uint32_t c, const char *signs)
{
	return c > 0 && c < 0x80 && strchr(signs, (int)c);
}

static size_t run_end(struct span text, size_t at)
{
	struct utf8_point point;
	while ((point = utf8_at(text, at)).length && is_word_point(point.value))
		at += point.length;
	return at;
}

static bool found(struct entity *entity, size_t start, size_t end, enum entity_kind kind,
		  bool valid)
{
	*entity = (struct entity){ start, end, kind, valid };
	return true;
}

/* ---- links ---- */

/* May stand in a link: what is printed, but white space, quotation marks and brackets of text. */
static bool is_link_point(uint32_t c)
{
	if (c < 0x80)
		return c > ' ' && c != '"' && c != '<' && c != '>' && c != 0x7f;
	return c != UTF8_INVALID && c != 0xa0 && c != 0xab && c != 0xbb &&
	       !(c >= 0x2000 && c <= 0x206f) && c != 0x3000;
}

static size_t count_of(struct span text, char byte)
{
	size_t count = 0;
	for (size_t i = 0; i < text.length; i++)
		count += text.at[i] == byte;
	return count;
}

/* The end of a link from `at`, without the punctuation of the sentence it stands in; a closing
 * bracket stays when the link opened one. */
static size_t link_end(struct span text, size_t at)
{
	size_t end = at;
	struct utf8_point point;
	while (end - at < LINK_MOST && (point = utf8_at(text, end)).length &&
	       is_link_point(point.value))
		end += point.length;
	for (; end > at; end--) {
		char last = text.at[end - 1];
		struct span link = span_slice(text, at, end);
		if (last == ')' && count_of(link, '(') >= count_of(link, ')'))
			break;
		if (!is_one_of((unsigned char)last, ".,;:!?)]}'*_"))
			break;
	}
	return end;
}

static bool has_prefix(struct span text, size_t at, const char *prefix)
{
	size_t length = strlen(prefix);
	if (text.length - at < length)
		return false;
	for (size_t i = 0; i < length; i++)
		if (fold_lower((unsigned char)text.at[at + i]) != (unsigned char)prefix[i])
			return false;
	return true;
}

/* Top levels that people write without a scheme; those that are words (in, so, to) are left out. */
static bool is_top_level(struct span label)
{
	static const char *const tops[] = {
		"ch",	"com",	  "org", "net", "io",  "de",   "fr",   "it",	  "eu",
		"li",	"at",	  "uk",	 "ai",	"app", "dev",  "info", "swiss",	  "biz",
		"gov",	"edu",	  "co",	 "me",	"tv",  "news", "blog", "shop",	  "cloud",
		"tech", "online", "be",	 "lu",	"nl",  "site", "ly",   "zuerich",
	};
	for (size_t i = 0; i < sizeof tops / sizeof *tops; i++)
		if (span_equal(label, span_of(tops[i])))
			return true;
	return false;
}

/* The end of host.top from `at`, 0 when there is none: labels of letters, digits and hyphens. */
static size_t host_end(struct span text, size_t at)
{
	size_t label = at, end = at, host = 0;
	while (end - at <= DOMAIN_MOST) {
		struct utf8_point point = utf8_at(text, end);
		if (point.length && (is_word_point(point.value) || point.value == '-')) {
			end += point.length;
			continue;
		}
		if (end == label)
			break;
		if (label > at && is_top_level(span_slice(text, label, end)))
			host = end;
		if (point.value != '.')
			break;
		label = ++end;
	}
	return host;
}

static bool find_link(struct span text, size_t at, struct entity *entity)
{
	static const char *const starts[] = { "https://", "http://", "ftp://", "www.", "mailto:" };
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (has_prefix(text, at, starts[i])) {
			size_t end = link_end(text, at);
			return end > at + strlen(starts[i]) &&
			       found(entity, at, end, ENTITY_LINK, true);
		}
	size_t host = host_end(text, at);
	uint32_t next = host ? point_at(text, host) : 0;
	/* node.js-Entwickler, z.B.de: a host of one letter or in a longer word is none. */
	bool alone = host > at + 4 && next != '@' && next != '-' && !is_word_point(next) &&
		     text.at[at + 1] != '.';
	if (!alone)
		return false;
	return found(entity, at, next == '/' ? link_end(text, at) : host, ENTITY_LINK, true);
}

/* ---- mail addresses ---- */

static bool find_email(struct span text, size_t at, struct entity *entity)
{
	size_t sign = at, dot = 0, end;
	struct utf8_point point;
	while (sign - at <= LOCAL_MOST && (point = utf8_at(text, sign)).length &&
	       (is_word_point(point.value) || is_one_of(point.value, "._%+-")))
		sign += point.length;
	if (sign == at || sign - at > LOCAL_MOST || point_at(text, sign) != '@')
		return false;
	for (end = sign + 1; end - sign <= DOMAIN_MOST; end += point.length) {
		point = utf8_at(text, end);
		bool part = point.length && (is_word_point(point.value) || point.value == '-');
		if (point.value == '.' && end > sign + 1 && is_word_point(point_at(text, end + 1)))
			dot = end;
		else if (!part)
			break;
	}
	return dot > 0 && end - dot > 2 && found(entity, at, end, ENTITY_EMAIL, true);
}

/* ---- mentions ---- */

static size_t handle_end(struct span text, size_t at)
{
	size_t end = run_end(text, at);
	while (end > at && end < text.length && is_one_of((unsigned char)text.at[end], "._-'") &&
	       is_word_point(point_at(text, end + 1)))
		end = run_end(text, end + 1);
	return end;
}

/* The small words in names: von, de, della. */
static size_t particle_end(struct span text, size_t at)
{
	static const char *const particles[] = { "von ", "van ", "de ",	 "du ",	   "di ", "da ",
						 "del ", "der ", "den ", "della ", "zu ", "la " };
	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
		if (span_starts(span_slice(text, at, text.length), span_of(particles[i])))
			return at + strlen(particles[i]);
	return at;
}

static bool find_mention(struct span text, size_t at, struct entity *entity)
{
	size_t end = handle_end(text, at + 1);
	if (end == at + 1)
		return false;
	bool is_name = fold_is_upper(point_at(text, at + 1));
	for (int i = 1; i < MENTION_NAMES && is_name; i++) {
		if (end >= text.length || text.at[end] != ' ')
			break;
		size_t next = particle_end(text, end + 1);
		if (!fold_is_upper(point_at(text, next)))
			break;
		end = handle_end(text, next);
	}
	return found(entity, at, end, ENTITY_MENTION, true);
}

/* ---- numbers in groups ---- */

/* Digits from one place, in groups with one sign (or a bracket and a space) between them. */
struct groups {
	char digits[DIGITS_MOST + 1];
	int count;
	struct {
		size_t end;
		int digits;	 /* up to its end */
		uint32_t before; /* the sign before it */
	} at[GROUPS_MOST];
	bool has_zero; /* (0) */
};

static bool is_group_sign(uint32_t c)
{
	return c == ' ' || c == 0xa0 || c == 0x202f || c == '.' || c == '-' || c == '/' ||
	       c == 0x2011;
}

/* Behind the signs that may stand between two groups; `at` when no digit follows them. */
static size_t next_group(struct span text, size_t at, uint32_t *sign)
{
	size_t next = at;
	for (int i = 0; i < 3; i++) {
		struct utf8_point point = utf8_at(text, next);
		if (is_digit(point.value))
			return next;
		if (!is_group_sign(point.value) && point.value != '(' && point.value != ')')
			return at;
		*sign = point.value;
		next += point.length;
	}
	return is_digit(point_at(text, next)) ? next : at;
}

static struct groups read_groups(struct span text, size_t at)
{
	struct groups g = { .count = 0 };
	int digits = 0;
	uint32_t sign = 0;
	while (g.count < GROUPS_MOST && digits < DIGITS_MOST) {
		int before = digits;
		while (digits < DIGITS_MOST && is_digit(point_at(text, at)))
			g.digits[digits++] = text.at[at++];
		if (digits == before || is_word_point(point_at(text, at)))
			break;
		g.has_zero |= digits == before + 1 && g.digits[before] == '0' &&
			      point_at(text, at) == ')';
		g.at[g.count].end = at;
		g.at[g.count].digits = digits;
		g.at[g.count++].before = sign;
		size_t next = next_group(text, at, &sign);
		if (next == at)
			break;
		at = next;
	}
	return g;
}

static int group_size(const struct groups *g, int index)
{
	return g->at[index].digits - (index ? g->at[index - 1].digits : 0);
}

/* Is the group sequence `sizes` (ends with 0) how the first groups are? */
static bool has_sizes(const struct groups *g, const int *sizes, const char *signs)
{
	for (int i = 0; sizes[i]; i++) {
		if (i >= g->count || group_size(g, i) != sizes[i])
			return false;
		uint32_t sign = g->at[i].before;
		bool fixed = sign == 0xa0 || sign == 0x202f || sign == 0x2011;
		if (i > 0 && !fixed && !is_one_of(sign, signs))
			return false;
	}
	return true;
}

/* Sum of digits with weights 1 and 3 in turn from the left (GS1 General Specifications). */
static bool is_ean13(const char *digits)
{
	int sum = 0;
	for (int i = 0; i < 13; i++)
		sum += (digits[i] - '0') * (i % 2 ? 3 : 1);
	return sum % 10 == 0;
}

/* The Swiss social security number: 756 (the country) and ten digits. */
static bool find_ahv(const struct groups *g, size_t at, struct entity *entity)
{
	static const int dotted[] = { 3, 4, 4, 2, 0 };
	if (g->count == 0 || memcmp(g->digits, "756", 3) != 0)
		return false;
	if (has_sizes(g, dotted, ". -"))
		return found(entity, at, g->at[3].end, ENTITY_AHV, is_ean13(g->digits));
	return g->at[0].digits == 13 && is_ean13(g->digits) &&
	       found(entity, at, g->at[0].end, ENTITY_AHV, true);
}

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

static bool find_card(const struct groups *g, size_t at, struct entity *entity)
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
		if (!has_sizes(g, shapes[i], " -"))
			continue;
		int digits = g->at[last].digits;
		if (has_issuer(g->digits, digits) && passes_luhn(g->digits, digits))
			return found(entity, at, g->at[last].end, ENTITY_CARD, true);
	}
	return false;
}

/* The last group that ends with a number of digits in [least, most]; -1: none. */
static int group_with(const struct groups *g, int least, int most)
{
	for (int i = g->count - 1; i >= 0; i--)
		if (g->at[i].digits >= least && g->at[i].digits <= most)
			return i;
	return -1;
}

/* With the prefix of a country (E.164: at most 15 digits), or as one dials within Switzerland (ten
 * digits), France (five pairs) and Germany. */
static bool find_phone(const struct groups *g, size_t at, bool plus, struct entity *entity)
{
	bool zeros = !plus && g->count && memcmp(g->digits, "00", 2) == 0;
	int country = zeros ? 2 : 0, last = -1;
	if (g->count == 0)
		return false;
	if (plus || zeros) {
		bool swiss = memcmp(g->digits + country, "41", 2) == 0;
		int most = country + (swiss ? 11 + g->has_zero : 15);
		last = group_with(g, country + (swiss ? most - country : 9), most);
	} else if (g->digits[0] == '0') {
		static const int pairs[] = { 2, 2, 2, 2, 2, 0 };
		int first = group_size(g, 0);
		last = has_sizes(g, pairs, " .")  ? 4
		       : first >= 3 && first <= 5 ? group_with(g, 10, 10)
		       : first == 10		  ? 0
						  : -1;
		if (last < 0 && first >= 3 && first <= 5)
			last = group_with(g, 11, 12);
	}
	return last >= 0 && found(entity, at, g->at[last].end, ENTITY_PHONE, true);
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

static bool find_iban(struct span text, size_t at, struct entity *entity)
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

/* ---- all ---- */

static bool find_number(struct span text, size_t at, struct entity *entity)
{
	bool plus = text.at[at] == '+';
	struct groups groups = read_groups(text, at + plus);
	if (!plus && (find_ahv(&groups, at, entity) || find_card(&groups, at, entity)))
		return true;
	return find_phone(&groups, at, plus, entity);
}

bool entity_at(struct span text, size_t at, struct entity *entity)
{
	uint32_t c = point_at(text, at);
	if (c == '@')
		return find_mention(text, at, entity);
	if ((c == '+' || is_digit(c)) && find_number(text, at, entity))
		return true;
	if (!is_word_point(c))
		return false;
	return find_email(text, at, entity) || find_link(text, at, entity) ||
	       find_iban(text, at, entity);
}

void entity_scan(struct span text, struct entities *entities)
{
	struct entity entity;
	for (size_t at = 0; at < text.length;) {
		if (entity_at(text, at, &entity)) {
			*arr_add(entities) = entity;
			at = entity.end;
			continue;
		}
		size_t end = run_end(text, at);
		at = end > at ? end : at + utf8_at(text, at).length;
	}
}
