#include "desk/comparing.h"

#include <string.h>

#include "base/i18n.h"
#include "desk/asking.h"
#include "desk/desk.h"

enum { SIDES = GATE_MESSAGES };

static void ask(struct desk *desk, size_t side);

/* Ends what runs and forgets all but the connection. */
static void forget(struct comparing *comparing)
{
	rewrite_free(comparing->rewrite);
	comparing->rewrite = NULL;
	str_release(&comparing->url);
	for (size_t i = 0; i < SIDES; i++) {
		struct comparing_side *side = &comparing->sides[i];
		str_release(&side->prompt);
		str_release(&side->body);
		str_release(&side->answer);
		mask_release(&side->mask);
		*side = (struct comparing_side){ .stage = COMPARING_WAITS };
	}
}

void comparing_release(struct comparing *comparing)
{
	forget(comparing);
	http_free(comparing->http);
	*comparing = (struct comparing){ 0 };
}

/* ---- the page ---- */

/* Foreign lines: none looks like a heading, a change or a label of the page. */
static void add_inert(struct span text, struct str *out)
{
	static const struct span marks[] = { SPAN("# "), SPAN("+ "), SPAN("− ") };
	struct span rest = text, line;
	while (span_next(&rest, '\n', &line)) {
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
			if (span_starts(line, marks[i]))
				(void)str_add_byte(out, ' ');
		for (size_t i = 0; i < line.length; i++) /* a reply's ceiling at most */
			(void)str_add_byte(out, line.at[i] == '\t' ? ' ' : line.at[i]);
		(void)str_add_byte(out, '\n');
	}
}

static void add_state(const struct comparing *comparing, const struct comparing_side *side,
		      struct str *out)
{
	switch (side->stage) {
	case COMPARING_WAITS:
		(void)str_format(out, "%s\n", _("Comes after the first."));
		return;
	case COMPARING_LEFT:
		(void)str_format(out, "%s\n", _("Not asked, because the first got no answer."));
		return;
	case COMPARING_RUNS:
		if (rewrite_state(comparing->rewrite) == REWRITE_WAITING)
			(void)str_format(out, _("next try in %d s · Esc cancels"),
					 rewrite_wait_seconds(comparing->rewrite));
		else if (rewrite_state(comparing->rewrite) == REWRITE_CONNECTING)
			(void)str_add(out, span_of(_("asking … · Esc cancels")));
		else
			(void)str_add(out, span_of(_("it comes … · Esc cancels")));
		(void)str_add_byte(out, '\n');
		return;
	case COMPARING_ENDED:
		if (side->err.code != ERR_NONE)
			(void)str_format(out, "▲ %s\n", side->err.text);
		return;
	}
}

static void write_side(const struct comparing *comparing, size_t index, const char *title,
		       struct str *out)
{
	const struct comparing_side *side = &comparing->sides[index];
	(void)str_format(out, "# %s\n", title);
	if (side->answer.length)
		add_inert(str_span(&side->answer), out);
	add_state(comparing, side, out);
	(void)str_format(out, "\n# %s\n", _("The prompt"));
	add_inert(str_span(&side->prompt), out);
}

static void show(struct desk *desk)
{
	const struct comparing *comparing = &desk->comparing;
	struct str weak = { 0 }, own = { 0 };
	write_side(comparing, 0, _("Answer to the weak prompt"), &weak);
	write_side(comparing, 1, _("Answer to yours"), &own);
	overlay_fill(&desk->overlay, &weak, &own);
	desk->needs_drawing = true;
}

static void close_page(struct desk *desk)
{
	forget(&desk->comparing);
}

static void close_by_enter(struct desk *desk, int value, const char *text)
{
	(void)value, (void)text; /* a page has neither */
	close_page(desk);
}

/* Is the page still there? Another one may have taken its place. */
static bool is_open(const struct desk *desk)
{
	return desk->overlay.kind == OVERLAY_PAGE && desk->overlay.cancel == close_page;
}

/* ---- asking ---- */

static void end_side(struct desk *desk, size_t index, const struct err *err)
{
	struct comparing *comparing = &desk->comparing;
	struct comparing_side *side = &comparing->sides[index];
	rewrite_free(comparing->rewrite);
	comparing->rewrite = NULL;
	side->stage = COMPARING_ENDED;
	side->err = *err;
	if (index + 1 == SIDES)
		return;
	if (side->answer.length)
		ask(desk, index + 1);
	else
		comparing->sides[index + 1].stage = COMPARING_LEFT;
}

