#include "desk/command.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "desk/panel.h"
#include "desk/when.h"

static const struct finding *finding_of(const struct desk *desk, int hint)
{
	return &coaching_report(desk->coaching)->findings.at[hint];
}

static const char *no_stops(const struct desk *desk)
{
	return coaching_stops(desk->coaching) ? NULL : _("there is no hint");
}

static const char *no_hint(const struct desk *desk)
{
	return desk_hint_meant(desk) >= 0 ? NULL : _("there is no hint");
}

/* A hint put aside is remembered by the words around it. */
static const char *no_own_hint(const struct desk *desk)
{
	const char *reason = review_why_not_own(desk);
	return reason ? reason : no_hint(desk);
}

static const char *no_replacement(const struct desk *desk)
{
	int hint = desk_hint_meant(desk);
	if (hint < 0)
		return _("there is no hint");
	return finding_of(desk, hint)->replacement
		       ? NULL
		       : _("this hint has no ready words; F1 says what to do");
}

static void run_hints(struct desk *desk, int value)
{
	desk_walk_hints(desk, value);
}

/* ---- taking the coach's words ---- */

void hint_take(struct desk *desk, int hint)
{
	size_t start, end;
	struct err err;
	if (!coaching_place(desk->coaching, (size_t)hint, &start, &end) || start == end) {
		desk_say(desk, _("These words have changed meanwhile."));
		return;
	}
	char *words = mem_copy(span_of(finding_of(desk, hint)->replacement));
	if (editor_replace(&desk->editor, start, end, span_of(words), &err))
		desk_say(desk, _("Replaced. C-z takes it back."));
	else
		desk_fail(desk, &err);
	free(words);
}

static void run_take(struct desk *desk, int value)
{
	(void)value;
	hint_take(desk, desk_hint_meant(desk));
}

/* ---- putting aside ---- */

void hint_put_aside(struct desk *desk, int hint, bool for_good, const char *reason)
{
	struct err err;
	if (!coaching_silence(desk->coaching, (size_t)hint, for_good, span_of(reason), &err)) {
		desk_fail(desk, &err);
		return;
	}
	desk->hint = -1;
	desk_say(desk, for_good ? _("This rule says nothing any more. C-p, “Put aside”, calls it "
				    "back.")
				: _("Put aside here. C-p, “Put aside”, calls it back."));
}

enum { ASIDE_HERE, ASIDE_FOR_GOOD, ASIDE_REASON };

static void give_reason(struct desk *desk, int value, const char *text)
{
	(void)value;
	int hint = desk_hint_meant(desk);
	if (hint >= 0)
		hint_put_aside(desk, hint, false, text);
}

static void run_aside(struct desk *desk, int how)
{
	int hint = desk_hint_meant(desk);
	desk->hint = hint;
	if (how == ASIDE_REASON)
		overlay_input(&desk->overlay, _("Why is it right as it is?"), "",
			      _("Enter put aside · Esc leave it"), give_reason);
	else
		hint_put_aside(desk, hint, how == ASIDE_FOR_GOOD, "");
}

static const char *nothing_aside(const struct desk *desk)
{
	return coaching_silences(desk->coaching)->count ? NULL : _("nothing is put aside");
}

static void choose_aside(struct desk *desk, int value, const char *text)
{
	struct err err;
	(void)text;
	if (coaching_call_back(desk->coaching, (size_t)value, &err))
		desk_say(desk, _("Called back: it speaks again."));
	else
		desk_fail(desk, &err);
}

/* "Opening" for hook.cliche; for a family of somebody's own, the id. */
static const char *title_of(const char *rule)
{
	size_t dot = span_find(span_of(rule), SPAN("."), 0);
	for (int i = 0; i < FAMILY_COUNT; i++)
		if (span_equal(span_slice(span_of(rule), 0, dot), span_of(family_names[i])))
			return panel_family((enum family)i);
	return rule;
}

