/*
 * Draws the pictures of README.md from the real program: `make pictures`. Each is a draft, keys,
 * and the screen that comes of them; those with a club need root and sshd and are left as they are
 * without. To look at all screens elsewhere: pictures FOLDER [COLUMNSxROWS [LANGUAGE [THEME
 * [NAME]]]].
 */
#include "unit.h"

#include "base/file.h"
#include "command.h"
#include "hub.h"
#include "picture.h"
#include "server.h"

enum { STEPS = 12, SETTLE_MS = 700, START_MS = 2500 };

static const struct picture_ground dark = { 0x16181d, 0xe6e6e6 }, light = { 0xffffff, 0x1c1c1c };

struct shot {
	const char *name, *title;
	const char *language, *theme, *sample;
	int columns, rows;
	const char *keys[STEPS]; /* each is pressed when the one before has been drawn */
	enum { ALONE, WITH_MODEL, WITH_COACH } company;
	bool is_shown; /* in README.md; the others are for looking at */
};

#define F1     "\033OP"
#define F2     "\033OQ"
#define F3     "\033OR"
#define DOWN   "\033[B"
#define RIGHT  "\033[1;5C"
#define SELECT "\033[1;6C"

/* Keys for commands that have none, in the pictures that are for looking at. */
#define FIGURES	 "\033[15~"
#define PLATFORM "\033[17~"
#define ASIDE	 "\033[20~"
#define REASON	 "\033[21~"
#define DRAFTS	 ".local/share/tonfall/drafts/"
static const char keys[] = "figures: F5\nplatform: F6\nhint-list-aside: F9\n"
			   "hint-aside-reason: F10\n";

/* For looking at, in German. */
#define LOOK_WITH(company_, name_, sample_, ...)                                        \
	{                                                                               \
		.name = name_, .title = name_, .language = "de", .theme = "dark",       \
		.sample = sample_, .columns = 104, .rows = 30, .keys = { __VA_ARGS__ }, \
		.company = company_                                                     \
	}
#define LOOK(name_, sample_, ...) LOOK_WITH(ALONE, name_, sample_, __VA_ARGS__)
/* For README.md. */
#define SHOWN(name_, title_, language_, theme_, sample_, rows_, company_, ...)             \
	{                                                                                  \
		.name = name_, .title = title_, .language = language_, .theme = theme_,    \
		.sample = sample_, .columns = 104, .rows = rows_, .keys = { __VA_ARGS__ }, \
		.company = company_, .is_shown = true                                      \
	}

static const struct shot shots[] = {
	SHOWN("desk", "Writing, with the coach beside the text", "de", "dark", "de-gemischt", 32,
	      ALONE, NULL),
	SHOWN("hint", "A hint, with its reasons", "fr", "light", "fr-annonce", 32, ALONE, F3, F1),
	SHOWN("rewrite", "A proposal, change by change", "de", "dark", "de-recruiting", 30,
	      WITH_MODEL, "\x12", "\r", "\r", "\x12"),
	SHOWN("lesson", "A lesson", "it", "dark", "it-errore", 30, ALONE, "\033l", "\r", "\r",
	      "Ieri alle otto ho aperto il portatile in cucina. Mia figlia dormiva ancora.",
	      "\x07"),
	SHOWN("review", "A coach reads and comments", "de", "dark", "de-recruiting", 32, WITH_COACH,
	      "\x02", "\r"),
	LOOK_WITH(WITH_COACH, "inbox", "de-recruiting", "\x02"),
	LOOK_WITH(WITH_COACH, "remark", "de-recruiting", "\x02", "\r", RIGHT, SELECT, SELECT, "q"),
	LOOK_WITH(WITH_COACH, "remarks", "de-recruiting", "\x02", "\r", RIGHT, SELECT, SELECT, "q",
		  "Warum?", "\r", "n"),
	LOOK_WITH(WITH_COACH, "advice", "de-recruiting", "\x02", "\r", F3, "h"),
	LOOK_WITH(WITH_MODEL, "tasks", "de-recruiting", "\x12"),
	LOOK_WITH(WITH_MODEL, "gate", "de-recruiting", "\x12", "\r"),
	LOOK("palette", "de-recruiting", "\x10"),
	LOOK("help", "de-recruiting", F1),
	LOOK("drafts", "de-recruiting", "\x0f"),
	LOOK("find", "de-recruiting", "\x06", "ich"),
	LOOK("replace", "de-recruiting", "\033r", "ich", "\t", "wir"),
	LOOK("words", "it-errore", F3, "\x17"),
	LOOK("lessons", "de-recruiting", "\033l"),
	LOOK("page", "de-recruiting", "\033l", "\r"),
	LOOK("check", "de-recruiting", "\033l", "\r", "\r", "Hallo.", "\x07"),
	LOOK("versions", "de-recruiting", "Neu. ", "\x13", "Und neuer. ", "\x13", "\033v"),
	LOOK("version", "de-recruiting", "Neu. ", "\x13", "Und neuer. ", "\x13", "\033v", DOWN,
	     "\r"),
	LOOK("compare", "de-recruiting", "Neu. ", "\033o"),
	LOOK("figures", "de-recruiting", FIGURES),
	LOOK("platform", "de-recruiting", PLATFORM),
	LOOK("aside", "de-mitteilung", F3, "\033,", ASIDE),
	LOOK("reason", "de-mitteilung", F3, REASON),
	LOOK("language", "de-recruiting", "\x0c"),
	LOOK("save-as", "de-recruiting", "\033s"),
	LOOK("open", "de-recruiting", "\033e"),
	LOOK("plain", "de-recruiting", "\033y"),
	LOOK("free", "de-recruiting", "\033u"),
	LOOK("refused", "de-recruiting", "\x12"),
	LOOK("quit", "de-recruiting", "Neu. ", "\x11"),
	LOOK("voice", "de-recruiting",
	     "\033"
	     "6"),
	LOOK("panel", "de-mitteilung", F2),
	LOOK("hints", "de-mitteilung", F3, F3),
	LOOK("empty", NULL, NULL),
};

