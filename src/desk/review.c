#include "desk/review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "club/comment.h"
#include "desk/desk.h"
#include "desk/keyline.h"

static const char *const kind_signs[COMMENT_KINDS] = { "+", "?", "*", "!" };
static const char *const kind_words[COMMENT_KINDS] = { N_("praise"), N_("question"), N_("idea"),
						       N_("must") };

/* ---- reading the answer ---- */

static void copy_word(char word[REVIEW_WORD], struct span from)
{
	(void)snprintf(word, REVIEW_WORD, "%.*s", SPAN_ARGS(from));
}

static int kind_of(struct span name)
{
	for (int i = 0; i < COMMENT_KINDS; i++)
		if (span_equal(span_of(comment_kinds[i]), name))
			return i;
	return COMMENT_IDEA;
}

static void place(struct review *review, struct remark *remark, struct span text)
{
	struct anchor_place found = anchor_find(&remark->anchor, text);
	remark->state = found.state;
	remark->mark = remark->anchor.quote.length && found.state != ANCHOR_GONE
			       ? mark_add(&review->marks, found.start, found.end)
			       : 0;
}

static void read_remark(struct review *review, const struct json *c, struct span text)
{
	struct remark *remark = arr_add(&review->remarks);
	*remark = (struct remark){ .id = json_integer_of(c, "id"),
				   .parent = json_integer_of(c, "parent"),
				   .kind = kind_of(json_text_of(c, "kind")),
				   .proposes = json_member(c, "words") != NULL,
				   .is_sent = json_bool(json_member(c, "sent"), true),
				   .is_resolved = json_bool(json_member(c, "resolved"), false) };
	copy_word(remark->author, json_text_of(c, "author"));
	(void)str_add(&remark->body, json_text_of(c, "body"));
	(void)str_add(&remark->words, json_text_of(c, "words"));
	(void)str_add(&remark->anchor.quote, json_text_of(c, "quote"));
	(void)str_add(&remark->anchor.before, json_text_of(c, "before"));
	(void)str_add(&remark->anchor.after, json_text_of(c, "after"));
	remark->anchor.position = (size_t)json_integer_of(c, "position");
	place(review, remark, text);
}

static void forget(struct review *review)
{
	for (size_t i = 0; i < review->remarks.count; i++) {
		struct remark *remark = &review->remarks.at[i];
		str_release(&remark->body);
		str_release(&remark->words);
		anchor_release(&remark->anchor);
	}
	arr_release(&review->remarks);
	if (review->has_marks)
		marks_release(&review->marks);
	review->has_marks = false;
}

void review_release(struct review *review)
{
	forget(review);
	*review = (struct review){ .open = -1 };
}

void review_read(struct desk *desk, const struct json *answer)
{
	struct review *review = &desk->review;
	const struct json *s = json_member(answer, "submission");
	const struct json *comments = json_member(answer, "comments");
	long long open = review->open >= 0 ? review->remarks.at[review->open].id : 0;
	forget(review);
	marks_init(&review->marks, desk->editor.buffer);
	review->has_marks = true;
	review->open = -1;
	review->submission = json_integer_of(s, "id");
	review->revision = json_integer_of(s, "revision");
	review->is_first = json_bool(json_member(s, "first"), false);
	copy_word(review->author, json_text_of(s, "author"));
	copy_word(review->state, json_text_of(s, "state"));
	struct span text = buffer_text(desk->editor.buffer);
	for (size_t i = 0; i < json_count(comments) && i < REMARKS_MOST; i++) {
		read_remark(review, json_item(comments, i), text);
		if (review->remarks.at[i].id == open)
			review->open = (int)i;
	}
	desk->needs_drawing = true;
}

const char *review_why_not_own(const struct desk *desk)
{
	return desk->review.is_reading ? _("this text is somebody else's") : NULL;
}

/* ---- places ---- */

/* After edits: where the words are now, by what they were. */
static void heal(struct desk *desk)
{
	struct review *review = &desk->review;
	struct span text = buffer_text(desk->editor.buffer);
	if (!review->has_marks)
		return;
	marks_clear(&review->marks);
	for (size_t i = 0; i < review->remarks.count; i++)
		place(review, &review->remarks.at[i], text);
}

