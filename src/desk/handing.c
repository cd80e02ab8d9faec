#include "desk/handing.h"

#include <signal.h>
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
#include "club/submission.h"
#include "club/verb.h"
#include "desk/desk.h"
#include "desk/inbox.h"
#include "text/utf8.h"

enum { STATE_MOST = VERB_LINE * 4 + 1024, TITLE_MOST = 80 };

/* ---- asking ---- */

static const char *place_of(const struct desk *desk)
{
	return desk->handing.session ? "here" : desk->settings.club_hub;
}

const char *handing_why_not(const struct desk *desk)
{
	return *place_of(desk) ? NULL : _("no club is set: tonfall config set club.hub USER@HOST");
}

/* A question on its way, and the draft that it is about. */
struct errand {
	struct desk *desk;
	char *id;
	handing_done *done;
	bool waits; /* a hand-in: kept until it got through */
};

static bool open_line(struct desk *desk)
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

static void on_answer(void *context, const struct json *answer, struct span line,
		      const struct err *err)
{
	struct errand *errand = context;
	struct desk *desk = errand->desk;
	struct span words;
	struct str path = { 0 };
	struct err refused;
	bool is_here = desk->id && strcmp(desk->id, errand->id) == 0;
	if (!answer && err->code == ERR_CANCELLED) {
		/* The desk ends: nobody is there to be told. */
	} else if (!answer && errand->waits) {
		desk_say(desk, _("The hub cannot be reached; your text waits here and is sent as "
				 "soon as you hand in again or open it anew."));
	} else if (!answer) {
		desk_fail(desk, err);
	} else if (json_bool(json_member(answer, "ok"), false)) {
		if (is_here && errand->done)
			errand->done(desk, answer, line);
	} else if (json_string(json_member(answer, "error"), &words)) {
		(void)err_set(&refused, ERR_DENIED, "%.*s", SPAN_ARGS(words));
		desk_fail(desk, &refused);
	}
	if (answer && errand->waits)
		(void)unlink(state_path(errand->id, "waits", &path)); /* it got through */
	str_release(&path);
	free(errand->id);
	free(errand);
}

static void send(struct desk *desk, struct span line, handing_done *done, bool waits)
{
	if (!open_line(desk))
		return;
	struct errand *errand = mem_alloc(sizeof *errand);
	*errand = (struct errand){ desk, mem_copy(span_of(desk->id)), done, waits };
	hubline_ask(desk->handing.hubline, line, on_answer, errand);
}

void handing_ask(struct desk *desk, struct span line, handing_done *done)
{
	send(desk, line, done, false);
}

static void begin_line(struct json_writer *w, struct str *line, const char *verb)
{
	*w = (struct json_writer){ .out = line };
	json_write_begin(w, NULL, '{');
	json_write_integer(w, "version", 1);
	json_write_string(w, "verb", span_of(verb));
}

void handing_ask_number(struct desk *desk, const char *verb, const char *key, long long number,
			handing_done *done)
{
	struct json_writer w;
	struct str line = { 0 };
	begin_line(&w, &line, verb);
	if (key)
		json_write_integer(&w, key, number);
	if (strcmp(verb, "approve") == 0)
		json_write_integer(&w, "revision", desk->review.revision);
	json_write_end(&w, '}');
	handing_ask(desk, str_span(&line), done);
	str_release(&line);
}

/* ---- what is kept ---- */

static void keep(struct desk *desk, const char *suffix, struct span line)
{
	struct str path = { 0 }, folder = { 0 }, text = { 0 };
	struct err err;
	(void)str_format(&text, "%s\n", place_of(desk));
	(void)str_add(&text, line);
	if (!file_make_folder(path_folder(&folder, state_path(desk->id, suffix, &path)), &err) ||
	    !file_save(str_text(&path), str_span(&text), NULL, &err))
		desk_fail(desk, &err);
	str_release(&text);
	str_release(&folder);
	str_release(&path);
}

/* The line that was kept for this draft and this club. */
static bool find_kept(struct desk *desk, const char *suffix, struct str *line)
{
	struct str path = { 0 };
	struct span rest, place = SPAN("");
	bool found = desk->path &&
		     file_read(state_path(desk->id, suffix, &path), STATE_MOST, line, NULL, NULL);
	if (found) {
		rest = str_span(line);
		found = span_next(&rest, '\n', &place) &&
			span_equal(place, span_of(place_of(desk)));
		(void)str_replace(line, 0, found ? place.length + 1 : line->length, SPAN(""));
	}
	str_release(&path);
	return found;
}

