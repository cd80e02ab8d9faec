#include "desk/inbox.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "club/comment.h"
#include "desk/desk.h"
#include "desk/difference.h"
#include "desk/draft.h"
#include "rule/pack.h"

enum { HOUR = 3600, DAY = 24 * HOUR };
enum { OWN_TEXT = -1, NO_TEXT = -2 }; /* items of the list beside ids */

/* ---- a text to be read ---- */

static void remember_back(struct desk *desk)
{
	struct handing *handing = &desk->handing;
	if (desk->review.is_reading)
		return; /* from one text to the next */
	free(handing->back_path);
	free(handing->back_id);
	handing->back_path = desk->path ? mem_copy(span_of(desk->path)) : NULL;
	handing->back_id = desk->path ? NULL : mem_copy(span_of(desk->id));
}

/* What to know of a text that has just come to be read. */
static const char *first_words(const struct desk *desk)
{
	const struct review *review = &desk->review;
	struct str typed = { 0 };
	bool has_typed = outbox_typed(desk, review->submission, 0, &typed);
	str_release(&typed);
	if (has_typed)
		return _("Words that you typed for it are kept: begin a comment and they are "
			 "there.");
	if (review->seen && review->seen < review->revision)
		return _("You read an earlier version: v shows what has changed.");
	return _("Select words and press a letter to comment; it is sent with s.");
}

static void on_text(struct desk *desk, const struct json *answer, struct span line)
{
	struct str id = { 0 };
	struct draft draft = { 0 };
	(void)line;
	remember_back(desk);
	(void)str_format(&id, "reading-%lld",
			 json_integer_of(json_member(answer, "submission"), "id"));
	draft.id = str_take(&id);
	(void)str_add(&draft.text, json_text_of(answer, "text"));
	if (!desk_put(desk, &draft))
		return;
	desk->editor.is_read_only = true;
	desk->review.is_reading = true;
	desk->review.seen = json_integer_of(answer, "seen");
	review_read(desk, answer);
	desk_say(desk, "%s", first_words(desk));
}

/* Puts the draft back that was on the desk before. */
static void inbox_leave(struct desk *desk)
{
	struct handing *handing = &desk->handing;
	desk->review.is_reading = false;
	desk_open(desk, handing->back_path, handing->back_id);
}

/* ---- the list ---- */

static void choose(struct desk *desk, int value, const char *text)
{
	(void)text;
	if (value >= 0)
		errand_ask_number(desk, "show", "id", value, on_text);
	else if (value == OWN_TEXT && desk->review.is_reading)
		inbox_leave(desk);
}

static void add_waiting(struct str *out, int64_t since)
{
	long hours = (long)((clock_wall() - since) / HOUR);
	if (hours < 1) /* or a clock that went backwards */
		(void)str_add(out, span_of(_("< 1 h")));
	else if (hours < 48)
		(void)str_format(out, _("%ld h"), hours);
	else
		(void)str_format(out, _("%ld days"), hours * HOUR / DAY);
}

static void add_item(struct desk *desk, const struct json *s)
{
	struct str title = { 0 }, note = { 0 };
	struct span topic = json_text_of(s, "topic");
	(void)str_format(&title, "%.*s · %.*s", SPAN_ARGS(json_text_of(s, "author")),
			 SPAN_ARGS(json_text_of(s, "title")));
	if (json_bool(json_member(s, "first"), false))
		(void)str_format(&note, "%s · ", _("first post"));
	if (topic.length)
		(void)str_format(&note, "%.*s · ", SPAN_ARGS(topic));
	(void)str_format(&note, "%.*s · ", SPAN_ARGS(json_text_of(s, "language")));
	add_waiting(&note, json_integer_of(s, "waiting_since"));
	overlay_item(&desk->overlay, str_text(&title), str_text(&note),
		     (int)json_integer_of(s, "id"), false);
	str_release(&note);
	str_release(&title);
}

static void add_rest(struct desk *desk, size_t shown, long long more)
{
	struct str title = { 0 };
	if (shown == 0)
		(void)str_add(&title, span_of(_("Nothing waits.")));
	else if (more > 0)
		(void)str_format(&title,
				 i18n_plural("… and %lld more that waits less long.",
					     "… and %lld more that wait less long.",
					     (unsigned long)more),
				 more);
	if (title.length)
		overlay_item(&desk->overlay, str_text(&title), "", NO_TEXT, true);
	str_release(&title);
}

static void on_list(struct desk *desk, const struct json *answer, struct span line)
{
	const struct json *list = json_member(answer, "submissions");
	(void)line;
	str_clear(&desk->message);
	overlay_list(&desk->overlay, _("Inbox"), _("Type to search · Enter read · Esc"), true,
		     choose);
	if (desk->review.is_reading)
		overlay_item(&desk->overlay, _("Back to your own text"), "", OWN_TEXT, false);
	for (size_t i = 0; i < json_count(list); i++)
		add_item(desk, json_item(list, i));
	add_rest(desk, json_count(list), json_integer_of(answer, "more"));
	desk->needs_drawing = true;
}

