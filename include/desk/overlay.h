/*
 * What lies over the text for a moment: a list to choose from (commands, languages, suggestions),
 * or a page to read (help, a hint's reasons, what will be sent). One at a time, Esc closes it.
 */
#ifndef TONFALL_DESK_OVERLAY_H
#define TONFALL_DESK_OVERLAY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arr.h"
#include "base/str.h"
#include "ui/canvas.h"
#include "ui/key.h"

enum overlay_kind { OVERLAY_NONE, OVERLAY_LIST, OVERLAY_PAGE, OVERLAY_INPUT };

struct desk;

struct overlay_item {
	char *title;
	char *note; /* to the right: keys, or why it can't be done now */
	int value;
	bool is_dim;
};

struct overlay {
	enum overlay_kind kind;
	char *title;
	char *foot;	   /* the keys that work here */
	struct str text;   /* page */
	struct str beside; /* page: another text, to the right of it, below where that is narrow */
	struct str filter; /* list: what was typed; input: the line */
	size_t caret;	   /* in the filter, where typing goes */
	bool filters;	   /* typing narrows the list */
	struct {
		struct overlay_item *at;
		size_t count, room;
	} items;
	size_t chosen; /* among those shown */
	int scroll;
	/* Enter (with the item's value) or another key of the overlay's own; closes first. */
	void (*choose)(struct desk *desk, int value, const char *text);
	/* Esc, after it has closed; NULL: nothing. */
	void (*cancel)(struct desk *desk);
	/* Another key; false: it means nothing here. */
	bool (*key)(struct desk *desk, const struct key *key);
};

void overlay_close(struct overlay *overlay);
/* A page of lines, wrapped: "# " makes a heading, a tab ends a label (keys, names) beside which the
 * rest stands. `text` is taken over. choose may be NULL (Enter closes). */
void overlay_page(struct overlay *overlay, const char *title, struct str *text, const char *foot,
		  void (*choose)(struct desk *desk, int value, const char *text));
/* Other words for the page, and (NULL: none) for what stands beside them; where one has scrolled to
 * stays. Both are taken over. */
void overlay_fill(struct overlay *overlay, struct str *text, struct str *beside);
/* A list, to be filled with overlay_item. */
void overlay_list(struct overlay *overlay, const char *title, const char *foot, bool filters,
		  void (*choose)(struct desk *desk, int value, const char *text));
void overlay_item(struct overlay *overlay, const char *title, const char *note, int value,
		  bool is_dim);
/* One line to be typed, with `text` in it at first. */
void overlay_input(struct overlay *overlay, const char *title, const char *text, const char *foot,
		   void (*choose)(struct desk *desk, int value, const char *text));

/* True when the key was the overlay's (they all are while one is open). */
bool overlay_press(struct desk *desk, const struct key *key);
/* Is the item among those that the filter leaves: does its title hold what was typed, in any case?
 */
bool overlay_shows(const struct overlay *overlay, const struct overlay_item *item);
/* desk/overlay_view.c */
void overlay_draw(const struct overlay *overlay, struct canvas *canvas);

#endif
