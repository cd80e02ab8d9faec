#include "voice/import.h"

#include <strings.h>

#include "base/i18n.h"
#include "base/str.h"
#include "text/utf8.h"
#include "voice/csv.h"

enum { BY_PLACE = 2 }; /* where the text stands in both tables */

struct columns {
	size_t text, date;
	bool is_shares, is_comments;
};

static bool is_named(struct span field, const char *name)
{
	struct span wanted = span_of(name);
	field = span_trim(field);
	return field.length == wanted.length &&
	       strncasecmp(field.at, wanted.at, wanted.length) == 0;
}

/* From the first row. Six columns are those of Shares.csv, three those of Comments.csv. */
static bool find_columns(const struct csv *csv, struct columns *columns)
{
	*columns = (struct columns){ .text = BY_PLACE };
	for (size_t i = 0; i < csv->count; i++) {
		struct span field = csv_field(csv, i);
		if (is_named(field, "Date"))
			columns->date = i;
		if (is_named(field, "ShareCommentary"))
			columns->is_shares = true;
		else if (is_named(field, "Message"))
			columns->is_comments = true;
		else
			continue;
		columns->text = i;
	}
	if (!columns->is_shares && !columns->is_comments) {
		columns->is_shares = csv->count == 6;
		columns->is_comments = csv->count == 3;
	}
	return columns->is_shares || columns->is_comments;
}

/* Shares.csv writes each line of a text as a quoted piece of its own: every line break inside has
 * a quotation mark on both sides. If all have, they are taken away. */
static void mend_lines(struct span text, struct str *out)
{
	const struct span broken = SPAN("\"\n\"");
	size_t breaks = 0, at = 0;
	str_clear(out);
	while (at < text.length) {
		size_t next = span_find(text, broken, at);
		(void)str_add(out, span_slice(text, at, next)); /* no longer than the field */
		if (next == text.length)
			break;
		(void)str_add_byte(out, '\n');
		breaks++;
		at = next + broken.length;
	}
	for (size_t i = 0; i < text.length; i++)
		breaks -= text.at[i] == '\n';
	if (breaks != 0) {
		str_clear(out);
		(void)str_add(out, text);
	}
}

/* Line ends as LF, without NUL and bytes that are no UTF-8. */
static void clean(struct span text, struct str *out)
{
	str_clear(out);
	for (size_t at = 0; at < text.length;) {
		struct utf8_point point = utf8_at(text, at);
		struct span bytes = span_slice(text, at, at + point.length);
		at += point.length;
		if (point.value == '\r')
			bytes = at < text.length && text.at[at] == '\n' ? SPAN("") : SPAN("\n");
		if (point.value != UTF8_INVALID && point.value != 0)
			(void)str_add(out, bytes); /* no longer than the file */
	}
}

static bool read_table(struct csv *csv, import_each *each, void *context, struct err *err)
{
	struct columns columns;
	struct str whole = { 0 }, mended = { 0 };
	struct err mine = { 0 };
	bool goes_on = csv_next(csv, &mine);
	if (goes_on && !find_columns(csv, &columns)) {
		(void)err_set(&mine, ERR_INPUT, "%s",
			      _("This table is neither Shares.csv nor Comments.csv of LinkedIn's "
				"data export."));
		goes_on = false;
	}
	csv->has_escapes = goes_on && columns.is_comments;
	while (goes_on && csv_next(csv, &mine)) {
		clean(csv_field(csv, columns.text), &whole);
		mend_lines(str_span(&whole), &mended);
		struct span text = span_trim(str_span(columns.is_shares ? &mended : &whole));
		if (text.length)
			goes_on = each(context, text, span_trim(csv_field(csv, columns.date)));
	}
	str_release(&mended);
	str_release(&whole);
	return mine.code == ERR_NONE || err_set(err, mine.code, "%s", mine.text);
}

bool import_read(struct span bytes, const char *name, import_each *each, void *context,
		 struct err *err)
{
	struct span file = span_of(name);
	size_t from = file.length > 4 ? file.length - 4 : 0;
	if (is_named(span_slice(file, from, file.length), ".csv")) {
		struct csv csv;
		csv_init(&csv, bytes);
		bool done = read_table(&csv, each, context, err);
		csv_release(&csv);
		return done;
	}
	struct str text = { 0 };
	if (span_starts(bytes, SPAN("\xef\xbb\xbf")))
		bytes = span_slice(bytes, 3, bytes.length);
	clean(bytes, &text);
	struct span post = span_trim(str_span(&text));
	if (post.length)
		(void)each(context, post, SPAN("")); /* there is no next one to stop */
	str_release(&text);
	return true;
}
