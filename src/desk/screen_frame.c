/*
 * What stands around the text: title line, status line, key line.
 */
#include <assert.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/path.h"
#include "desk/command.h"
#include "desk/desk.h"
#include "desk/keyline.h"
#include "desk/screen.h"

enum { MESSAGE_ROWS = 4, TITLE_LEAST = 15 };

/* The lesson that is open, else the first words of the text, else the file's name. */
static void add_title(const struct desk *desk, struct str *out)
{
	const struct buffer *buffer = desk->editor.buffer;
	if (desk->learning.lesson) {
		(void)str_add(out, span_of(desk->learning.lesson->title));
		return;
	}
	size_t length = buffer_length(buffer);
	struct span line = buffer_slice(buffer, 0, length < SCREEN_TITLE ? length : SCREEN_TITLE);
	line = span_trim(span_slice(line, 0, span_find(line, SPAN("\n"), 0)));
	if (line.length)
		(void)str_add(out, line);
	else
		(void)str_add(out, span_of(desk->path ? path_name(desk->path) : _("New draft")));
}

/* What does not fit is left out: first the platform, then the language. */
enum { ALL_OF_STATE, NO_PLATFORM, NO_LANGUAGE };

static void add_state(const struct desk *desk, int less, struct str *out)
{
	char time[6];
	enum language_other other = coaching_other(desk->coaching);
	review_add_state(desk, out);
	if (less < NO_LANGUAGE)
		(void)str_format(out, "%s · ",
				 other != OTHER_NONE
					 ? language_other_name(other)
					 : language_name(coaching_language(desk->coaching)));
	if (less < NO_PLATFORM)
		(void)str_format(out, "%s · ", coaching_platform(desk->coaching)->name);
	if (desk->editor.is_read_only)
		(void)str_add(out, span_of(_("read only")));
	else if (editor_is_changed(&desk->editor))
		(void)str_add(out, span_of(_("not saved")));
	else if (desk->saved_at)
		(void)str_format(out, _("saved %s"), clock_time_of_day(desk->saved_at, time));
	else
		(void)str_add(out, span_of(desk->never_saved ? _("new") : _("unchanged")));
}

void screen_frame_head(const struct desk *desk, struct canvas *canvas)
{
	struct str title = { 0 }, state = { 0 };
	int width = 0, room = 0, used = 0;
	add_title(desk, &title);
	for (int less = ALL_OF_STATE; less <= NO_LANGUAGE && room < TITLE_LEAST; less++) {
		str_clear(&state);
		add_state(desk, less, &state);
		width = grapheme_columns(str_span(&state));
		room = canvas->columns - width - 4;
	}
	canvas_fill(canvas, (struct rect){ 0, 0, 1, canvas->columns }, ROLE_STATUS);
	if (room >= TITLE_LEAST)
		used = canvas_text(canvas, 0, 1, room, ROLE_STATUS, SPAN("Tonfall · "));
	canvas_text(canvas, 0, 1 + used, room - used, ROLE_STATUS, str_span(&title));
	int column = room >= 0 ? canvas->columns - width - 1 : 1;
	canvas_text(canvas, 0, column, canvas->columns - 1 - column, ROLE_STATUS, str_span(&state));
	str_release(&title);
	str_release(&state);
}

static const struct {
	const char *command, *word;
} key_line[] = {
	{ "save", N_("save") },		  { "rewrite", N_("rewrite") },
	{ "suggest", N_("words") },	  { "panel", N_("coach") },
	{ "hint-next", N_("next hint") }, { "palette", N_("all commands") },
	{ "help", N_("help") },
};

enum { KEYS = sizeof key_line / sizeof *key_line, KEYS_LAST = 2 };

/* The key of a command as it is shown: the first of several. */
static struct span shown_key(const struct desk *desk, size_t index)
{
	const struct command *command = command_find(key_line[index].command);
	assert(command);
	const char *names = keymap_names(&desk->keymap, command);
	return (struct span){ names, strcspn(names, " ") };
}

/* Of the first `count` and the last two. In a wide window the coach is there without a key. */
static bool has_key(const struct desk *desk, size_t index, size_t count)
{
	if (strcmp(key_line[index].command, "panel") == 0 && desk->canvas.columns >= DESK_WIDE)
		return false;
	if (shown_key(desk, index).length == 0)
		return false;
	return index < count || index >= KEYS - KEYS_LAST;
}

static size_t list_keys(const struct desk *desk, size_t count, struct keyline_item items[KEYS])
{
	size_t listed = 0;
	for (size_t i = 0; i < KEYS; i++)
		if (has_key(desk, i, count))
			items[listed++] = (struct keyline_item){ shown_key(desk, i), "",
								 _(key_line[i].word), false };
	return listed;
}

/* Where not all fit, those before the last two are left out: these lead to all the others. */
static void draw_usual_keys(const struct desk *desk, struct canvas *canvas, int row)
{
	struct keyline_item items[KEYS];
	size_t count = KEYS - KEYS_LAST, listed = list_keys(desk, count, items);
	while (count > 0 && keyline_rows(items, listed, canvas->columns) > 1)
		listed = list_keys(desk, --count, items);
	keyline_draw(canvas, row, items, listed);
}

void screen_frame_keys(const struct desk *desk, struct canvas *canvas, int row)
{
	if (desk->review.is_reading)
		review_draw_keys(canvas, row);
	else
		draw_usual_keys(desk, canvas, row);
}

/* A sentence that is too long for the row takes those above it, until the next key. */
void screen_frame_status(const struct desk *desk, struct canvas *canvas, int row)
{
	enum role role = desk->message_is_error ? ROLE_ERROR : ROLE_PLAIN;
	struct span message = str_span(&desk->message);
	struct rect rect = { row, 1, 0, canvas->columns - 2 };
	int rows = canvas_paragraph(canvas, rect, role, message);
	rect.rows = rows < MESSAGE_ROWS ? rows : MESSAGE_ROWS;
	rect.row = row - rect.rows + 1;
	if (rows > 1)
		canvas_fill(canvas, (struct rect){ rect.row, 0, rect.rows, canvas->columns },
			    ROLE_PLAIN);
	canvas_paragraph(canvas, rect, role, message);
}
