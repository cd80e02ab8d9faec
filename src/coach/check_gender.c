/* One way of writing for all genders in a text: :innen or *innen, ·e·s or (e)s, * or ə. */
#include <string.h>

#include "base/arr.h"
#include "coach/prose.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum { SIGNS_MOST = 6, STEM_LEAST = 3, LETTERS_OF_STEM = 40 };

/* The ways of a language, told apart by the sign. The last of German is the inner capital. */
static const char *const signs[LANGUAGE_COUNT][SIGNS_MOST] = {
	[LANGUAGE_DE] = { ":", "*", "_", "·", "/-", "I" },
	[LANGUAGE_FR] = { "·", ".", "-", "(" },
	[LANGUAGE_IT] = { "*", "ə" },
};

enum { INNER_CAPITAL = 5, BRACKET = 3 };

struct form {
	size_t start, end;
	int sign;
	struct span stem, ending, plural;
};

struct forms ARR(struct form);

static size_t letters_end(const struct check_context *c, size_t at)
{
	while (fold_is_letter(prose_after(c, at)))
		at += utf8_at(c->analysis->text, at).length;
	return at;
}

static size_t stem_start(const struct check_context *c, size_t at)
{
	for (int i = 0; i < LETTERS_OF_STEM && fold_is_letter(prose_before(c, at)); i++)
		at -= utf8_before(c->analysis->text, at).length;
	return at;
}

/* Kolleg:innen, Mitarbeiter/-in, LehrerInnen; the sign is at `at`. */
static bool read_german(const struct check_context *c, size_t at, int sign, struct form *form)
{
	struct span text = c->analysis->text;
	size_t from = at + (sign == INNER_CAPITAL ? 0 : strlen(signs[LANGUAGE_DE][sign]));
	size_t end = letters_end(c, from);
	form->ending = span_slice(text, from, end);
	form->plural = span_slice(text, end, end);
	form->end = end;
	if (sign == INNER_CAPITAL)
		return span_is_one_of(form->ending, "Innen In");
	return span_is_one_of(form->ending, "innen in");
}

/* étudiant·e·s, étudiant.e.s, étudiant-e-s, étudiant(e)s */
static bool read_french(const struct check_context *c, size_t at, int sign, struct form *form)
{
	struct span text = c->analysis->text, mark = span_of(signs[LANGUAGE_FR][sign]);
	size_t from = at + mark.length, end = letters_end(c, from);
	form->ending = span_slice(text, from, end);
	bool marked = false;
	if (sign == BRACKET) {
		if (prose_after(c, end) != ')')
			return false;
		from = end + 1;
	} else {
		marked = span_starts(span_slice(text, end, text.length), mark);
		from = end + (marked ? mark.length : 0);
	}
	form->end = letters_end(c, from);
	form->plural = span_slice(text, from, form->end);
	bool plural = span_equal(form->plural, SPAN("s"));
	if (!plural) {
		form->plural = span_slice(text, from, from);
		form->end = sign == BRACKET ? from : end;
	}
	/* A point or hyphen alone is too common for a feminine ending. */
	bool sure = sign == 0 || sign == BRACKET || (marked && plural);
	return sure && span_is_one_of(form->ending, "e ne le te se ère rice trice euse ice");
}

/* tutt*, tuttə */
static bool read_italian(const struct check_context *c, size_t at, int sign, struct form *form)
{
	struct span text = c->analysis->text;
	form->end = at + strlen(signs[LANGUAGE_IT][sign]);
	form->ending = form->plural = span_slice(text, form->end, form->end);
	return !fold_is_letter(prose_after(c, form->end)) && prose_after(c, form->end) != '*';
}

static bool read_form(const struct check_context *c, enum language language, size_t at, int sign,
		      struct form *form)
{
	form->start = stem_start(c, at);
	form->sign = sign;
	form->stem = span_slice(c->analysis->text, form->start, at);
	if (utf8_count(form->stem) < STEM_LEAST || prose_before(c, form->start) == '*')
		return false;
	if (language == LANGUAGE_DE)
		return read_german(c, at, sign, form);
	return language == LANGUAGE_FR ? read_french(c, at, sign, form)
				       : read_italian(c, at, sign, form);
}

/* For each byte of a text. */
static bool may_be_sign(unsigned char byte)
{
	return byte == ':' || byte == '*' || byte == '_' || byte == '/' || byte == 'I' ||
	       byte == '.' || byte == '-' || byte == '(' || byte == 0xc2 || byte == 0xc9;
}

static void find_forms(const struct check_context *c, enum language language, struct forms *forms)
{
	struct span text = c->analysis->text;
	for (size_t at = 1; at < text.length; at++) {
		unsigned char byte = (unsigned char)text.at[at];
		if (!may_be_sign(byte) || !fold_is_letter(prose_before(c, at)))
			continue;
		struct form form;
		for (int i = 0; i < SIGNS_MOST && signs[language][i]; i++) {
			struct span rest = span_slice(text, at, text.length);
			if (!span_starts(rest, span_of(signs[language][i])) ||
			    !read_form(c, language, at, i, &form) ||
			    prose_language(c, at) != language || prose_is_foreign(c, at))
				continue;
			*arr_add(forms) = form;
			at = form.end - 1;
			break;
		}
	}
}

static void write_form(const struct form *form, enum language language, int sign, struct str *out)
{
	struct span mark = span_of(signs[language][sign]);
	struct span ending = form->ending;
	(void)str_add(out, form->stem);
	if (language == LANGUAGE_DE && sign != INNER_CAPITAL)
		(void)str_add(out, mark);
	if (language == LANGUAGE_DE) {
		(void)str_add_byte(out, sign == INNER_CAPITAL ? 'I' : 'i');
		(void)str_add(out, span_slice(ending, 1, ending.length));
		return;
	}
	(void)str_add(out, mark);
	(void)str_add(out, ending);
	if (language == LANGUAGE_FR && sign == BRACKET)
		(void)str_add_byte(out, ')');
	else if (form->plural.length)
		(void)str_add(out, mark);
	(void)str_add(out, form->plural);
}

static void gender_mix(const struct check_context *c, struct findings *findings)
{
	enum language language = c->analysis->language;
	struct forms forms = { 0 };
	size_t count[SIGNS_MOST] = { 0 };
	if (signs[language][0])
		find_forms(c, language, &forms);
	for (size_t i = 0; i < forms.count; i++)
		count[forms.at[i].sign]++;
	/* The more frequent is kept; of two as frequent the first. */
	int keep = forms.count ? forms.at[0].sign : 0;
	for (int i = 0; i < SIGNS_MOST; i++)
		if (count[i] > count[keep])
			keep = i;
	for (size_t i = 0; i < forms.count; i++) {
		struct str out = { 0 };
		if (forms.at[i].sign == keep)
			continue;
		write_form(&forms.at[i], language, keep, &out);
		prose_found(c, findings, forms.at[i].start, forms.at[i].end, &out);
	}
	arr_release(&forms);
}

const struct check_row check_rows_gender[] = {
	{ "gender_mix", gender_mix },
	{ NULL, NULL },
};
