#include "desk/overlay.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "desk/desk.h"
#include "desk/overlay_view.h"
#include "lang/fold.h"

void overlay_close(struct overlay *overlay)
{
	for (size_t i = 0; i < overlay->items.count; i++) {
		free(overlay->items.at[i].title);
		free(overlay->items.at[i].note);
	}
	arr_release(&overlay->items);
	free(overlay->title);
	free(overlay->foot);
	str_release(&overlay->text);
	str_release(&overlay->beside);
	str_release(&overlay->filter);
	*overlay = (struct overlay){ .text_columns = overlay->text_columns };
}

static void open_overlay(struct overlay *overlay, enum overlay_kind kind, const char *title,
			 const char *foot,
			 void (*choose)(struct desk *desk, int value, const char *text))
{
	overlay_close(overlay);
	overlay->kind = kind;
	overlay->title = mem_copy(span_of(title));
	overlay->foot = mem_copy(span_of(foot));
	overlay->choose = choose;
	str_init(&overlay->filter, 1000);
}

void overlay_page(struct overlay *overlay, const char *title, struct str *text, const char *foot,
		  void (*choose)(struct desk *desk, int value, const char *text))
{
	open_overlay(overlay, OVERLAY_PAGE, title, foot, choose);
	overlay_fill(overlay, text, NULL);
}

void overlay_fill(struct overlay *overlay, struct str *text, struct str *beside)
{
	str_release(&overlay->text);
	str_release(&overlay->beside);
	overlay->text = *text;
	overlay->beside = beside ? *beside : (struct str){ 0 };
	*text = (struct str){ 0 };
	if (beside)
		*beside = (struct str){ 0 };
}

void overlay_list(struct overlay *overlay, const char *title, const char *foot, bool filters,
		  void (*choose)(struct desk *desk, int value, const char *text))
{
	open_overlay(overlay, OVERLAY_LIST, title, foot, choose);
	overlay->filters = filters;
}

/* The first that can be chosen. */
static void choose_first(struct overlay *overlay)
{
	const struct overlay_item *item;
	overlay->chosen = 0;
	overlay->scroll = 0;
	overlay->looks_widely = false;
	overlay->looks_widely = !overlay_shown(overlay, 0);
	while ((item = overlay_shown(overlay, overlay->chosen)) && item->row != OVERLAY_CHOICE)
		overlay->chosen++;
}

void overlay_item(struct overlay *overlay, const char *title, const char *note, int value,
		  bool is_dim)
{
	*arr_add(&overlay->items) = (struct overlay_item){ .title = mem_copy(span_of(title)),
							   .note = mem_copy(span_of(note)),
							   .value = value,
							   .is_dim = is_dim };
}

void overlay_also(struct overlay *overlay, const char *words)
{
	overlay->items.at[overlay->items.count - 1].also = words;
}

void overlay_about(struct overlay *overlay, const char *words)
{
	overlay->items.at[overlay->items.count - 1].about = words;
}

void overlay_heading(struct overlay *overlay, const char *title)
{
	overlay_item(overlay, title, "", 0, false);
	overlay->items.at[overlay->items.count - 1].row = OVERLAY_HEADING;
	choose_first(overlay);
}

void overlay_more(struct overlay *overlay, const char *words)
{
	overlay_item(overlay, words, "", overlay->items.at[overlay->items.count - 1].value, false);
	overlay->items.at[overlay->items.count - 1].row = OVERLAY_MORE;
}

void overlay_input(struct overlay *overlay, const char *title, const char *text, const char *foot,
		   void (*choose)(struct desk *desk, int value, const char *text))
{
	open_overlay(overlay, OVERLAY_INPUT, title, foot, choose);
	(void)str_add(&overlay->filter, span_of(text));
	overlay->caret = overlay->filter.length;
}

static bool holds(const char *text, const struct str *wanted)
{
	struct str folded = { 0 };
	fold_word(span_of(text), &folded);
	bool found = strstr(str_text(&folded), str_text(wanted)) != NULL;
	str_release(&folded);
	return found;
}

