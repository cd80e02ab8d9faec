#include "desk/gate.h"

#include "base/i18n.h"
#include "desk/desk.h"

enum { MOST_FINDINGS = 6 };

/* The lesson on what not to send. */
static const char lesson_id[] = "prompts.privacy";

/* Trust findings in what is sent come first. */
static void add_findings(const struct desk *desk, const struct gate *gate, struct str *page)
{
	const struct report *report = coaching_report(desk->coaching);
	struct str sentence = { 0 };
	int count = 0;
	for (size_t i = 0; report && i < report->findings.count && count < MOST_FINDINGS; i++) {
		const struct finding *finding = &report->findings.at[i];
		size_t start, end;
		if (finding->rule->family != FAMILY_TRUST ||
		    !coaching_place(desk->coaching, i, &start, &end) || end < gate->from ||
		    start > gate->to)
			continue;
		if (count++ == 0)
			(void)str_format(page, "%s\n", _("# Look at this first"));
		finding_sentence(finding, FINDING_MESSAGE, language_of_person(),
				 report->analysis.text, &sentence);
		(void)str_format(page, "▲ %s\n", str_text(&sentence));
	}
	(void)str_add(page, count ? SPAN("\n") : SPAN(""));
	str_release(&sentence);
}

static void add_masked(const struct mask *mask, struct str *page)
{
	if (mask->entries.count == 0)
		return;
	(void)str_format(page, "%s\n", _("# Stays here, a placeholder goes"));
	for (size_t i = 0; i < mask->entries.count; i++)
		(void)str_format(page, "  %s  %s\n", mask->entries.at[i].placeholder,
				 mask->entries.at[i].value);
	(void)str_add_byte(page, '\n');
}

/* Further in, so that none reads as a heading. */
static void add_bytes(struct span bytes, struct str *page)
{
	struct span rest = bytes, line;
	while (span_next(&rest, '\n', &line))
		(void)str_format(page, "  %.*s\n", SPAN_ARGS(line));
}

static void add_message(const struct gate_message *message, struct str *page)
{
	char bytes[32];
	if (message->title)
		(void)str_format(page, "# %s\n\n", message->title);
	add_masked(message->mask, page);
	(void)str_format(page, _("# Every byte of it (%s)\n"),
			 i18n_number((long)message->body.length, bytes));
	add_bytes(message->body, page);
}

static void write_page(struct desk *desk, const struct gate *gate, const char *lesson,
		       struct str *page)
{
	(void)str_format(page, "%s\n\n",
			 _("Nothing has been sent yet. This goes out if you press Enter:"));
	if (lesson)
		(void)str_format(
			page,
			_("What not to send: the lesson “%s” says it; the key l opens it.\n\n"),
			lesson);
	add_findings(desk, gate, page);
	(void)str_format(page, _("# To\n%s\n"), gate->url);
	(void)str_format(page, _("Model: %s\n\n"), desk->settings.rewrite_model);
	for (size_t i = 0; i < gate->count; i++) {
		(void)str_add(page, i ? SPAN("\n") : SPAN(""));
		add_message(&gate->messages[i], page);
	}
}

static bool press(struct desk *desk, const struct key *key)
{
	if (key->code != KEY_CHARACTER || key->modifiers || key->point != 'l')
		return false;
	overlay_close(&desk->overlay);
	learning_begin(desk, lesson_id);
	return true;
}

void gate_open(struct desk *desk, const struct gate *gate,
	       void (*send)(struct desk *desk, int value, const char *text))
{
	struct str page = { 0 };
	/* Who is in a lesson is not led to another one. */
	const char *lesson = desk->learning.lesson ? NULL : learning_title(desk, lesson_id);
	write_page(desk, gate, lesson, &page);
	overlay_page(&desk->overlay, _("What will be sent"), &page,
		     lesson ? _("Enter send · l lesson · Esc send nothing")
			    : _("Enter send · Esc send nothing"),
		     send);
	if (lesson)
		desk->overlay.key = press;
}
