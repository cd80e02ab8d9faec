/*
 * A theme gives every role its look: files themes/NAME.yaml in the program's and the person's data.
 * Roles it leaves out look like `plain`. NO_COLOR takes the colours away; what they said is then
 * said by attributes.
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
/* The nearest of so many colours (8, 16, 256) for 0xRRGGBB; ANSI and default colours stay. */
int theme_nearest(int32_t colour, int colours);

#endif
