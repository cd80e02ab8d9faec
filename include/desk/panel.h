/*
 * Inside of the panel: what its files share. The panel is drawn from the desk's state only; where
 * its buttons are is found by drawing it on a canvas that nobody sees.
 */
#ifndef TONFALL_DESK_PANEL_H
#define TONFALL_DESK_PANEL_H

#include "desk/desk.h"

enum { PANEL_TALL = 26 /* rows from which on nothing is left out */ };

enum panel_action { PANEL_WHY, PANEL_ASIDE, PANEL_TAKE, PANEL_LESSON, PANEL_OPEN };

struct panel_button {
	int row, column, columns;
	enum panel_action action;
	int hint; /* index in the report's findings */
};

struct panel_buttons {
	struct panel_button at[12];
	int count;
};

/* How a severity looks: role and sign; -1 is fine. */
enum role panel_role(int severity);
const char *panel_sign(int severity);

/* A family's name in the person's words. */
const char *panel_family(enum family family);

/* "plain" and the like in the person's words. */
const char *panel_band(const char *band);

/* desk/figures.c: the page of figures; there must be a report. */
void figures_show(struct desk *desk);

/* desk/panel_checklist.c: the rows that were used are taken off *r. */
void panel_draw_checklist(const struct desk *desk, struct canvas *canvas, struct rect *r);

/* desk/panel_rewrite.c: while an answer comes; while the proposal has the keys. */
void panel_draw_running(const struct desk *desk, struct canvas *canvas, struct rect r);
void panel_draw_proposal(const struct desk *desk, struct canvas *canvas, struct rect r);

/* desk/panel_hints.c: at most three open hints, the one that is opened in full, or what is good;
 * adds its buttons to *buttons (NULL is fine). */
void panel_draw_hints(const struct desk *desk, struct canvas *canvas, struct rect r,
		      struct panel_buttons *buttons);

/* desk/commands_hint.c: what the buttons and keys do. */
void hint_explain(struct desk *desk, int hint);
void hint_take(struct desk *desk, int hint);
/* Opens the lesson that explains it; says so when there is none. */
void hint_learn(struct desk *desk, int hint);
void hint_put_aside(struct desk *desk, int hint, bool for_good, const char *reason);

#endif
