/*
 * The desk: one draft on the screen, with the coach beside it. What its files share; nobody outside
 * desk/ looks inside, main and cli only call desk_run.
 *
 * A turn of the loop: keys and answers change state (commands never draw), then, before it sleeps,
 * everything is drawn once (drawing never changes state).
 */
#ifndef TONFALL_DESK_DESK_H
#define TONFALL_DESK_DESK_H

#include <stdbool.h>

#include "base/err.h"
#include "base/file.h"
#include "base/str.h"
#include "desk/coaching.h"
#include "desk/comparing.h"
#include "desk/drafts.h"
#include "desk/editor.h"
#include "desk/find.h"
#include "desk/handing.h"
#include "desk/journal.h"
#include "desk/learning.h"
#include "desk/journal_file.h"
#include "desk/keymap.h"
#include "desk/lock.h"
#include "desk/outside.h"
#include "desk/modes.h"
#include "desk/overlay.h"
#include "desk/pointer.h"
#include "desk/review.h"
#include "desk/rewriting.h"
#include "desk/screen.h"
#include "desk/settings.h"
#include "desk/thread.h"
#include "desk/voicing.h"
#include "io/loop.h"
#include "io/worker.h"
#include "ui/canvas.h"
#include "ui/key_decoder.h"
#include "ui/term.h"

enum {
	DESK_COLUMNS = 60, /* below, it says so and waits */
	DESK_ROWS = 16,
	DESK_BESIDE = 76, /* from here on the panel stands beside the text, below it lies over it */
	DESK_WIDE = 100,  /* from here on it is there at first, without a key */
	DESK_WRITING = 72, /* the writing column is never wider */
	DESK_PANEL = 40,
	DESK_FILE_CEILING = 64 << 20,
	DESK_VOICED = 16 << 10, /* bytes of a draft that its voice is measured on */
};

struct draft;

struct desk {
	struct loop *loop;
	struct worker *worker;
	struct term *term;
	struct canvas canvas;
	struct key_decoder *keys;
	int escape_timer;

	struct settings settings;
	struct keymap keymap;
	struct theme theme;

	char *path; /* NULL: a new draft without a file */
	char *id;   /* of the draft in the state folder (desk/lock.h) */
	struct lock lock;
	struct file_stamp stamp;
	bool never_saved; /* the file does not exist yet */
	int64_t saved_at; /* seconds since 1970; 0: not in this session */

	enum outside outside;		 /* what became of the file since */
	struct file_stamp outside_stamp; /* of the change that was told last */
	char *wanted_path;		 /* while it is asked whether to overwrite it */

	struct editor editor;
	struct journal *journal;
	bool journal_fails;
	struct journal_state recovered; /* while it is asked what to do with it */
	char recovered_when[64];
	struct drafts drafts;		 /* of the open list */
	int version;			 /* the earlier version that is compared */
	void (*back)(struct desk *desk); /* from a comparison */
	struct find find;
	struct pointer pointer;
	struct modes modes;
	struct coaching *coaching;
	struct voicing *voicing;
	struct rewriting rewriting;
	struct learning learning;
	struct comparing comparing;
	struct handing handing;
	struct review review;
	struct overlay overlay;

	int64_t heard_at;     /* ms: the last key */
	int64_t pasted_until; /* ms: what comes before it without brackets is the same paste */
	struct str clipboard;
	struct str suggested; /* the words of the open list, one a line */
	bool shows_plain;     /* the finished text on the bare screen; nothing is drawn */
	bool shows_panel; /* F2: over the text in a narrow window, hidden in a wide one when off */
	struct str message; /* for the status line, until the next key */
	bool message_is_error;
	int64_t said_at;	 /* clock_ms of the message */
	struct str trouble;	 /* the first thing in the set-up that wants doing */
	int troubles;		 /* how many were told since the last key */
	bool quits_anyway;	 /* C-q was pressed once on a changed draft */
	bool follows_caret;	 /* the view moves with the caret; not while scrolling */
	bool needs_drawing;	 /* all of it */
	struct screen_line line; /* else this is what may have changed */
	bool is_held;		 /* the terminal has not taken all of the last drawing */
	size_t fold;		 /* where the platform folds the text; its length: nowhere */
	int hint;		 /* the finding that is opened, -1: none */
	int text_rows;		 /* of the writing area, as drawn last */
	bool told_complaints, told_dictionary;
	bool is_cut_off;       /* the terminal is gone, or the system wants us gone */
	struct str last_words; /* then said, when the terminal is given back */
	int status;	       /* of the process */
	struct err failure;    /* told when it has ended */
};