static void on_show(struct desk *desk, const struct json *answer, struct span line)
{
	size_t before = review_count(&desk->review);
	review_read(desk, answer);
	if (desk->review.is_reading)
		return;
	keep(desk, "shown", line);
	size_t count = review_count(&desk->review);
	if (count > before)
		desk_say(desk,
			 i18n_plural("%zu open comment: C-n goes to it.",
				     "%zu open comments: C-n goes to them.", count),
			 count);
}

void handing_fetch(struct desk *desk)
{
	if (desk->review.submission)
		handing_ask_number(desk, "show", "id", desk->review.submission, on_show);
	else
		desk_say(desk, _("This text was not handed in yet."));
}

static void on_change(struct desk *desk, const struct json *answer, struct span line)
{
	(void)answer, (void)line;
	handing_fetch(desk);
}

/* ---- handing in ---- */

static void on_handed_in(struct desk *desk, const struct json *answer, struct span line)
{
	review_read(desk, answer);
	keep(desk, "shown", line); /* at once: its number must not be lost */
	desk_say(desk, _("Handed in as version %lld. You go on writing; C-n shows what is said."),
		 desk->review.revision);
	handing_fetch(desk);
}

/* The first line, cut between characters. */
static struct span title_of(struct span text)
{
	struct span line = SPAN("");
	text = span_trim(text);
	(void)span_next(&text, '\n', &line); /* one line only gives itself */
	return span_slice(line, 0, utf8_boundary(line, TITLE_MOST));
}

static void write_hand_in(struct desk *desk, struct str *line)
{
	struct json_writer w;
	struct str request = { 0 };
	uint64_t chance = (uint64_t)clock_wall();
	struct span text = buffer_text(desk->editor.buffer);
	/* Without chance the time has to do: it only must not be twice the same by one member. */
	(void)!getrandom(&chance, sizeof chance, 0);
	(void)str_format(&request, "%016llx", (unsigned long long)chance);
	begin_line(&w, line, "submit");
	if (desk->review.submission)
		json_write_integer(&w, "id", desk->review.submission);
	json_write_string(&w, "title", title_of(text));
	json_write_string(&w, "language",
			  span_of(language_code(coaching_language(desk->coaching))));
	json_write_string(&w, "text", text);
	json_write_string(&w, "request", str_span(&request));
	json_write_end(&w, '}');
	str_release(&request);
}

static void hand_in(struct desk *desk, int value, const char *text)
{
	struct str line = { 0 };
	(void)value, (void)text; /* a page has neither */
	write_hand_in(desk, &line);
	keep(desk, "waits", str_span(&line));
	desk_say(desk, _("It is being handed in …"));
	send(desk, str_span(&line), on_handed_in, true);
	str_release(&line);
}

void handing_start(struct desk *desk)
{
	struct str page = { 0 }, waiting = { 0 };
	struct span text = buffer_text(desk->editor.buffer);
	char bytes[32];
	if (!desk->path) {
		desk_say(desk, _("Save it first (C-s), so that comments find their way back."));
		return;
	}
	if (span_trim(text).length == 0 || text.length > SUBMISSION_TEXT) {
		desk_say(desk, _("There is no text to hand in, or it is over 256 kB."));
		return;
	}
	/* What did not get through goes first: it may be there already, under its own name. */
	if (find_kept(desk, "waits", &waiting)) {
		desk_say(desk, _("What waited here is being sent; then hand in again."));
		send(desk, str_span(&waiting), on_handed_in, true);
		str_release(&waiting);
		return;
	}
	(void)str_format(&page, _("# To the coaches of\n%s\n\n"),
			 desk->handing.session ? _("this hub") : place_of(desk));
	(void)str_format(&page, _("# The whole text as it stands (%s bytes)\n"),
			 i18n_number((long)text.length, bytes));
	(void)str_format(&page, "%.*s\n\n", SPAN_ARGS(title_of(text)));
	(void)str_add(&page, span_of(_("You can take it back at any time; then coaches see nothing "
				       "of it any more.")));
	overlay_page(&desk->overlay, _("Hand in?"), &page, _("Enter hand in · Esc do not"),
		     hand_in);
	str_release(&waiting);
}

void handing_attach(struct desk *desk)
{
	struct str line = { 0 };
	desk->review.open = -1;
	if (!handing_why_not(desk) && find_kept(desk, "shown", &line)) {
		struct json *answer = json_parse(span_trim(str_span(&line)), NULL);
		if (answer)
			review_read(desk, answer);
		json_free(answer);
		str_clear(&line);
		if (find_kept(desk, "waits", &line))
			send(desk, str_span(&line), on_handed_in, true);
		else if (desk->review.submission)
			handing_fetch(desk);
	} else if (!handing_why_not(desk) && find_kept(desk, "waits", &line)) {
		send(desk, str_span(&line), on_handed_in, true);
	}
	str_release(&line);
}