static void run_list_aside(struct desk *desk, int value)
{
	const struct silences *silences = coaching_silences(desk->coaching);
	(void)value;
	overlay_list(&desk->overlay, _("Put aside"), _("Enter call back · Esc close"), true,
		     choose_aside);
	for (size_t i = silences->count; i-- > 0;) {
		const struct silence *silence = &silences->at[i];
		struct str title = { 0 }, since = { 0 };
		when_add_day(&since, silence->since);
		(void)str_format(&title, "%s  ", title_of(silence->rule));
		if (silence->for_good)
			(void)str_format(&title, "%s · %s", silence->rule, _("everywhere"));
		else
			(void)str_format(&title, "«%s»", silence->quote);
		if (*silence->reason)
			(void)str_format(&title, " · %s", silence->reason);
		overlay_item(&desk->overlay, str_text(&title), str_text(&since), (int)i, false);
		str_release(&title);
		str_release(&since);
	}
}

/* ---- the lesson that explains it ---- */

static const char *no_hint_lesson(const struct desk *desk)
{
	int hint = desk_hint_meant(desk);
	if (hint < 0)
		return _("there is no hint");
	return rule_lesson(finding_of(desk, hint)->rule) ? NULL : _("no lesson explains this hint");
}

void hint_learn(struct desk *desk, int hint)
{
	const char *lesson = rule_lesson(finding_of(desk, hint)->rule);
	if (lesson)
		learning_begin(desk, lesson);
	else
		desk_say(desk, _("No lesson explains this hint."));
}

static void run_learn(struct desk *desk, int value)
{
	(void)value;
	hint_learn(desk, desk_hint_meant(desk));
}

/* ---- the page of a hint ---- */

static bool press_page(struct desk *desk, const struct key *key)
{
	int hint = desk->hint;
	if (key->code != KEY_CHARACTER || key->modifiers || hint < 0)
		return false;
	uint32_t c = key->point;
	if (c != 'n' && c != 'r' && c != 'g' && c != 'l')
		return false;
	overlay_close(&desk->overlay);
	if (c == 'l') {
		hint_learn(desk, hint);
		return true;
	}
	run_aside(desk, c == 'n' ? ASIDE_HERE : c == 'r' ? ASIDE_REASON : ASIDE_FOR_GOOD);
	return true;
}

static void choose_page(struct desk *desk, int value, const char *text)
{
	(void)value;
	(void)text;
	if (desk->hint >= 0 && finding_of(desk, desk->hint)->replacement)
		hint_take(desk, desk->hint);
}

static void add_part(const struct desk *desk, const struct finding *finding, enum finding_part part,
		     struct str *page)
{
	static const char *const heads[FINDING_PART_COUNT] = { "", N_("Why"), N_("How"),
							       N_("When to keep it") };
	struct str sentence = { 0 }, words = { 0 };
	finding_sentence(finding, part, language_of_person(),
			 coaching_report(desk->coaching)->analysis.text, &sentence);
	if (sentence.length && part != FINDING_MESSAGE)
		(void)str_format(page, "\n# %s\n", _(heads[part]));
	if (sentence.length)
		(void)str_format(page, "%s\n",
				 keymap_in_words(&desk->keymap, str_text(&sentence), &words));
	str_release(&words);
	str_release(&sentence);
}

void hint_explain(struct desk *desk, int hint)
{
	const struct finding *finding = finding_of(desk, hint);
	struct str page = { 0 }, evidence = { 0 };
	desk->hint = hint;
	for (int part = FINDING_MESSAGE; part < FINDING_PART_COUNT; part++)
		add_part(desk, finding, (enum finding_part)part, &page);
	if (finding->replacement)
		(void)str_format(&page, "\n# %s\n«%s»\n", _("Ready words"), finding->replacement);
	const char *lesson = learning_title(desk, rule_lesson(finding->rule));
	if (lesson)
		(void)str_format(&page, _("\n# Lesson\n“%s” explains it; the key l opens it.\n"),
				 lesson);
	finding_evidence(finding->rule, &evidence);
	if (evidence.length)
		(void)str_format(&page, "\n# %s\n%s\n", _("Where this comes from"),
				 str_text(&evidence));
	str_release(&evidence);
	(void)str_add_byte(&page, '\n');
	(void)str_format(&page, _("%s: %s"), _("Rule"), finding->rule->id);
	(void)str_add_byte(&page, '\n');
	overlay_page(&desk->overlay, panel_family(finding->rule->family), &page,
		     finding->replacement
			     ? _("Enter take · n not here · r with a reason · g never again · Esc")
			     : _("n not here · r with a reason · g never again · Esc close"),
		     choose_page);
	desk->overlay.key = press_page;
}