/* What the model "says": the draft with these changes. */
static const char *const changes[][2] = {
	{ "und ich habe lange gedacht, das sei die Aufgabe von HR",
	  "und dachte lange, das sei Sache von HR" },
	{ "Fünf Minuten reichen fast immer.", "Fünf Minuten genügen meistens." },
};

struct studio {
	const char *folder, *size, *language, *theme;
	struct hub hub;
	bool has_tried; /* to set up the hub */
	struct str answer;
	struct server_script script;
};

static void add_json(struct str *out, const char *text)
{
	while (*text) {
		const char *change = NULL;
		for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
			if (strncmp(text, changes[i][0], strlen(changes[i][0])) == 0) {
				change = changes[i][1];
				text += strlen(changes[i][0]);
			}
		if (change)
			(void)str_add(out, span_of(change));
		else if (*text == '\n')
			(void)str_add(out, SPAN("\\n"));
		else
			(void)str_add_byte(out, *text);
		text += !change;
	}
}

static void prepare_answer(struct studio *studio, const char *draft)
{
	str_clear(&studio->answer);
	(void)str_add(&studio->answer,
		      SPAN("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
			   "Connection: close\r\n\r\n"
			   "data: {\"choices\":[{\"delta\":{\"content\":\"<<<TEXT\\n"));
	add_json(&studio->answer, draft);
	(void)str_add(&studio->answer, SPAN("TEXT>>>\"}}]}\n\ndata: {\"choices\":[{\"delta\":{},"
					    "\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"));
	studio->script = (struct server_script){ .steps = { { str_text(&studio->answer), 0 } } };
}

/* The hub of all pictures, with three posts that wait; false where there can be none. */
static bool open_hub(struct studio *studio)
{
	static const char *const posts[][2] = { { "tim", "de-gemischt" },
						{ "nora", "fr-atelier" },
						{ "sara", "de-recruiting" } };
	struct hub *hub = &studio->hub;
	if (studio->has_tried)
		return hub->sshd != 0;
	studio->has_tried = true;
	if (!hub_start(hub, HUB_COMMAND))
		return false;
	hub_add(hub, "lea", "coach");
	for (size_t i = 0; i < sizeof posts / sizeof *posts; i++) {
		struct home home = { 0 };
		struct str ssh = { 0 }, settings = { 0 };
		struct command_result result;
		char sample[64];
		home_init(&home);
		hub_add(hub, posts[i][0], "author");
		(void)str_format(&settings,
				 "club.hub: \"tonfall-test@127.0.0.1\"\nclub.ssh: \"%s\"\n",
				 hub_ssh_setting(hub, posts[i][0], &ssh));
		(void)home_write(&home, ".config/tonfall/settings.yaml", str_text(&settings));
		(void)snprintf(sample, sizeof sample, "tests/samples/%s.txt", posts[i][1]);
		RUN(&home, &result, NULL, "submit", home_source(sample));
		if (result.status != 0)
			fail_msg("%s", result.err);
		command_release(&result);
		str_release(&ssh);
		str_release(&settings);
		home_release(&home);
	}
	return true;
}

