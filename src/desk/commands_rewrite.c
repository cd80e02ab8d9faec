#include <stdio.h>

#include "base/i18n.h"
#include "desk/command.h"
#include "desk/desk.h"

static void run_bar(struct desk *desk, int value)
{
	(void)value;
	rewriting_bar(desk, !rewriting_is_barred(desk));
}

static void say_voice(const struct desk *desk, struct str *page)
{
	const struct drift *drift = voicing_drift(desk->voicing);
	const struct profile *profile = voicing_profile(desk->voicing);
	if (!drift || !profile || drift->posts == 0) {
		(void)str_add(page, span_of(_("No voice has been learned in this language. In the "
					      "shell, `tonfall voice learn FILE…` takes your own "
					      "posts; nothing leaves this machine.")));
		return;
	}
	(void)str_add(page, SPAN("# "));
	drift_say(profile, drift, page);
	(void)str_add_byte(page, '\n');
	if (drift->state <= DRIFT_SHORT)
		return;
	drift_say_reasons(profile, drift, page);
	(void)str_format(page,
			 _("\n\n%zu of your %zu posts are as far from the others as this text. "
			   "A measure of likeness: subject and length move it too."),
			 drift->as_far, drift->posts);
}

static void run_voice(struct desk *desk, int value)
{
	struct str page = { 0 };
	(void)value;
	say_voice(desk, &page);
	(void)str_format(&page, "\n\n%s\n", _("# Suggestions"));
	(void)str_format(
		&page,
		_("%d %% of this draft came from suggestions you took. Only you see this figure."),
		rewriting_share(desk));
	overlay_page(&desk->overlay, _("Your voice"), &page, _("Esc close"), NULL);
}

const struct command commands_rewrite[] = {
	{ "voice", N_("Your voice"), "M-6", N_("How far this text is from how you write, and why."),
	  NULL, run_voice, 0 },
	{ "never-send", N_("Never send this draft"), "M-7",
	  N_("Sets or takes away the mark that no model may see this draft."), review_why_not_own,
	  run_bar, 0 },
	{ 0 },
};
