#include "desk/thread.h"

#include "base/i18n.h"
#include "desk/desk.h"
#include "desk/inbox.h"

static const struct remark *open_thread(const struct desk *desk)
{
	return desk->review.open < 0 ? NULL : &desk->review.remarks.at[desk->review.open];
}

static void on_change(struct desk *desk, const struct json *answer, struct span line)
{
	(void)answer, (void)line;
	handing_fetch(desk);
}

static void reply(struct desk *desk, int value, const char *text)
{
	struct json_writer w;
	struct str line = { 0 };
	const struct remark *thread = open_thread(desk);
	(void)value;
	if (!thread || !*text)
		return;
	errand_begin(&w, &line, "comment");
	json_write_integer(&w, "id", desk->review.submission);
	json_write_integer(&w, "parent", thread->id);
	json_write_string(&w, "body", span_of(text));
	errand_add_request(&w);
	json_write_end(&w, '}');
	outbox_post(desk, str_span(&line), on_change);
	str_release(&line);
}

static void thread_reply(struct desk *desk)
{
	struct str typed = { 0 };
	const struct remark *thread = open_thread(desk);
	if (!thread)
		return;
	(void)outbox_typed(desk, desk->review.submission, thread->id, &typed);
	overlay_input(&desk->overlay, _("Answer"), str_text(&typed), _("Enter send · Esc"), reply);
	outbox_watch(desk, desk->review.submission, thread->id);
	str_release(&typed);
}

static void thread_resolve(struct desk *desk)
{
	const struct remark *thread = open_thread(desk);
	if (thread)
		errand_ask_number(desk, "resolve", "comment", thread->id, on_change);
}

static bool press_thread(struct desk *desk, const struct key *key)
{
	bool letter = key->code == KEY_CHARACTER && key->modifiers == 0;
	if (key->code == KEY_ESCAPE)
		desk->review.open = -1;
	else if (key->code == KEY_DOWN || (letter && key->point == 'n'))
		review_walk(desk, 1);
	else if (key->code == KEY_UP)
		review_walk(desk, -1);
	else if (letter && key->point == 'r')
		thread_reply(desk);
	else if (letter && key->point == 'x')
		thread_resolve(desk);
	else if (key->code == KEY_ENTER && !desk->review.is_reading)
		review_take(desk);
	else if (letter || key->code == KEY_PASTE)
		desk_say(desk, _("r answers, x settles it, Esc goes back to the text."));
	else
		return false;
	return true;
}

bool thread_press(struct desk *desk, const struct key *key)
{
	if (desk->review.is_reading && inbox_press(desk, key))
		return true;
	return desk->review.open >= 0 && press_thread(desk, key);
}