static const struct mark *mark_of(const struct review *review, const struct remark *remark)
{
	return remark->mark ? mark_get(&review->marks, remark->mark) : NULL;
}

bool review_place(const struct desk *desk, size_t *start, size_t *end)
{
	const struct review *review = &desk->review;
	if (review->open < 0)
		return false;
	const struct mark *mark = mark_of(review, &review->remarks.at[review->open]);
	if (!mark)
		return false;
	*start = mark->start;
	*end = mark->end;
	return true;
}

static bool is_thread(const struct remark *remark)
{
	return remark->parent == 0 && !remark->is_resolved;
}

const char *review_sign(const struct desk *desk, size_t start, size_t limit)
{
	const struct review *review = &desk->review;
	for (size_t i = 0; i < review->remarks.count; i++) {
		const struct remark *remark = &review->remarks.at[i];
		const struct mark *mark = is_thread(remark) ? mark_of(review, remark) : NULL;
		if (mark && mark->start >= start && mark->start < limit)
			return kind_signs[remark->kind];
	}
	return NULL;
}

size_t review_count(const struct review *review)
{
	size_t count = 0;
	for (size_t i = 0; i < review->remarks.count; i++)
		count += is_thread(&review->remarks.at[i]);
	return count;
}

void review_walk(struct desk *desk, int direction)
{
	struct review *review = &desk->review;
	int count = (int)review->remarks.count, at = review->open;
	size_t start, end;
	heal(desk);
	for (int i = 0; i < count; i++) {
		at = at < 0 ? (direction > 0 ? 0 : count - 1) : (at + direction + count) % count;
		if (!is_thread(&review->remarks.at[at]))
			continue;
		review->open = at;
		if (review_place(desk, &start, &end)) {
			editor_go(&desk->editor, start, false);
			desk->follows_caret = true;
		}
		return;
	}
	review->open = -1;
	desk_say(desk, _("There is no open comment on this text."));
}

void review_take(struct desk *desk)
{
	struct review *review = &desk->review;
	struct remark *remark = &review->remarks.at[review->open];
	struct err err;
	size_t start, end;
	heal(desk);
	if (!remark->proposes)
		desk_say(desk, _("This comment proposes no other words."));
	else if (!review_place(desk, &start, &end) || remark->state == ANCHOR_CHANGED)
		desk_say(desk, _("These words have changed since; nothing was put in."));
	else if (!editor_replace(&desk->editor, start, end, str_span(&remark->words), &err))
		desk_fail(desk, &err);
	else
		desk_say(desk, _("Taken. C-z brings your words back; x settles the comment."));
}

/* ---- drawing ---- */

static void paragraph(struct canvas *canvas, struct rect *r, int indent, enum role role,
		      struct span text)
{
	struct rect in = { r->row, r->column + indent, r->rows, r->columns - indent };
	if (in.rows <= 0)
		return;
	int used = canvas_paragraph(canvas, in, role, text);
	r->row += used;
	r->rows -= used;
}

static void draw_quote(struct canvas *canvas, struct rect *r, const struct remark *remark)
{
	static const char *const notes[] = { [ANCHOR_EXACT] = "",
					     [ANCHOR_MOVED] = "",
					     [ANCHOR_CHANGED] = N_("(these words were changed)"),
					     [ANCHOR_GONE] = N_("(no longer in the text)") };
	struct str quote = { 0 };
	if (remark->anchor.quote.length == 0)
		return;
	(void)str_format(&quote, "«%s»", str_text(&remark->anchor.quote));
	paragraph(canvas, r, 2, ROLE_FOUND, str_span(&quote));
	if (*notes[remark->state])
		paragraph(canvas, r, 2, ROLE_DIM, span_of(_(notes[remark->state])));
	str_release(&quote);
}

