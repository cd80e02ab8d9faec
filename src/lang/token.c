#include "lang/token.h"

#include <string.h>

#include "lang/fold.h"
#include "text/grapheme.h"
#include "text/utf8.h"

enum { MENTION_NAMES = 3 };

struct scanner {
	struct span text;
	struct tokens *tokens;
};

static uint32_t point_at(const struct scanner *s, size_t at)
{
	return utf8_at(s->text, at).value;
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_word_point(uint32_t c)
{
	return fold_is_letter(c) || is_digit(c);
}

static bool is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019 || c == 0x2bc;
}

static void add(struct scanner *s, size_t start, size_t end, enum token_kind kind, unsigned flags)
{
	*arr_add(s->tokens) = (struct token){ start, end, kind, flags };
}

/* Letters and digits from `at`. */
static size_t run_end(const struct scanner *s, size_t at)
{
	struct utf8_point point;
	while ((point = utf8_at(s->text, at)).length && is_word_point(point.value))
		at += point.length;
	return at;
}

/* ---- links, addresses, tags ---- */

static size_t unbroken_end(const struct scanner *s, size_t at)
{
	while (at < s->text.length && (unsigned char)s->text.at[at] > ' ')
		at++;
	while (at > 0 && strchr(".,;:!?)]}>\"'", s->text.at[at - 1]))
		at--;
	return at;
}

static bool scan_link(struct scanner *s, size_t at, size_t *end)
{
	static const char *const starts[] = { "https://", "http://", "www." };
	struct span rest = span_slice(s->text, at, s->text.length);
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (span_starts(rest, span_of(starts[i]))) {
			*end = unbroken_end(s, at);
			add(s, at, *end, TOKEN_LINK, 0);
			return true;
		}
	return false;
}

/* example.ch/path: a name, a dot and a top level that people write. */
static bool scan_bare_link(struct scanner *s, size_t at, size_t *end)
{
	static const char *const tops[] = { ".ch", ".com", ".org", ".net", ".io",
					    ".de", ".fr",  ".it",  ".eu" };
	size_t whole = unbroken_end(s, at);
	struct span word = span_slice(s->text, at, whole);
	size_t slash = span_find(word, SPAN("/"), 0);
	struct span host = span_slice(word, 0, slash);
	for (size_t i = 0; i < sizeof tops / sizeof *tops; i++)
		if (host.length > strlen(tops[i]) + 1 && span_ends(host, span_of(tops[i])) &&
		    span_find(host, SPAN("@"), 0) == host.length) {
			*end = whole;
			add(s, at, whole, TOKEN_LINK, 0);
			return true;
		}
	return false;
}

static bool scan_email(struct scanner *s, size_t at, size_t *end)
{
	size_t whole = unbroken_end(s, at);
	struct span word = span_slice(s->text, at, whole);
	size_t sign = span_find(word, SPAN("@"), 0);
	if (sign == 0 || sign + 3 >= word.length ||
	    span_find(word, SPAN("."), sign) >= word.length - 1)
		return false;
	*end = whole;
	add(s, at, whole, TOKEN_EMAIL, 0);
	return true;
}

static bool scan_tag(struct scanner *s, size_t at, size_t *end)
{
	size_t stop = at + 1;
	struct utf8_point point;
	while ((point = utf8_at(s->text, stop)).length &&
	       (is_word_point(point.value) || point.value == '_'))
		stop += point.length;
	if (stop == at + 1)
		return false;
	*end = stop;
	add(s, at, stop, TOKEN_TAG, 0);
	return true;
}

/* @Name and up to two more capitalised words. */
static bool scan_mention(struct scanner *s, size_t at, size_t *end)
{
	size_t stop = run_end(s, at + 1);
	if (stop == at + 1)
		return false;
	for (int i = 1; i < MENTION_NAMES; i++) {
		bool more = stop < s->text.length && s->text.at[stop] == ' ' &&
			    fold_is_upper(point_at(s, stop + 1));
		if (!more)
			break;
		stop = run_end(s, stop + 1);
	}
	*end = stop;
	add(s, at, stop, TOKEN_MENTION, 0);
	return true;
}

/* ---- numbers ---- */