bool overlay_shows(const struct overlay *overlay, const struct overlay_item *item)
{
	if (!overlay->filters || overlay->filter.length == 0)
		return true;
	if (item->row == OVERLAY_HEADING)
		return false;
	struct str wanted = { 0 };
	fold_word(str_span(&overlay->filter), &wanted);
	bool found = holds(item->title, &wanted) || (item->also && holds(item->also, &wanted)) ||
		     (overlay->looks_widely && item->about && holds(item->about, &wanted));
	str_release(&wanted);
	return found;
}

const struct overlay_item *overlay_shown(const struct overlay *overlay, size_t index)
{
	for (size_t i = 0; i < overlay->items.count; i++)
		if (overlay_shows(overlay, &overlay->items.at[i]) && index-- == 0)
			return &overlay->items.at[i];
	return NULL;
}

static size_t count_shown(const struct overlay *overlay)
{
	size_t count = 0;
	for (size_t i = 0; i < overlay->items.count; i++)
		count += overlay_shows(overlay, &overlay->items.at[i]);
	return count;
}

/* Closes first, so that the function may open another one. */
static void choose(struct desk *desk, int value)
{
	struct overlay *overlay = &desk->overlay;
	void (*function)(struct desk *, int, const char *) = overlay->choose;
	char *text = mem_copy(str_span(&overlay->filter));
	overlay_close(overlay);
	if (function)
		function(desk, value, text);
	free(text);
}

static void press_enter(struct desk *desk)
{
	struct overlay *overlay = &desk->overlay;
	if (overlay->kind != OVERLAY_LIST) {
		choose(desk, 0);
		return;
	}
	const struct overlay_item *item = overlay_shown(overlay, overlay->chosen);
	if (item)
		choose(desk, item->value);
}

static void press_escape(struct desk *desk)
{
	void (*cancel)(struct desk *) = desk->overlay.cancel;
	overlay_close(&desk->overlay);
	if (cancel)
		cancel(desk);
}

static void type(struct overlay *overlay, struct span text)
{
	for (size_t i = 0; i < text.length; i++) {
		struct span byte = { text.at + i, 1 };
		if ((unsigned char)*byte.at >= 0x20 && *byte.at != 0x7f &&
		    str_replace(&overlay->filter, overlay->caret, 0, byte))
			overlay->caret++;
	}
	choose_first(overlay);
}

/* Keys that came too fast to be told from a paste: Enter at their end is still Enter, once for each
 * time, also for what the first of them opened. */
static void type_fast(struct desk *desk, const struct key *key)
{
	struct span text = key->text;
	int enters = 0;
	while (key->is_plain && (span_ends(text, SPAN("\r")) || span_ends(text, SPAN("\n")))) {
		text.length--;
		enters++;
	}
	type(&desk->overlay, text);
	for (; enters > 0 && desk->overlay.kind != OVERLAY_NONE; enters--)
		press_enter(desk);
}

/* From one offset of the line to another; the caret goes to the first. */
static void erase(struct overlay *overlay, size_t from, size_t to)
{
	(void)str_replace(&overlay->filter, from, to - from, SPAN(""));
	overlay->caret = from;
	choose_first(overlay);
}

/* Moving and deleting in the line that is typed; false for another key. */
static bool edit_line(struct overlay *overlay, enum key_code code)
{
	struct span text = str_span(&overlay->filter);
	size_t caret = overlay->caret, before = grapheme_before(text, caret);
	size_t behind = caret + grapheme_next(text, caret, 0).length;
	switch (code) {
	case KEY_LEFT:
		overlay->caret = before;
		return true;
	case KEY_RIGHT:
		overlay->caret = behind;
		return true;
	case KEY_HOME:
		overlay->caret = 0;
		return true;
	case KEY_END:
		overlay->caret = text.length;
		return true;
	case KEY_BACKSPACE:
		erase(overlay, before, caret);
		return true;
	case KEY_DELETE:
		erase(overlay, caret, behind);
		return true;
	default: /* no key of a line */
		return false;
	}
}

static void scroll_page(struct desk *desk, int step)
{
	struct overlay *overlay = &desk->overlay;
	struct rect in = overlay_view_inside(overlay, &desk->canvas);
	int last = overlay_view_page_rows(overlay, in.columns) - in.rows;
	int scroll = overlay->scroll + step;
	overlay->scroll = scroll > last ? last : scroll;
	if (overlay->scroll < 0)
		overlay->scroll = 0;
}

