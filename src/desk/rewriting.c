#include "desk/rewriting.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "desk/asking.h"
#include "desk/consent.h"
#include "desk/desk.h"
#include "desk/gate.h"
#include "lang/analysis.h"

enum {
	THIN_WORDS = 40, /* below them a draft is asked about first, not rewritten */
	OWN_TASK = -1,
};

void rewriting_forget(struct rewriting *rewriting)
{
	rewrite_free(rewriting->rewrite);
	rewriting->rewrite = NULL;
	if (rewriting->has_proposal)
		proposal_release(&rewriting->proposal);
	rewriting->has_proposal = false;
	str_release(&rewriting->answer);
	str_release(&rewriting->body);
	str_release(&rewriting->url);
	str_release(&rewriting->lost);
	mask_clear(&rewriting->mask);
	rewriting->has_verdict = false;
	rewriting->stage = REWRITING_NONE;
}

void rewriting_release(struct rewriting *rewriting)
{
	rewriting_forget(rewriting);
	taken_release(&rewriting->taken);
	str_release(&rewriting->sent);
	str_release(&rewriting->agreed);
	mask_release(&rewriting->mask);
	task_release(&rewriting->own);
	tasks_release(&rewriting->tasks);
	http_free(rewriting->http);
	*rewriting = (struct rewriting){ 0 };
}

/* ---- the answer ---- */

static void make_proposal(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	/* Of an answer that broke off, the missing rest is no deletion. */
	(rewriting->is_partial ? proposal_init_partial : proposal_init)(
		&rewriting->proposal, desk->editor.buffer, rewriting->from,
		str_span(&rewriting->sent), str_span(&rewriting->answer));
	rewriting->has_proposal = true;
	if (rewriting->proposal.count == 0) {
		desk_say(desk, _("The answer changes nothing. Your text stays as it is."));
		rewriting_forget(rewriting);
		return;
	}
	rewriting->hunk = 0;
	rewriting->stage = REWRITING_STANDS;
	if (rewriting->is_partial)
		desk_say(desk,
			 _("The answer broke off; what came is a proposal. C-r looks at it."));
	else
		desk_say(desk, _("The proposal is there: C-r looks at it, typing goes on."));
}

/* Lines and translations wait for C-r: an overlay that opens by itself would take the keys. */
static void announce_list(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	struct span lines[TASK_LINES_MOST];
	size_t count = task_lines(str_span(&rewriting->answer), lines);
	rewriting->stage = REWRITING_LISTS;
	if (rewriting->task->answer == TASK_WHOLE)
		desk_say(desk, rewriting->is_partial
				       ? _("The translation broke off; C-r shows what came.")
				       : _("The translation is there: C-r shows it."));
	else
		desk_say(desk,
			 i18n_plural("%zu line is there: C-r shows it, typing goes on.",
				     "%zu lines are there: C-r shows them, typing goes on.", count),
			 count);
}

static void on_change(void *context)
{
	struct desk *desk = context;
	struct rewriting *rewriting = &desk->rewriting;
	desk->needs_drawing = true;
	switch (rewrite_state(rewriting->rewrite)) {
	case REWRITE_CONNECTING:
	case REWRITE_STREAMING:
	case REWRITE_WAITING:
		return;
	case REWRITE_FAILED:
		desk_fail(desk, rewrite_error(rewriting->rewrite));
		rewriting_forget(rewriting);
		return;
	case REWRITE_PARTIAL:
	case REWRITE_DONE:
		break;
	}
	rewriting->is_partial = rewrite_state(rewriting->rewrite) == REWRITE_PARTIAL;
	mask_restore(&rewriting->mask, rewrite_text(rewriting->rewrite), &rewriting->answer);
	rewrite_free(rewriting->rewrite);
	rewriting->rewrite = NULL;
	if (rewriting->task->answer == TASK_TEXT)
		make_proposal(desk);
	else
		announce_list(desk);
}

/* ---- the gate ---- */

