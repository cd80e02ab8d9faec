#include "desk/placing.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/path.h"
#include "desk/desk.h"
#include "desk/draft.h"
#include "desk/pin.h"
#include "desk/recovery.h"
#include "desk/snapshots.h"

enum { MESSAGE_MS = 2000 };

/* What the author always does need not be pointed out. */
static bool is_habit(void *context, const char *rule)
{
	const struct desk *desk = context;
	return voicing_is_habit(desk->voicing, rule);
}

static void on_voicing(void *context)
{
	struct desk *desk = context;
	coaching_list_hints(desk->coaching);
	desk->needs_drawing = true;
}

static void on_coaching(void *context)
{
	struct desk *desk = context;
	const struct pack_complaint *first;
	desk->needs_drawing = true;
	const struct report *report = coaching_report(desk->coaching);
	if (report)
		voicing_read(desk->voicing, coaching_language(desk->coaching),
			     span_slice(report->analysis.text, 0, DESK_VOICED));
	size_t complaints = coaching_complaints(desk->coaching, &first);
	for (size_t i = 0; i < complaints && !desk->told_complaints; i++)
		desk_report_mistake(desk, first[i].path, first[i].line, first[i].text);
	desk->told_complaints |= complaints > 0;
	if (*coaching_trouble(desk->coaching) && !desk->told_dictionary) {
		desk->told_dictionary = true;
		desk_tell_trouble(desk, coaching_trouble(desk->coaching));
	}
}

static void on_journal(void *context, const struct err *trouble)
{
	struct desk *desk = context;
	/* It fails again and again: what else is said stands for a moment at least. But what is
	 * wrong with the set-up may wait. */
	bool again = desk->journal_fails;
	desk->journal_fails = trouble != NULL;
	desk->troubles = 0;
	if (trouble && (!again || clock_ms() - desk->said_at >= MESSAGE_MS)) {
		struct err told = *trouble;
		struct str words = { 0 };
		(void)err_set(&told, trouble->code, "%s",
			      keymap_in_words(&desk->keymap, trouble->text, &words));
		str_release(&words);
		desk_fail(desk, &told);
	}
	if (!trouble)
		desk_say(desk, _("A copy of your typing is kept again."));
}

/* What goes with the draft that draft_put has put there. */
void placing_attach(struct desk *desk)
{
	struct str path = { 0 }, id = { 0 }, absolute = { 0 };
	desk->editor.only_grows = modes_write_freely(desk);
	struct session *session = desk->handing.session;
	struct speller *speller = session ? session->speller : NULL;
	struct coaching_parts parts = { .loop = desk->loop,
					.speller = speller,
					.worker = desk->worker,
					.buffer = desk->editor.buffer,
					.settings = &desk->settings,
					.draft = desk->path ? path_name(desk->path) : NULL,
					.is_habit = is_habit,
					.changed = on_coaching,
					.context = desk };
	desk->coaching = coaching_new(&parts);
	coaching_follow(desk->coaching, &desk->hint);
	desk->voicing = voicing_new(desk->worker, on_voicing, desk);
	enum language pinned = pin_read(desk->id);
	if (pinned == LANGUAGE_NONE)
		pinned = language_from(span_of(desk->settings.text_language));
	if (pinned != LANGUAGE_NONE)
		coaching_pin(desk->coaching, pinned);
	if (buffer_length(desk->editor.buffer) > COACHING_READS)
		desk_say(desk, _("The coach reads the beginning of this long text."));
	lock_id(desk->path, &id, &absolute);
	desk->journal = journal_new(desk->loop, desk->editor.buffer, journal_path(&path, desk->id),
				    on_journal, desk);
	journal_set_draft(desk->journal, str_text(&absolute), &desk->stamp);
	str_release(&absolute);
	str_release(&id);
	str_release(&path);
	handing_attach(desk);
	taken_open(&desk->rewriting.taken, desk->editor.buffer, desk->id);
}

void placing_detach(struct desk *desk)
{
	overlay_close(&desk->overlay);
	find_close(desk);
	rewriting_release(&desk->rewriting);
	comparing_release(&desk->comparing);
	review_release(&desk->review);
	/* When it cannot be written that was said all along. */
	(void)journal_free(desk->journal);
	desk->journal = NULL;
	/* The worker first: its last jobs still belong to the coaching. */
	worker_free(desk->worker);
	desk->worker = NULL;
	coaching_free(desk->coaching);
	desk->coaching = NULL;
	voicing_free(desk->voicing);
	desk->voicing = NULL;
	recovery_release(desk);
	draft_close(desk);
}

bool desk_put(struct desk *desk, struct draft *draft)
{
	struct err err;
	placing_detach(desk);
	desk->hint = -1;
	desk->follows_caret = true;
	desk->worker = worker_new(desk->loop, &err);
	if (!desk->worker || !draft_put(desk, draft, &err)) {
		/* Nothing is on the desk: there is nothing to go on with. */
		desk_end(desk, &err);
		draft_release(draft);
		return false;
	}
	placing_attach(desk);
	return true;
}

void desk_open(struct desk *desk, const char *path, const char *id)
{
	struct draft draft;
	struct err err;
	if (!draft_read(&draft, path, id, &err))
		desk_fail(desk, &err);
	else if (desk_put(desk, &draft))
		recovery_offer(desk);
}

void desk_return(struct desk *desk, const char *path, const char *id)
{
	struct draft draft;
	struct err err;
	if (!draft_read(&draft, path, id, &err))
		desk_fail(desk, &err);
	else if (desk_put(desk, &draft))
		recovery_resume(desk);
}

/* ---- taken off ---- */

/* Who ends without saving means it, but may be wrong: the text stays among the earlier versions. */
static bool put_aside(struct desk *desk)
{
	struct err err;
	struct str path = { 0 };
	bool kept = snapshots_keep(desk->id, buffer_text(desk->editor.buffer), &err);
	if (kept)
		journal_drop(desk->journal, journal_path(&path, desk->id));
	else
		desk_fail(desk, &err);
	str_release(&path);
	return kept;
}

void desk_quit(struct desk *desk)
{
	if (editor_is_changed(&desk->editor)) {
		if (!desk->quits_anyway) {
			desk_say(desk,
				 _("Not saved yet. C-s saves; C-q once more ends without saving."));
			desk->quits_anyway = true;
			return;
		}
		/* Words without a file go on waiting in the list of drafts. */
		if (desk->path && !put_aside(desk))
			return;
	} else if (buffer_revision(desk->editor.buffer)) {
		/* Typed and taken back: the journal would offer what is in the file. */
		struct str path = { 0 };
		journal_drop(desk->journal, journal_path(&path, desk->id));
		str_release(&path);
	}
	loop_stop(desk->loop);
}
