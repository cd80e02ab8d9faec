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

/* What a row of a list is: to be chosen; a title over the rows that follow; more of the one above.
 */
enum overlay_row { OVERLAY_CHOICE, OVERLAY_HEADING, OVERLAY_MORE };

struct overlay_item {
	enum overlay_row row;
	char *title;
	char *note;	   /* to the right: keys, or why it can't be done now */
	const char *also;  /* other words that find it, such as a command's name; may be NULL */
	const char *about; /* what finds it where nothing else does; may be NULL */
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
	bool looks_widely; /* by what is said about the items: none has these letters itself */
	struct {
		struct overlay_item *at;
		size_t count, room;
	} items;
	size_t chosen;	  /* among the rows shown */
	int scroll;	  /* rows above */
	int text_columns; /* of the text beside the panel, from screen_prepare; 0: no panel there */
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
/* The last item is found by these words too; they must outlive the list. */
void overlay_also(struct overlay *overlay, const char *words);
/* And by these, when no item is found otherwise; they must outlive the list. */
void overlay_about(struct overlay *overlay, const char *words);
/* A title over the items that follow; further words of the last item, in a row of their own. */
void overlay_heading(struct overlay *overlay, const char *title);
void overlay_more(struct overlay *overlay, const char *words);
/* One line to be typed, with `text` in it at first. */
void overlay_input(struct overlay *overlay, const char *title, const char *text, const char *foot,
		   void (*choose)(struct desk *desk, int value, const char *text));

/* True when the key was the overlay's (they all are while one is open). */
bool overlay_press(struct desk *desk, const struct key *key);
/* Is the item among those that the filter leaves: does its title, or what else it is found by, hold
 * what was typed, in any case? Headings go as soon as something is typed. */
bool overlay_shows(const struct overlay *overlay, const struct overlay_item *item);
/* The row shown as number `index`, NULL past the end. */
const struct overlay_item *overlay_shown(const struct overlay *overlay, size_t index);
/* desk/overlay_view.c */
void overlay_draw(const struct overlay *overlay, struct canvas *canvas);

#endif