/* Opens `path` (NULL: a new draft) on the terminal; returns the exit status. */
int desk_run(const char *path);
/* The same with a lesson, by its id; NULL: the list of lessons. */
int desk_learn(const char *lesson);
/* A member's desk on the hub itself; see desk/handing.h. */
int desk_member(struct session *session);

/* desk/message.c: a sentence for the status line. */
void desk_say(struct desk *desk, const char *format, ...) __attribute__((format(printf, 2, 3)));
void desk_fail(struct desk *desk, const struct err *err);
/* Something in the set-up wants doing: the first such is told, with the number of the others. */
void desk_tell_trouble(struct desk *desk, const char *sentence);
/* The same for a mistake in a data file. */
void desk_report_mistake(void *desk, const char *path, int line, const char *expected);

/* desk/placing.c. */
/* Puts another draft on the desk: the file at `path`, or (path NULL) the words that wait under
 * `id`, or (both NULL) an empty one. What is not saved of the one before waits in its journal. */
void desk_open(struct desk *desk, const char *path, const char *id);
/* The same for a draft that was left for a moment (recovery_resume). */
void desk_return(struct desk *desk, const char *path, const char *id);
/* The same with what was read already; takes it over. False when nothing is on the desk now. */
bool desk_put(struct desk *desk, struct draft *draft);
/* Asks once when something is not saved. */
void desk_quit(struct desk *desk);
/* Ends, whatever is on the desk; the sentence is told when the terminal is the shell's again. What
 * is not saved waits in the journal. */
void desk_end(struct desk *desk, const struct err *err);
/* The terminal is gone or the system wants us to end: keeps the text, touches the terminal no more.
 */
void desk_cut_off(struct desk *desk);

/* desk/input.c: reads the keys of the terminal and gives them to whom they are for. */
void input_open(struct desk *desk);
void input_close(struct desk *desk);

/* The hint to show as number `index` of those that are open (at most three); -1 past the end. Their
 * order is by weight, then place. */
int desk_open_hint(const struct desk *desk, int index);
/* Opens the next (1) or previous (-1) hint and goes to its place; behind the hints come the
 * misspelled words. */
void desk_walk_hints(struct desk *desk, int direction);
/* Opens a hint (-1: none) and goes to its place. */
void desk_open_at(struct desk *desk, int hint);
/* The finding at the caret, -1 when there is none. */
int desk_hint_at_caret(const struct desk *desk);
/* The one that a key is about: at the caret, else the open one, else the first; -1: none. */
int desk_hint_meant(const struct desk *desk);

/* desk/screen.c: draws everything on the canvas. */
void screen_prepare(struct desk *desk);
void screen_draw(const struct desk *desk, struct canvas *canvas);
/* The offset in the text under a cell of the screen; false beside the text. */
bool screen_offset_at(struct desk *desk, int row, int column, size_t *at);

/* Where the panel is now; false when it is not shown. */
bool screen_panel(const struct desk *desk, struct rect *rect);

/* desk/panel.c: the coach's panel, the proposal in it, and the one line that stands for it in a
 * narrow window. */
void panel_draw(const struct desk *desk, struct canvas *canvas, struct rect rect);
void panel_draw_line(const struct desk *desk, struct canvas *canvas, int row);
/* The counter anew, in the panel or in that line, on a canvas where all else stands. */
void panel_draw_count(const struct desk *desk, struct canvas *canvas,
		      const struct screen_plan *plan);
/* The mouse at a button of the panel; false when there is none. */
bool panel_press(struct desk *desk, int row, int column);

#endif
