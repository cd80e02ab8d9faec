#include "lang/token.h"

#include <string.h>

#include "lang/entity.h"
#include "lang/fold.h"
#include "text/grapheme.h"
#include "text/utf8.h"

enum { PLAIN_MOST = 60 }; /* bytes */

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

/* A letter only behind another one. */
static bool is_mark(uint32_t c)
{
	return c >= 0x300 && c < 0x370;
}

static bool is_word_point(uint32_t c)
{
	return fold_is_letter(c) || is_digit(c);
}

static void add(struct scanner *s, size_t start, size_t end, enum token_kind kind, unsigned flags)
{
	*arr_add(s->tokens) =
		(struct token){ .start = start, .end = end, .kind = kind, .flags = flags & 0xffff };
}

/* Letters and digits from `at`. */
static size_t run_end(const struct scanner *s, size_t at)
{
	struct utf8_point point;
	while ((point = utf8_at(s->text, at)).length && is_word_point(point.value))
		at += point.length;
	return at;
}

/* ---- addresses and numbers with a form of their own, tags ---- */

static bool scan_entity(struct scanner *s, size_t at, size_t *end)
{
	static const enum token_kind kinds[ENTITY_COUNT] = {
		[ENTITY_LINK] = TOKEN_LINK,   [ENTITY_MENTION] = TOKEN_MENTION,
		[ENTITY_EMAIL] = TOKEN_EMAIL, [ENTITY_PHONE] = TOKEN_PHONE,
		[ENTITY_IBAN] = TOKEN_NUMBER, [ENTITY_AHV] = TOKEN_NUMBER,
		[ENTITY_CARD] = TOKEN_NUMBER,
	};
	struct entity entity;
	if (!entity_at(s->text, at, &entity))
		return false;
	*end = entity.end;
	add(s, at, entity.end, kinds[entity.kind], 0);
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

/* ---- numbers ---- */

/* Between two digits of one number: 1’200 3,5 14.30 10 000 (no-break) 1/2 10:30 3-4 */
static bool joins_digits(uint32_t c)
{
	return fold_is_apostrophe(c) || c == '.' || c == ',' || c == ':' || c == '/' || c == 0xa0 ||
	       c == 0x202f || c == '-' || c == 0x2013;
}

/* 20%ige, 100 %iges: the end of the letters behind the sign; `at` when there are none. */
static size_t percent_end(const struct scanner *s, size_t at)
{
	uint32_t space = point_at(s, at);
	size_t sign = at;
	if (space == ' ' || space == 0xa0 || space == 0x202f)
		sign += utf8_at(s->text, at).length;
	if (point_at(s, sign) != '%' || !fold_is_letter(point_at(s, sign + 1)))
		return at;
	return run_end(s, sign + 1);
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
	/* 3rd, 5G, 10k, 60er, 20%ige: letters that cling to it belong to it. */
	if (letters == stop)
		letters = percent_end(s, stop);
	add(s, at, letters, TOKEN_NUMBER, 0);
	*end = letters;
}

/* ---- words ---- */

/* What may follow the sign of a gender form, in the four languages. */
static bool is_gender_ending(struct span part)
{
	static const char *const endings[] = {
		"innen", "in",	  "r",	   "n",	     "m",    "s",     "e",  "en",  "es",  "er",
		"rice",	 "rices", "trice", "trices", "euse", "euses", "ne", "nes", "le",  "les",
		"te",	 "tes",	  "ère",   "ères",   "ve",   "ves",   "fe", "fes", "sse", "sses",
		"x",	 "se",	  "ses",   "ie",     "a",    "o",     "i",  "ice",
	};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (span_equal(part, span_of(endings[i])))
			return true;
	/* Jurist:innenausbildung */
	return span_starts(part, SPAN("innen"));
}

/* The end of the ending of a gender form that begins at `at` right behind letters: :innen *in
 * _innen ·e /-innen (er); 0 when there is none. There may be another (·e·s). */
static size_t gender_end(const struct scanner *s, size_t at)
{
	struct utf8_point sign = utf8_at(s->text, at);
	size_t after = at + sign.length;
	bool middle = sign.value == 0xb7 || sign.value == 0x2022 || sign.value == 0x22c5;
	if (sign.value == '/' && after < s->text.length && s->text.at[after] == '-')
		after++;
	else if (sign.value != '*' && sign.value != ':' && sign.value != '_' && sign.value != '/' &&
		 !middle)
		return 0;
	size_t stop = run_end(s, after);
	struct span part = span_slice(s->text, after, stop);
	/* der/die, km/h: with a bare slash only what cannot be a word. */
	bool fits = sign.value == '/' && after == at + 1 ? span_starts(part, SPAN("innen"))
							 : is_gender_ending(part);
	return part.length && fits ? stop : 0;
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

/* l'Office, d'Italia: the capital behind the apostrophe is none within a word. */
static bool has_elision(struct span word)
{
	for (size_t at = 0; at < word.length; at += utf8_at(word, at).length)
		if (fold_is_apostrophe(utf8_at(word, at).value))
			return at <= 6;
	return false;
}

/* MitarbeiterInnen is a gender form, iPhone and LinkedIn are names of things. */
static bool is_binnen_i(struct span word)
{
	size_t innen = span_find(word, SPAN("Innen"), 2);
	return innen < word.length || (span_ends(word, SPAN("In")) && word.length > 5);
}

static size_t behind_format(const struct scanner *s, size_t at)
{
	struct utf8_point point;
	while (fold_is_format((point = utf8_at(s->text, at)).value))
		at += point.length;
	return at;
}

/* One more part of a word behind a sign that joins, or behind what is invisible: its start, 0 when
 * the word ends here. */
static size_t joined_end(const struct scanner *s, size_t at, bool *is_code)
{
	struct utf8_point sign = utf8_at(s->text, at);
	size_t part = behind_format(s, at + sign.length);
	uint32_t next = sign.length ? point_at(s, part) : 0;
	bool joins = fold_is_format(sign.value) ? is_word_point(next)
		     : fold_is_apostrophe(sign.value)
			     ? fold_is_letter(next) && !is_mark(next)
			     : is_word_point(next) && !is_mark(next) &&
				       (sign.value == '-' || sign.value == 0x2011 ||
					sign.value == '_' || sign.value == '&');
	*is_code |= joins && (sign.value == '_' || sign.value == '&');
	return joins ? part : 0;
}

/* tutt*, car*: the Italian star instead of an ending. */
static bool is_star_ending(const struct scanner *s, size_t start, size_t at)
{
	size_t after = at + 1;
	return at < s->text.length && s->text.at[at] == '*' && at > start + 1 &&
	       !is_word_point(point_at(s, after)) && point_at(s, after) != '*' &&
	       s->text.at[at - 1] >= 'a' && s->text.at[at - 1] <= 'z' &&
	       (start == 0 || s->text.at[start - 1] != '*');
}

/* The end of the word from `at`, and what its signs and digits say of it. */
static size_t word_end(const struct scanner *s, size_t at, unsigned *flags, bool *is_code)
{
	size_t stop = at, after;
	for (;;) {
		size_t run = run_end(s, stop);
		for (size_t i = stop; i < run; i++)
			*is_code |= is_digit((unsigned char)s->text.at[i]);
		stop = run;
		if ((after = gender_end(s, stop)) > 0) {
			*flags |= TOKEN_GENDER;
			stop = after;
		} else if ((after = joined_end(s, stop, is_code)) > 0) {
			stop = after;
		} else {
			break;
		}
	}
	if (is_star_ending(s, at, stop)) {
		*flags |= TOKEN_GENDER;
		stop++;
	}
	return stop;
}

static bool is_hyphen(uint32_t c)
{
	return c == '-' || c == 0x2011;
}

static void scan_word(struct scanner *s, size_t at, size_t *end)
{
	unsigned flags = 0;
	bool is_code = false, upper = false, capital = false;
	size_t stop = word_end(s, at, &flags, &is_code);
	struct span word = span_slice(s->text, at, stop);
	bool inner = has_inner_capital(word, &upper, &capital);
	flags |= (capital ? TOKEN_CAPITAL : 0) | (upper ? TOKEN_UPPER : 0);
	bool compound = span_find(word, SPAN("-"), 0) < word.length;
	if ((inner && is_binnen_i(word)) || span_find(word, SPAN("ə"), 0) < word.length)
		flags |= TOKEN_GENDER;
	else if (inner && !compound && !(flags & TOKEN_GENDER) && !has_elision(word))
		is_code = true;
	struct utf8_point sign = utf8_at(s->text, stop);
	bool elided = fold_is_apostrophe(sign.value) && is_digit(point_at(s, stop + sign.length));
	if (elided || is_hyphen(sign.value) || is_hyphen(utf8_before(s->text, at).value))
		flags |= TOKEN_STUMP;
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
	if (at_border && scan_entity(s, at, &end))
		return end;
	if (c == '#' && at_border && scan_tag(s, at, &end))
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
	if (fold_is_letter(c) && !is_mark(c)) {
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

/* Is there a letter of Latin 1 beyond ASCII: from U+00C0 on, two bytes? In these, U+00DF and what
 * follows is small. */
static bool is_latin_1(struct span text, size_t at, unsigned char first)
{
	unsigned char second = at + 1 < text.length ? (unsigned char)text.at[at + 1] : 0;
	return (unsigned char)text.at[at] == 0xc3 && second >= first && second <= 0xbf &&
	       second != 0x97 && second != 0xb7;
}

/* May a plain word stand behind what is there: nothing that it might be joined to? */
static bool begins_plainly(struct span text, size_t at)
{
	unsigned char before = at > 0 ? (unsigned char)text.at[at - 1] : ' ';
	return before != '-' && before != 0x91 /* U+2011 ends so */ &&
	       (before >= 0x80 || !is_word_point(before));
}

/* Is there behind a word what ends it and joins it to nothing? Of signs beyond ASCII: quotation
 * marks, dashes, the ellipsis and the no-break space. */
static bool ends_plainly(struct span text, size_t end)
{
	unsigned char sign = (unsigned char)text.at[end];
	unsigned char next = end + 1 < text.length ? (unsigned char)text.at[end + 1] : 'a';
	unsigned char third = end + 2 < text.length ? (unsigned char)text.at[end + 2] : 0;
	if (sign == ' ' || sign == ',' || sign == '\n')
		return true;
	if (sign == '.' || sign == ':')
		return next <= ' ' || next == '"';
	if (sign == 0xc2)
		return next == 0xa0 || next == 0xab || next == 0xbb;
	if (sign == 0xe2)
		return next == 0x80 && (third == 0x93 || third == 0x94 || third == 0xa6 ||
					(third >= 0x9c && third <= 0x9e));
	return sign < 0x80 && !is_word_point(sign) && !strchr("*_/-&'@%+", sign);
}

/* The end of a word that is nothing but that: letters of ASCII and Latin 1, small ones behind the
 * first; most are. `at` when there is none. */
static size_t plain_word_end(struct span text, size_t at, bool *capital)
{
	unsigned char byte = (unsigned char)text.at[at];
	bool ascii = byte < 0x80;
	size_t end = at + (ascii ? 1 : 2), least = end;
	if (!(ascii ? fold_is_letter(byte) : is_latin_1(text, at, 0x80)) ||
	    !begins_plainly(text, at))
		return at;
	*capital = ascii ? byte <= 'Z' : (unsigned char)text.at[at + 1] < 0x9f;
	while (end < text.length) {
		if ((unsigned char)(text.at[end] - 'a') < 26)
			end++;
		else if (is_latin_1(text, end, 0x9f))
			end += 2;
		else
			break;
	}
	return end < text.length && end > least && ends_plainly(text, end) ? end : at;
}

/* Signs of ASCII that begin nothing. */
static bool is_idle(unsigned char byte)
{
	return byte < 0x80 && !is_word_point(byte) && byte != '@' && byte != '+' && byte != '#';
}

/* Is a plain word one to lang/language as well? That leaves links out, and parts words less. */
static bool is_plain(struct span text, size_t at, size_t end)
{
	struct span word = span_slice(text, at, end);
	uint32_t before = at > 0 ? (unsigned char)text.at[at - 1] : ' ';
	if (before >= 0x80)
		before = utf8_before(text, at).value;
	return !fold_is_letter(before) && !fold_is_apostrophe(before) &&
	       word.length <= PLAIN_MOST && !span_starts(word, SPAN("http")) &&
	       !span_starts(word, SPAN("www"));
}

void token_scan(struct span text, struct tokens *tokens)
{
	struct scanner s = { text, tokens };
	size_t at = 0;
	bool at_border = true, capital = false;
	while (at < text.length) {
		size_t count = tokens->count;
		unsigned char byte = (unsigned char)text.at[at];
		size_t end = plain_word_end(text, at, &capital);
		if (end > at) {
			add(&s, at, end, TOKEN_WORD, capital ? TOKEN_CAPITAL : 0);
			tokens->at[tokens->count - 1].is_plain = is_plain(text, at, end);
			at = end;
			at_border = false;
			continue;
		}
		at = is_idle(byte) ? at + 1 : scan_one(&s, at, at_border);
		at_border = tokens->count == count && (byte <= ' ' || byte >= 0x80 || byte == '(');
	}
}