static void send_it(struct desk *desk, int value, const char *text)
{
	(void)value, (void)text; /* a page has neither */
	struct rewriting *rewriting = &desk->rewriting;
	struct rewrite_settings settings = asking_settings(&desk->settings);
	struct err err = { 0 };
	if (!rewriting->http)
		rewriting->http = http_new(desk->loop, &err);
	if (rewriting->http)
		rewriting->rewrite = rewrite_start(
			rewriting->http, desk->loop, &settings, str_span(&rewriting->url),
			str_span(&rewriting->body), on_change, desk, &err);
	if (!rewriting->rewrite) {
		desk_fail(desk, &err);
		return;
	}
	rewriting->stage = REWRITING_RUNS;
}

/* Where and to which model: what the author agrees to once for a draft. */
static void describe_target(const struct desk *desk, struct str *out)
{
	(void)str_format(out, "%s %s", str_text(&desk->rewriting.url),
			 desk->settings.rewrite_model);
}

static void agree_and_send(struct desk *desk, int value, const char *text)
{
	str_clear(&desk->rewriting.agreed);
	describe_target(desk, &desk->rewriting.agreed);
	send_it(desk, value, text);
}

static void show_gate(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	struct str target = { 0 };
	describe_target(desk, &target);
	bool agreed = strcmp(desk->settings.rewrite_ask, "once per draft") == 0 &&
		      span_equal(str_span(&target), str_span(&rewriting->agreed));
	str_release(&target);
	if (agreed) {
		send_it(desk, 0, NULL);
		return;
	}
	struct gate gate = { .url = str_text(&rewriting->url),
			     .from = rewriting->from,
			     .to = rewriting->from + rewriting->sent.length,
			     .messages = { { .mask = &rewriting->mask,
					     .body = str_span(&rewriting->body) } },
			     .count = 1 };
	gate_open(desk, &gate, agree_and_send);
}

static void ask(struct desk *desk, const struct task *task)
{
	struct rewriting *rewriting = &desk->rewriting;
	struct err err = { 0 };
	rewriting->task = task;
	if (asking_request(&desk->settings, task, coaching_language(desk->coaching),
			   str_span(&rewriting->sent), &rewriting->mask, &rewriting->url,
			   &rewriting->body, &err))
		show_gate(desk);
	else
		desk_fail(desk, &err);
}

static void ask_own(struct desk *desk, int value, const char *text)
{
	(void)value;
	struct span instruction = span_trim(span_of(text));
	if (instruction.length == 0)
		return;
	task_release(&desk->rewriting.own);
	task_init_own(&desk->rewriting.own, instruction);
	ask(desk, &desk->rewriting.own);
}

static void choose_task(struct desk *desk, int value, const char *text)
{
	(void)text;
	if (value == OWN_TASK) {
		const struct task *own = &desk->rewriting.own;
		overlay_input(&desk->overlay, _("Your own instruction"),
			      own->id ? own->instruction[LANGUAGE_EN] : "",
			      _("Enter next · Esc close"), ask_own);
		return;
	}
	ask(desk, &desk->rewriting.tasks.at[value]);
}

/* ---- the beginning ---- */

static void report_task(void *context, const char *path, int line, const char *expected)
{
	struct desk *desk = context;
	desk_say(desk, "%s:%d: %s", path_name(path), line, expected);
	desk->message_is_error = true;
}

static void explain(struct desk *desk, const struct err *err)
{
	if (err->code != ERR_MISSING) {
		desk_fail(desk, err);
		return;
	}
	struct str page = { 0 };
	(void)str_format(&page, "%s\n\n", err->text);
	(void)str_format(
		&page,
		_("# With an Ollama on this machine, nothing leaves it\n"
		  "ollama pull mistral\n"
		  "tonfall config set rewrite.endpoint http://127.0.0.1:11434/v1\n"
		  "tonfall config set rewrite.model mistral\n\n"
		  "# With a service\n"
		  "tonfall config set rewrite.endpoint https://…/v1\n"
		  "tonfall config set rewrite.model …\n"
		  "tonfall config set rewrite.key-env NAME   (the variable that holds the key)\n\n"
		  "Everything else works without it."));
	overlay_page(&desk->overlay, _("No language model is set"), &page, _("Esc close"), NULL);
}