static void draw_remark(struct canvas *canvas, struct rect *r, const struct remark *remark)
{
	int indent = remark->parent ? 2 : 0;
	if (r->rows <= 0)
		return;
	canvas_print(canvas, r->row, r->column + indent, r->columns - indent, ROLE_ACCENT,
		     "%s %s%s%s", remark->parent ? "↳" : kind_signs[remark->kind], remark->author,
		     remark->parent ? "" : " · ",
		     remark->parent ? "" : _(kind_words[remark->kind]));
	if (!remark->is_sent)
		canvas_text(canvas, r->row, r->column + r->columns - 12, 12, ROLE_DIM,
			    span_of(_("not sent")));
	r->row++;
	r->rows--;
	draw_quote(canvas, r, remark);
	paragraph(canvas, r, indent + 2, ROLE_PLAIN, str_span(&remark->body));
	if (remark->proposes) {
		struct str words = { 0 };
		(void)str_format(&words, "+ %s", str_text(&remark->words));
		paragraph(canvas, r, indent + 2, ROLE_INSERTED, str_span(&words));
		str_release(&words);
	}
	r->row++;
	r->rows--;
}

static void draw_thread_keys(const struct review *review, struct canvas *canvas, struct rect *r)
{
	static const char *const keys[] = { N_("Enter   take the words"), N_("r       answer"),
					    N_("x       settle it"), N_("↑ ↓     another"),
					    N_("Esc     back to the text") };
	bool takes = !review->is_reading && review->remarks.at[review->open].proposes;
	for (size_t i = !takes; i < sizeof keys / sizeof *keys && r->rows > 0;
	     i++, r->row++, r->rows--)
		canvas_text(canvas, r->row, r->column, r->columns, ROLE_DIM, span_of(_(keys[i])));
}

void review_draw(const struct desk *desk, struct canvas *canvas, struct rect r)
{
	const struct review *review = &desk->review;
	const struct remark *first = &review->remarks.at[review->open];
	canvas_print(canvas, r.row, r.column, r.columns, ROLE_TITLE,
		     i18n_plural("%zu open comment", "%zu open comments", review_count(review)),
		     review_count(review));
	r.row += 2;
	r.rows -= 2;
	draw_remark(canvas, &r, first);
	for (size_t i = 0; i < review->remarks.count; i++)
		if (review->remarks.at[i].parent == first->id)
			draw_remark(canvas, &r, &review->remarks.at[i]);
	draw_thread_keys(review, canvas, &r);
}

enum { READING_KEYS = 11 };

static void list_reading_keys(struct keyline_item items[READING_KEYS])
{
	static const char *const keys[READING_KEYS][2] = {
		{ "p", N_("praise") },	{ "q", N_("question") }, { "i", N_("idea") },
		{ "m", N_("must") },	{ "w", N_("words") },	 { "h", N_("advice") },
		{ "n", N_("next") },	{ "s", N_("send") },	 { "a", N_("ready") },
		{ "v", N_("changes") }, { "Esc", N_("inbox") },
	};
	for (size_t i = 0; i < READING_KEYS; i++)
		items[i] = (struct keyline_item){ span_of(keys[i][0]), "", _(keys[i][1]), false };
}

int review_key_rows(const struct desk *desk, int columns)
{
	struct keyline_item items[READING_KEYS];
	if (!desk->review.is_reading)
		return 0;
	list_reading_keys(items);
	return keyline_rows(items, READING_KEYS, columns);
}

void review_draw_keys(struct canvas *canvas, int row)
{
	struct keyline_item items[READING_KEYS];
	list_reading_keys(items);
	keyline_draw(canvas, row, items, READING_KEYS);
}

const char *review_state_word(struct span state)
{
	static const char *const words[STATE_COUNT] = { N_("waiting"), N_("commented"), N_("ready"),
							N_("published"), N_("withdrawn") };
	for (int i = 0; workflow_states[i]; i++)
		if (span_equal(span_of(workflow_states[i]), state))
			return _(words[i]);
	return "?";
}

const char *review_kind_word(struct span kind)
{
	for (int i = 0; comment_kinds[i]; i++)
		if (span_equal(span_of(comment_kinds[i]), kind))
			return _(kind_words[i]);
	return "?";
}

void review_add_state(const struct desk *desk, struct str *out)
{
	const struct review *review = &desk->review;
	size_t count = review_count(review);
	if (!review->submission)
		return;
	if (review->is_reading)
		(void)str_format(out, _("from %s%s"), review->author,
				 review->is_first ? _(", first post") : "");
	else
		(void)str_add(out, span_of(review_state_word(span_of(review->state))));
	if (count)
		(void)str_format(out, i18n_plural(", %zu comment", ", %zu comments", count), count);
	(void)str_add(out, SPAN(" · "));
}
