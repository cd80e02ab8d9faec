#include "json_strict.h"

#include <string.h>

#include "base/i18n.h"

struct scan {
	struct span text;
	size_t at, copied; /* text[0, copied) is in *copy already */
	struct str *copy;
	int depth;
	bool is_deep;
};

static int peek(const struct scan *scan)
{
	return scan->at < scan->text.length ? (unsigned char)scan->text.at[scan->at] : -1;
}

static bool take(struct scan *scan, int byte)
{
	if (peek(scan) != byte)
		return false;
	scan->at++;
	return true;
}

static void skip_blanks(struct scan *scan)
{
	int byte = peek(scan);
	while (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
		scan->at++;
		byte = peek(scan);
	}
}

static bool take_digits(struct scan *scan)
{
	size_t start = scan->at;
	while (peek(scan) >= '0' && peek(scan) <= '9')
		scan->at++;
	return scan->at > start;
}

static bool take_number(struct scan *scan)
{
	(void)take(scan, '-'); /* optional */
	if (!take(scan, '0') && !take_digits(scan))
		return false;
	if (take(scan, '.') && !take_digits(scan))
		return false;
	if (!take(scan, 'e') && !take(scan, 'E'))
		return true;
	if (!take(scan, '+'))
		(void)take(scan, '-'); /* optional */
	return take_digits(scan);
}

static bool take_word(struct scan *scan, struct span word)
{
	if (!span_starts(span_slice(scan->text, scan->at, scan->text.length), word))
		return false;
	scan->at += word.length;
	return true;
}

static int hex_value(char byte)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *hit = byte ? strchr(digits, byte) : NULL;
	return hit ? (int)(hit - digits) & 15 : -1;
}

/* The four digits at `at`, or -1. */
static int hex_unit(const struct scan *scan, size_t at)
{
	int unit = 0;
	for (size_t i = at; i < at + 4; i++) {
		int value = i < scan->text.length ? hex_value(scan->text.at[i]) : -1;
		if (value < 0)
			return -1;
		unit = unit << 4 | value;
	}
	return unit;
}

static bool is_escape_at(const struct scan *scan, size_t at)
{
	return span_equal(span_slice(scan->text, at, at + 2), SPAN("\\u"));
}

/* Copies up to the escape of six bytes at `at` and puts something else in its place. */
static void replace_escape(struct scan *scan, size_t at, struct span by)
{
	(void)str_add(scan->copy, span_slice(scan->text, scan->copied, at));
	(void)str_add(scan->copy, by);
	scan->copied = at + 6;
}

/* Behind "\u". A surrogate without its other half keeps its value as bytes. */
static bool take_unit(struct scan *scan)
{
	size_t start = scan->at - 2;
	int unit = hex_unit(scan, scan->at);
	if (unit < 0)
		return false;
	scan->at += 4;
	if (unit == 0)
		replace_escape(scan, start, SPAN("\\ufffd"));
	if (unit < 0xd800 || unit > 0xdfff)
		return true;
	int next = is_escape_at(scan, scan->at) ? hex_unit(scan, scan->at + 2) : -1;
	if (unit < 0xdc00 && next >= 0xdc00 && next <= 0xdfff) {
		scan->at += 6;
		return true;
	}
	char bytes[3] = { (char)0xed, (char)(0x80 | (unit >> 6 & 0x3f)),
			  (char)(0x80 | (unit & 0x3f)) };
	replace_escape(scan, start, (struct span){ bytes, sizeof bytes });
	return true;
}

static bool take_string(struct scan *scan)
{
	if (!take(scan, '"'))
		return false;
	for (;;) {
		int byte = peek(scan);
		if (byte < 0x20) /* also the end */
			return false;
		scan->at++;
		if (byte == '"')
			return true;
		if (byte != '\\')
			continue;
		int escape = peek(scan);
		if (escape <= 0 || !strchr("\"\\/bfnrtu", escape))
			return false;
		scan->at++;
		if (escape == 'u' && !take_unit(scan))
			return false;
	}
}

static bool take_value(struct scan *scan);

/* Behind the opening bracket: members of an object, or items of a list. */
static bool take_inside(struct scan *scan, char end)
{
	skip_blanks(scan);
	if (take(scan, end))
		return true;
	do {
		skip_blanks(scan);
		if (end == '}') {
			if (!take_string(scan))
				return false;
			skip_blanks(scan);
			if (!take(scan, ':'))
				return false;
		}
		if (!take_value(scan))
			return false;
		skip_blanks(scan);
	} while (take(scan, ','));
	return take(scan, end);
}

static bool take_nested(struct scan *scan, char end)
{
	scan->at++;
	scan->is_deep = scan->is_deep || ++scan->depth > JSON_DEPTH;
	bool is_right = !scan->is_deep && take_inside(scan, end);
	scan->depth--;
	return is_right;
}

static bool take_value(struct scan *scan)
{
	skip_blanks(scan);
	switch (peek(scan)) {
	case '{':
		return take_nested(scan, '}');
	case '[':
		return take_nested(scan, ']');
	case '"':
		return take_string(scan);
	case 't':
		return take_word(scan, SPAN("true"));
	case 'f':
		return take_word(scan, SPAN("false"));
	case 'n':
		return take_word(scan, SPAN("null"));
	}
	return take_number(scan);
}

bool json_strict_copy(struct span text, struct str *copy, struct err *err)
{
	struct scan scan = { .text = text, .copy = copy };
	bool is_right = take_value(&scan);
	skip_blanks(&scan);
	if (scan.is_deep)
		return err_set(err, ERR_LIMIT, _("The JSON is nested deeper than %d levels."),
			       JSON_DEPTH);
	if (!is_right || scan.at != text.length)
		return err_set(err, ERR_INPUT, _("This is not JSON: see byte %zu."), scan.at);
	return str_add(copy, span_slice(text, scan.copied, text.length));
}