static void take_text(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	size_t start, end;
	editor_selection(&desk->editor, &start, &end);
	if (start == end) {
		start = 0;
		end = buffer_length(desk->editor.buffer);
	}
	rewriting->from = start;
	str_clear(&rewriting->sent);
	/* At most the buffer's ceiling, which is the str's too. */
	(void)str_add(&rewriting->sent, buffer_slice(desk->editor.buffer, start, end));
}

static bool is_thin(struct span text)
{
	struct analysis analysis = { .words = 0 };
	struct analysis_options options = { .pinned = LANGUAGE_NONE };
	analysis_run(&analysis, text, &options);
	size_t words = analysis.words;
	analysis_release(&analysis);
	return words < THIN_WORDS;
}

static void add_tasks(struct desk *desk, bool takes_empty)
{
	const struct tasks *tasks = &desk->rewriting.tasks;
	for (size_t i = 0; i < tasks->count; i++)
		if (tasks->at[i].takes_empty == takes_empty)
			overlay_item(&desk->overlay,
				     task_title(&tasks->at[i], language_of_person()), "", (int)i,
				     false);
}

static void list_tasks(struct desk *desk)
{
	bool thin = is_thin(str_span(&desk->rewriting.sent));
	if (desk->rewriting.tasks.count == 0)
		asking_read_tasks(&desk->rewriting.tasks, report_task, desk);
	overlay_list(&desk->overlay, _("What should it do?"), _("Enter next · Esc close"), false,
		     choose_task);
	add_tasks(desk, thin);
	add_tasks(desk, !thin);
	overlay_item(&desk->overlay, _("Your own instruction …"), "", OWN_TASK, false);
}

void rewriting_start(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	if (rewriting->stage == REWRITING_STANDS) {
		rewriting->stage = REWRITING_DECIDES;
		rewriting_follow_hunk(desk);
		return;
	}
	if (rewriting->stage == REWRITING_RUNS) {
		desk_say(desk, _("An answer is on its way. Esc cancels it."));
		return;
	}
	if (rewriting->stage == REWRITING_LISTS) {
		rewriting_list(desk);
		return;
	}
	if (rewriting_is_refused(desk))
		return;
	take_text(desk);
	struct rewrite_settings settings = asking_settings(&desk->settings);
	struct err err = { 0 };
	if (!rewrite_is_possible(&settings, str_span(&rewriting->sent), &err)) {
		explain(desk, &err);
		return;
	}
	list_tasks(desk);
}

void rewriting_stop(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	if (rewriting->stage == REWRITING_RUNS)
		desk_say(desk, _("Cancelled. Your text is as it was."));
	rewriting_forget(rewriting);
}

/* ---- figures and marks ---- */

void rewriting_note(struct desk *desk, size_t start, size_t length)
{
	taken_note(&desk->rewriting.taken, start, length);
	rewriting_keep_share(desk);
}

void rewriting_keep_share(struct desk *desk)
{
	struct err err = { 0 };
	if (!taken_keep(&desk->rewriting.taken, desk->id, &err))
		desk_fail(desk, &err);
}

int rewriting_share(const struct desk *desk)
{
	return taken_share(&desk->rewriting.taken);
}

bool rewriting_is_barred(const struct desk *desk)
{
	return desk->rewriting.is_barred || (desk->path && consent_is_barred(desk->path));
}

bool rewriting_is_refused(struct desk *desk)
{
	if (!rewriting_is_barred(desk))
		return false;
	desk_say(desk, _("You marked this draft as never to be sent; the command “Never send this "
			 "draft” takes the mark away."));
	return true;
}

void rewriting_bar(struct desk *desk, bool barred)
{
	struct err err = { 0 };
	desk->rewriting.is_barred = barred;
	if (desk->path && !consent_bar(desk->path, barred, &err))
		desk_fail(desk, &err);
	else if (barred)
		desk_say(desk, _("No model will see this draft."));
	else
		desk_say(desk, _("This draft may be sent again, after the question each time."));
}

void rewriting_named(struct desk *desk, bool barred)
{
	struct err err = { 0 };
	if (barred && !consent_bar(desk->path, true, &err))
		desk_fail(desk, &err);
}
