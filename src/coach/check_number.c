/* Figures as written in Switzerland: 10’000, CHF 10.–, 1. August 2026, 14.30 Uhr, z. B. */
#include <string.h>

#include "coach/prose.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum { GROUP = 3, GROUPS_MOST = 5 };

static size_t digits_end(const struct check_context *c, size_t at)
{
	while (prose_is_digit(prose_after(c, at)))
		at++;
	return at;
}

static int value_of(const struct check_context *c, size_t start, size_t end)
{
	int value = 0;
	for (size_t i = start; i < end && value < 100000; i++)
		value = value * 10 + (c->analysis->text.at[i] - '0');
	return value;
}

static struct span part(const struct check_context *c, size_t start, size_t end)
{
	return span_slice(c->analysis->text, start, end);
}

/* The next run of digits that begins a number, at or behind *at: [*at, *end). */
static bool next_number(const struct check_context *c, size_t *at, size_t *end)
{
	const struct signs *signs = check_signs(c);
	for (size_t i = signs_from(signs, *at); i < signs->count; i++) {
		size_t start = signs->at[i];
		if (!prose_is_digit((unsigned char)c->analysis->text.at[start]))
			continue;
		uint32_t before = prose_before(c, start);
		*at = start;
		*end = digits_end(c, start);
		if (!fold_is_letter(before) && before != '.' && before != ',' && before != '_' &&
		    !prose_is_foreign(c, start))
			return true;
		i = signs_from(signs, *end) - 1;
	}
	return false;
}

/* ---- 10.000 ---- */

/* Words behind a figure with decimals. */
static const char *const measures[] = {
	"meter",      "kilometer",  "liter",	"kilogramm",  "gramm",	    "tonnen",
	"prozent",    "promille",   "grad",	"stunden",    "sekunden",   "minuten",
	"millionen",  "milliarden", "mètres",	"kilomètres", "litres",	    "grammes",
	"tonnes",     "heures",	    "secondes", "minutes",    "millions",   "milliards",
	"metri",      "chilometri", "litri",	"grammi",     "tonnellate", "ore",
	"secondi",    "minuti",	    "milioni",	"miliardi",   "metres",	    "meters",
	"kilometres", "kilometers", "hours",	"seconds",    "million",    "billion",
	"pourcent",   "percent",    "volt",	"watt",	      "kelvin",	    "euro",
};

/* Is 12.345 in this place a count? Behind CHF and before what can be counted, not before a
 * measure. */
static bool is_counted(const struct check_context *c, size_t start, size_t end)
{
	struct span text = c->analysis->text, before = span_slice(text, 0, start);
	struct span after = span_slice(text, end, text.length);
	if (span_ends(before, SPAN("CHF ")) || span_ends(before, SPAN("Fr. ")))
		return true;
	const struct token *t = span_starts(after, SPAN(" ")) ? prose_token(c, end + 1) : NULL;
	if (!t || t->kind != TOKEN_WORD || t->end - t->start < 5)
		return false;
	struct str folded = { 0 };
	bool measure = false;
	fold_word(span_slice(text, t->start, t->end), &folded);
	for (size_t i = 0; i < sizeof measures / sizeof *measures && !measure; i++)
		measure = span_equal(str_span(&folded), span_of(measures[i]));
	str_release(&folded);
	return !measure;
}

/* 10.000 and 1.234.567 are thousands; 1.234 may be a measure,
 * 12.345 Personen is none, 192.168.100.100 is an address. */
static bool is_grouped(const struct check_context *c, size_t start, size_t end, size_t *whole)
{
	char sign = end < c->analysis->text.length ? c->analysis->text.at[end] : '\0';
	size_t groups = 0, at = end;
	if ((sign != '.' && sign != ',') || end - start > GROUP ||
	    c->analysis->text.at[start] == '0')
		return false;
	while (groups < GROUPS_MOST && prose_after(c, at) == (uint32_t)sign &&
	       digits_end(c, at + 1) == at + 1 + GROUP) {
		at += 1 + GROUP;
		groups++;
	}
	uint32_t behind = prose_after(c, at);
	bool more = (behind == '.' || behind == ',') && prose_is_digit(prose_after(c, at + 1));
	bool address = sign == '.' && groups == GROUP && end - start == GROUP;
	*whole = at;
	return groups > 0 && !more && !address && !prose_is_digit(behind) &&
	       (groups > 1 || c->analysis->text.at[at - 1] == '0' ||
		(sign == '.' && is_counted(c, start, at)));
}