void inbox_show(struct desk *desk)
{
	desk_say(desk, _("Asking the hub …"));
	errand_ask_number(desk, "inbox", NULL, 0, on_list);
}

/* ---- comments ---- */

static void on_shown(struct desk *desk, const struct json *answer, struct span line)
{
	(void)line;
	review_read(desk, answer);
}

static void on_change(struct desk *desk, const struct json *answer, struct span line)
{
	(void)answer, (void)line;
	errand_ask_number(desk, "show", "id", desk->review.submission, on_shown);
}

static void on_comment(struct desk *desk, const struct json *answer, struct span line)
{
	desk_say(desk, _("Kept, not sent yet: s sends all that you have written on it."));
	on_change(desk, answer, line);
}

static void on_sent(struct desk *desk, const struct json *answer, struct span line)
{
	long long sent = json_integer_of(answer, "sent");
	desk_say(desk,
		 i18n_plural("%lld comment sent.", "%lld comments sent.", (unsigned long)sent),
		 sent);
	on_change(desk, answer, line);
}

/* Kept like a comment: it stands behind those that wait. */
static void send_comments(struct desk *desk)
{
	struct json_writer w;
	struct str line = { 0 };
	errand_begin(&w, &line, "send");
	json_write_integer(&w, "id", desk->review.submission);
	json_write_end(&w, '}');
	outbox_post(desk, str_span(&line), on_sent);
	str_release(&line);
}

static void on_ready(struct desk *desk, const struct json *answer, struct span line)
{
	desk_say(desk, _("Ready: the author is told so, for exactly this version."));
	on_change(desk, answer, line);
}

static void comment(struct desk *desk, int value, const char *text)
{
	const struct handing *handing = &desk->handing;
	struct str line = { 0 };
	struct json_writer w;
	(void)value;
	if (!*text)
		return;
	errand_begin(&w, &line, "comment");
	json_write_integer(&w, "id", desk->review.submission);
	json_write_integer(&w, "revision", desk->review.revision);
	json_write_string(&w, "kind", span_of(comment_kinds[handing->kind]));
	json_write_string(&w, handing->proposes ? "words" : "body", span_of(text));
	if (handing->from < handing->to) {
		json_write_string(&w, "quote",
				  buffer_slice(desk->editor.buffer, handing->from, handing->to));
		json_write_integer(&w, "at", (long long)handing->from);
	}
	json_write_bool(&w, "wait", true);
	errand_add_request(&w);
	json_write_end(&w, '}');
	outbox_post(desk, str_span(&line), on_comment);
	str_release(&line);
}

/* What is selected, without the blanks around it. */
static void select_words(const struct desk *desk, size_t *from, size_t *to)
{
	editor_selection(&desk->editor, from, to);
	struct span selected = buffer_slice(desk->editor.buffer, *from, *to);
	struct span words = span_trim(selected);
	*from += (size_t)(words.at - selected.at);
	*to = *from + words.length;
}

static void ask_comment(struct desk *desk, int kind, bool proposes, const char *text)
{
	static const char *const titles[COMMENT_KINDS] = { N_("Praise"), N_("Question"), N_("Idea"),
							   N_("Must") };
	struct handing *handing = &desk->handing;
	handing->kind = kind;
	handing->proposes = proposes;
	if (!*text)
		select_words(desk, &handing->from, &handing->to);
	if (proposes && handing->from == handing->to) {
		desk_say(desk, _("Select the words first that others are to stand for."));
		return;
	}
	struct str typed = { 0 };
	if (!*text && outbox_typed(desk, desk->review.submission, 0, &typed))
		text = str_text(&typed);
	overlay_input(&desk->overlay, proposes ? _("Other words") : _(titles[kind]), text,
		      _("Enter keep (s sends) · Esc"), comment);
	outbox_watch(desk, desk->review.submission, 0);
	str_release(&typed);
}

/* ---- advice: what was said before when the same hint spoke ---- */

/* The hint that is opened, else the one at the caret; NULL when there is none. */
static const struct finding *spoken_hint(const struct desk *desk, int *index)
{
	const struct report *report = coaching_report(desk->coaching);
	*index = desk->hint >= 0 ? desk->hint : desk_hint_at_caret(desk);
	return report && *index >= 0 ? &report->findings.at[*index] : NULL;
}

static void ask_advice(struct desk *desk, const char *rule, struct span body, errand_done *done)
{
	struct str line = { 0 };
	struct json_writer w;
	errand_begin(&w, &line, "advice");
	json_write_string(&w, "rule", span_of(rule));
	if (body.length)
		json_write_string(&w, "body", body);
	json_write_end(&w, '}');
	errand_ask(desk, str_span(&line), done);
	str_release(&line);
}