void handing_follow(const struct desk *desk, const char *id)
{
	static const char *const kept[] = { "shown", "waits" };
	struct str from = { 0 }, to = { 0 };
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		/* Most drafts have nothing there. */
		(void)rename(state_path(desk->id, kept[i], &from), state_path(id, kept[i], &to));
	str_release(&from);
	str_release(&to);
}

/* On the hub, a member who is gone from the keys leaves its memory to others: as a hang-up. */
void handing_watch_idle(void *context)
{
	struct desk *desk = context;
	if (!desk->handing.session)
		return;
	if (clock_ms() - desk->heard_at >= SESSION_IDLE_MS)
		(void)kill(getpid(), SIGHUP); /* oneself can always be told */
	else
		(void)loop_timer(desk->loop, SESSION_IDLE_MS / 30, handing_watch_idle, desk);
}

void handing_release(struct handing *handing)
{
	hubline_free(handing->hubline);
	str_release(&handing->advice);
	free(handing->back_path);
	free(handing->back_id);
	*handing = (struct handing){ 0 };
}

/* ---- what becomes of it ---- */

static void end_it(struct desk *desk, int value, const char *text)
{
	(void)text;
	handing_ask_number(desk, value ? "publish" : "withdraw", "id", desk->review.submission,
			   on_change);
}

void handing_end(struct desk *desk, const char *verb)
{
	bool publishes = strcmp(verb, "publish") == 0;
	overlay_list(&desk->overlay, publishes ? _("Is it out?") : _("Take it back?"),
		     _("Enter · Esc close"), false, end_it);
	overlay_item(&desk->overlay,
		     publishes ? _("Yes, it is published")
			       : _("Take it back; coaches see nothing of it any more"),
		     "", publishes, false);
}

static void invite(struct desk *desk, int value, const char *text)
{
	struct json_writer w;
	struct str line = { 0 };
	(void)value;
	begin_line(&w, &line, "invite");
	json_write_integer(&w, "id", desk->review.submission);
	json_write_string(&w, "reader", span_of(text));
	json_write_end(&w, '}');
	handing_ask(desk, str_span(&line), on_change);
	str_release(&line);
}

void handing_invite(struct desk *desk)
{
	overlay_input(&desk->overlay, _("Who may read it?"), "",
		      _("A member's name · Enter invite · Esc"), invite);
}

/* ---- threads ---- */

static const struct remark *open_thread(const struct desk *desk)
{
	return desk->review.open < 0 ? NULL : &desk->review.remarks.at[desk->review.open];
}

static void reply(struct desk *desk, int value, const char *text)
{
	struct json_writer w;
	struct str line = { 0 };
	const struct remark *thread = open_thread(desk);
	(void)value;
	if (!thread || !*text)
		return;
	begin_line(&w, &line, "comment");
	json_write_integer(&w, "id", desk->review.submission);
	json_write_integer(&w, "parent", thread->id);
	json_write_string(&w, "body", span_of(text));
	json_write_end(&w, '}');
	handing_ask(desk, str_span(&line), on_change);
	str_release(&line);
}

void handing_reply(struct desk *desk)
{
	overlay_input(&desk->overlay, _("Answer"), "", _("Enter send · Esc"), reply);
}

void handing_resolve(struct desk *desk)
{
	const struct remark *thread = open_thread(desk);
	if (thread)
		handing_ask_number(desk, "resolve", "comment", thread->id, on_change);
}

static bool press_thread(struct desk *desk, const struct key *key)
{
	bool letter = key->code == KEY_CHARACTER && key->modifiers == 0;
	if (key->code == KEY_ESCAPE)
		desk->review.open = -1;
	else if (key->code == KEY_DOWN || (letter && key->point == 'n'))
		review_walk(desk, 1);
	else if (key->code == KEY_UP)
		review_walk(desk, -1);
	else if (letter && key->point == 'r')
		handing_reply(desk);
	else if (letter && key->point == 'x')
		handing_resolve(desk);
	else if (key->code == KEY_ENTER && !desk->review.is_reading)
		review_take(desk);
	else if (letter || key->code == KEY_PASTE)
		desk_say(desk, _("r answers, x settles it, Esc goes back to the text."));
	else
		return false;
	return true;
}

bool handing_press(struct desk *desk, const struct key *key)
{
	if (desk->review.is_reading && inbox_press(desk, key))
		return true;
	return desk->review.open >= 0 && press_thread(desk, key);
}
