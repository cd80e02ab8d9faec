#include "desk/journal_file.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/crc.h"
#include "base/i18n.h"
#include "base/mem.h"

enum kind { KIND_HEAD = 'H', KIND_TEXT = 'T', KIND_EDIT = 'E' };

enum {
	FRAME = 8,	 /* length and checksum before each record */
	HEAD_FIXED = 42, /* kind, started, exists, device, inode, size, modified */
	EDIT_FIXED = 17, /* kind, place, removed */
	TEXT_PIECES = 3, /* before, inside and behind an edit */
};

struct span journal_magic(void)
{
	return SPAN("tonfall journal 1\n");
}

void journal_head_release(struct journal_head *head)
{
	free(head->path);
	*head = (struct journal_head){ 0 };
}

void journal_state_release(struct journal_state *state)
{
	journal_head_release(&state->head);
	str_release(&state->text);
	*state = (struct journal_state){ 0 };
}

/* ---- writing ---- */

static void put_number(char *at, uint64_t number, int bytes)
{
	for (int i = 0; i < bytes; i++)
		at[i] = (char)(number >> (8 * i));
}

static uint64_t number_at(struct span bytes, size_t at, int count)
{
	uint64_t number = 0;
	for (int i = 0; i < count; i++)
		number |= (uint64_t)(unsigned char)bytes.at[at + (size_t)i] << (8 * i);
	return number;
}

/* A record without its checksum, of several pieces. */
static bool add_record(struct str *out, const struct span *pieces, size_t count)
{
	size_t before = out->length, length = 0;
	char frame[FRAME] = { 0 };
	for (size_t i = 0; i < count; i++)
		length += pieces[i].length;
	put_number(frame, length, 4);
	bool fits = str_add(out, (struct span){ frame, sizeof frame });
	for (size_t i = 0; fits && i < count; i++)
		fits = str_add(out, pieces[i]);
	if (!fits)
		(void)str_replace(out, before, out->length - before, SPAN(""));
	return fits;
}

void journal_add_head(struct str *out, const struct journal_head *head)
{
	char fixed[HEAD_FIXED] = { KIND_HEAD };
	put_number(fixed + 1, (uint64_t)head->started, 8);
	fixed[9] = (char)head->stamp.exists;
	put_number(fixed + 10, head->stamp.device, 8);
	put_number(fixed + 18, head->stamp.inode, 8);
	put_number(fixed + 26, (uint64_t)head->stamp.size, 8);
	put_number(fixed + 34, (uint64_t)head->stamp.modified, 8);
	const struct span pieces[] = { { fixed, sizeof fixed }, span_of(head->path) };
	(void)add_record(out, pieces, 2);
}

void journal_add_text(struct str *out, const struct span *pieces, size_t count)
{
	struct span all[1 + TEXT_PIECES] = { SPAN("T") };
	assert(count <= TEXT_PIECES);
	memcpy(all + 1, pieces, count * sizeof *pieces);
	(void)add_record(out, all, 1 + count);
}

bool journal_add_edit(struct str *out, const struct change *change)
{
	char fixed[EDIT_FIXED] = { KIND_EDIT };
	put_number(fixed + 1, change->at, 8);
	put_number(fixed + 9, change->removed.length, 8);
	const struct span pieces[] = { { fixed, sizeof fixed }, change->inserted };
	return add_record(out, pieces, 2);
}

void journal_seal(struct str *records)
{
	struct span all = str_span(records);
	for (size_t at = 0; at < all.length;) {
		size_t length = (size_t)number_at(all, at, 4);
		struct span content = span_slice(all, at + FRAME, at + FRAME + length);
		put_number(records->at + at + 4, crc32_of(content), 4);
		at += FRAME + length;
	}
}

/* ---- reading ---- */

/* The next whole record; false at the end, *is_torn says whether something is left over. */
static bool next_record(struct span *rest, struct span *content, bool *is_torn)
{
	*is_torn = rest->length > 0;
	if (rest->length <= FRAME)
		return false;
	size_t length = (size_t)number_at(*rest, 0, 4);
	if (length == 0 || length > rest->length - FRAME)
		return false;
	*content = span_slice(*rest, FRAME, FRAME + length);
	if (number_at(*rest, 4, 4) != crc32_of(*content))
		return false;
	*rest = span_slice(*rest, FRAME + length, rest->length);
	return true;
}

static bool read_head(struct span content, struct journal_head *head)
{
	if (content.length < HEAD_FIXED || head->path)
		return false;
	head->started = (int64_t)number_at(content, 1, 8);
	head->stamp = (struct file_stamp){
		.exists = content.at[9] != 0,
		.device = (dev_t)number_at(content, 10, 8),
		.inode = (ino_t)number_at(content, 18, 8),
		.size = (off_t)number_at(content, 26, 8),
		.modified = (int64_t)number_at(content, 34, 8),
	};
	head->path = mem_copy(span_slice(content, HEAD_FIXED, content.length));
	return true;
}

static bool read_edit(struct span content, struct buffer *buffer)
{
	if (content.length < EDIT_FIXED)
		return false;
	uint64_t at = number_at(content, 1, 8), removed = number_at(content, 9, 8);
	size_t length = buffer_length(buffer);
	if (at > length || removed > length - at)
		return false;
	return buffer_replace(buffer, (size_t)at, (size_t)removed,
			      span_slice(content, EDIT_FIXED, content.length), NULL);
}

/* One record carried out; false when it makes no sense where it stands. */
static bool read_record(struct span content, struct journal_state *state, struct buffer *buffer,
			bool *has_text)
{
	switch ((enum kind)content.at[0]) {
	case KIND_HEAD:
		return read_head(content, &state->head);
	case KIND_TEXT:
		*has_text = buffer_replace(buffer, 0, buffer_length(buffer),
					   span_slice(content, 1, content.length), NULL);
		return *has_text;
	case KIND_EDIT:
		state->edits++;
		return *has_text && read_edit(content, buffer);
	}
	return false;
}

bool journal_replay(struct span bytes, struct journal_state *state, struct err *err)
{
	*state = (struct journal_state){ 0 };
	struct span magic = journal_magic(), rest, content;
	if (!span_starts(bytes, magic))
		return err_set(err, ERR_INPUT, _("The journal of this draft cannot be read."));
	struct buffer *buffer = buffer_new();
	bool has_text = false;
	rest = span_slice(bytes, magic.length, bytes.length);
	while (next_record(&rest, &content, &state->is_torn))
		if (!read_record(content, state, buffer, &has_text)) {
			state->is_torn = true;
			break;
		}
	str_init(&state->text, BUFFER_CEILING);
	(void)str_add(&state->text, buffer_text(buffer));
	buffer_free(buffer);
	if (has_text && state->head.path)
		return true;
	journal_state_release(state);
	return err_set(err, ERR_INPUT, _("The journal of this draft cannot be read."));
}