static void on_change(void *context)
{
	struct desk *desk = context;
	struct comparing *comparing = &desk->comparing;
	size_t index = comparing->sides[0].stage == COMPARING_RUNS ? 0 : 1;
	struct comparing_side *side = &comparing->sides[index];
	if (!is_open(desk)) {
		forget(comparing);
		return;
	}
	str_clear(&side->answer);
	mask_restore(&side->mask, rewrite_text(comparing->rewrite), &side->answer);
	enum rewrite_state state = rewrite_state(comparing->rewrite);
	struct err err = { .code = ERR_NONE };
	if (state == REWRITE_PARTIAL || state == REWRITE_FAILED)
		err = *rewrite_error(comparing->rewrite);
	if (state == REWRITE_DONE || err.code != ERR_NONE)
		end_side(desk, index, &err);
	show(desk);
}

static void ask(struct desk *desk, size_t index)
{
	struct comparing *comparing = &desk->comparing;
	struct comparing_side *side = &comparing->sides[index];
	struct rewrite_settings settings = asking_settings(&desk->settings);
	struct err err = { .code = ERR_NONE };
	side->stage = COMPARING_RUNS;
	if (!comparing->http)
		comparing->http = http_new(desk->loop, &err);
	if (comparing->http)
		comparing->rewrite = rewrite_start(comparing->http, desk->loop, &settings,
						   str_span(&comparing->url), str_span(&side->body),
						   on_change, desk, &err);
	if (!comparing->rewrite)
		end_side(desk, index, &err);
}

static void send_both(struct desk *desk, int value, const char *text)
{
	struct str page = { 0 };
	(void)value, (void)text; /* a page has neither */
	overlay_page(&desk->overlay, _("Two answers"), &page, _("Only to look at · Esc close"),
		     close_by_enter);
	desk->overlay.cancel = close_page;
	ask(desk, 0);
	show(desk);
}

/* ---- the beginning ---- */

static bool asks_for_prompt(const struct lesson_step *step)
{
	for (size_t i = 0; i < step->needs.count; i++)
		if (strncmp(lesson_need(step, i)->criterion, "prompt.", strlen("prompt.")) == 0)
			return true;
	return false;
}

/* What the exercise makes better, else an example of how not to; NULL when it has neither. */
static const char *weak_prompt(const struct learning *learning)
{
	const struct lesson_step *step = lesson_step(learning->lesson, learning->step);
	if (!asks_for_prompt(step))
		return NULL;
	return step->start ? step->start : step->bad.count ? step->bad.at[0] : NULL;
}

static bool has_model(const struct desk *desk)
{
	struct rewrite_settings settings = asking_settings(&desk->settings);
	return rewrite_is_possible(&settings, SPAN(""), NULL);
}

/* NULL: nothing is missing. */
static const char *missing(const struct desk *desk)
{
	if (!has_model(desk))
		return _("Comparing answers needs a language model; C-r says how to set one.");
	if (!weak_prompt(&desk->learning))
		return _("This exercise has no prompt to compare yours with.");
	if (!learning_is_passed(desk))
		return _("First C-g must find your answer good; then it can be compared.");
	return NULL;
}

bool comparing_is_possible(const struct desk *desk)
{
	return !missing(desk);
}

static bool make_requests(struct desk *desk, struct err *err)
{
	struct comparing *comparing = &desk->comparing;
	struct span prompts[SIDES] = { span_of(weak_prompt(&desk->learning)),
				       buffer_text(desk->editor.buffer) };
	enum language language = (enum language)desk->learning.lesson->language;
	for (size_t i = 0; i < SIDES; i++) {
		struct comparing_side *side = &comparing->sides[i];
		if (!asking_plain_request(&desk->settings, language, prompts[i], &side->mask,
					  &comparing->url, &side->body, err))
			return false;
		(void)str_add(&side->prompt, prompts[i]); /* shorter than what may be sent */
	}
	return true;
}

void comparing_start(struct desk *desk)
{
	struct comparing *comparing = &desk->comparing;
	const char *reason = missing(desk);
	struct err err = { .code = ERR_NONE };
	if (reason) {
		desk_say(desk, "%s", reason);
		return;
	}
	if (rewriting_is_refused(desk))
		return;
	forget(comparing);
	if (!make_requests(desk, &err)) {
		desk_fail(desk, &err);
		return;
	}
	const struct comparing_side *sides = comparing->sides;
	struct gate gate = {
		.url = str_text(&comparing->url),
		.to = buffer_length(desk->editor.buffer),
		.messages = { { _("First the weak prompt"), &sides[0].mask,
				str_span(&sides[0].body) },
			      { _("Then your prompt"), &sides[1].mask, str_span(&sides[1].body) } },
		.count = SIDES,
	};
	gate_open(desk, &gate, send_both);
}
