/*
 * What the desk says on its status line.
 */
#include <stdarg.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/path.h"
#include "desk/desk.h"

void desk_say(struct desk *desk, const char *format, ...)
{
	char text[512];
	va_list args;
	struct str words = { 0 };
	/* What is wrong with the set-up stays until it can have been read. */
	if (desk->troubles)
		return;
	va_start(args, format);
	/* A message too long for the line is cut by the line. */
	(void)vsnprintf(text, sizeof text, keymap_in_format(&desk->keymap, format, &words), args);
	va_end(args);
	str_release(&words);
	str_clear(&desk->message);
	(void)str_add(&desk->message, span_of(text));
	desk->message_is_error = false;
	desk->said_at = clock_ms();
	desk->needs_drawing = true;
}

void desk_fail(struct desk *desk, const struct err *err)
{
	desk_say(desk, "%s", err->text);
	desk->message_is_error = true;
}

void desk_tell_trouble(struct desk *desk, const char *sentence)
{
	int others = desk->troubles;
	desk->troubles = 0;
	if (others == 0) {
		desk_say(desk, "%s", sentence);
		str_clear(&desk->trouble);
		(void)str_add(&desk->trouble, span_of(sentence));
	} else {
		desk_say(desk,
			 i18n_plural("%s (And %d more: `tonfall doctor`.)",
				     "%s (And %d more: `tonfall doctor`.)", (unsigned long)others),
			 str_text(&desk->trouble), others);
	}
	desk->message_is_error = true;
	desk->troubles = others + 1;
}

void desk_report_mistake(void *desk, const char *path, int line, const char *expected)
{
	struct str place = { 0 }, sentence = { 0 };
	(void)str_add(&place, span_of(path_name(path)));
	if (line)
		(void)str_format(&place, ":%d", line);
	(void)str_format(&sentence, _("%s: %s"), str_text(&place), expected);
	desk_tell_trouble(desk, str_text(&sentence));
	str_release(&place);
	str_release(&sentence);
}
