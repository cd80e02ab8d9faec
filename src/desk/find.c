#include "desk/find.h"

#include <stdio.h>

#include "base/i18n.h"
#include "desk/desk.h"
#include "desk/keyline.h"

enum { FIELD_CEILING = 1000 };

/* ---- the matches ---- */

static void look(struct desk *desk)
{
	struct find *find = &desk->find;
	struct search search;
	search_init(&search, str_span(&find->needle), find->options);
	search_all(&search, buffer_text(desk->editor.buffer), FIND_MOST, &find->matches);
	search_release(&search);
}

/* Index of the first match that ends behind `at`. */
static size_t first_behind(const struct find *find, size_t at)
{
	size_t low = 0, high = find->matches.count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (find->matches.at[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool find_marks(const struct find *find, size_t at)
{
	if (!find->is_open)
		return false;
	size_t index = first_behind(find, at);
	return index < find->matches.count && find->matches.at[index].start <= at;
}

static void go_to(struct desk *desk, size_t index)
{
	struct find *find = &desk->find;
	find->current = index;
	editor_go(&desk->editor, find->matches.at[index].start, false);
	editor_go(&desk->editor, find->matches.at[index].end, true);
	desk->follows_caret = true;
}

static void go_back(struct desk *desk)
{
	struct find *find = &desk->find;
	size_t length = buffer_length(desk->editor.buffer);
	editor_go(&desk->editor, find->anchor < length ? find->anchor : length, false);
	editor_go(&desk->editor, find->caret < length ? find->caret : length, true);
	desk->follows_caret = true;
}

/* The needle or how it is looked for has changed: the first match from where one was. */
static void look_anew(struct desk *desk)
{
	struct find *find = &desk->find;
	look(desk);
	if (find->matches.count == 0) {
		go_back(desk);
		return;
	}
	size_t start = find->caret < find->anchor ? find->caret : find->anchor;
	size_t index = first_behind(find, start);
	go_to(desk, index < find->matches.count ? index : 0);
}

static void step(struct desk *desk, int direction)
{
	struct find *find = &desk->find;
	size_t count = find->matches.count;
	if (count)
		go_to(desk, (find->current + (direction > 0 ? 1 : count - 1)) % count);
}

/* ---- replacing ---- */

static bool may_replace(struct desk *desk)
{
	if (desk->find.matches.count == 0)
		return false;
	if (desk->editor.is_read_only)
		desk_say(desk, _("This draft may only be read. Nothing was changed."));
	return !desk->editor.is_read_only;
}

static void replace_one(struct desk *desk)
{
	struct find *find = &desk->find;
	struct err err;
	if (!may_replace(desk))
		return;
	struct match match = find->matches.at[find->current];
	if (!editor_replace(&desk->editor, match.start, match.end, str_span(&find->replacement),
			    &err)) {
		desk_fail(desk, &err);
		return;
	}
	size_t behind = desk->editor.caret;
	look(desk);
	size_t index = first_behind(find, behind);
	if (find->matches.count)
		go_to(desk, index < find->matches.count ? index : 0);
}

/* From the last to the first, so that the places of those to come hold. */
static void replace_all(struct desk *desk)
{
	struct find *find = &desk->find;
	struct err err = { 0 };
	if (!may_replace(desk))
		return;
	size_t done = 0;
	undo_break(desk->editor.undo);
	undo_begin(desk->editor.undo);
	for (size_t i = find->matches.count; i-- > 0; done++) {
		struct match match = find->matches.at[i];
		if (!editor_replace(&desk->editor, match.start, match.end,
				    str_span(&find->replacement), &err))
			break;
	}
	undo_end(desk->editor.undo);
	find_close(desk);
	if (err.code != ERR_NONE)
		desk_fail(desk, &err);
	else
		desk_say(desk,
			 i18n_plural("%zu place replaced. C-z takes it back.",
				     "%zu places replaced. C-z takes them all back.", done),
			 done);
}

/* ---- keys ---- */

void find_open(struct desk *desk, bool replaces)
{
	struct find *find = &desk->find;
	size_t start, end;
	editor_selection(&desk->editor, &start, &end);
	struct span selected = buffer_slice(desk->editor.buffer, start, end);
	if (!find->needle.ceiling) {
		str_init(&find->needle, FIELD_CEILING);
		str_init(&find->replacement, FIELD_CEILING);
	}
	/* What is selected on one line is what one looks for. */
	if (selected.length && selected.length < FIELD_CEILING / 4 &&
	    span_find(selected, SPAN("\n"), 0) == selected.length) {
		str_clear(&find->needle);
		(void)str_add(&find->needle, selected);
	}
	find->caret = desk->editor.caret;
	find->anchor = desk->editor.anchor;
	find->replaces = replaces;
	find->in_replacement = false;
	find->is_open = true;
	find->is_old = find->needle.length > 0;
	look_anew(desk);
}

void find_close(struct desk *desk)
{
	desk->find.is_open = false;
	arr_clear(&desk->find.matches);
}

void find_release(struct find *find)
{
	str_release(&find->needle);
	str_release(&find->replacement);
	arr_release(&find->matches);
	*find = (struct find){ 0 };
}

static struct str *field(struct find *find)
{
	return find->in_replacement ? &find->replacement : &find->needle;
}

static void changed(struct desk *desk)
{
	if (!desk->find.in_replacement)
		look_anew(desk);
}

/* The first letter takes the place of what was looked for the last time, as in any field whose text
 * is selected; Enter and the arrows go on with it. */
static void begin_typing(struct find *find)
{
	if (find->is_old && !find->in_replacement)
		str_clear(&find->needle);
	find->is_old = false;
}

static void type(struct desk *desk, struct span text)
{
	begin_typing(&desk->find);
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.at[i] >= 0x20 && text.at[i] != 0x7f)
			(void)str_add_byte(field(&desk->find), text.at[i]);
	changed(desk);
}

static void type_point(struct desk *desk, uint32_t point)
{
	begin_typing(&desk->find);
	(void)str_add_point(field(&desk->find), point);
	changed(desk);
}

static void erase(struct desk *desk)
{
	struct str *text = field(&desk->find);
	desk->find.is_old = false;
	size_t at = grapheme_before(str_span(text), text->length);
	(void)str_replace(text, at, text->length - at, SPAN(""));
	changed(desk);
}

static bool press_option(struct desk *desk, uint32_t letter)
{
	struct search_options *options = &desk->find.options;
	switch (letter) {
	case 'c':
		options->heeds_case = !options->heeds_case;
		break;
	case 'w':
		options->whole_words = !options->whole_words;
		break;
	case 'a':
		options->ignores_accents = !options->ignores_accents;
		break;
	default:
		return false;
	}
	look_anew(desk);
	return true;
}

static bool press_enter(struct desk *desk, const struct key *key)
{
	struct find *find = &desk->find;
	if (key->modifiers & KEY_ALT && find->replaces)
		replace_all(desk);
	else if (find->in_replacement)
		replace_one(desk);
	else
		step(desk, key->modifiers & KEY_SHIFT ? -1 : 1);
	return true;
}

static bool press_character(struct desk *desk, const struct key *key)
{
	if (key->modifiers == KEY_ALT)
		return press_option(desk, key->point);
	if (key->modifiers == KEY_CTRL && key->point == 'f')
		step(desk, 1);
	else if (key->modifiers == 0)
		type_point(desk, key->point);
	else
		return false;
	return true;
}

static bool press_open(struct desk *desk, const struct key *key)
{
	struct find *find = &desk->find;
	switch (key->code) {
	case KEY_CHARACTER:
		return press_character(desk, key);
	case KEY_PASTE:
		type(desk, key->text);
		return true;
	case KEY_BACKSPACE:
		erase(desk);
		return true;
	case KEY_ENTER:
		return press_enter(desk, key);
	case KEY_TAB:
		find->in_replacement = find->replaces && !find->in_replacement;
		find->replaces = true;
		return true;
	case KEY_DOWN:
	case KEY_UP:
		step(desk, key->code == KEY_DOWN ? 1 : -1);
		return true;
	case KEY_ESCAPE:
		go_back(desk);
		find_close(desk);
		return true;
	default: /* any other key is the desk's */
		return false;
	}
}

bool find_press(struct desk *desk, const struct key *key)
{
	if (!desk->find.is_open)
		return false;
	if (press_open(desk, key))
		return true;
	/* It ends here, at the match, and the key does what it always does. */
	find_close(desk);
	return false;
}

/* ---- drawing ---- */

static int draw_field(struct canvas *canvas, int row, int column, const char *label,
		      const struct str *text, bool has_keys, enum role role)
{
	column +=
		canvas_print(canvas, row, column, canvas->columns - column, ROLE_KEY, "%s ", label);
	column += canvas_text(canvas, row, column, canvas->columns / 3, role, str_span(text));
	if (has_keys)
		canvas_caret(canvas, row, column);
	return column + 2;
}

static void add_count(const struct find *find, struct str *out)
{
	char current[32], count[32];
	i18n_number((long)find->current + 1, current);
	i18n_number((long)find->matches.count, count);
	if (find->needle.length == 0)
		return;
	if (find->matches.count == 0)
		(void)str_add(out, span_of(_("not found")));
	else
		(void)str_format(out, _("%s of %s%s"), current, count,
				 find->matches.count == FIND_MOST ? "+" : "");
}

static struct keyline_item item(const char *key, const char *word)
{
	return (struct keyline_item){ span_of(key), "", word, false };
}

/* "●" in front of what is on: the sign, not the colour, says it. */
static struct keyline_item option(const char *key, const char *word, bool is_on)
{
	return (struct keyline_item){ span_of(key), is_on ? "●" : "○", word, is_on };
}

enum { KEYS_MOST = 7 };

/* Returns how many there are. */
static size_t list_keys(const struct find *find, struct keyline_item items[KEYS_MOST])
{
	const struct search_options *options = &find->options;
	size_t count = 0;
	items[count++] = find->in_replacement ? item(_("Enter"), _("replace"))
					      : item(_("Enter ↑"), _("next, previous"));
	if (find->replaces)
		items[count++] = item(_("M-Enter"), _("all"));
	items[count++] = item("Tab", find->replaces ? _("field") : _("replace"));
	items[count++] = item("Esc", _("back"));
	items[count++] = option("M-c", _("case"), options->heeds_case);
	items[count++] = option("M-w", _("word"), options->whole_words);
	items[count++] = option("M-a", "e=é", options->ignores_accents);
	return count;
}

int find_key_rows(const struct find *find, int columns)
{
	struct keyline_item items[KEYS_MOST];
	return keyline_rows(items, list_keys(find, items), columns);
}

void find_draw(const struct desk *desk, struct canvas *canvas, int status_row, int key_row)
{
	const struct find *find = &desk->find;
	struct str count = { 0 };
	struct keyline_item items[KEYS_MOST];
	canvas_fill(canvas,
		    (struct rect){ status_row, 0, canvas->rows - status_row, canvas->columns },
		    ROLE_PLAIN);
	bool selected = find->is_old && !find->in_replacement;
	int column = draw_field(canvas, status_row, 1, _("Find"), &find->needle,
				!find->in_replacement, selected ? ROLE_SELECTED : ROLE_TEXT);
	if (find->replaces)
		column = draw_field(canvas, status_row, column, _("Replace with"),
				    &find->replacement, find->in_replacement, ROLE_TEXT);
	add_count(find, &count);
	canvas_text(canvas, status_row, column, canvas->columns - column, ROLE_DIM,
		    str_span(&count));
	str_release(&count);
	keyline_draw(canvas, key_row, items, list_keys(find, items));
}