static void thousands(const struct check_context *c, struct findings *findings)
{
	size_t end, whole;
	for (size_t at = 0; next_number(c, &at, &end); at = end) {
		enum language language = prose_language(c, at);
		bool english = language == LANGUAGE_EN;
		if (!is_grouped(c, at, end, &whole) || language == LANGUAGE_NONE ||
		    (english && prose_after(c, end) == ','))
			continue;
		struct str out = { 0 };
		(void)str_add(&out, part(c, at, end));
		for (size_t i = end; i < whole; i += 1 + GROUP) {
			(void)str_add(&out, span_of(english ? "," : "’"));
			(void)str_add(&out, part(c, i + 1, i + 1 + GROUP));
		}
		prose_found(c, findings, at, whole, &out);
		end = whole;
	}
}

/* ---- CHF 10.– ---- */

/* Behind the groups of three that follow: 1’200, 1'200, 1,200. */
static size_t groups_end(const struct check_context *c, size_t at)
{
	for (;;) {
		uint32_t sign = prose_after(c, at);
		size_t from = at + utf8_at(c->analysis->text, at).length;
		bool joins = sign == '\'' || sign == 0x2019 || sign == ',' || sign == 0xa0 ||
			     sign == 0x202f;
		if (!joins || digits_end(c, from) != from + GROUP)
			return at;
		at = from + GROUP;
	}
}

/* 10.- and 10.-- and 10,- and 10.—: whole francs end in a point and a dash. */
static void chf_dash(const struct check_context *c, struct findings *findings)
{
	struct span text = c->analysis->text;
	size_t end;
	for (size_t at = 0; next_number(c, &at, &end); at = end) {
		end = groups_end(c, end);
		uint32_t sign = prose_after(c, end), first = prose_after(c, end + 1);
		size_t stop = end + 1;
		while (prose_after(c, stop) == '-' || prose_after(c, stop) == 0x2014 ||
		       prose_after(c, stop) == 0x2013)
			stop += utf8_at(text, stop).length;
		bool dashed = (sign == '.' || sign == ',') && stop > end + 1;
		bool right = sign == '.' && first == 0x2013 && stop == end + 4;
		uint32_t behind = prose_after(c, stop);
		if (dashed && !right && !fold_is_letter(behind) && !prose_is_digit(behind))
			prose_found_text(c, findings, end, stop, ".–");
	}
}

/* ---- dates ---- */

static const struct {
	enum language language;
	const char *names[12];
} months[] = {
	{ LANGUAGE_DE,
	  { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
	    "Oktober", "November", "Dezember" } },
	{ LANGUAGE_FR,
	  { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
	    "octobre", "novembre", "décembre" } },
	{ LANGUAGE_IT,
	  { "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto",
	    "settembre", "ottobre", "novembre", "dicembre" } },
	{ LANGUAGE_EN,
	  { "January", "February", "March", "April", "May", "June", "July", "August", "September",
	    "October", "November", "December" } },
};

/* The name of the month that the word is in that language, in any case; NULL: none. */
static const char *month_of(struct span word, enum language language)
{
	struct str folded = { 0 }, name = { 0 };
	const char *found = NULL;
	fold_word(word, &folded);
	for (size_t i = 0; i < sizeof months / sizeof *months; i++)
		for (size_t k = 0; months[i].language == language && k < 12 && !found; k++) {
			str_clear(&name);
			fold_word(span_of(months[i].names[k]), &name);
			if (span_equal(str_span(&folded), str_span(&name)))
				found = months[i].names[k];
		}
	str_release(&folded);
	str_release(&name);
	return found;
}

