#include "desk/outbox.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "club/kept.h"
#include "club/retry.h"
#include "club/verb.h"
#include "desk/desk.h"

static const char folder[] = "outbox", line_suffix[] = ".line";

/* ---- lines on their way ---- */

struct posting {
	struct desk *desk;
	char *name, *line, *draft;
	errand_done *done; /* NULL: sent again */
};

static bool is_flying(const struct outbox *outbox, const char *name)
{
	for (size_t i = 0; i < outbox->flying.count; i++)
		if (strcmp(outbox->flying.at[i], name) == 0)
			return true;
	return false;
}

static void land(struct outbox *outbox, const char *name)
{
	for (size_t i = 0; i < outbox->flying.count; i++)
		if (strcmp(outbox->flying.at[i], name) == 0) {
			free(outbox->flying.at[i]);
			outbox->flying.at[i] = outbox->flying.at[--outbox->flying.count];
			return;
		}
}

static void typed_name(long long submission, long long thread, struct str *out)
{
	(void)str_format(out, "%s/%lld-%lld.typed", folder, submission, thread);
}

/* The hub says no: the words go back to where the next comment on this text begins. */
static void give_back(struct desk *desk, const struct posting *posting)
{
	struct json *line = json_parse(span_of(posting->line), NULL);
	struct str name = { 0 };
	struct span words;
	struct err err;
	if (json_string(json_member(line, "body"), &words) ||
	    json_string(json_member(line, "words"), &words)) {
		typed_name(json_integer(json_member(line, "id"), 0),
			   json_integer(json_member(line, "parent"), 0), &name);
		if (!kept_save(str_text(&name), errand_place(desk), words, &err))
			desk_fail(desk, &err);
	}
	json_free(line);
	str_release(&name);
}

static void tell_got_through(struct desk *desk, const struct posting *posting)
{
	bool waits = strstr(posting->line, "\"wait\":true") != NULL;
	desk_say(desk, waits ? _("A comment that waited here is on the hub now; s sends it when "
				 "you read that text.")
			     : _("What waited here has reached the hub."));
}

static void on_answer(void *context, const struct json *answer, struct span line,
		      const struct err *err)
{
	struct posting *posting = context;
	struct desk *desk = posting->desk;
	bool is_here = desk->id && strcmp(desk->id, posting->draft) == 0;
	bool ok = json_bool(json_member(answer, "ok"), false);
	land(&desk->handing.outbox, posting->name);
	if (answer && (ok || !retry_is_wanted(answer)))
		kept_remove(posting->name);
	if (!answer && err->code != ERR_CANCELLED) {
		desk_say(desk, _("The hub cannot be reached; your words wait here and go with the "
				 "next thing that you ask of it."));
	} else if (answer && !ok) {
		if (!retry_is_wanted(answer))
			give_back(desk, posting);
		errand_refused(desk, answer);
	} else if (ok && posting->done && is_here) {
		posting->done(desk, answer, line);
	} else if (ok) {
		tell_got_through(desk, posting);
	}
	free(posting->name);
	free(posting->line);
	free(posting->draft);
	free(posting);
}

static void fly(struct desk *desk, const char *name, struct span line, errand_done *done)
{
	struct posting *posting = mem_alloc(sizeof *posting);
	*posting = (struct posting){ desk, mem_copy(span_of(name)), mem_copy(line),
				     mem_copy(span_of(desk->id)), done };
	*arr_add(&desk->handing.outbox.flying) = mem_copy(span_of(name));
	hubline_ask(desk->handing.hubline, line, on_answer, posting);
}

static bool fly_again(void *context, const char *path)
{
	struct desk *desk = context;
	struct outbox *outbox = &desk->handing.outbox;
	struct str line, name = { 0 };
	str_init(&line, VERB_LINE);
	(void)str_format(&name, "%s/%s", folder, path_name(path));
	if (!is_flying(outbox, str_text(&name)) &&
	    kept_find(str_text(&name), errand_place(desk), VERB_LINE, &line))
		fly(desk, str_text(&name), str_span(&line), NULL);
	str_release(&name);
	str_release(&line);
	return outbox->flying.count < OUTBOX_MOST;
}

