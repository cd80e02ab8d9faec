#include "lang/thesaurus.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "lang/dictionary.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum {
	WORD_MOST = 128,
	INDEX_MOST = 32 << 20,
	ENTRY_MOST = 64 << 10, /* bytes of one entry that are read */
	MEANINGS_MOST = 16,
	SYNONYMS_MOST = 32,
};

static bool is_broken(const struct str *path, enum language language, struct err *err)
{
	return err_set(err, ERR_INPUT, _("The thesaurus %s cannot be read; reinstall %s."),
		       str_text(path), dictionary_thesaurus_package(language));
}

/* The offset behind "\nword|" in an index; false when the word is not in it. */
static bool find_offset(struct span index, struct span word, size_t *offset)
{
	struct str line = { 0 };
	(void)str_add_byte(&line, '\n');
	(void)str_add(&line, word);
	(void)str_add_byte(&line, '|');
	size_t at = span_find(index, str_span(&line), 0) + line.length;
	bool found = at < index.length;
	str_release(&line);
	for (*offset = 0; found && at < index.length && index.at[at] >= '0' && index.at[at] <= '9';)
		*offset = *offset * 10 + (size_t)(index.at[at++] - '0');
	return found;
}

/* Words are listed in lower case, but names. */
static bool find_word(struct span index, struct span word, size_t *offset)
{
	struct str lower = { 0 };
	fold_word(word, &lower);
	bool found =
		find_offset(index, word, offset) || find_offset(index, str_span(&lower), offset);
	str_release(&lower);
	return found;
}

static bool read_entry(const struct str *path, size_t offset, struct str *entry)
{
	char *bytes = mem_alloc(ENTRY_MOST);
	int file = open(str_text(path), O_RDONLY | O_CLOEXEC);
	ssize_t count = file < 0 ? -1 : pread(file, bytes, ENTRY_MOST, (off_t)offset);
	if (count > 0)
		(void)str_add(entry, (struct span){ bytes, (size_t)count });
	if (file >= 0)
		(void)close(file); /* only read */
	free(bytes);
	return count > 0;
}

/* Without remarks in brackets: "liken (engl.)". */
static struct span bare(struct span synonym)
{
	size_t bracket = span_find(synonym, SPAN(" ("), 0);
	struct span trimmed = span_trim(span_slice(synonym, 0, bracket));
	return trimmed.length && trimmed.at[0] != '(' ? trimmed : span_slice(trimmed, 0, 0);
}

static char *with_capital(struct span word)
{
	struct utf8_point first = utf8_at(word, 0);
	struct str out = { 0 };
	(void)str_add_point(&out, fold_upper(first.value));
	(void)str_add(&out, span_slice(word, first.length, word.length));
	return str_take(&out);
}

static bool is_text(struct span line)
{
	for (size_t i = 0; i < line.length; i++)
		if ((unsigned char)line.at[i] < ' ' || line.at[i] == 0x7f)
			return false;
	return utf8_is_valid(line);
}

/* A line "kind|synonym|synonym"; one that is no text is left out. */
static void add_meaning(struct span line, struct span word, struct meanings *out)
{
	struct meaning meaning = { NULL, { 0 } };
	struct span part;
	bool capital = fold_is_upper(utf8_at(word, 0).value);
	line = span_trim(line);
	if (!is_text(line) || !span_next(&line, '|', &part))
		return;
	meaning.kind = mem_copy(span_equal(part, SPAN("-")) ? SPAN("") : part);
	while (span_next(&line, '|', &part) && meaning.synonyms.count < SYNONYMS_MOST) {
		struct span synonym = bare(part);
		if (synonym.length > 0 && !span_equal(synonym, word))
			*arr_add(&meaning.synonyms) =
				capital ? with_capital(synonym) : mem_copy(synonym);
	}
	if (meaning.synonyms.count > 0) {
		*arr_add(out) = meaning;
		return;
	}
	words_release(&meaning.synonyms);
	free(meaning.kind);
}

static void add_entry(struct span entry, struct span word, struct meanings *out)
{
	struct span line;
	size_t lines = 0;
	if (!span_next(&entry, '\n', &line))
		return;
	for (size_t i = span_find(line, SPAN("|"), 0) + 1; i < line.length && lines < 100; i++)
		lines = lines * 10 + (size_t)(line.at[i] - '0') % 10;
	while (lines-- > 0 && out->count < MEANINGS_MOST && span_next(&entry, '\n', &line))
		add_meaning(line, word, out);
}

bool thesaurus_find(enum language language, struct span word, struct meanings *out, struct err *err)
{
	struct str idx = { 0 }, dat = { 0 }, index = { 0 }, entry = { 0 };
	size_t offset;
	bool done = dictionary_find_thesaurus(language, &idx, &dat, err) &&
		    file_read(str_text(&idx), INDEX_MOST, &index, NULL, err);
	if (done && !span_starts(str_span(&index), SPAN("UTF-8\n")))
		done = is_broken(&idx, language, err);
	if (done && word.length > 0 && word.length <= WORD_MOST &&
	    find_word(str_span(&index), word, &offset)) {
		done = read_entry(&dat, offset, &entry) || is_broken(&dat, language, err);
		if (done)
			add_entry(str_span(&entry), word, out);
	}
	str_release(&idx);
	str_release(&dat);
	str_release(&index);
	str_release(&entry);
	return done;
}

void meanings_release(struct meanings *meanings)
{
	for (size_t i = 0; i < meanings->count; i++) {
		free(meanings->at[i].kind);
		words_release(&meanings->at[i].synonyms);
	}
	arr_release(meanings);
}