/* The sign between day and month: "." in German, "er" or "°" on the first elsewhere. */
static const char *sign_of_day(int day, enum language language)
{
	if (language == LANGUAGE_DE)
		return ".";
	if (day == 1 && language == LANGUAGE_FR)
		return "er";
	return day == 1 && language == LANGUAGE_IT ? "°" : "";
}

/* The end of what stands behind a day: a point, er, ° or º. */
static size_t sign_end(const struct check_context *c, size_t at)
{
	uint32_t sign = prose_after(c, at);
	if (sign == '.' || sign == 0xb0 || sign == 0xba)
		return at + utf8_at(c->analysis->text, at).length;
	return span_starts(part(c, at, at + 2), SPAN("er")) ? at + 2 : at;
}

/* Is a day written with this sign as the language writes it? */
static bool is_day(int day, struct span sign, enum language language)
{
	bool point = span_equal(sign, SPAN("."));
	if (language == LANGUAGE_DE)
		return point;
	if (language == LANGUAGE_EN || day != 1)
		return !point;
	return !point && sign.length > 0;
}

/* 1.August, 01. August, 1 août, 3 Marzo: a day and the name of a month. */
static void day_and_month(const struct check_context *c, struct findings *findings, size_t at,
			  size_t end)
{
	enum language language = prose_language(c, at);
	bool lower = language == LANGUAGE_FR || language == LANGUAGE_IT;
	int day = value_of(c, at, end);
	size_t sign = sign_end(c, end), word = sign;
	while (prose_is_space(prose_after(c, word)))
		word += utf8_at(c->analysis->text, word).length;
	const struct token *token = prose_token(c, word);
	uint32_t before = prose_before(c, at); /* l’1 agosto needs no sign */
	if (!token || token->start != word || day < 1 || day > 31 || end - at > 2 ||
	    before == '\'' || before == 0x2019)
		return;
	struct span written = part(c, word, token->end);
	const char *name = month_of(written, language);
	if (!name)
		return;
	bool spaced = word > sign || (language == LANGUAGE_EN && sign == end);
	bool cased = !lower || span_equal(span_of(name), written);
	if (c->analysis->text.at[at] != '0' && spaced && cased &&
	    is_day(day, part(c, end, sign), language))
		return;
	struct str out = { 0 };
	(void)str_format(&out, "%d%s %s", day, sign_of_day(day, language), name);
	prose_found(c, findings, at, token->end, &out);
}

/* 08/01/2026 in German and Italian; French and English write it so. */
static void slashed(const struct check_context *c, struct findings *findings, size_t at, size_t end)
{
	enum language language = prose_language(c, at);
	if (prose_after(c, end) != '/' || end - at > 2 ||
	    (language != LANGUAGE_DE && language != LANGUAGE_IT))
		return;
	size_t month = end + 1, month_end = digits_end(c, month);
	size_t year = month_end + 1, year_end = digits_end(c, year);
	int day = value_of(c, at, end), of = value_of(c, month, month_end);
	if (prose_after(c, month_end) != '/' || month_end - month > 2 || year_end - year != 4 ||
	    day < 1 || day > 31 || of < 1 || of > 12)
		return;
	struct str out = { 0 };
	(void)str_format(&out, "%d.%d.%.*s", day, of, SPAN_ARGS(part(c, year, year_end)));
	prose_found(c, findings, at, year_end, &out);
}

static void dates(const struct check_context *c, struct findings *findings)
{
	size_t end;
	for (size_t at = 0; next_number(c, &at, &end); at = end) {
		slashed(c, findings, at, end);
		day_and_month(c, findings, at, end);
	}
}

/* ---- times ---- */

struct clock_time {
	size_t start, end; /* with h, Uhr */
	struct span hour, minute;
	bool colon, has_h, has_uhr, spaced;
};

