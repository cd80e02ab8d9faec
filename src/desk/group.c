#include "desk/group.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "club/tally.h"
#include "club/verb.h"
#include "desk/desk.h"
#include "lesson/lesson.h"
#include "lesson/progress.h"

/* ---- telling ---- */

bool group_line(bool agreed, struct str *line, struct err *err)
{
	struct progress progress;
	struct json_writer w;
	size_t told = 0;
	bool done = progress_read(&progress, err);
	errand_begin(&w, line, "progress");
	json_write_begin(&w, "lessons", '[');
	for (size_t i = 0; agreed && i < progress.entries.count && told < TALLY_LESSONS; i++) {
		const struct progress_entry *entry = &progress.entries.at[i];
		if (entry->state != PROGRESS_DONE || !tally_takes(span_of(entry->lesson)))
			continue;
		json_write_string(&w, NULL, span_of(entry->lesson));
		told++;
	}
	json_write_end(&w, ']');
	json_write_end(&w, '}');
	progress_release(&progress);
	return done;
}

static const char *told_path(struct str *out)
{
	return path_in(out, PATH_STATE, "club/progress.told");
}

/* What this club was told last; empty: nothing. */
static void read_told(const struct desk *desk, struct str *line)
{
	struct str path = { 0 };
	struct span rest, place = SPAN("");
	bool found = file_read(told_path(&path), VERB_LINE, line, NULL, NULL);
	rest = str_span(line);
	found = found && span_next(&rest, '\n', &place) &&
		span_equal(place, span_of(errand_place(desk)));
	(void)str_replace(line, 0, found ? place.length + 1 : line->length, SPAN(""));
	str_release(&path);
}

struct telling {
	struct desk *desk;
	char *line;
};

static void on_told(void *context, const struct json *answer, struct span line,
		    const struct err *err)
{
	struct telling *telling = context;
	struct str path = { 0 }, text = { 0 };
	(void)line, (void)err; /* what did not get through goes with the next time */
	if (answer && json_bool(json_member(answer, "ok"), false)) {
		(void)str_format(&text, "%s\n%s", errand_place(telling->desk), telling->line);
		/* What is not kept is told once more. */
		(void)file_keep(told_path(&path), str_span(&text), NULL);
	}
	str_release(&text);
	str_release(&path);
	free(telling->line);
	free(telling);
}

void group_tell(struct desk *desk)
{
	struct str line = { 0 }, told = { 0 };
	struct err err;
	if (errand_why_not(desk))
		return;
	read_told(desk, &told);
	if (!desk->settings.club_progress && told.length == 0)
		goto out;
	if (!group_line(desk->settings.club_progress, &line, &err)) {
		desk_fail(desk, &err); /* a later time, from what is there then */
	} else if (!span_equal(str_span(&line), str_span(&told)) && errand_open(desk)) {
		struct telling *telling = mem_alloc(sizeof *telling);
		*telling = (struct telling){ desk, mem_copy(str_span(&line)) };
		hubline_ask(desk->handing.hubline, str_span(&line), on_told, telling);
	}
out:
	str_release(&told);
	str_release(&line);
}

/* ---- agreeing ---- */

static void choose(struct desk *desk, int agrees, const char *text)
{
	struct err err;
	(void)text;
	if (!settings_set(settings_find("club.progress"), agrees ? "true" : "false", &err)) {
		desk_fail(desk, &err);
		return;
	}
	desk->settings.club_progress = agrees != 0;
	group_tell(desk);
	desk_say(desk,
		 agrees ? _("Lessons that you finish count for the club, without your name.")
			: _("The club is told of no lessons; what it was told is taken back."));
}

void group_ask(struct desk *desk)
{
	overlay_list(&desk->overlay, _("May your club know which lessons you finished?"),
		     _("Enter · Esc close"), false, choose);
	overlay_item(&desk->overlay, _("Yes, in groups of five or more, no name"), "", 1, false);
	overlay_item(&desk->overlay, _("No; take back what it was told"), "", 0, false);
	desk->overlay.chosen = desk->settings.club_progress ? 0 : 1;
}

/* ---- the coach's page ---- */

/* 0: fewer than TALLY_LEAST, or nobody. */
static long long people_of(const struct json *group, struct span lesson)
{
	struct span id;
	for (size_t i = 0; i < json_count(group); i++)
		if (json_string(json_member(json_item(group, i), "lesson"), &id) &&
		    span_equal(id, lesson))
			return json_integer(json_member(json_item(group, i), "people"), 0);
	return 0;
}

static void add_lesson(struct str *page, const struct json *group, const struct lesson *lesson)
{
	long long people = people_of(group, span_of(lesson->id));
	if (people)
		(void)str_format(page, _("at least %lld"), people);
	else
		(void)str_add(page, span_of(_("fewer than five")));
	(void)str_format(page, "\t%s\n", lesson->title);
}

static void on_mistake(void *context, const char *path, int line, const char *expected)
{
	(void)context, (void)path, (void)line, (void)expected; /* said where lessons are opened */
}

void group_page(const struct json *answer, struct str *page)
{
	const struct json *group = json_member(answer, "group");
	struct lessons lessons;
	int track = -1;
	lessons_read(&lessons, on_mistake, NULL);
	(void)str_format(page, "%s\n",
			 _("How many authors have finished a lesson, of those who "
			   "let it be counted: in steps of five, without names."));
	for (size_t i = 0; i < lessons.list.count; i++) {
		const struct lesson *lesson = &lessons.list.at[i];
		if (lesson != lesson_find(&lessons, span_of(lesson->id), language_of_person()))
			continue;
		if (lesson->track != track)
			(void)str_format(page, "\n# %s\n",
					 lesson_track_title((enum lesson_track)lesson->track));
		track = lesson->track;
		add_lesson(page, group, lesson);
	}
	lessons_release(&lessons);
}

static void on_group(struct desk *desk, const struct json *answer, struct span line)
{
	struct str page = { 0 };
	(void)line;
	str_clear(&desk->message);
	group_page(answer, &page);
	overlay_page(&desk->overlay, _("Lessons of the group"), &page, _("Enter close"), NULL);
	desk->needs_drawing = true;
}

const char *group_why_not(const struct desk *desk)
{
	const struct session *session = desk->handing.session;
	if (session && session->actor.member.role != ROLE_COACH)
		return _("only coaches see it, and only numbers without names");
	return errand_why_not(desk);
}

void group_show(struct desk *desk)
{
	desk_say(desk, _("Asking the hub …"));
	errand_ask_number(desk, "progress", NULL, 0, on_group);
}
