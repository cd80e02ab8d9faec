#include "desk/rewriting.h"

#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "desk/desk.h"
#include "text/motion.h"

static struct rewrite_settings settings_of(const struct desk *desk)
{
	const struct settings *s = &desk->settings;
	return (struct rewrite_settings){ .endpoint = s->rewrite_endpoint,
					  .model = s->rewrite_model,
					  .provider = s->rewrite_provider,
					  .key_env = s->rewrite_key_env,
					  .key_command = s->rewrite_key_command,
					  .allow_plain = s->rewrite_allow_plain,
					  .stream = s->rewrite_stream };
}

static void forget(struct rewriting *rewriting)
{
	rewrite_free(rewriting->rewrite);
	rewriting->rewrite = NULL;
	if (rewriting->has_proposal)
		proposal_release(&rewriting->proposal);
	rewriting->has_proposal = false;
	str_release(&rewriting->answer);
	str_release(&rewriting->body);
	str_release(&rewriting->url);
	rewriting->stage = REWRITING_NONE;
}

void rewriting_release(struct rewriting *rewriting)
{
	forget(rewriting);
	str_release(&rewriting->sent);
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
		forget(rewriting);
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
		forget(rewriting);
		return;
	case REWRITE_PARTIAL:
	case REWRITE_DONE:
		break;
	}
	rewriting->is_partial = rewrite_state(rewriting->rewrite) == REWRITE_PARTIAL;
	(void)str_add(&rewriting->answer, rewrite_text(rewriting->rewrite));
	rewrite_free(rewriting->rewrite);
	rewriting->rewrite = NULL;
	make_proposal(desk);
}

/* ---- the gate ---- */

