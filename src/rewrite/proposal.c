#include "rewrite/proposal.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/segment.h"

enum {
	LARGE_FROM = 40, /* bytes: a word or two is never large, however short the paragraph */
	KEPT_SHARE = 5,	 /* one word kept among so many changed ones is none to decide around */
};

static struct span sent_of(const struct proposal *proposal)
{
	return (struct span){ proposal->sent, proposal->sent_length };
}

/* ---- making ---- */

/* Models drop or add blanks around a text; those are the author's. */
static char *with_blanks_of(struct span sent, struct span answer, size_t *length)
{
	struct str out = { 0 };
	struct span inner = span_trim(sent);
	size_t before = inner.length ? (size_t)(inner.at - sent.at) : sent.length;
	(void)str_add(&out, span_slice(sent, 0, before));
	(void)str_add(&out, span_trim(answer));
	(void)str_add(&out, span_slice(sent, before + inner.length, sent.length));
	*length = out.length;
	return str_take(&out);
}

static bool is_large(struct span sent, const struct hunk *hunk)
{
	size_t start = hunk->old_start, end = hunk->old_end;
	while (start > 0 && sent.at[start - 1] != '\n')
		start--;
	while (end < sent.length && sent.at[end] != '\n')
		end++;
	size_t removed = hunk->old_end - hunk->old_start;
	size_t inserted = hunk->new_end - hunk->new_start;
	size_t changed = removed > inserted ? removed : inserted;
	return changed >= LARGE_FROM && changed > (end - start) / 3;
}

static size_t words_in(struct span text)
{
	size_t words = 0;
	for (size_t at = 0, end; at < text.length; at = end) {
		bool is_word;
		end = segment_word_end(text, at, &is_word);
		words += is_word;
	}
	return words;
}

static size_t changed_by(const struct proposal *proposal, const struct hunk *hunk)
{
	struct span answer = { proposal->answer, proposal->answer_length };
	return words_in(span_slice(sent_of(proposal), hunk->old_start, hunk->old_end)) +
	       words_in(span_slice(answer, hunk->new_start, hunk->new_end));
}

static bool ends_sentence(struct span gap)
{
	for (size_t i = 0; i < gap.length; i++)
		if (strchr(".!?\n", gap.at[i]))
			return true;
	return false;
}

/* In a sentence that was written anew, the few words that stayed are no reason to decide twice. */
static void join_hunks(const struct proposal *proposal, struct hunks *hunks)
{
	size_t kept = 0;
	for (size_t i = 1; i < hunks->count; i++) {
		struct hunk *last = &hunks->at[kept];
		const struct hunk *next = &hunks->at[i];
		struct span gap = span_slice(sent_of(proposal), last->old_end, next->old_start);
		size_t changed = changed_by(proposal, last) + changed_by(proposal, next);
		if (!ends_sentence(gap) && words_in(gap) * KEPT_SHARE <= changed) {
			last->old_end = next->old_end;
			last->new_end = next->new_end;
		} else {
			hunks->at[++kept] = *next;
		}
	}
	hunks->count = hunks->count ? kept + 1 : 0;
}

/* How the sent text became what is in the buffer now. */
struct since {
	struct hunks hunks; /* old: in `sent`; new: in the buffer, less `start` */
	size_t start;
};

static void compare(const struct proposal *proposal, size_t from, struct since *since)
{
	struct span sent = sent_of(proposal);
	struct span now = buffer_text(proposal->buffer);
	*since = (struct since){ .start = from };
	if (span_starts(span_slice(now, from, now.length), sent))
		return;
	size_t at = span_find(now, sent, 0);
	if (at < now.length && span_find(now, sent, at + 1) == now.length) {
		since->start = at;
		return;
	}
	since->start = 0;
	diff_words(sent, now, &since->hunks);
}

/* Where sent[start, end) is in the buffer; false when the author changed something in it. For an
 * insertion (start == end) there must be no change around it. */
