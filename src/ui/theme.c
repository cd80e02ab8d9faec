#include "ui/theme.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/path.h"

#define PLAIN(a)                                  \
	{                                         \
		COLOUR_DEFAULT, COLOUR_DEFAULT, a \
	}
#define ANSI(c, a)                                   \
	{                                            \
		COLOUR_ANSI + (c), COLOUR_DEFAULT, a \
	}

void theme_default(struct theme *theme)
{
	static const struct style styles[ROLE_COUNT] = {
		[ROLE_TEXT] = PLAIN(0),
		[ROLE_PLAIN] = PLAIN(0),
		[ROLE_DIM] = ANSI(8, 0),
		[ROLE_TITLE] = PLAIN(ATTRIBUTE_BOLD),
		[ROLE_STATUS] = PLAIN(ATTRIBUTE_REVERSE),
		[ROLE_KEY] = PLAIN(ATTRIBUTE_BOLD),
		[ROLE_ACCENT] = ANSI(6, 0),
		[ROLE_GOOD] = ANSI(2, 0),
		[ROLE_NOTE] = ANSI(6, 0),
		[ROLE_HINT] = ANSI(3, ATTRIBUTE_BOLD),
		[ROLE_WARN] = ANSI(3, ATTRIBUTE_BOLD),
		[ROLE_BLOCK] = ANSI(1, ATTRIBUTE_BOLD),
		[ROLE_MISSPELLED] = ANSI(1, ATTRIBUTE_UNDERLINE),
		[ROLE_NAME] = PLAIN(0),
		/* On the author's words: readable on black and on white, which yellow is not. */
		[ROLE_FOUND] = ANSI(5, ATTRIBUTE_UNDERLINE),
		[ROLE_SELECTED] = PLAIN(ATTRIBUTE_REVERSE),
		[ROLE_INVISIBLE] = ANSI(5, 0),
		[ROLE_FOLD] = ANSI(8, 0),
		[ROLE_BORDER] = ANSI(8, 0),
		[ROLE_INSERTED] = ANSI(2, ATTRIBUTE_UNDERLINE),
		[ROLE_REMOVED] = ANSI(1, 0),
		[ROLE_ERROR] = ANSI(1, ATTRIBUTE_BOLD),
	};
	memcpy(theme->styles, styles, sizeof styles);
}

void theme_strip(struct theme *theme)
{
	for (int i = 0; i < ROLE_COUNT; i++)
		theme->styles[i].foreground = theme->styles[i].background = COLOUR_DEFAULT;
	theme->styles[ROLE_BLOCK].attributes |= ATTRIBUTE_REVERSE;
	theme->styles[ROLE_ERROR].attributes |= ATTRIBUTE_REVERSE;
}

/* The level of xterm's 6 x 6 x 6 cube (0, 95, 135, 175, 215, 255) that is nearest to 0 … 255. */
static int cube_level(int value)
{
	return value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;
}

int32_t theme_of_256(int index)
{
	if (index >= 232)
		return (8 + 10 * (index - 232)) * 0x10101;
	int32_t colour = 0;
	for (int part = 36, i = index - 16; part; i %= part, part /= 6)
		colour = colour << 8 | (i / part ? 55 + 40 * (i / part) : 0);
	return colour;
}

static int distance(int32_t a, int32_t b)
{
	int sum = 0;
	for (int shift = 0; shift <= 16; shift += 8) {
		int difference = (a >> shift & 255) - (b >> shift & 255);
		sum += difference * difference;
	}
	return sum;
}

int theme_nearest(int32_t colour, int colours)
{
	int red = colour >> 16 & 255, green = colour >> 8 & 255, blue = colour & 255;
	if (colours < 256)
		return (red > 127) | (green > 127) << 1 | (blue > 127) << 2;
	int cube = 16 + 36 * cube_level(red) + 6 * cube_level(green) + cube_level(blue);
	int mean = (red + green + blue) / 3;
	int grey = mean > 238 ? 255 : 232 + (mean > 3 ? (mean - 3) / 10 : 0);
	return distance(theme_of_256(grey), colour) < distance(theme_of_256(cube), colour) ? grey
											   : cube;
}

