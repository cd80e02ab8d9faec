#include "lang/edit.h"

#include <string.h>

#include "lang/fold.h"
#include "text/utf8.h"

struct edit_letters edit_letters(struct span word)
{
	struct edit_letters letters = { .count = 0 };
	for (size_t at = 0; at < word.length && letters.count < EDIT_LETTERS_MOST;) {
		struct utf8_point point = utf8_at(word, at);
		uint32_t c = fold_lower(point.value);
		letters.at[letters.count++] = c == 0x2019 ? '\'' : c;
		at += point.length;
	}
	return letters;
}

const char *edit_alphabet(enum language language)
{
	static const char *const alphabets[LANGUAGE_COUNT] = {
		[LANGUAGE_NONE] = "",
		[LANGUAGE_DE] = "abcdefghijklmnopqrstuvwxyzäöüé",
		[LANGUAGE_FR] = "abcdefghijklmnopqrstuvwxyzéèêàâçîïôûùë'",
		[LANGUAGE_IT] = "abcdefghilmnopqrstuvzàèéìòùjkwxy'",
		[LANGUAGE_EN] = "abcdefghijklmnopqrstuvwxyz'",
	};
	return alphabets[language];
}

static struct edit_letters without(const struct edit_letters *word, int at)
{
	struct edit_letters other = *word;
	memmove(other.at + at, other.at + at + 1,
		(size_t)(other.count - at - 1) * sizeof *other.at);
	other.count--;
	return other;
}

static struct edit_letters with(const struct edit_letters *word, int at, uint32_t letter)
{
	struct edit_letters other = *word;
	memmove(other.at + at + 1, other.at + at, (size_t)(other.count - at) * sizeof *other.at);
	other.at[at] = letter;
	other.count++;
	return other;
}

bool edit_each(enum language language, const struct edit_letters *word,
	       bool (*each)(void *context, const struct edit_letters *other), void *context)
{
	struct span letters = span_of(edit_alphabet(language));
	struct edit_letters other;
	for (int i = 0; i < word->count; i++) {
		other = without(word, i);
		if (each(context, &other))
			return true;
		other = *word;
		if (i + 1 < word->count) {
			other.at[i] = word->at[i + 1];
			other.at[i + 1] = word->at[i];
			if (each(context, &other))
				return true;
		}
	}
	for (size_t at = 0; at < letters.length;) {
		struct utf8_point letter = utf8_at(letters, at);
		at += letter.length;
		for (int i = 0; i <= word->count; i++) {
			other = *word;
			if (i < word->count && word->at[i] != letter.value) {
				other.at[i] = letter.value;
				if (each(context, &other))
					return true;
			}
			if (word->count == EDIT_LETTERS_MOST)
				continue;
			other = with(word, i, letter.value);
			if (each(context, &other))
				return true;
		}
	}
	return false;
}