static bool locate(const struct since *since, size_t *start, size_t *end)
{
	size_t old_at = 0, new_at = 0;
	for (size_t i = 0; i < since->hunks.count; i++) {
		const struct hunk *hunk = &since->hunks.at[i];
		bool is_insertion = hunk->old_start == hunk->old_end;
		if (*start != *end && is_insertion
			    ? hunk->old_start > *start && hunk->old_start < *end
			    : hunk->old_start < *end + (*start == *end) && hunk->old_end > *start)
			return false;
		if (hunk->old_end > *start)
			break;
		old_at = hunk->old_end;
		new_at = hunk->new_end;
	}
	*start = since->start + new_at + (*start - old_at);
	*end = since->start + new_at + (*end - old_at);
	return true;
}

static void add_hunk(struct proposal *proposal, const struct since *since, const struct hunk *place)
{
	struct proposal_hunk *hunk = &proposal->hunks[proposal->count++];
	size_t start = place->old_start, end = place->old_end;
	*hunk = (struct proposal_hunk){
		.place = *place,
		.is_large = is_large(sent_of(proposal), place),
	};
	if (!locate(since, &start, &end)) {
		size_t length = buffer_length(proposal->buffer);
		start = since->start + start < length ? since->start + start : length;
		end = start;
		hunk->state = HUNK_STALE;
	}
	hunk->mark = mark_add(&proposal->marks, start, end);
}

static bool reaches_end(struct span sent, const struct hunk *hunk)
{
	/* The last full stop may have found its like at the end of what came. */
	return span_trim(span_slice(sent, hunk->old_end, sent.length)).length <= 1;
}

static void make(struct proposal *proposal, struct buffer *buffer, size_t from, struct span sent,
		 struct span answer, bool is_partial)
{
	struct hunks hunks = { 0 };
	struct since since;
	*proposal = (struct proposal){
		.buffer = buffer,
		.sent = mem_copy(sent),
		.sent_length = sent.length,
	};
	proposal->answer = with_blanks_of(sent, answer, &proposal->answer_length);
	marks_init(&proposal->marks, buffer);
	diff_words(sent_of(proposal), (struct span){ proposal->answer, proposal->answer_length },
		   &hunks);
	if (is_partial && hunks.count && reaches_end(sent, &hunks.at[hunks.count - 1]))
		hunks.count--;
	join_hunks(proposal, &hunks);
	proposal->hunks = mem_alloc(hunks.count * sizeof *proposal->hunks);
	compare(proposal, from, &since);
	for (size_t i = 0; i < hunks.count; i++)
		add_hunk(proposal, &since, &hunks.at[i]);
	arr_release(&since.hunks);
	arr_release(&hunks);
}

void proposal_init(struct proposal *proposal, struct buffer *buffer, size_t from, struct span sent,
		   struct span answer)
{
	make(proposal, buffer, from, sent, answer, false);
}

void proposal_init_partial(struct proposal *proposal, struct buffer *buffer, size_t from,
			   struct span sent, struct span answer)
{
	make(proposal, buffer, from, sent, answer, true);
}

void proposal_release(struct proposal *proposal)
{
	if (proposal->buffer)
		marks_release(&proposal->marks);
	free(proposal->hunks);
	free(proposal->answer);
	free(proposal->sent);
	*proposal = (struct proposal){ 0 };
}

/* ---- asking ---- */

struct span proposal_old(const struct proposal *proposal, size_t index)
{
	const struct hunk *place = &proposal->hunks[index].place;
	return span_slice(sent_of(proposal), place->old_start, place->old_end);
}

struct span proposal_new(const struct proposal *proposal, size_t index)
{
	const struct hunk *place = &proposal->hunks[index].place;
	struct span answer = { proposal->answer, proposal->answer_length };
	return span_slice(answer, place->new_start, place->new_end);
}

