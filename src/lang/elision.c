#include "elision.h"

#include <string.h>

#include "base/str.h"
#include "lang/fold.h"
#include "text/utf8.h"

bool elision_is_false(enum language language, struct span word)
{
	if (language != LANGUAGE_FR && language != LANGUAGE_IT)
		return false;
	for (size_t at = 0; at < word.length; at += utf8_at(word, at).length)
		if (fold_is_apostrophe(utf8_at(word, at).value)) {
			uint32_t next = utf8_at(word, at + utf8_at(word, at).length).value;
			return !strchr("aeiouyhAEIOUYH",
				       (int)(fold_base(fold_lower(next)) & 0x7f)) &&
			       next != 0x153 && next != 0x152;
		}
	return false;
}

bool elision_is_loose(struct span word)
{
	return span_starts(word, SPAN("'")) || span_starts(word, SPAN("’")) ||
	       span_ends(word, SPAN("'")) || span_ends(word, SPAN("’"));
}

bool elision_may_precede(struct span word)
{
	uint32_t first = fold_base(fold_lower(utf8_at(word, 0).value));
	return first == 0x153 || (first < 0x80 && strchr("aeiouyh", (int)first));
}

size_t elision_end(enum language language, struct span word)
{
	static const char *const before[LANGUAGE_COUNT] = {
		[LANGUAGE_NONE] = "",
		[LANGUAGE_DE] = "",
		[LANGUAGE_FR] = "l d j qu n c s m t lorsqu puisqu jusqu quoiqu",
		[LANGUAGE_IT] =
			"l d un dell all nell dall sull quest quell c gl bell com cos anch dov "
			"tutt mezz nient sant quell v s m t n",
		[LANGUAGE_EN] = "",
	};
	for (size_t at = 0; at < word.length; at += utf8_at(word, at).length) {
		struct utf8_point point = utf8_at(word, at);
		if (!fold_is_apostrophe(point.value))
			continue;
		struct str small = { 0 };
		fold_word(span_slice(word, 0, at), &small);
		bool is_one = at > 0 && span_is_one_of(str_span(&small), before[language]);
		str_release(&small);
		return is_one ? at + point.length : 0;
	}
	return 0;
}
