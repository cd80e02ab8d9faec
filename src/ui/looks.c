#include "looks.h"

#include <stdlib.h>
#include <string.h>

enum { TRUE_COLOURS = 1 << 24 };

static const struct {
	unsigned attribute;
	enum capability capability;
} attribute_rows[] = {
	{ ATTRIBUTE_BOLD, CAN_BOLD },	    { ATTRIBUTE_DIM, CAN_DIM },
	{ ATTRIBUTE_ITALIC, CAN_ITALIC },   { ATTRIBUTE_UNDERLINE, CAN_UNDERLINE },
	{ ATTRIBUTE_REVERSE, CAN_REVERSE },
};

/* Terminals of 16 million colours say so in COLORTERM, which ssh may not pass on, or in terminfo.
 */
static int count_colours(int colours)
{
	const char *term = getenv("COLORTERM");
	bool says_so = term && (strcmp(term, "truecolor") == 0 || strcmp(term, "24bit") == 0);
	return (says_so && colours >= 256) || colours > 256 ? TRUE_COLOURS : colours;
}

void looks_init(struct looks *looks, const struct terminfo *info, struct str *out)
{
	*looks = (struct looks){ .info = info, .out = out, .now = -1 };
	looks->colours = count_colours(info->colours);
}

void looks_set_theme(struct looks *looks, const struct theme *theme)
{
	const char *no_color = getenv("NO_COLOR");
	looks->theme = *theme;
	if (looks->colours < 8 || (no_color && *no_color))
		theme_strip(&looks->theme);
}

/* Terminfo goes back to the ordinary letters as well, which nothing here ever leaves. */
static void add_plain(const struct looks *looks)
{
	static const char *const with_letters[] = { "\033(B\033[m", "\033[m\033(B", "\033[m\017" };
	const char *plain = looks->info->can[CAN_PLAIN];
	for (size_t i = 0; i < sizeof with_letters / sizeof *with_letters; i++)
		if (strcmp(plain, with_letters[i]) == 0) {
			(void)str_add(looks->out, SPAN("\033[m"));
			return;
		}
	terminfo_add(looks->info, looks->out, CAN_PLAIN, 0, 0);
}

static int nearest(const struct looks *looks, int32_t colour)
{
	if (colour == COLOUR_DEFAULT)
		return -1;
	int index = colour >= COLOUR_ANSI ? colour - COLOUR_ANSI
					  : theme_nearest(colour, looks->colours);
	return index < looks->colours ? index : index % 8;
}

static void add_colour(const struct looks *looks, enum capability capability, int32_t colour)
{
	bool is_ground = capability == CAN_BACKGROUND;
	if (looks->colours == TRUE_COLOURS && colour >= 0 && colour < COLOUR_ANSI) {
		(void)str_format(looks->out, "\033[%d;2;%d;%d;%dm", is_ground ? 48 : 38,
				 (int)(colour >> 16 & 255), (int)(colour >> 8 & 255),
				 (int)(colour & 255));
		return;
	}
	/* On 8 colours, bright black is bold black, which many show as nothing. */
	if (colour == COLOUR_ANSI + 8 && looks->colours < 16)
		return;
	int index = nearest(looks, colour);
	if (index >= 0)
		terminfo_add(looks->info, looks->out, capability, index, 0);
}

static bool is_plain(const struct looks *looks, int look)
{
	const struct style *style = &looks->theme.styles[look >> 8];
	return (look & 255) == 0 && style->attributes == 0 && style->foreground == COLOUR_DEFAULT &&
	       style->background == COLOUR_DEFAULT;
}

bool looks_plain(const struct looks *looks)
{
	return looks->now >= 0 && is_plain(looks, looks->now);
}

void looks_set(struct looks *looks, int look)
{
	if (looks->now == look)
		return;
	bool was_plain = looks_plain(looks);
	looks->now = look;
	if (!was_plain)
		add_plain(looks);
	const struct style *style = &looks->theme.styles[look >> 8];
	unsigned attributes = style->attributes | (unsigned)(look & 255);
	for (size_t i = 0; i < sizeof attribute_rows / sizeof *attribute_rows; i++)
		if (attributes & attribute_rows[i].attribute)
			terminfo_add(looks->info, looks->out, attribute_rows[i].capability, 0, 0);
	add_colour(looks, CAN_FOREGROUND, style->foreground);
	add_colour(looks, CAN_BACKGROUND, style->background);
}

bool looks_bare(const struct looks *looks, const struct cell *cell)
{
	const struct style *style = &looks->theme.styles[cell->role];
	unsigned visible = ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE;
	return cell->points[0] == 0 && cell->columns == 1 &&
	       ((style->attributes | cell->attributes) & visible) == 0 &&
	       style->background == COLOUR_DEFAULT;
}
