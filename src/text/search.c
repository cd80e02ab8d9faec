#include "text/search.h"

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "text/grapheme.h"
#include "text/segment.h"
#include "text/utf8.h"

enum { FOLDED_MOST = 16, DEPTH_MOST = 4 };

/* ---- folding ---- */

struct folded {
	uint32_t points[FOLDED_MOST];
	size_t count;
};

static void add_folded(struct folded *out, uint32_t point, struct search_options options, int depth)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int count = point < 0x80 || point == UTF8_INVALID || depth == 0
			    ? -1
			    : uc_canonical_decomposition(point, parts);
	for (int i = 0; i < count; i++)
		add_folded(out, parts[i], options, depth - 1);
	if (count >= 0)
		return;
	if (options.ignores_accents) {
		if (point != UTF8_INVALID && uc_combining_class(point) != 0)
			return;
		if (point == 0x2019) /* ’ */
			point = '\'';
		if (point == 0xdf || point == 0x1e9e) { /* ß, ẞ */
			add_folded(out, point == 0xdf ? 's' : 'S', options, depth);
			point = point == 0xdf ? 's' : 'S';
		}
	}
	if (!options.heeds_case && point != UTF8_INVALID)
		point = uc_tolower(point);
	if (out->count < FOLDED_MOST)
		out->points[out->count++] = point;
}

static struct folded fold(uint32_t point, struct search_options options)
{
	struct folded out = { .count = 0 };
	add_folded(&out, point, options, DEPTH_MOST);
	return out;
}

void search_init(struct search *search, struct span needle, struct search_options options)
{
	*search = (struct search){ .options = options };
	for (size_t at = 0; at < needle.length;) {
		struct utf8_point point = utf8_at(needle, at);
		struct folded folded = fold(point.value, options);
		for (size_t i = 0; i < folded.count; i++)
			*arr_add(&search->wanted) = folded.points[i];
		at += point.length;
	}
}

void search_release(struct search *search)
{
	arr_release(&search->wanted);
}

/* ---- looking ---- */

/* Where the match that begins at `at` ends; 0 when there is none. Marks that are ignored belong to
 * the letter before them. */
static size_t match_end(const struct search *search, struct span text, size_t at)
{
	size_t found = 0;
	while (at < text.length) {
		struct utf8_point point = utf8_at(text, at);
		struct folded folded = fold(point.value, search->options);
		if (found == search->wanted.count && folded.count)
			break;
		for (size_t i = 0; i < folded.count; i++)
			if (found == search->wanted.count ||
			    folded.points[i] != search->wanted.at[found++])
				return 0;
		at += point.length;
	}
	return found == search->wanted.count ? at : 0;
}

/* Not inside a word. */
static bool is_word_border(struct span text, size_t at)
{
	size_t start, end;
	return !segment_word_around(text, at, &start, &end) || at <= start || at >= end;
}

static bool is_match(const struct search *search, struct span text, size_t at, struct match *match)
{
	size_t end = match_end(search, text, at);
	if (end == 0 || !grapheme_is_boundary(text, at) || !grapheme_is_boundary(text, end))
		return false;
	if (search->options.whole_words && !(is_word_border(text, at) && is_word_border(text, end)))
		return false;
	*match = (struct match){ at, end };
	return true;
}

/* ASCII is told by one comparison, so that a large text is passed over quickly. */
static bool may_begin(const struct search *search, unsigned char byte)
{
	uint32_t first = search->wanted.at[0];
	if (byte >= 0x80)
		return true;
	if (!search->options.heeds_case && byte >= 'A' && byte <= 'Z')
		byte = (unsigned char)(byte + ('a' - 'A'));
	return byte == first;
}

/* The first match that begins at or after `from` (a grapheme boundary); false when there is none,
 * and for an empty needle. */
static bool search_next(const struct search *search, struct span text, size_t from,
			struct match *match)
{
	if (search->wanted.count == 0)
		return false;
	for (size_t at = from; at < text.length;) {
		unsigned char byte = (unsigned char)text.at[at];
		if (may_begin(search, byte) && is_match(search, text, at, match))
			return true;
		at += byte < 0x80 ? 1 : utf8_at(text, at).length;
	}
	return false;
}

void search_all(const struct search *search, struct span text, size_t most, struct matches *matches)
{
	struct match match;
	arr_clear(matches);
	for (size_t at = 0; matches->count < most && search_next(search, text, at, &match);
	     at = match.end)
		*arr_add(matches) = match;
}