/* ---- files ---- */

struct look {
	char *foreground, *background;
	bool bold, dim, italic, underline, reverse;
};

static const struct yaml_field look_fields[] = {
	{ .key = "foreground", .type = YAML_STRING, .offset = offsetof(struct look, foreground) },
	{ .key = "background", .type = YAML_STRING, .offset = offsetof(struct look, background) },
	{ .key = "bold", .type = YAML_BOOL, .offset = offsetof(struct look, bold) },
	{ .key = "dim", .type = YAML_BOOL, .offset = offsetof(struct look, dim) },
	{ .key = "italic", .type = YAML_BOOL, .offset = offsetof(struct look, italic) },
	{ .key = "underline", .type = YAML_BOOL, .offset = offsetof(struct look, underline) },
	{ .key = "reverse", .type = YAML_BOOL, .offset = offsetof(struct look, reverse) },
	{ 0 },
};

/* "#rrggbb" or "default"; false when it is no such colour. */
static bool read_colour(const char *text, int32_t *colour)
{
	char *end;
	if (!text || strcmp(text, "default") == 0)
		return true;
	long value = text[0] == '#' ? strtol(text + 1, &end, 16) : -1;
	if (value < 0 || strlen(text) != 7 || *end)
		return false;
	*colour = (int32_t)value;
	return true;
}

static bool apply(struct style *style, const struct look *look)
{
	*style = (struct style){ COLOUR_DEFAULT, COLOUR_DEFAULT, 0 };
	style->attributes = (look->bold ? ATTRIBUTE_BOLD : 0) | (look->dim ? ATTRIBUTE_DIM : 0) |
			    (look->italic ? ATTRIBUTE_ITALIC : 0) |
			    (look->underline ? ATTRIBUTE_UNDERLINE : 0) |
			    (look->reverse ? ATTRIBUTE_REVERSE : 0);
	return read_colour(look->foreground, &style->foreground) &&
	       read_colour(look->background, &style->background);
}

static void report_colour(yaml_report *report, void *context, const char *path, const char *role)
{
	char sentence[160];
	(void)snprintf(sentence, sizeof sentence,
		       _("%s: a colour is written as \"#rrggbb\", or default"), role);
	report(context, path, 0, sentence);
}

bool theme_read(struct theme *theme, const char *name, yaml_report *report, void *context,
		struct err *err)
{
	struct look looks[ROLE_COUNT] = { { 0 } };
	struct yaml_field fields[ROLE_COUNT + 1] = { { 0 } };
	struct str path = { 0 }, file = { 0 };
	struct file_stamp stamp;
	for (size_t i = 0; i < ROLE_COUNT; i++)
		fields[i] = (struct yaml_field){ .key = role_names[i],
						 .type = YAML_MAP,
						 .offset = i * sizeof *looks,
						 .fields = look_fields };
	(void)str_format(&file, "themes/%s.yaml", name);
	if (!file_stat(path_in(&path, PATH_CONFIG, str_text(&file)), &stamp, NULL) || !stamp.exists)
		(void)file_stat(path_in(&path, PATH_SHARED, str_text(&file)), &stamp, NULL);
	bool found = !strchr(name, '/') && stamp.exists;
	if (found)
		/* What is wrong in it is reported; the other roles hold. */
		(void)yaml_read_map(str_text(&path), fields, looks, report, context);
	for (size_t i = 0; found && i < ROLE_COUNT; i++) {
		static const struct look none;
		struct style style;
		if (memcmp(&looks[i], &none, sizeof none) == 0)
			continue;
		if (apply(&style, &looks[i]))
			theme->styles[i] = style;
		else
			report_colour(report, context, str_text(&path), role_names[i]);
	}
	yaml_release(fields, looks);
	str_release(&path);
	str_release(&file);
	return found || err_set(err, ERR_MISSING,
				_("There is no theme %s; the usual colours are used."), name);
}