/* The row of that number; where it is none to choose, the next one in the direction of `step`,
 * else the chosen one stays. */
static void choose_at(struct overlay *overlay, long number, int step)
{
	long last = (long)count_shown(overlay) - 1;
	const struct overlay_item *item;
	if (number < 0)
		number = 0;
	else if (number > last)
		number = last;
	/* The first row may be a heading, the last one more of a choice. */
	if (number == 0)
		step = 1;
	else if (number == last)
		step = -1;
	for (; number >= 0 && (item = overlay_shown(overlay, (size_t)number));
	     number += step < 0 ? -1 : 1)
		if (item->row == OVERLAY_CHOICE) {
			overlay->chosen = (size_t)number;
			return;
		}
}

static bool move(struct desk *desk, enum key_code code)
{
	enum { ALL = 1 << 20 }; /* more than any list has */
	struct overlay *overlay = &desk->overlay;
	int page = overlay_view_inside(overlay, &desk->canvas).rows - 1;
	int step = code == KEY_UP || code == KEY_WHEEL_UP	? -1
		   : code == KEY_DOWN || code == KEY_WHEEL_DOWN ? 1
		   : code == KEY_PAGE_UP			? -page
		   : code == KEY_PAGE_DOWN			? page
		   : code == KEY_HOME				? -ALL
		   : code == KEY_END				? ALL
								: 0;
	if (step == 0)
		return false;
	if (overlay->kind == OVERLAY_PAGE) {
		scroll_page(desk, step);
		return true;
	}
	choose_at(overlay, (long)overlay->chosen + step, step);
	overlay->scroll = overlay_view_first(overlay, &desk->canvas);
	return true;
}

static void press_unknown(struct desk *desk, const struct key *key)
{
	struct str name = { 0 };
	key_name(key, &name);
	if (name.length)
		desk_say(desk, _("%s does nothing here. Esc closes this."), str_text(&name));
	str_release(&name);
}

/* A click on an item is Enter on it. One beside a list or page that asks nothing leaves it, as Esc
 * does; a line that is being typed is not lost so. */
static bool press_mouse(struct desk *desk, const struct key *key)
{
	struct overlay *overlay = &desk->overlay;
	if (key->code != KEY_PRESS || key->button != 1)
		return key->code == KEY_DRAG || key->code == KEY_RELEASE || key->code == KEY_PRESS;
	int item = overlay_view_item_at(overlay, &desk->canvas, key->row, key->column);
	bool stays = overlay->kind == OVERLAY_INPUT || overlay->cancel;
	if (!overlay_view_holds(overlay, &desk->canvas, key->row, key->column)) {
		if (!stays)
			press_escape(desk);
	} else if (item >= 0 && overlay_shown(overlay, (size_t)item) &&
		   overlay_shown(overlay, (size_t)item)->row != OVERLAY_HEADING) {
		overlay->chosen = (size_t)item;
		press_enter(desk);
	}
	return true;
}

bool overlay_press(struct desk *desk, const struct key *key)
{
	struct overlay *overlay = &desk->overlay;
	if (overlay->kind == OVERLAY_NONE)
		return false;
	bool types = overlay->kind == OVERLAY_INPUT || overlay->filters;
	if (key->code == KEY_ESCAPE)
		press_escape(desk);
	else if (press_mouse(desk, key))
		return true;
	else if (overlay->key && overlay->key(desk, key))
		return true;
	else if (key->code == KEY_ENTER)
		press_enter(desk);
	else if (overlay->kind == OVERLAY_INPUT && edit_line(overlay, key->code))
		return true;
	else if (move(desk, key->code))
		return true;
	else if (types && edit_line(overlay, key->code))
		return true;
	else if (types && key->code == KEY_PASTE)
		type_fast(desk, key);
	else if (types && key->code == KEY_CHARACTER && key->modifiers == 0) {
		struct str text = { 0 };
		(void)str_add_point(&text, key->point);
		type(overlay, str_span(&text));
		str_release(&text);
	} else {
		press_unknown(desk, key);
	}
	return true;
}