void outbox_flush(struct desk *desk)
{
	struct str path = { 0 };
	/* In the order of their names, which is that of time; mostly there is no such folder. */
	if (access(kept_path(folder, &path), F_OK) == 0 && errand_open(desk))
		(void)file_each(str_text(&path), line_suffix, fly_again, desk, NULL);
	str_release(&path);
}

/* ---- what is being typed ---- */

static void drop_typed(struct outbox *outbox)
{
	struct str name = { 0 };
	typed_name(outbox->submission, outbox->thread, &name);
	kept_remove(str_text(&name));
	str_release(&name);
}

static bool is_open(const struct desk *desk)
{
	return desk->overlay.kind == OVERLAY_INPUT &&
	       desk->overlay.choose == desk->handing.outbox.choose;
}

void outbox_keep_typed(struct desk *desk)
{
	struct outbox *outbox = &desk->handing.outbox;
	const struct str *typed = &desk->overlay.filter;
	struct str name = { 0 };
	struct err err;
	if (!outbox->timer || !is_open(desk) ||
	    span_equal(str_span(typed), str_span(&outbox->typed)))
		return;
	str_clear(&outbox->typed);
	(void)str_add(&outbox->typed, str_span(typed));
	typed_name(outbox->submission, outbox->thread, &name);
	if (!kept_save(str_text(&name), errand_place(desk), str_span(typed), &err))
		desk_fail(desk, &err);
	str_release(&name);
}

static void stop_watching(struct desk *desk)
{
	struct outbox *outbox = &desk->handing.outbox;
	if (outbox->timer)
		drop_typed(outbox);
	loop_cancel(desk->loop, outbox->timer);
	outbox->timer = 0;
}

/* Closed by Enter the words are in a line, by Esc they are not wanted. */
static void on_timer(void *context)
{
	struct desk *desk = context;
	struct outbox *outbox = &desk->handing.outbox;
	if (is_open(desk)) {
		outbox_keep_typed(desk);
		outbox->timer = loop_timer(desk->loop, OUTBOX_MS, on_timer, desk);
	} else {
		outbox->timer = 0;
		drop_typed(outbox);
	}
}

void outbox_watch(struct desk *desk, long long submission, long long thread)
{
	struct outbox *outbox = &desk->handing.outbox;
	loop_cancel(desk->loop, outbox->timer);
	outbox->choose = desk->overlay.choose;
	outbox->submission = submission;
	outbox->thread = thread;
	str_clear(&outbox->typed);
	outbox->timer = loop_timer(desk->loop, OUTBOX_MS, on_timer, desk);
}

bool outbox_typed(const struct desk *desk, long long submission, long long thread, struct str *out)
{
	struct str name = { 0 };
	typed_name(submission, thread, &name);
	bool found = kept_find(str_text(&name), errand_place(desk), VERB_LINE, out) && out->length;
	str_release(&name);
	return found;
}

void outbox_post(struct desk *desk, struct span line, errand_done *done)
{
	struct str name = { 0 };
	struct err err;
	stop_watching(desk);
	outbox_flush(desk);
	(void)str_format(&name, "%s/%012" PRId64 "-%06u-%ld%s", folder, clock_wall(),
			 desk->handing.outbox.number++ % 1000000, (long)getpid(), line_suffix);
	/* When it cannot be kept it is sent all the same; the disk is told of after that. */
	bool kept = kept_save(str_text(&name), errand_place(desk), line, &err);
	if (errand_open(desk))
		fly(desk, str_text(&name), line, done);
	if (!kept)
		desk_fail(desk, &err);
	str_release(&name);
}

void outbox_release(struct outbox *outbox)
{
	for (size_t i = 0; i < outbox->flying.count; i++)
		free(outbox->flying.at[i]);
	arr_release(&outbox->flying);
	str_release(&outbox->typed);
	*outbox = (struct outbox){ 0 };
}