void proposal_with(const struct proposal *proposal, size_t index, struct str *out)
{
	const struct hunk *place = &proposal->hunks[index].place;
	struct span sent = sent_of(proposal);
	/* No longer than the text sent and the answer together, which have ceilings. */
	(void)str_add(out, span_slice(sent, 0, place->old_start));
	(void)str_add(out, proposal_new(proposal, index));
	(void)str_add(out, span_slice(sent, place->old_end, sent.length));
}

void proposal_place(const struct proposal *proposal, size_t index, size_t *start, size_t *end)
{
	const struct mark *mark = mark_get(&proposal->marks, proposal->hunks[index].mark);
	*start = mark->start;
	*end = mark->end;
}

size_t proposal_next_open(const struct proposal *proposal, size_t index)
{
	for (size_t i = 1; i <= proposal->count; i++) {
		size_t next = (index + i) % proposal->count;
		if (proposal->hunks[next].state == HUNK_OPEN)
			return next;
	}
	return proposal->count;
}

/* ---- deciding ---- */

static bool is_stale(const struct proposal *proposal, size_t index)
{
	size_t start, end;
	proposal_place(proposal, index, &start, &end);
	return !span_equal(buffer_slice(proposal->buffer, start, end),
			   proposal_old(proposal, index));
}

/* Word by word from the back, so that marks on words which stay (comments, hints) stay too. */
static bool replace_words(struct buffer *buffer, size_t start, struct span old, struct span new,
			  struct err *err)
{
	struct hunks parts = { 0 };
	diff_words(old, new, &parts);
	/* All of it or none. */
	bool done = buffer_length(buffer) + new.length <= BUFFER_CEILING ||
		    err_set(err, ERR_LIMIT, _("A draft can have %d MiB; nothing was changed."),
			    BUFFER_CEILING >> 20);
	for (size_t i = parts.count; done && i-- > 0;) {
		const struct hunk *part = &parts.at[i];
		done = buffer_replace(buffer, start + part->old_start,
				      part->old_end - part->old_start,
				      span_slice(new, part->new_start, part->new_end), err);
	}
	arr_release(&parts);
	return done;
}

static bool replace(struct proposal *proposal, size_t index, struct err *err)
{
	struct proposal_hunk *hunk = &proposal->hunks[index];
	struct span words = proposal_new(proposal, index);
	size_t start, end;
	if (is_stale(proposal, index)) {
		hunk->state = HUNK_STALE;
		return err_set(err, ERR_BUSY, "%s",
			       _("You have changed these words yourself; yours stay."));
	}
	proposal_place(proposal, index, &start, &end);
	if (!replace_words(proposal->buffer, start, proposal_old(proposal, index), words, err))
		return false;
	hunk->state = HUNK_ACCEPTED;
	/* The old mark has shrunk to nothing with its words. */
	mark_remove(&proposal->marks, hunk->mark);
	hunk->mark = mark_add(&proposal->marks, start, start + words.length);
	return true;
}

bool proposal_accept(struct proposal *proposal, size_t index, struct undo *undo, struct err *err)
{
	if (proposal->hunks[index].state != HUNK_OPEN)
		return err_set(err, ERR_BUSY, "%s", _("This change is decided already."));
	undo_begin(undo);
	bool done = replace(proposal, index, err);
	undo_end(undo);
	return done;
}

void proposal_refuse(struct proposal *proposal, size_t index)
{
	if (proposal->hunks[index].state == HUNK_OPEN)
		proposal->hunks[index].state = HUNK_REFUSED;
}

size_t proposal_accept_all(struct proposal *proposal, struct undo *undo)
{
	size_t accepted = 0;
	undo_begin(undo);
	for (size_t i = 0; i < proposal->count; i++)
		if (proposal->hunks[i].state == HUNK_OPEN && !proposal->hunks[i].is_large)
			accepted +=
				replace(proposal, i, NULL); /* a stale one says so by its state */
	undo_end(undo);
	return accepted;
}
