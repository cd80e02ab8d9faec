#include "io/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

#include "text/utf8.h"

static void new_line(struct json_writer *w)
{
	if (!w->indent)
		return;
	(void)str_add_byte(w->out, '\n'); /* str.full says when it did not fit */
	for (int i = 0; i < w->depth * w->indent; i++)
		(void)str_add_byte(w->out, ' ');
}

static bool stays(struct utf8_point point)
{
	return point.value >= 0x20 && point.value != '"' && point.value != '\\' &&
	       point.value != 0x7f && point.value != UTF8_INVALID;
}

/* What may not stand in a string as it is. DEL is escaped so that nothing is invisible. */
static void add_escaped(struct str *out, struct utf8_point point)
{
	switch (point.value) {
	case '"':
	case '\\':
		(void)str_add_byte(out, '\\');
		(void)str_add_byte(out, (char)point.value);
		return;
	case '\n':
		(void)str_add(out, SPAN("\\n"));
		return;
	case '\t':
		(void)str_add(out, SPAN("\\t"));
		return;
	case '\r':
		(void)str_add(out, SPAN("\\r"));
		return;
	case UTF8_INVALID:
		(void)str_add_point(out, 0xfffd);
		return;
	}
	(void)str_format(out, "\\u%04x", (unsigned)point.value);
}

static void add_quoted(struct str *out, struct span value)
{
	(void)str_add_byte(out, '"');
	size_t copied = 0;
	for (size_t at = 0; at < value.length;) {
		struct utf8_point point = utf8_at(value, at);
		if (!stays(point)) {
			(void)str_add(out, span_slice(value, copied, at));
			add_escaped(out, point);
			copied = at + point.length;
		}
		at += point.length;
	}
	(void)str_add(out, span_slice(value, copied, value.length));
	(void)str_add_byte(out, '"');
}

/* Comma, line break, indent and key: what stands before every value. */
static void before_value(struct json_writer *w, const char *key)
{
	if (w->needs_comma)
		(void)str_add_byte(w->out, ',');
	if (w->depth > 0)
		new_line(w);
	if (key) {
		add_quoted(w->out, span_of(key));
		(void)str_add(w->out, w->indent ? SPAN(": ") : SPAN(":"));
	}
	w->needs_comma = true;
}

void json_write_begin(struct json_writer *w, const char *key, char bracket)
{
	assert(bracket == '{' || bracket == '[');
	before_value(w, key);
	(void)str_add_byte(w->out, bracket);
	w->depth++;
	w->needs_comma = false;
}

void json_write_end(struct json_writer *w, char bracket)
{
	assert((bracket == '}' || bracket == ']') && w->depth > 0);
	w->depth--;
	if (w->needs_comma)
		new_line(w);
	(void)str_add_byte(w->out, bracket);
	w->needs_comma = true;
}

void json_write_string(struct json_writer *w, const char *key, struct span value)
{
	before_value(w, key);
	add_quoted(w->out, value);
}

void json_write_integer(struct json_writer *w, const char *key, long long value)
{
	before_value(w, key);
	(void)str_format(w->out, "%lld", value);
}

/* JSON knows no NaN and no infinity, and a point whatever the locale says. */
void json_write_number(struct json_writer *w, const char *key, double value, int decimals)
{
	before_value(w, key);
	if (!isfinite(value)) {
		(void)str_add(w->out, SPAN("null"));
		return;
	}
	size_t start = w->out->length;
	(void)str_format(w->out, "%.*f", decimals, value);
	for (size_t i = start; i < w->out->length; i++)
		if (w->out->at[i] == ',')
			w->out->at[i] = '.';
}

void json_write_bool(struct json_writer *w, const char *key, bool value)
{
	before_value(w, key);
	(void)str_add(w->out, value ? SPAN("true") : SPAN("false"));
}
