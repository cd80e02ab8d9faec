#include "desk/handing.h"

#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/path.h"
#include "club/submission.h"
#include "desk/desk.h"
#include "desk/draft.h"
#include "desk/group.h"
#include "desk/inbox.h"
#include "text/utf8.h"

enum { TITLE_MOST = 80, WATCH_MS = 3000, TRIM_IDLE_MS = 1000 };

static void on_show(struct desk *desk, const struct json *answer, struct span line)
{
	size_t before = review_count(&desk->review);
	review_read(desk, answer);
	if (desk->review.is_reading)
		return;
	errand_keep(desk, "shown", line);
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
		errand_ask_number(desk, "show", "id", desk->review.submission, on_show);
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
	(void)line; /* is kept */
	review_read(desk, answer);
	desk_say(desk, _("Handed in as version %lld. You go on writing; C-n shows what is said."),
		 desk->review.revision);
	handing_fetch(desk);
}

struct span handing_title(struct span text)
{
	struct span line = SPAN("");
	text = span_trim(text);
	(void)span_next(&text, '\n', &line); /* one line only gives itself */
	return span_slice(line, 0, utf8_boundary(line, TITLE_MOST));
}

/* One that did not get through may be there all the same: under its name this one is then a new
 * version of it, else the first. */
static void add_name(struct desk *desk, struct json_writer *w)
{
	struct str line = { 0 };
	struct span name;
	struct json *waiting =
		errand_find(desk, "waits", &line) ? json_parse(str_span(&line), NULL) : NULL;
	if (json_string(json_member(waiting, "request"), &name))
		json_write_string(w, "request", name);
	else
		errand_add_request(w);
	json_free(waiting);
	str_release(&line);
}

static void write_hand_in(struct desk *desk, struct str *line)
{
	struct json_writer w;
	struct span text = buffer_text(desk->editor.buffer);
	errand_begin(&w, line, "submit");
	if (desk->review.submission)
		json_write_integer(&w, "id", desk->review.submission);
	json_write_string(&w, "title", handing_title(text));
	json_write_string(&w, "language", span_of(language_tag(coaching_language(desk->coaching))));
	json_write_string(&w, "text", text);
	add_name(desk, &w);
	json_write_end(&w, '}');
}

static void hand_in(struct desk *desk, int value, const char *text)
{
	struct str line = { 0 };
	(void)value, (void)text; /* a page has neither */
	write_hand_in(desk, &line);
	errand_keep(desk, "waits", str_span(&line));
	desk_say(desk, _("It is being handed in …"));
	errand_hand_in(desk, str_span(&line), on_handed_in);
	str_release(&line);
}

/* What the hub answered last about this draft, and what was said about it. */
static void read_shown(struct desk *desk)
{
	struct str line = { 0 };
	struct json *answer = errand_find(desk, "shown", &line)
				      ? json_parse(span_trim(str_span(&line)), NULL)
				      : NULL;
	if (answer)
		review_read(desk, answer);
	json_free(answer);
	str_release(&line);
}

void handing_start(struct desk *desk)
{
	struct str page = { 0 };
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
	/* Another window may have handed it in. */
	if (!desk->review.submission)
		read_shown(desk);
	(void)str_format(&page, _("# To the coaches of\n%s\n\n"),
			 desk->handing.session ? _("this hub") : errand_place(desk));
	(void)str_format(&page, _("# The whole text as it stands (%s bytes)\n"),
			 i18n_number((long)text.length, bytes));
	(void)str_format(&page, "%.*s\n\n", SPAN_ARGS(handing_title(text)));
	(void)str_add(&page, span_of(_("You can take it back at any time; then coaches see nothing "
				       "of it any more.")));
	overlay_page(&desk->overlay, _("Hand in?"), &page, _("Enter hand in · Esc do not"),
		     hand_in);
}

void handing_attach(struct desk *desk)
{
	struct str line = { 0 };
	desk->review.open = -1;
	if (errand_why_not(desk))
		return;
	read_shown(desk);
	if (errand_find(desk, "waits", &line))
		errand_hand_in(desk, str_span(&line), on_handed_in);
	else if (desk->review.submission)
		handing_fetch(desk);
	str_release(&line);
}

/* ---- a session on the hub ---- */

static bool count_one(void *context, const char *path)
{
	(void)path;
	return ++*(size_t *)context < HANDING_DRAFTS;
}

/* So many at least as the hub keeps for a member? */
static bool is_full(const char *folder, const char *suffix)
{
	size_t count = 0;
	/* A folder that cannot be read has nothing; saving there will say why. */
	(void)file_each(folder, suffix, count_one, &count, NULL);
	return count >= HANDING_DRAFTS;
}