static void run_help(struct desk *desk, int value)
{
	(void)value;
	int hint = desk_hint_at_caret(desk);
	if (hint < 0)
		hint = desk->hint;
	if (hint >= 0)
		hint_explain(desk, hint);
	else
		command_help(desk);
}

/* ---- the platform ---- */

static void choose_platform(struct desk *desk, int value, const char *text)
{
	(void)text;
	const struct platform *platform = &coaching_platforms(desk->coaching)->at[value];
	coaching_choose_platform(desk->coaching, platform->id);
	desk_say(desk, _("Counted as %s counts (%s, %ld)."), platform->name,
		 platform->source ? platform->source : "–", platform->year);
}

static void run_platform(struct desk *desk, int value)
{
	const struct platforms *platforms = coaching_platforms(desk->coaching);
	char limit[32];
	(void)value;
	overlay_list(&desk->overlay, _("Where is this for?"), _("Enter choose · Esc close"), true,
		     choose_platform);
	for (size_t i = 0; i < platforms->count; i++)
		overlay_item(&desk->overlay, platforms->at[i].name,
			     i18n_number(platforms->at[i].limit, limit), (int)i, false);
}

static const char *no_report(const struct desk *desk)
{
	return coaching_report(desk->coaching) ? NULL : _("the coach is still reading");
}

static void run_figures(struct desk *desk, int value)
{
	(void)value;
	figures_show(desk);
}

const struct command commands_hint[] = {
	{ "hint-next", N_("Next hint"), "F3 M-n", N_("Goes to the next hint of the coach."),
	  no_stops, run_hints, 1 },
	{ "hint-previous", N_("Previous hint"), "S-F3 M-p", N_("Goes to the hint before."),
	  no_stops, run_hints, -1 },
	{ "help", N_("Help"), "F1 M-h", N_("Explains the hint at the caret, else all keys."), NULL,
	  run_help, 0 },
	{ "hint-take", N_("Take the coach's words"), "F4 M-.",
	  N_("Puts the hint's ready words in; one step to undo."), no_replacement, run_take, 0 },
	{ "hint-lesson", N_("Lesson of the hint"), "M-5",
	  N_("Opens the lesson that explains the hint; your text waits."), no_hint_lesson,
	  run_learn, 0 },
	{ "hint-aside", N_("Not here"), "F8 M-,", N_("Puts the hint aside at this place."),
	  no_own_hint, run_aside, ASIDE_HERE },
	{ "hint-aside-reason", N_("Not here, with a reason"), "", N_("The same, and says why."),
	  no_own_hint, run_aside, ASIDE_REASON },
	{ "hint-aside-good", N_("Never this rule"), "", N_("Puts the hint's rule aside for good."),
	  no_hint, run_aside, ASIDE_FOR_GOOD },
	{ "hint-list-aside", N_("Put aside"), "", N_("Lists what is put aside and calls it back."),
	  nothing_aside, run_list_aside, 0 },
	{ "platform", N_("Platform"), "", N_("Chooses where the text is for: limit and counting."),
	  NULL, run_platform, 0 },
	{ "figures", N_("Figures"), "",
	  N_("Counts, reading time, and what makes the text easy or hard to read."), no_report,
	  run_figures, 0 },
	{ 0 },
};
