/*
 * A theme gives every role its look: files themes/NAME.yaml in the program's and the person's data.
 * Roles it leaves out keep the built-in look. NO_COLOR takes the colours away; what they said is
 * then said by attributes.
 */
#ifndef TONFALL_UI_THEME_H
#define TONFALL_UI_THEME_H

#include <stdbool.h>

#include "base/err.h"
#include "base/yaml.h"
#include "ui/style.h"

struct theme {
	struct style styles[ROLE_COUNT];
};

/* The built-in look: the terminal's own 16 colours. */
void theme_default(struct theme *theme);
/* Reads the theme of that name ("light", "dark", …); false with *err when there is none; mistakes
 * in it are reported and leave the default for that role. */
bool theme_read(struct theme *theme, const char *name, yaml_report *report, void *context,
		struct err *err);
/* Without colours: attributes only. */
void theme_strip(struct theme *theme);
/* The index of the nearest of so many colours (8, 16, 256) for 0xRRGGBB; of 16, one of the first 8.
 */
int theme_nearest(int32_t colour, int colours);
/* 0xRRGGBB of xterm's colours 16 … 255 (the first 16 are the terminal's own). */
int32_t theme_of_256(int index);

#endif
