#include "voice/csv.h"

#include "base/i18n.h"

void csv_init(struct csv *csv, struct span text)
{
	const struct span mark = SPAN("\xef\xbb\xbf");
	*csv = (struct csv){ .text = text };
	if (span_starts(text, mark))
		csv->at = mark.length;
	for (size_t i = 0; i < CSV_COLUMNS; i++)
		str_init(&csv->fields[i], CSV_FIELD_CEILING);
}

void csv_release(struct csv *csv)
{
	for (size_t i = 0; i < CSV_COLUMNS; i++)
		str_release(&csv->fields[i]);
}

struct span csv_field(const struct csv *csv, size_t column)
{
	return column < csv->count ? str_span(&csv->fields[column]) : SPAN("");
}

static int peek(const struct csv *csv, size_t ahead)
{
	size_t at = csv->at + ahead;
	return at < csv->text.length ? (unsigned char)csv->text.at[at] : -1;
}

/* Behind the opening quote, to behind the closing one. False when it never closes. */
static bool read_quoted(struct csv *csv, struct str *field)
{
	for (; csv->at < csv->text.length; csv->at++) {
		int byte = peek(csv, 0), next = peek(csv, 1);
		if (csv->has_escapes && byte == '\\' && (next == '"' || next == '\\')) {
			(void)str_add_byte(field, (char)next); /* full is asked by csv_next */
			csv->at++;
		} else if (byte != '"') {
			(void)str_add_byte(field, (char)byte);
		} else if (next == '"') {
			(void)str_add_byte(field, '"');
			csv->at++;
		} else {
			csv->at++;
			return true;
		}
	}
	return false;
}

static bool is_line_end(int byte)
{
	return byte == '\n' || byte == '\r' || byte < 0;
}

/* One field, up to the comma or line end behind it. */
static bool read_field(struct csv *csv, struct str *field)
{
	bool closes = true;
	str_clear(field);
	if (peek(csv, 0) == '"') {
		csv->at++;
		closes = read_quoted(csv, field);
	}
	while (!is_line_end(peek(csv, 0)) && peek(csv, 0) != ',')
		(void)str_add_byte(field, csv->text.at[csv->at++]);
	return closes;
}

bool csv_next(struct csv *csv, struct err *err)
{
	struct str beyond = { .ceiling = CSV_FIELD_CEILING };
	bool closes = true, is_full = false;
	csv->count = 0;
	while (peek(csv, 0) == '\n' || peek(csv, 0) == '\r')
		csv->at++;
	if (csv->at >= csv->text.length)
		return false;
	if (csv->rows == CSV_ROWS)
		return err_set(err, ERR_LIMIT, _("The table has more than %d rows."), CSV_ROWS);
	csv->rows++;
	for (;;) {
		bool fits = csv->count < CSV_COLUMNS;
		struct str *field = fits ? &csv->fields[csv->count] : &beyond;
		closes = read_field(csv, field);
		is_full |= field->full;
		csv->count += fits;
		if (!closes || peek(csv, 0) != ',')
			break;
		csv->at++;
	}
	str_release(&beyond);
	if (!closes)
		return err_set(err, ERR_INPUT,
			       _("A quotation mark in row %zu never closes; this is no table."),
			       csv->rows);
	if (is_full)
		return err_set(err, ERR_LIMIT, _("A field in row %zu has more than %d bytes."),
			       csv->rows, CSV_FIELD_CEILING);
	return true;
}