bool handing_may_begin(const struct desk *desk, struct err *err)
{
	struct str folder = { 0 };
	bool full = desk->handing.session &&
		    is_full(path_in(&folder, PATH_STATE, "journal"), ".journal");
	str_release(&folder);
	return !full ||
	       err_set(err, ERR_LIMIT,
		       _("No new draft: 1,000 that were never saved wait for you on this hub. "
			 "Open some and save them (C-s)."));
}

bool handing_has_room(const struct desk *desk, const char *path, struct err *err)
{
	struct str folder = { 0 };
	if (!desk->handing.session)
		return true;
	if (buffer_length(desk->editor.buffer) > HANDING_BYTES)
		return err_set(err, ERR_LIMIT,
			       _("Not saved: the hub keeps drafts of at most 1 MB. Take some out, "
				 "or write it on your own machine."));
	if (access(path, F_OK) == 0)
		return true;
	bool full = is_full(draft_folder(&folder), ".txt");
	str_release(&folder);
	return !full ||
	       err_set(err, ERR_LIMIT,
		       _("Not saved: the hub keeps 1,000 drafts for you. Save it under the name "
			 "of one that is done with."));
}

static void on_member(void *context, const struct json *answer, struct span line,
		      const struct err *err)
{
	struct desk *desk = context;
	struct span code;
	(void)line, (void)err; /* a club that is busy is asked again */
	if (json_string(json_member(answer, "code"), &code) && span_equal(code, SPAN("removed")))
		errand_refused(desk, answer);
}

/* A member who was removed is told so soon, whatever they do; one who is gone from the keys leaves
 * its memory to others, as by a hang-up. */
static void watch_member(void *context)
{
	struct desk *desk = context;
	struct str line = { 0 };
	struct json_writer w;
	if (!desk->handing.session)
		return;
	if (clock_ms() - desk->heard_at >= SESSION_IDLE_MS) {
		(void)kill(getpid(), SIGHUP); /* oneself can always be told */
		return;
	}
	/* Reading the rules has left gaps in the memory that is each session's own. */
	if (clock_ms() - desk->heard_at >= TRIM_IDLE_MS)
		(void)malloc_trim(0);
	errand_begin(&w, &line, "whoami");
	json_write_end(&w, '}');
	if (errand_open(desk))
		hubline_ask(desk->handing.hubline, str_span(&line), on_member, desk);
	str_release(&line);
	(void)loop_timer(desk->loop, WATCH_MS, watch_member, desk);
}

/* Who has the terminal tells of its size, and by its end that the terminal is gone. */
static void on_line(void *context, int fd, int events)
{
	struct desk *desk = context;
	char bytes[64];
	(void)events;
	if (read(fd, bytes, sizeof bytes) > 0)
		desk->needs_drawing = true;
	else
		desk_cut_off(desk);
}

void handing_watch(struct desk *desk)
{
	const struct session *session = desk->handing.session;
	if (session && session->actor.member.role == ROLE_COACH)
		desk_say(desk, _("You read for others here: C-b shows who waits."));
	if (session && session->line >= 0)
		loop_watch(desk->loop, session->line, LOOP_READ, on_line, desk);
	watch_member(desk);
	group_tell(desk);
}

void handing_release(struct handing *handing)
{
	hubline_free(handing->hubline);
	outbox_release(&handing->outbox);
	str_release(&handing->advice);
	free(handing->back_path);
	free(handing->back_id);
	*handing = (struct handing){ 0 };
}

/* ---- what becomes of it ---- */

static void end_it(struct desk *desk, int value, const char *text)
{
	(void)text;
	errand_ask_number(desk, value ? "publish" : "withdraw", "id", desk->review.submission,
			  on_change);
}

void handing_end(struct desk *desk, const char *verb)
{
	bool publishes = strcmp(verb, "publish") == 0;
	overlay_list(&desk->overlay, publishes ? _("Is it out?") : _("Take it back?"),
		     _("Enter · Esc close"), false, end_it);
	overlay_item(&desk->overlay,
		     publishes ? _("Yes, it is published")
			       : _("Take it back; coaches no longer see it"),
		     "", publishes, false);
}

static void on_invited(struct desk *desk, const struct json *answer, struct span line)
{
	struct span reader;
	(void)line;
	if (json_string(json_member(answer, "reader"), &reader))
		desk_say(desk, _("%.*s may read it now, by C-b on their desk."), SPAN_ARGS(reader));
}

static void invite(struct desk *desk, int value, const char *text)
{
	struct json_writer w;
	struct str line = { 0 };
	(void)value;
	errand_begin(&w, &line, "invite");
	json_write_integer(&w, "id", desk->review.submission);
	json_write_string(&w, "reader", span_of(text));
	json_write_end(&w, '}');
	errand_ask(desk, str_span(&line), on_invited);
	str_release(&line);
}

void handing_invite(struct desk *desk)
{
	overlay_input(&desk->overlay, _("Who may read it?"), "",
		      _("A member's name · Enter invite · Esc"), invite);
}
