/* A terminal's screen as an SVG picture: cells of 8.4 x 17 units in a monospaced font. */
#ifndef TONFALL_TESTS_PICTURE_H
#define TONFALL_TESTS_PICTURE_H

#include "terminal.h"

/* Colours of the terminal that is drawn, 0xRRGGBB. */
struct picture_ground {
	unsigned paper, ink;
};

void picture_write(struct terminal *terminal, const struct picture_ground *ground,
		   const char *title, const char *path);

#endif
