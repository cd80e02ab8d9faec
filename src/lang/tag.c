#include "lang/tag.h"

#include "lang/fold.h"
#include "text/utf8.h"

static bool is_upper_at(struct span tag, size_t at)
{
	return at < tag.length && fold_is_upper(utf8_at(tag, at).value);
}

static bool is_letter_at(struct span tag, size_t at)
{
	return at < tag.length && fold_is_letter(utf8_at(tag, at).value);
}

static size_t behind(struct span tag, size_t at)
{
	return at + utf8_at(tag, at).length;
}

bool tag_part(struct span tag, size_t *at, struct span *part)
{
	size_t start = *at;
	while (start < tag.length && !is_letter_at(tag, start))
		start = behind(tag, start);
	size_t end = start, last = start;
	/* KIStrategie: the last of several capitals begins the next part. */
	while (is_upper_at(tag, end)) {
		last = end;
		end = behind(tag, end);
	}
	bool small = is_letter_at(tag, end);
	if (small && last > start)
		end = last;
	else
		while (is_letter_at(tag, end) && !is_upper_at(tag, end))
			end = behind(tag, end);
	*at = end;
	*part = span_slice(tag, start, end);
	return end > start;
}
