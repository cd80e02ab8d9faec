#include "desk/taken.h"

#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "base/str.h"
#include "io/json.h"

enum { CEILING = 1 << 20 };

static const char *path_of(struct str *out, const char *id)
{
	struct str name = { 0 };
	(void)str_format(&name, "taken/%s.json", id);
	path_in(out, PATH_STATE, str_text(&name));
	str_release(&name);
	return str_text(out);
}

/* ---- reading ---- */

static bool is_marked(const struct marks *marks, size_t start, size_t end)
{
	for (size_t i = 0; i < marks->count; i++)
		if (marks->at[i].start < end && marks->at[i].end > start)
			return true;
	return false;
}

/* The place nearest to where the words were; text.length when they are gone. */
static size_t find_near(struct span text, struct span words, size_t was)
{
	size_t best = text.length;
	if (span_equal(span_slice(text, was, was + words.length), words))
		return was;
	for (size_t at = 0; (at = span_find(text, words, at)) < text.length; at++) {
		size_t far = at > was ? at - was : was - at;
		size_t least = best > was ? best - was : was - best;
		if (best == text.length || far < least)
			best = at;
	}
	return best;
}

static void mark_again(struct taken *taken, const struct json *piece)
{
	struct span text = buffer_text(taken->marks.buffer), words;
	double at = json_number(json_member(piece, "at"), 0);
	if (!json_string(json_member(piece, "words"), &words) || words.length == 0)
		return;
	size_t was = at > 0 && at < (double)text.length ? (size_t)at : 0;
	size_t start = find_near(text, words, was);
	if (start < text.length && !is_marked(&taken->marks, start, start + words.length))
		(void)mark_add(&taken->marks, start, start + words.length);
}

void taken_open(struct taken *taken, struct buffer *buffer, const char *id)
{
	struct str path = { 0 }, bytes = { 0 };
	taken_release(taken);
	marks_init(&taken->marks, buffer);
	taken->is_open = true;
	/* Without a file, or with one that is none of ours, nothing was taken. */
	struct json *root = file_read(path_of(&path, id), CEILING, &bytes, NULL, NULL)
				    ? json_parse(str_span(&bytes), NULL)
				    : NULL;
	const struct json *pieces = json_member(root, "taken");
	for (size_t i = 0; i < json_count(pieces) && i < TAKEN_MOST; i++)
		mark_again(taken, json_item(pieces, i));
	json_free(root);
	str_release(&bytes);
	str_release(&path);
}

void taken_release(struct taken *taken)
{
	if (taken->is_open)
		marks_release(&taken->marks);
	taken->is_open = false;
}

/* ---- noting ---- */

void taken_note(struct taken *taken, size_t start, size_t length)
{
	if (taken->is_open && length > 0 && taken->marks.count < TAKEN_MOST)
		(void)mark_add(&taken->marks, start, start + length);
}

static void write_down(const struct taken *taken, struct str *out)
{
	struct json_writer w = { .out = out };
	json_write_begin(&w, NULL, '{');
	json_write_begin(&w, "taken", '[');
	for (size_t i = 0; i < taken->marks.count; i++) {
		const struct mark *mark = &taken->marks.at[i];
		if (mark->start == mark->end)
			continue;
		json_write_begin(&w, NULL, '{');
		json_write_integer(&w, "at", (long long)mark->start);
		json_write_string(&w, "words",
				  buffer_slice(taken->marks.buffer, mark->start, mark->end));
		json_write_end(&w, '}');
	}
	json_write_end(&w, ']');
	json_write_end(&w, '}');
	(void)str_add_byte(out, '\n');
}

bool taken_keep(const struct taken *taken, const char *id, struct err *err)
{
	struct str path = { 0 }, bytes = { 0 };
	bool done = true;
	path_of(&path, id);
	if (!taken->is_open || taken_share(taken) == 0) {
		(void)unlink(str_text(&path)); /* most drafts have none */
	} else {
		write_down(taken, &bytes);
		done = file_keep(str_text(&path), str_span(&bytes), err);
	}
	str_release(&bytes);
	str_release(&path);
	return done;
}

void taken_move(const char *from, const char *to)
{
	struct str old = { 0 }, new = { 0 };
	(void)rename(path_of(&old, from), path_of(&new, to)); /* most drafts have none */
	str_release(&new);
	str_release(&old);
}

int taken_share(const struct taken *taken)
{
	size_t length = taken->is_open ? buffer_length(taken->marks.buffer) : 0, sum = 0;
	for (size_t i = 0; length && i < taken->marks.count; i++)
		sum += taken->marks.at[i].end - taken->marks.at[i].start;
	if (sum == 0)
		return 0;
	int share = (int)(100 * (sum < length ? sum : length) / length);
	return share ? share : 1; /* a word of a long text is not nothing */
}