/* Between two digits of one number: 1’200 3,5 14.30 10 000 (no-break) 1/2 10:30 3-4 */
static bool joins_digits(uint32_t c)
{
	return is_apostrophe(c) || c == '.' || c == ',' || c == ':' || c == '/' || c == 0xa0 ||
	       c == 0x202f || c == '-' || c == 0x2013;
}

/* +41 79 123 45 67, 079 123 45 67: at least nine digits in groups. */
static bool scan_phone(struct scanner *s, size_t at, size_t *end)
{
	size_t stop = at, last = at;
	int digits = 0;
	char first = s->text.at[at];
	if (first != '+' && first != '0')
		return false;
	for (; stop < s->text.length && stop - at < 24; stop++) {
		char c = s->text.at[stop];
		if (is_digit((unsigned char)c)) {
			digits++;
			last = stop + 1;
		} else if (c != ' ' && c != '(' && c != ')' && c != '/' && c != '-' &&
			   !(c == '+' && stop == at)) {
			break;
		}
	}
	if (digits < 9 || digits > 15)
		return false;
	*end = last;
	add(s, at, last, TOKEN_PHONE, 0);
	return true;
}

static void scan_number(struct scanner *s, size_t at, size_t *end)
{
	size_t stop = at;
	for (;;) {
		struct utf8_point point = utf8_at(s->text, stop);
		if (point.length == 0)
			break;
		if (!is_digit(point.value) &&
		    !(joins_digits(point.value) && is_digit(point_at(s, stop + point.length))))
			break;
		stop += point.length;
	}
	size_t letters = run_end(s, stop);
	/* 3rd, 5G, 10k, 60er: letters that cling to it belong to it. */
	add(s, at, letters, TOKEN_NUMBER, 0);
	*end = letters;
}

/* ---- words ---- */

/* The end of a gender form that begins at `at` right behind letters: :innen *in _innen ·e·s
 * /-innen; 0 when there is none. */
static size_t gender_end(const struct scanner *s, size_t at)
{
	static const char *const endings[] = { "innen", "in",	"r",  "n",  "m",
					       "s",	"e",	"en", "es", "rice",
					       "trice", "euse", "ne", "le", "te" };
	struct utf8_point sign = utf8_at(s->text, at);
	size_t after = at + sign.length;
	if (sign.value == '/' && after < s->text.length && s->text.at[after] == '-')
		after++;
	else if (sign.value != '*' && sign.value != ':' && sign.value != '_' && sign.value != 0xb7)
		return 0;
	size_t stop = run_end(s, after);
	struct span part = span_slice(s->text, after, stop);
	if (part.length == 0)
		return 0;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (span_equal(part, span_of(endings[i])) ||
		    (i == 0 && span_starts(part, span_of(endings[i])))) {
			size_t more =
				utf8_at(s->text, stop).value == 0xb7 ? gender_end(s, stop) : 0;
			return more ? more : stop;
		}
	return 0;
}

static bool has_inner_capital(struct span word, bool *upper, bool *capital)
{
	bool lower_seen = false, inner = false;
	int letters = 0, capitals = 0;
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		at += point.length;
		if (!fold_is_letter(point.value))
			continue;
		/* ß among capitals is one of them: STRAßE. */
		bool is_capital = fold_is_upper(point.value) ||
				  (point.value == 0xdf && letters > 1 && !lower_seen);
		if (letters == 0)
			*capital = is_capital;
		inner |= is_capital && lower_seen;
		lower_seen |= !is_capital;
		capitals += is_capital;
		letters++;
	}
	*upper = letters >= 2 && capitals == letters;
	return inner;
}

/* MitarbeiterInnen is a gender form, iPhone and LinkedIn are names of things. */
static bool is_binnen_i(struct span word)
{
	return span_ends(word, SPAN("Innen")) || (span_ends(word, SPAN("In")) && word.length > 5);
}

