/* What a lesson says: the same words for the panel beside the text and for the page over it. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/command.h"
#include "desk/desk.h"
#include "desk/learning.h"

enum { LEAST_TITLE = 8 /* columns of a title that still say something */ };

static const struct lesson_step *step_of(const struct learning *learning)
{
	return lesson_step(learning->lesson, learning->step);
}

static const char *sign_of(int points)
{
	static const char *const signs[] = { "·", "○", "✓" };
	return signs[points];
}

static void add_needs(const struct learning *learning, struct str *out)
{
	const struct lesson_step *step = step_of(learning);
	for (size_t i = 0; i < step->needs.count; i++) {
		const struct lesson_need *need = lesson_need(step, i);
		const struct criterion *criterion = grade_find(&learning->grade, need->criterion);
		if (criterion)
			(void)str_format(
				out, "%s %s\n",
				criterion->points >= need->least ? "✓" : sign_of(criterion->points),
				need_sentence(need, criterion,
					      (enum language)learning->lesson->language));
	}
}

static void add_task(const struct learning *learning, struct str *out)
{
	size_t count = lesson_step_count(learning->lesson);
	if (count > 1)
		(void)str_format(out, _("# Exercise %zu of %zu\n"), learning->step + 1, count);
	else
		(void)str_format(out, _("# Exercise\n"));
	(void)str_format(out, "%s\n", step_of(learning)->task);
}

static void add_feedback(const struct learning *learning, struct str *out)
{
	const struct lesson_step *step = step_of(learning);
	if (learning->is_graded) {
		(void)str_format(out, "\n# %s\n",
				 learning->has_passed ? _("Done") : _("Not there yet"));
		add_needs(learning, out);
	}
	if (learning->has_passed)
		(void)str_format(out, "\n%s\n", step->reason);
	for (size_t i = 0; i < learning->hints; i++)
		(void)str_format(out, _("\n# Hint %zu of %zu\n%s\n"), i + 1, step->hints.count,
				 step->hints.at[i]);
	if (learning->shows_model || learning->has_passed)
		(void)str_format(out, _("\n# A model answer\n%s\n"), step->model);
}

/* "a\nb\n\nc": lines of a paragraph are joined, so that they wrap at the page's own width. */
static void add_unwrapped(const char *text, struct str *out)
{
	for (; *text; text++) {
		bool soft = text[0] == '\n' && text[1] != '\n' && text[1] &&
			    (out->length == 0 || out->at[out->length - 1] != '\n');
		(void)str_add_byte(out, soft ? ' ' : *text);
	}
}

static void close_page(struct desk *desk, int value, const char *text)
{
	(void)desk, (void)value, (void)text; /* it has closed */
}

/* The keys of the lesson do the same from its page as from the answer. */
static bool press_page(struct desk *desk, const struct key *key)
{
	const struct command *command = keymap_command(&desk->keymap, key);
	if (!command || strncmp(command->id, "lesson-", strlen("lesson-")) != 0)
		return false;
	overlay_close(&desk->overlay);
	command_run(desk, command);
	return true;
}

/* Short enough for a window of DESK_COLUMNS in any language. */
static const char *keys_of_page(const struct desk *desk)
{
	const struct learning *learning = &desk->learning;
	if (comparing_is_possible(desk))
		return _("C-g goes on · M-4 compares · Enter back");
	if (learning->has_passed)
		return _("C-g goes on · Enter back to the answer");
	return learning->is_graded ? _("Enter back · M-i hint · M-x model")
				   : _("Enter begin · C-g checks · M-q leave");
}

void learning_read(struct desk *desk)
{
	const struct learning *learning = &desk->learning;
	struct str page = { 0 };
	if (learning->is_graded || learning->hints || learning->shows_model) {
		add_task(learning, &page);
		add_feedback(learning, &page);
		(void)str_format(&page, "\n# %s\n", learning->lesson->title);
		add_unwrapped(learning->lesson->text, &page);
	} else {
		add_unwrapped(learning->lesson->text, &page);
		(void)str_add_byte(&page, '\n');
		add_task(learning, &page);
	}
	struct str words = { 0 };
	const char *foot = keys_of_page(desk);
	overlay_page(&desk->overlay, learning->lesson->title, &page,
		     keymap_in_words(&desk->keymap, foot, &words), close_page);
	desk->overlay.key = press_page;
	str_release(&words);
}

/* ---- beside the text ---- */

static void draw_line(struct canvas *canvas, struct rect *r, struct span line)
{
	bool heading = span_starts(line, SPAN("# "));
	bool there = span_starts(line, SPAN("✓"));
	enum role role = heading ? ROLE_TITLE : there ? ROLE_GOOD : ROLE_PLAIN;
	if (heading)
		line = span_slice(line, 2, line.length);
	int used = line.length ? canvas_paragraph(canvas, *r, role, line) : 1;
	r->row += used;
	r->rows -= used;
}

/* In the row that many above the rectangle's end. */
static void draw_keys(const struct desk *desk, struct canvas *canvas, struct rect r, int above,
		      const char *text)
{
	struct str words = { 0 };
	canvas_text(canvas, r.row + r.rows - above, r.column, r.columns, ROLE_DIM,
		    span_of(keymap_in_words(&desk->keymap, text, &words)));
	str_release(&words);
}

void learning_draw(const struct desk *desk, struct canvas *canvas, struct rect r)
{
	const struct learning *learning = &desk->learning;
	struct str page = { 0 };
	canvas_text(canvas, r.row, r.column, r.columns, ROLE_ACCENT,
		    span_of(learning->lesson->title));
	draw_keys(desk, canvas, r, 2,
		  learning->has_passed ? _("C-g goes on · M-0 once more")
				       : _("C-g checks · M-i hint · M-0 anew"));
	draw_keys(desk, canvas, r, 1, _("M-l lessons, text · M-q leave"));
	if (comparing_is_possible(desk)) {
		draw_keys(desk, canvas, r, 3, _("M-4 compares two answers"));
		r.rows--;
	}
	add_task(learning, &page);
	add_feedback(learning, &page);
	r.row += 2;
	r.rows -= 5;
	struct span rest = str_span(&page), line;
	int below = r.row + r.rows; /* the row that parts it from the keys */
	bool has_room = r.rows > 0;
	while (r.rows > 0 && span_next(&rest, '\n', &line))
		draw_line(canvas, &r, line);
	if (has_room && (r.rows < 0 || rest.length > 0))
		draw_keys(desk, canvas, (struct rect){ below, r.column, 1, r.columns }, 1,
			  _("↓ M-l: read it all"));
	str_release(&page);
}

void learning_draw_line(const struct desk *desk, struct canvas *canvas, int row)
{
	const struct learning *learning = &desk->learning;
	struct str words = { 0 };
	const char *keys = comparing_is_possible(desk) ? _("C-g goes on · M-4 compares")
			   : learning->has_passed
				   ? _("C-g goes on")
				   : _("C-g checks · M-i hint · M-l text · M-q leave");
	struct span named = span_of(keymap_in_words(&desk->keymap, keys, &words));
	/* The keys first; the title also stands over the page. */
	int room = canvas->columns - 2 - grapheme_columns(named) - 3;
	int used = room < LEAST_TITLE ? 0
				      : canvas_text(canvas, row, 1, room, ROLE_PLAIN,
						    span_of(learning->lesson->title));
	if (used)
		used += canvas_text(canvas, row, 1 + used, 3, ROLE_PLAIN, SPAN(" · "));
	canvas_text(canvas, row, 1 + used, canvas->columns - 2 - used, ROLE_PLAIN, named);
	str_release(&words);
}