/* 14.30 14:30 14h30 14.30h 14.30Uhr */
static bool read_time(const struct check_context *c, size_t at, size_t end, struct clock_time *time)
{
	struct span text = c->analysis->text;
	uint32_t sign = prose_after(c, end);
	size_t minute = end + 1, stop = digits_end(c, minute);
	if ((sign != '.' && sign != ':' && sign != 'h') || end - at > 2 || stop - minute != 2 ||
	    value_of(c, at, end) > 24 || value_of(c, minute, stop) > 59)
		return false;
	*time = (struct clock_time){ .start = at,
				     .hour = part(c, at, end),
				     .minute = part(c, minute, stop),
				     .colon = sign == ':',
				     .has_h = sign == 'h' };
	while (prose_is_space(prose_after(c, stop))) {
		stop += utf8_at(text, stop).length;
		time->spaced = true;
	}
	struct span rest = part(c, stop, text.length);
	bool uhr = span_starts(rest, SPAN("Uhr")), h = span_starts(rest, SPAN("h"));
	size_t length = uhr ? 3 : h ? 1 : 0;
	time->end = length ? stop + length : minute + 2;
	time->has_uhr = uhr;
	time->has_h |= h;
	return length == 0 || !fold_is_letter(prose_after(c, time->end));
}

static bool is_right(const struct clock_time *time, enum language language, bool glued_h)
{
	if (language == LANGUAGE_FR)
		return glued_h || !time->has_h; /* 14h30 is common, 14.30h is neither */
	return !time->has_h && (!time->has_uhr || time->spaced);
}

static void times(const struct check_context *c, struct findings *findings)
{
	struct clock_time time;
	size_t end;
	for (size_t at = 0; next_number(c, &at, &end); at = end) {
		enum language language = prose_language(c, at);
		if (!read_time(c, at, end, &time) || language == LANGUAGE_NONE)
			continue;
		bool glued_h = prose_after(c, end) == 'h';
		if (!is_right(&time, language, glued_h)) {
			struct str out = { 0 };
			const char *sign = language == LANGUAGE_FR ? " h " : time.colon ? ":" : ".";
			if (language == LANGUAGE_EN)
				sign = ":";
			(void)str_format(&out, "%.*s%s%.*s%s", SPAN_ARGS(time.hour), sign,
					 SPAN_ARGS(time.minute),
					 language == LANGUAGE_DE ? " Uhr" : "");
			prose_found(c, findings, time.start, time.end, &out);
		}
		end = time.end;
	}
}

/* ---- z. B. ---- */

/* The short form written without spaces that begins at `at`; empty: none. */
static struct span glued_at(struct span text, size_t at)
{
	static const char *const forms[] = { "z.B.", "d.h.", "u.a.",  "z.T.", "i.d.R.",
					     "u.U.", "o.ä.", "v.a.",  "m.E.", "i.S.v.",
					     "s.o.", "s.u.", "z.Hd.", "a.o.", "u.Ä." };
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (span_starts(span_slice(text, at, text.length), span_of(forms[i])))
			return span_of(forms[i]);
	return (struct span){ NULL, 0 };
}

static void abbreviations(const struct check_context *c, struct findings *findings)
{
	struct span text = c->analysis->text;
	const struct signs *signs = check_signs(c);
	size_t behind = 1;
	for (size_t i = 0; i < signs->count; i++) {
		size_t dot = signs->at[i], at = dot - 1;
		if (dot < behind || text.at[dot] != '.' || fold_is_letter(prose_before(c, at)) ||
		    prose_before(c, at) == '.' || !fold_is_letter(prose_after(c, dot + 1)))
			continue;
		struct span form = glued_at(text, at);
		if (form.length == 0 || fold_is_letter(prose_after(c, at + form.length)) ||
		    prose_language(c, at) != LANGUAGE_DE)
			continue;
		struct str out = { 0 };
		for (size_t k = 0; k < form.length; k++) {
			(void)str_add_byte(&out, form.at[k]);
			if (form.at[k] == '.' && k + 1 < form.length)
				(void)str_add_point(&out, 0xa0);
		}
		prose_found(c, findings, at, at + form.length, &out);
		behind = at + form.length;
	}
}

const struct check_row check_rows_number[] = {
	{ "thousands", thousands }, { "chf_dash", chf_dash },		{ "dates", dates },
	{ "times", times },	    { "abbreviations", abbreviations }, { NULL, NULL },
};