static void scan_word(struct scanner *s, size_t at, size_t *end)
{
	unsigned flags = 0;
	bool has_digit = false, is_code = false;
	size_t stop = at, after;
	for (;;) {
		size_t run = run_end(s, stop);
		for (size_t i = stop; i < run; i++)
			has_digit |= is_digit((unsigned char)s->text.at[i]);
		stop = run;
		struct utf8_point sign = utf8_at(s->text, stop);
		uint32_t next = sign.length ? point_at(s, stop + sign.length) : 0;
		if (sign.length == 0)
			break;
		if ((after = gender_end(s, stop)) > 0) {
			flags |= TOKEN_GENDER;
			stop = after;
		} else if (is_apostrophe(sign.value) && fold_is_letter(next)) {
			stop += sign.length;
		} else if ((sign.value == '-' || sign.value == 0x2011) && is_word_point(next)) {
			stop += sign.length;
		} else if (sign.value == '_' && is_word_point(next)) {
			is_code = true;
			stop += sign.length;
		} else if (sign.value == '*' && !is_word_point(next) && stop > at &&
			   strchr("abcdefghilmnopqrstuvz", s->text.at[stop - 1])) {
			flags |= TOKEN_GENDER; /* tutt* */
			stop += sign.length;
			break;
		} else {
			break;
		}
	}
	struct span word = span_slice(s->text, at, stop);
	bool upper = false, capital = false;
	bool inner = has_inner_capital(word, &upper, &capital);
	flags |= (capital ? TOKEN_CAPITAL : 0) | (upper ? TOKEN_UPPER : 0);
	bool compound = span_find(word, SPAN("-"), 0) < word.length;
	if (inner && is_binnen_i(word))
		flags |= TOKEN_GENDER;
	else if (has_digit || (inner && !compound && !(flags & TOKEN_GENDER)))
		is_code = true;
	add(s, at, stop, is_code ? TOKEN_CODE : TOKEN_WORD, flags);
	*end = stop;
}

/* Mathematical bold and the like, enclosed and full-width letters (U+1D400 …). */
static bool is_fake(uint32_t c)
{
	return (c >= 0x1d400 && c <= 0x1d7ff) || (c >= 0x24b6 && c <= 0x24e9) ||
	       (c >= 0x1f130 && c <= 0x1f189) || (c >= 0xff21 && c <= 0xff5a);
}

static size_t fake_end(const struct scanner *s, size_t at)
{
	struct utf8_point point;
	while ((point = utf8_at(s->text, at)).length && is_fake(point.value))
		at += point.length;
	return at;
}

static bool is_emoji(uint32_t c)
{
	return (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x2600 && c <= 0x27bf && c != 0x2713) ||
	       (c >= 0x1f1e6 && c <= 0x1f1ff) || c == 0x2b50 || c == 0x2b55 || c == 0x231a ||
	       c == 0x231b || (c >= 0x23e9 && c <= 0x23fa) || c == 0x267b;
}

/* What stands at `at`; the end of it. White space and punctuation are not kept. */
static size_t scan_one(struct scanner *s, size_t at, bool at_border)
{
	size_t end;
	struct utf8_point point = utf8_at(s->text, at);
	uint32_t c = point.value;
	if (at_border && (scan_link(s, at, &end) || (is_word_point(c) && scan_email(s, at, &end))))
		return end;
	if (c == '#' && at_border && scan_tag(s, at, &end))
		return end;
	if (c == '@' && at_border && scan_mention(s, at, &end))
		return end;
	if ((c == '+' || c == '0') && at_border && scan_phone(s, at, &end))
		return end;
	if (is_fake(c)) {
		end = fake_end(s, at);
		add(s, at, end, TOKEN_FAKE, 0);
		return end;
	}
	if (is_digit(c)) {
		scan_number(s, at, &end);
		return end;
	}
	if (fold_is_letter(c)) {
		if (at_border && c < 0x80 && scan_bare_link(s, at, &end))
			return end;
		scan_word(s, at, &end);
		return end;
	}
	if (is_emoji(c)) {
		end = at + grapheme_next(s->text, at, 0).length;
		add(s, at, end, TOKEN_EMOJI, 0);
		return end;
	}
	return at + point.length;
}

void token_scan(struct span text, struct tokens *tokens)
{
	struct scanner s = { text, tokens };
	size_t at = 0;
	bool at_border = true;
	while (at < text.length) {
		size_t count = tokens->count;
		unsigned char byte = (unsigned char)text.at[at];
		at = scan_one(&s, at, at_border);
		at_border = tokens->count == count && (byte <= ' ' || byte >= 0x80 || byte == '(');
	}
}
