#include "desk/errand.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "club/kept.h"
#include "club/retry.h"
#include "club/verb.h"
#include "desk/desk.h"

enum { STATE_MOST = VERB_LINE * 4 + 1024 };

const char *errand_place(const struct desk *desk)
{
	return desk->handing.session ? "here" : desk->settings.club_hub;
}

const char *errand_why_not(const struct desk *desk)
{
	return *errand_place(desk)
		       ? NULL
		       : _("no club is set; in a shell: tonfall config set club.hub USER@HOST");
}

/* ---- asking ---- */

/* A question on its way, and the draft that it is about. */
struct errand {
	struct desk *desk;
	char *id;
	errand_done *done;
	char *hand_in; /* its line, kept until it got through; NULL: no hand-in */
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

static const char *name_of(const char *id, const char *suffix, struct str *out)
{
	str_clear(out);
	(void)str_format(out, "%s.%s", id, suffix);
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

/* For the draft of that id. */
static void keep(struct desk *desk, const char *id, const char *suffix, struct span line)
{
	struct str name = { 0 };
	struct err err;
	if (!kept_save(name_of(id, suffix, &name), errand_place(desk), line, &err))
		desk_fail(desk, &err);
	str_release(&name);
}

/* It got through, or never will: unless it was handed in anew meanwhile, nothing waits. At once,
 * whatever is on the desk: the number of what was handed in must not be lost. */
static void settle(const struct errand *errand, const struct json *answer, struct span line)
{
	struct str name = { 0 }, waiting = { 0 };
	if (json_bool(json_member(answer, "ok"), false))
		keep(errand->desk, errand->id, "shown", line);
	else if (retry_is_wanted(answer))
		return;
	if (kept_find(name_of(errand->id, "waits", &name), errand_place(errand->desk), STATE_MOST,
		      &waiting) &&
	    span_equal(str_span(&waiting), span_of(errand->hand_in)))
		kept_remove(str_text(&name));
	str_release(&waiting);
	str_release(&name);
}

static void on_answer(void *context, const struct json *answer, struct span line,
		      const struct err *err)
{
	struct errand *errand = context;
	struct desk *desk = errand->desk;
	bool is_here = desk->id && strcmp(desk->id, errand->id) == 0;
	if (answer && errand->hand_in)
		settle(errand, answer, line);
	if (!answer && err->code == ERR_CANCELLED) {
		/* The desk ends: nobody is there to be told. */
	} else if (!answer && errand->hand_in) {
		desk_say(desk, _("The hub cannot be reached; your text waits here and is sent as "
				 "soon as you hand in again or open it anew."));
	} else if (!answer) {
		desk_fail(desk, err);
	} else if (!json_bool(json_member(answer, "ok"), false)) {
		errand_refused(desk, answer);
	} else if (is_here && errand->done) {
		errand->done(desk, answer, line);
	} else if (errand->hand_in) {
		desk_say(desk, _("What waited here has reached the hub."));
	}
	free(errand->hand_in);
	free(errand->id);
	free(errand);
}

static void send_line(struct desk *desk, struct span line, errand_done *done, bool is_hand_in)
{
	if (!errand_open(desk))
		return;
	outbox_flush(desk);
	struct errand *errand = mem_alloc(sizeof *errand);
	*errand = (struct errand){ desk, mem_copy(span_of(desk->id)), done,
				   is_hand_in ? mem_copy(line) : NULL };
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
	char name[RETRY_NAME];
	retry_name(name);
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
	keep(desk, desk->id, suffix, line);
}

bool errand_find(struct desk *desk, const char *suffix, struct str *line)
{
	struct str name = { 0 };
	bool found = desk->path && kept_find(name_of(desk->id, suffix, &name), errand_place(desk),
					     STATE_MOST, line);
	str_release(&name);
	return found;
}

void errand_follow(const struct desk *desk, const char *id)
{
	static const char *const kept[] = { "shown", "waits" };
	struct str name = { 0 }, from = { 0 }, to = { 0 };
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		(void)kept_path(name_of(desk->id, kept[i], &name), &from);
		(void)kept_path(name_of(id, kept[i], &name), &to);
		(void)rename(str_text(&from), str_text(&to)); /* most drafts have nothing there */
	}
	str_release(&name);
	str_release(&from);
	str_release(&to);
}