/* ---- one picture ---- */

static void take(struct studio *studio, const struct shot *shot, struct terminal *terminal)
{
	const char *theme = studio->theme ? studio->theme : shot->theme;
	char path[256];
	terminal_drain(terminal, START_MS);
	for (size_t i = 0; i < STEPS && shot->keys[i]; i++) {
		terminal_press(terminal, shot->keys[i]);
		terminal_drain(terminal, SETTLE_MS);
	}
	terminal_drain(terminal, 2 * SETTLE_MS);
	(void)snprintf(path, sizeof path, "%s/%s.svg", studio->folder, shot->name);
	picture_write(terminal, strcmp(theme, "light") == 0 ? &light : &dark, shot->title, path);
	print_message("%s\n", path);
	terminal_free(terminal);
}

static void shoot(struct studio *studio, const struct shot *shot)
{
	char language[32], post[64], *text = NULL;
	const char *const environment[] = { "COLORTERM=truecolor", language, NULL };
	struct home home = { .environment = environment };
	struct str settings = { 0 };
	struct server *server = NULL;
	int columns = shot->columns, rows = shot->rows;
	if (studio->size)
		assert_int_equal(sscanf(studio->size, "%dx%d", &columns, &rows), 2);
	const char *code = studio->language ? studio->language : shot->language;
	(void)snprintf(language, sizeof language, "LANGUAGE=%s", code);
	(void)snprintf(studio->hub.language, sizeof studio->hub.language, "%s", code);
	home_init(&home);
	(void)str_format(&settings, "ui.theme: %s\n", studio->theme ? studio->theme : shot->theme);
	if (shot->sample) {
		(void)snprintf(post, sizeof post, "tests/samples/%s.txt", shot->sample);
		struct str draft = { 0 };
		assert_true(file_read(post, 1 << 16, &draft, NULL, NULL));
		text = str_take(&draft);
		(void)home_write(&home, "post.txt", text);
	}
	if (shot->company == WITH_MODEL) {
		prepare_answer(studio, text);
		server = server_new(&studio->script, 1);
		(void)str_format(
			&settings,
			"rewrite.endpoint: http://127.0.0.1:%d/v1\nrewrite.model: gemma3\n",
			server_port(server));
	}
	(void)home_write(&home, ".config/tonfall/settings.yaml", str_text(&settings));
	if (!shot->is_shown) {
		(void)home_write(&home, ".config/tonfall/keys.yaml", keys);
		(void)home_write(&home, DRAFTS "montag.txt", "Am Montag um acht kam Mia.\n");
		(void)home_write(&home, DRAFTS "lang.txt",
				 "Ein Entwurf, dessen erste Zeile länger ist, als in eine Zeile "
				 "der Liste passen kann, auch in einem breiten Fenster.\n");
	}
	if (shot->company == WITH_COACH)
		take(studio, shot,
		     hub_terminal(&studio->hub, "lea", "xterm-256color", rows, columns));
	else
		take(studio, shot,
		     terminal_new(&home, rows, columns, home_path(&home, "post.txt")));
	if (server)
		server_free(server);
	free(text);
	str_release(&settings);
	home_release(&home);
}

int main(int argc, char **argv)
{
	struct studio studio = { .folder = argc > 1 ? argv[1] : "docs/pictures",
				 .size = argc > 2 && *argv[2] ? argv[2] : NULL,
				 .language = argc > 3 && *argv[3] ? argv[3] : NULL,
				 .theme = argc > 4 && *argv[4] ? argv[4] : NULL };
	const char *only = argc > 5 ? argv[5] : NULL;
	for (size_t i = 0; i < sizeof shots / sizeof *shots; i++) {
		const struct shot *shot = &shots[i];
		if (only ? strcmp(only, shot->name) != 0 : argc < 2 && !shot->is_shown)
			continue;
		if (shot->company != WITH_COACH || open_hub(&studio))
			shoot(&studio, shot);
	}
	if (studio.hub.sshd)
		hub_stop(&studio.hub);
	str_release(&studio.answer);
	return 0;
}