static void send_it(struct desk *desk, int value, const char *text)
{
	(void)value, (void)text; /* a page has neither */
	struct rewriting *rewriting = &desk->rewriting;
	struct rewrite_settings settings = settings_of(desk);
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

static void show_gate(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	char bytes[32];
	struct str page = { 0 };
	(void)str_format(&page,
			 _("Nothing has been sent yet. This goes out if you press Enter:\n\n"));
	(void)str_format(&page, _("# To\n%s\n"), str_text(&rewriting->url));
	(void)str_format(&page, _("Model: %s\n\n"), desk->settings.rewrite_model);
	(void)str_format(&page, _("# Every byte of it (%s)\n"),
			 i18n_number((long)rewriting->body.length, bytes));
	(void)str_add(&page, str_span(&rewriting->body));
	overlay_page(&desk->overlay, _("What will be sent"), &page,
		     _("Enter send · Esc send nothing"), send_it);
}

static void choose_task(struct desk *desk, int value, const char *text)
{
	(void)text;
	struct rewriting *rewriting = &desk->rewriting;
	rewriting->task = &rewriting->tasks.at[value];
	struct rewrite_settings settings = settings_of(desk);
	struct err err = { 0 };
	str_clear(&rewriting->url);
	str_clear(&rewriting->body);
	struct rewrite_question question = { .task = rewriting->task,
					     .language = coaching_language(desk->coaching),
					     .text = str_span(&rewriting->sent) };
	if (rewrite_request(&settings, &question, &rewriting->url, &rewriting->body, &err))
		show_gate(desk);
	else
		desk_fail(desk, &err);
}

/* ---- the beginning ---- */

static void report_task(void *context, const char *path, int line, const char *expected)
{
	struct desk *desk = context;
	desk_say(desk, "%s:%d: %s", path_name(path), line, expected);
	desk->message_is_error = true;
}

static void read_tasks(struct desk *desk)
{
	struct str folder = { 0 };
	struct tasks *tasks = &desk->rewriting.tasks;
	tasks_read(tasks, path_in(&folder, PATH_SHARED, "tasks"), report_task, desk);
	tasks_read(tasks, path_in(&folder, PATH_CONFIG, "tasks"), report_task, desk);
	str_release(&folder);
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

static void follow_hunk(struct desk *desk)
{
	size_t start, end;
	proposal_place(&desk->rewriting.proposal, desk->rewriting.hunk, &start, &end);
	editor_go(&desk->editor, start, false);
	desk->follows_caret = true;
}

void rewriting_start(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	if (rewriting->stage == REWRITING_STANDS) {
		rewriting->stage = REWRITING_DECIDES;
		follow_hunk(desk);
		return;
	}
	if (rewriting->stage == REWRITING_RUNS) {
		desk_say(desk, _("An answer is on its way. Esc cancels it."));
		return;
	}
	take_text(desk);
	struct rewrite_settings settings = settings_of(desk);
	struct err err = { 0 };
	if (!rewrite_is_possible(&settings, str_span(&rewriting->sent), &err)) {
		explain(desk, &err);
		return;
	}
	if (rewriting->tasks.count == 0)
		read_tasks(desk);
	overlay_list(&desk->overlay, _("What should it do?"), _("Enter next · Esc close"), false,
		     choose_task);
	for (size_t i = 0; i < rewriting->tasks.count; i++)
		overlay_item(&desk->overlay,
			     task_title(&rewriting->tasks.at[i], language_of_person()), "", (int)i,
			     false);
}

void rewriting_stop(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	if (rewriting->stage == REWRITING_RUNS)
		desk_say(desk, _("Cancelled. Your text is as it was."));
	forget(rewriting);
}

/* ---- decisions ---- */

static void go_on(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	size_t next = proposal_next_open(&rewriting->proposal, rewriting->hunk);
	if (next < rewriting->proposal.count) {
		rewriting->hunk = next;
		follow_hunk(desk);
		return;
	}
	size_t accepted = 0;
	for (size_t i = 0; i < rewriting->proposal.count; i++)
		accepted += rewriting->proposal.hunks[i].state == HUNK_ACCEPTED;
	desk_say(desk,
		 i18n_plural("Done: %zu change taken. C-z takes it back.",
			     "Done: %zu changes taken. C-z takes them back.", accepted),
		 accepted);
	forget(rewriting);
}

static void accept(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	struct err err = { 0 };
	if (!proposal_accept(&rewriting->proposal, rewriting->hunk, desk->editor.undo, &err))
		desk_fail(desk, &err);
	go_on(desk);
}

static void accept_all(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	(void)proposal_accept_all(&rewriting->proposal, desk->editor.undo);
	go_on(desk);
	if (rewriting->has_proposal)
		desk_say(desk, _("Large changes are left for you to decide one by one."));
}

static void step(struct desk *desk, int direction)
{
	struct rewriting *rewriting = &desk->rewriting;
	size_t count = rewriting->proposal.count;
	rewriting->hunk = (rewriting->hunk + (direction > 0 ? 1 : count - 1)) % count;
	follow_hunk(desk);
}

bool rewriting_press(struct desk *desk, const struct key *key)
{
	struct rewriting *rewriting = &desk->rewriting;
	if (rewriting->stage != REWRITING_DECIDES)
		return false;
	bool letter = key->code == KEY_CHARACTER && key->modifiers == 0;
	if (key->code == KEY_ESCAPE) {
		rewriting->stage = REWRITING_STANDS;
		desk_say(desk, _("The proposal waits: C-r goes on with it."));
	} else if (key->code == KEY_CHARACTER && key->point == 'd' && key->modifiers == KEY_CTRL) {
		rewriting_stop(desk);
	} else if (key->code == KEY_ENTER || (letter && key->point == 'y')) {
		accept(desk);
	} else if (key->code == KEY_DELETE || key->code == KEY_BACKSPACE ||
		   (letter && key->point == 'n')) {
		proposal_refuse(&rewriting->proposal, rewriting->hunk);
		go_on(desk);
	} else if (letter && key->point == 'a') {
		accept_all(desk);
	} else if (key->code == KEY_DOWN || key->code == KEY_RIGHT) {
		step(desk, 1);
	} else if (key->code == KEY_UP || key->code == KEY_LEFT) {
		step(desk, -1);
	} else if (key->code == KEY_CHARACTER || key->code == KEY_PASTE) {
		desk_say(desk,
			 _("Enter takes the change, Delete leaves it, Esc goes back to the text."));
	} else {
		return false;
	}
	return true;
}