static void use_advice(struct desk *desk, int value, const char *text)
{
	struct handing *handing = &desk->handing;
	struct span rest = str_span(&handing->advice), line;
	int index;
	(void)text;
	if (!span_next(&rest, '\n', &line))
		return;
	while (value-- > 0)
		if (!span_next(&rest, '\n', &line))
			return;
	const struct finding *hint = spoken_hint(desk, &index);
	editor_selection(&desk->editor, &handing->from, &handing->to);
	if (handing->from == handing->to && hint &&
	    !coaching_place(desk->coaching, (size_t)index, &handing->from, &handing->to))
		handing->from = handing->to = 0;
	char *words = mem_copy(line);
	ask_comment(desk, COMMENT_IDEA, false, words);
	free(words);
}

static void on_advice(struct desk *desk, const struct json *answer, struct span line)
{
	const struct json *list = json_member(answer, "advice");
	struct span body;
	(void)line;
	if (json_count(list) == 0) {
		desk_say(desk, _("No advice is kept for this hint yet; k keeps an open comment."));
		return;
	}
	str_clear(&desk->handing.advice);
	overlay_list(&desk->overlay, _("Advice for this hint"), _("Enter use it · Esc"), false,
		     use_advice);
	for (size_t i = 0; i < json_count(list); i++) {
		if (!json_string(json_item(list, i), &body))
			continue;
		char *title = mem_copy(body);
		for (char *c = title; *c; c++)
			*c = *c == '\n' ? ' ' : *c;
		(void)str_format(&desk->handing.advice, "%s\n", title);
		overlay_item(&desk->overlay, title, "", (int)i, false);
		free(title);
	}
	desk->needs_drawing = true;
}

static void show_advice(struct desk *desk)
{
	int index;
	const struct finding *hint = spoken_hint(desk, &index);
	if (hint)
		ask_advice(desk, hint->rule->id, SPAN(""), on_advice);
	else
		desk_say(desk, _("Go to a hint first (F3): advice is kept by hint."));
}

static void on_kept(struct desk *desk, const struct json *answer, struct span line)
{
	(void)answer, (void)line;
	desk_say(desk, _("Kept: h offers it when the same hint speaks again."));
}

static void keep_advice(struct desk *desk)
{
	int index;
	const struct finding *hint = spoken_hint(desk, &index);
	const struct review *review = &desk->review;
	if (!hint || review->open < 0)
		desk_say(desk,
			 _("Open a comment (n) at a hint (F3) first: advice is kept by hint."));
	else
		ask_advice(desk, hint->rule->id, str_span(&review->remarks.at[review->open].body),
			   on_kept);
}

/* ---- what has changed ---- */

static void on_earlier(struct desk *desk, const struct json *answer, struct span line)
{
	(void)line;
	difference_show(desk, _("What has changed"), json_text_of(answer, "text"),
			buffer_text(desk->editor.buffer),
			_("− as you read it last, + as it is now"), NULL);
	desk->needs_drawing = true;
}

static void show_changes(struct desk *desk)
{
	const struct review *review = &desk->review;
	struct str line = { 0 };
	if (review->seen == 0 || review->seen >= review->revision) {
		desk_say(desk, _("You have read no earlier version of it."));
		return;
	}
	(void)str_format(&line, "{\"version\":1,\"verb\":\"show\",\"id\":%lld,\"revision\":%lld}",
			 review->submission, review->seen);
	errand_ask(desk, str_span(&line), on_earlier);
	str_release(&line);
}

static bool press_letter(struct desk *desk, uint32_t point)
{
	static const char kinds[] = { 'p', 'q', 'i', 'm' };
	for (int kind = 0; kind < COMMENT_KINDS; kind++)
		if (point == (uint32_t)kinds[kind]) {
			ask_comment(desk, kind, false, "");
			return true;
		}
	switch (point) {
	case 'w':
		ask_comment(desk, COMMENT_IDEA, true, "");
		return true;
	case 'n':
		review_walk(desk, 1);
		return true;
	case 's':
		send_comments(desk);
		return true;
	case 'a':
		errand_ask_number(desk, "approve", "id", desk->review.submission, on_ready);
		return true;
	case 'h':
		show_advice(desk);
		return true;
	case 'k':
		keep_advice(desk);
		return true;
	case 'v':
		show_changes(desk);
		return true;
	default:
		return false;
	}
}

bool inbox_press(struct desk *desk, const struct key *key)
{
	if (key->code == KEY_CHARACTER && key->modifiers == 0)
		return press_letter(desk, key->point);
	if (key->code == KEY_ESCAPE && desk->review.open < 0) {
		inbox_show(desk);
		return true;
	}
	return false;
}
