#include "coach/weight.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <uninorm.h>

#include "text/grapheme.h"
#include "text/utf8.h"

enum { HEAVY = 2 };

static bool is_light(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = { { 0, 4351 }, { 8192, 8205 }, { 8208, 8223 }, { 8242, 8247 } };
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

/* What only sequences of emoji have in them: joiner, emoji style, keycap, skin tone, flags. */
static bool joins_emoji(uint32_t c)
{
	return c == 0x200d || c == 0xfe0f || c == 0x20e3 || (c >= 0x1f3fb && c <= 0x1f3ff) ||
	       (c >= 0x1f1e6 && c <= 0x1f1ff);
}

static size_t points_weigh(struct span text)
{
	size_t weight = 0;
	for (size_t at = 0; at < text.length;) {
		struct utf8_point point = utf8_at(text, at);
		weight += is_light(point.value) ? 1 : HEAVY;
		at += point.length;
	}
	return weight;
}

static size_t cluster_weighs(struct span cluster)
{
	size_t points = 0;
	for (size_t at = 0; at < cluster.length; points++) {
		struct utf8_point point = utf8_at(cluster, at);
		if (joins_emoji(point.value))
			return HEAVY;
		at += point.length;
	}
	if (points < 2)
		return points_weigh(cluster);
	size_t length = 0;
	uint8_t *composed = u8_normalize(UNINORM_NFC, (const uint8_t *)cluster.at, cluster.length,
					 NULL, &length);
	/* Invalid bytes have no composed form: then as they are. */
	size_t weight =
		points_weigh(composed ? (struct span){ (const char *)composed, length } : cluster);
	free(composed);
	return weight;
}

size_t weight_of(struct span text)
{
	size_t weight = 0;
	for (size_t at = 0; at < text.length;) {
		struct grapheme grapheme = grapheme_next(text, at, 0);
		weight += cluster_weighs(span_slice(text, at, at + grapheme.length));
		at += grapheme.length;
	}
	return weight;
}
