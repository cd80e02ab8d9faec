#include "desk/errand.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "club/verb.h"
#include "desk/desk.h"

enum { STATE_MOST = VERB_LINE * 4 + 1024 };

const char *errand_place(const struct desk *desk)
{
	return desk->handing.session ? "here" : desk->settings.club_hub;
}

const char *errand_why_not(const struct desk *desk)
{
	return *errand_place(desk) ? NULL
				   : _("no club is set: tonfall config set club.hub USER@HOST");
}

/* ---- asking ---- */

/* A question on its way, and the draft that it is about. */
struct errand {
	struct desk *desk;
	char *id;
	errand_done *done;
	bool waits; /* a hand-in: kept until it got through */
};

bool errand_open(struct desk *desk)
{
	struct err err;
	struct handing *handing = &desk->handing;
	if (!handing->hubline)
		handing->hubline =
			hubline_new(desk->loop, handing->session, desk->settings.club_hub,
				    desk->settings.club_ssh, &err);
	if (!handing->hubline)
		desk_fail(desk, &err);
	return handing->hubline != NULL;
}

static const char *state_path(const char *id, const char *suffix, struct str *out)
{
	struct str name = { 0 };
	(void)str_format(&name, "club/%s.%s", id, suffix);
	(void)path_in(out, PATH_STATE, str_text(&name));
	str_release(&name);
	return str_text(out);
}

void errand_refused(struct desk *desk, const struct json *answer)
{
	struct span words, code;
	struct err refused;
	if (!json_string(json_member(answer, "error"), &words))
		return;
	bool is_removed = json_string(json_member(answer, "code"), &code) &&
			  span_equal(code, SPAN("removed"));
	if (is_removed && desk->handing.session) {
		(void)err_set(&refused, ERR_DENIED,
			      _("You are no member of this club any more. What you wrote is kept; "
				"ask whoever runs the club."));
		desk_end(desk, &refused);
		return;
	}
	(void)err_set(&refused, ERR_DENIED, "%.*s", SPAN_ARGS(words));
	desk_fail(desk, &refused);
}

static void on_answer(void *context, const struct json *answer, struct span line,
		      const struct err *err)
{
	struct errand *errand = context;
	struct desk *desk = errand->desk;
	struct str path = { 0 };
	bool is_here = desk->id && strcmp(desk->id, errand->id) == 0;
	if (!answer && err->code == ERR_CANCELLED) {
		/* The desk ends: nobody is there to be told. */
	} else if (!answer && errand->waits) {
		desk_say(desk, _("The hub cannot be reached; your text waits here and is sent as "
				 "soon as you hand in again or open it anew."));
	} else if (!answer) {
		desk_fail(desk, err);
	} else if (!json_bool(json_member(answer, "ok"), false)) {
		errand_refused(desk, answer);
	} else if (is_here && errand->done) {
		errand->done(desk, answer, line);
	}
	if (answer && errand->waits)
		(void)unlink(state_path(errand->id, "waits", &path)); /* it got through */
	str_release(&path);
	free(errand->id);
	free(errand);
}

static void send_line(struct desk *desk, struct span line, errand_done *done, bool waits)
{
	if (!errand_open(desk))
		return;
	outbox_flush(desk);
	struct errand *errand = mem_alloc(sizeof *errand);
	*errand = (struct errand){ desk, mem_copy(span_of(desk->id)), done, waits };
	hubline_ask(desk->handing.hubline, line, on_answer, errand);
}

void errand_ask(struct desk *desk, struct span line, errand_done *done)
{
	send_line(desk, line, done, false);
}

void errand_hand_in(struct desk *desk, struct span line, errand_done *done)
{
	send_line(desk, line, done, true);
}

void errand_begin(struct json_writer *writer, struct str *line, const char *verb)
{
	*writer = (struct json_writer){ .out = line };
	json_write_begin(writer, NULL, '{');
	json_write_integer(writer, "version", 1);
	json_write_string(writer, "verb", span_of(verb));
}

void errand_add_request(struct json_writer *writer)
{
	char name[20];
	uint64_t chance = (uint64_t)clock_wall();
	/* Without chance the time has to do: it only must not be twice the same by one member. */
	(void)!getrandom(&chance, sizeof chance, 0);
	(void)snprintf(name, sizeof name, "%016llx", (unsigned long long)chance);
	json_write_string(writer, "request", span_of(name));
}

void errand_ask_number(struct desk *desk, const char *verb, const char *key, long long number,
		       errand_done *done)
{
	struct json_writer w;
	struct str line = { 0 };
	errand_begin(&w, &line, verb);
	if (key)
		json_write_integer(&w, key, number);
	if (strcmp(verb, "approve") == 0)
		json_write_integer(&w, "revision", desk->review.revision);
	json_write_end(&w, '}');
	errand_ask(desk, str_span(&line), done);
	str_release(&line);
}

/* ---- what is kept ---- */

void errand_keep(struct desk *desk, const char *suffix, struct span line)
{
	struct str path = { 0 }, folder = { 0 }, text = { 0 };
	struct err err;
	(void)str_format(&text, "%s\n", errand_place(desk));
	(void)str_add(&text, line);
	if (!file_make_folder(path_folder(&folder, state_path(desk->id, suffix, &path)), &err) ||
	    !file_save(str_text(&path), str_span(&text), NULL, &err))
		desk_fail(desk, &err);
	str_release(&text);
	str_release(&folder);
	str_release(&path);
}

bool errand_find(struct desk *desk, const char *suffix, struct str *line)
{
	struct str path = { 0 };
	struct span rest, place = SPAN("");
	bool found = desk->path &&
		     file_read(state_path(desk->id, suffix, &path), STATE_MOST, line, NULL, NULL);
	if (found) {
		rest = str_span(line);
		found = span_next(&rest, '\n', &place) &&
			span_equal(place, span_of(errand_place(desk)));
		(void)str_replace(line, 0, found ? place.length + 1 : line->length, SPAN(""));
	}
	str_release(&path);
	return found;
}

void errand_follow(const struct desk *desk, const char *id)
{
	static const char *const kept[] = { "shown", "waits" };
	struct str from = { 0 }, to = { 0 };
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		/* Most drafts have nothing there. */
		(void)rename(state_path(desk->id, kept[i], &from), state_path(id, kept[i], &to));
	str_release(&from);
	str_release(&to);
}
