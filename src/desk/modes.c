#include "desk/modes.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "desk/desk.h"

enum { MINUTE_MS = 60 * 1000, LOOK_MS = 1000 };

bool modes_write_freely(const struct desk *desk)
{
	return desk->modes.free_until != 0;
}

/* A proposal is decided on in the panel, so then it has to be there. */
bool modes_show_text_only(const struct desk *desk)
{
	return (desk->modes.focus || modes_write_freely(desk)) &&
	       desk->rewriting.stage != REWRITING_DECIDES;
}

/* Rounded up: "1 min" until the end. */
static int minutes_left(const struct desk *desk)
{
	int64_t left = desk->modes.free_until - clock_ms();
	return left > 0 ? (int)((left + MINUTE_MS - 1) / MINUTE_MS) : 0;
}

static void end(struct desk *desk)
{
	loop_cancel(desk->loop, desk->modes.timer);
	desk->modes.timer = 0;
	desk->modes.free_until = 0;
	desk->editor.only_grows = false;
}

static void on_timer(void *context)
{
	struct desk *desk = context;
	desk->modes.timer = 0;
	if (minutes_left(desk) > 0) {
		desk->modes.timer = loop_timer(desk->loop, LOOK_MS, on_timer, desk);
	} else {
		end(desk);
		desk_say(desk, _("The ten minutes are over. Now you may delete, and the coach "
				 "speaks again."));
	}
	desk->needs_drawing = true; /* what has not changed is not sent */
}

void modes_toggle_free(struct desk *desk)
{
	if (modes_write_freely(desk)) {
		end(desk);
		desk_say(desk, _("Free writing has ended."));
		return;
	}
	desk->modes.free_until = clock_ms() + (int64_t)FREE_MINUTES * MINUTE_MS;
	desk->modes.timer = loop_timer(desk->loop, LOOK_MS, on_timer, desk);
	desk->editor.only_grows = true;
	desk_say(desk, _("Write on, whatever comes: for ten minutes nothing is deleted. M-u ends "
			 "it."));
}

void modes_draw(const struct desk *desk, struct canvas *canvas, int row)
{
	if (!modes_write_freely(desk))
		return;
	struct str text = { 0 };
	(void)str_format(&text, _("free writing · %d min"), minutes_left(desk));
	int width = grapheme_columns(str_span(&text));
	canvas_text(canvas, row, canvas->columns - width - 1, width, ROLE_DIM, str_span(&text));
	str_release(&text);
}
