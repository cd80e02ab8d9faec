/* A proposal has the keys: each change is taken or left. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "desk/desk.h"

enum { WORDS_NAMED = 4 };

/* What the change does to the voice; nothing when no voice has been learned. */
static void judge_hunk(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	const struct profile *profile = voicing_profile(desk->voicing);
	struct str after = { 0 };
	rewriting->has_verdict = false;
	str_clear(&rewriting->lost);
	if (!profile || profile_is_learning(profile))
		return;
	proposal_with(&rewriting->proposal, rewriting->hunk, &after);
	rewriting->way = drift_of_change(profile, str_span(&rewriting->sent), str_span(&after));
	(void)drift_words_lost(profile, proposal_old(&rewriting->proposal, rewriting->hunk),
			       proposal_new(&rewriting->proposal, rewriting->hunk), WORDS_NAMED,
			       &rewriting->lost);
	rewriting->has_verdict = true;
	str_release(&after);
}

void rewriting_follow_hunk(struct desk *desk)
{
	size_t start, end;
	judge_hunk(desk);
	proposal_place(&desk->rewriting.proposal, desk->rewriting.hunk, &start, &end);
	editor_go(&desk->editor, start, false);
	desk->follows_caret = true;
}

static void go_on(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	size_t next = proposal_next_open(&rewriting->proposal, rewriting->hunk);
	if (next < rewriting->proposal.count) {
		rewriting->hunk = next;
		rewriting_follow_hunk(desk);
		return;
	}
	size_t accepted = 0;
	for (size_t i = 0; i < rewriting->proposal.count; i++)
		accepted += rewriting->proposal.hunks[i].state == HUNK_ACCEPTED;
	desk_say(desk,
		 i18n_plural("Done: %zu change taken. C-z takes it back.",
			     "Done: %zu changes taken. C-z takes them back.", accepted),
		 accepted);
	rewriting_forget(rewriting);
}

/* Words that stayed in a changed sentence are the author's. */
static void note_hunk(struct desk *desk, size_t index)
{
	const struct proposal *proposal = &desk->rewriting.proposal;
	struct hunks parts = { 0 };
	size_t start, end;
	proposal_place(proposal, index, &start, &end);
	diff_words(proposal_old(proposal, index), proposal_new(proposal, index), &parts);
	for (size_t i = 0; i < parts.count; i++)
		taken_note(&desk->rewriting.taken, start + parts.at[i].new_start,
			   parts.at[i].new_end - parts.at[i].new_start);
	arr_release(&parts);
	rewriting_keep_share(desk);
}

static void accept(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	struct err err = { 0 };
	if (proposal_accept(&rewriting->proposal, rewriting->hunk, desk->editor.undo, &err))
		note_hunk(desk, rewriting->hunk);
	else
		desk_fail(desk, &err);
	go_on(desk);
}

static void accept_all(struct desk *desk)
{
	struct rewriting *rewriting = &desk->rewriting;
	size_t count = rewriting->proposal.count;
	bool *was_open = mem_alloc(count * sizeof *was_open);
	for (size_t i = 0; i < count; i++)
		was_open[i] = rewriting->proposal.hunks[i].state == HUNK_OPEN;
	(void)proposal_accept_all(&rewriting->proposal, desk->editor.undo);
	for (size_t i = 0; i < count; i++)
		if (was_open[i] && rewriting->proposal.hunks[i].state == HUNK_ACCEPTED)
			note_hunk(desk, i);
	free(was_open);
	go_on(desk);
	if (rewriting->has_proposal)
		desk_say(desk, _("Large changes are left for you to decide one by one."));
}

static void step(struct desk *desk, int direction)
{
	struct rewriting *rewriting = &desk->rewriting;
	size_t count = rewriting->proposal.count;
	rewriting->hunk = (rewriting->hunk + (direction > 0 ? 1 : count - 1)) % count;
	rewriting_follow_hunk(desk);
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
