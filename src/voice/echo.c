#include "voice/echo.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum {
	SOURCES_MOST = 5000,
	SHINGLES_MOST = 2000000,
	FILE_MOST = 1 << 20,
	SLOTS_LEAST = 1024,
};

struct source {
	char *name;
	enum echo_kind kind;
	uint64_t whole; /* hash of all its words */
	size_t words;
};

/* Five words in a row, and the first source of each kind that has them. */
struct slot {
	uint64_t hash; /* 0: empty */
	uint32_t source[ECHO_KINDS];
};

enum { NO_SOURCE = UINT32_MAX };

struct sources ARR(struct source);
struct numbers ARR(uint64_t);

struct echo {
	struct sources sources;
	struct slot *slots; /* open addressing, a power of two */
	size_t room, used;
};

struct echo *echo_new(void)
{
	return mem_alloc(sizeof(struct echo));
}

void echo_free(struct echo *echo)
{
	if (!echo)
		return;
	for (size_t i = 0; i < echo->sources.count; i++)
		free(echo->sources.at[i].name);
	arr_release(&echo->sources);
	free(echo->slots);
	free(echo);
}

/* ---- hashes ---- */

static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash ^= value + 0x9e3779b97f4a7c15u + (hash << 6) + (hash >> 2);
	hash *= 0xff51afd7ed558ccdu;
	return hash ^ (hash >> 32);
}

static uint64_t hash_bytes(struct span bytes)
{
	uint64_t hash = 1469598103934665603u;
	for (size_t i = 0; i < bytes.length; i++)
		hash = (hash ^ (unsigned char)bytes.at[i]) * 1099511628211u;
	return hash;
}

static bool counts(const struct token *token)
{
	return token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER ||
	       token->kind == TOKEN_CODE;
}

/* The hash of each word, and its token. */
static void hash_words(const struct analysis *analysis, struct numbers *hashes,
		       struct numbers *tokens)
{
	struct str folded = { 0 };
	for (size_t i = 0; i < analysis->tokens.count; i++) {
		if (!counts(&analysis->tokens.at[i]))
			continue;
		str_clear(&folded);
		fold_word(analysis_token(analysis, i), &folded);
		*arr_add(hashes) = hash_bytes(str_span(&folded));
		*arr_add(tokens) = i;
	}
	str_release(&folded);
}

/* Of the words [first, first + ECHO_WORDS); never 0. */
static uint64_t shingle(const struct numbers *hashes, size_t first)
{
	uint64_t hash = 0;
	for (size_t i = first; i < first + ECHO_WORDS; i++)
		hash = mix(hash, hashes->at[i]);
	return hash ? hash : 1;
}

static uint64_t hash_whole(const struct numbers *hashes)
{
	uint64_t hash = 0;
	for (size_t i = 0; i < hashes->count; i++)
		hash = mix(hash, hashes->at[i]);
	return hash;
}

/* ---- the texts ---- */

/* The slot of the hash, or the empty one where it would go. */
static struct slot *find(struct slot *slots, size_t room, uint64_t hash)
{
	size_t at = (size_t)hash & (room - 1);
	while (slots[at].hash && slots[at].hash != hash)
		at = (at + 1) & (room - 1);
	return &slots[at];
}

static void grow(struct echo *echo)
{
	size_t room = echo->room ? echo->room * 2 : SLOTS_LEAST;
	struct slot *slots = mem_alloc(room * sizeof *slots);
	for (size_t i = 0; i < echo->room; i++)
		if (echo->slots[i].hash)
			*find(slots, room, echo->slots[i].hash) = echo->slots[i];
	free(echo->slots);
	echo->slots = slots;
	echo->room = room;
}

static void remember(struct echo *echo, uint64_t hash, enum echo_kind kind, uint32_t source)
{
	if (echo->used * 2 >= echo->room)
		grow(echo);
	struct slot *slot = find(echo->slots, echo->room, hash);
	if (!slot->hash) {
		*slot = (struct slot){ hash, { NO_SOURCE, NO_SOURCE } };
		echo->used++;
	}
	if (slot->source[kind] == NO_SOURCE)
		slot->source[kind] = source;
}

static bool echo_add(struct echo *echo, enum echo_kind kind, const char *name, struct span text,
		     struct err *err)
{
	struct analysis analysis = { .words = 0 };
	struct analysis_options options = { .pinned = LANGUAGE_NONE };
	struct numbers hashes = { 0 }, tokens = { 0 };
	if (echo->sources.count >= SOURCES_MOST || echo->used >= SHINGLES_MOST)
		return err_set(
			err, ERR_LIMIT,
			_("Too many texts to compare with; %s and what follows are left out."),
			name);
	analysis_run(&analysis, text, &options);
	hash_words(&analysis, &hashes, &tokens);
	uint32_t source = (uint32_t)echo->sources.count;
	*arr_add(&echo->sources) =
		(struct source){ mem_copy(span_of(name)), kind, hash_whole(&hashes), hashes.count };
	for (size_t i = 0; i + ECHO_WORDS <= hashes.count; i++)
		remember(echo, shingle(&hashes, i), kind, source);
	arr_release(&hashes);
	arr_release(&tokens);
	analysis_release(&analysis);
	return true;
}

struct reading {
	struct echo *echo;
	enum echo_kind kind;
	const char *except;
	struct err first;
};

static bool read_file(void *context, const char *path)
{
	struct reading *reading = context;
	struct str text = { 0 };
	struct err err = { 0 };
	if (reading->except && strcmp(path_name(path), reading->except) == 0)
		return true;
	bool read = file_read(path, FILE_MOST, &text, NULL, &err);
	if (read && !utf8_is_valid(str_span(&text)))
		read = err_set(&err, ERR_INPUT, _("%s is no UTF-8 text: save it as UTF-8."), path);
	if (read)
		read = echo_add(reading->echo, reading->kind, path_name(path), str_span(&text),
				&err);
	str_release(&text);
	if (!read && reading->first.code == ERR_NONE)
		reading->first = err;
	return true;
}

bool echo_add_folder(struct echo *echo, enum echo_kind kind, const char *folder, const char *except,
		     struct err *err)
{
	static const char *const endings[] = { ".txt", ".md" };
	struct reading reading = { .echo = echo, .kind = kind, .except = except };
	struct file_stamp stamp;
	if (!file_stat(folder, &stamp, err))
		return false;
	if (!stamp.exists)
		return err_set(err, ERR_MISSING, _("There is no folder %s."), folder);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (!file_each(folder, endings[i], read_file, &reading, err))
			return false;
	return reading.first.code == ERR_NONE ||
	       err_set(err, reading.first.code, "%s", reading.first.text);
}

/* ---- the draft ---- */

/* What the draft's words were found in. */
struct search {
	const struct echo *echo;
	const struct analysis *draft;
	struct numbers hashes, tokens;
	uint32_t *source[ECHO_KINDS]; /* a word: where the run it is in stands */
	size_t *hits[ECHO_KINDS];     /* a source: shingles of the draft that are in it */
	uint64_t whole;
};

static bool is_quoted(const struct search *search, size_t word)
{
	return search->draft->tokens.at[search->tokens.at[word]].flags & TOKEN_QUOTED;
}

static bool is_itself(const struct search *search, const struct source *source)
{
	return source->kind == ECHO_OWN && source->words == search->hashes.count &&
	       source->whole == search->whole;
}

static void mark_run(struct search *search, size_t first)
{
	const struct echo *echo = search->echo;
	const struct slot *slot = find(echo->slots, echo->room, shingle(&search->hashes, first));
	if (!slot->hash || is_quoted(search, first) || is_quoted(search, first + ECHO_WORDS - 1))
		return;
	for (int kind = 0; kind < ECHO_KINDS; kind++) {
		uint32_t source = slot->source[kind];
		if (source == NO_SOURCE || is_itself(search, &echo->sources.at[source]))
			continue;
		search->hits[kind][source]++;
		for (size_t i = first; i < first + ECHO_WORDS; i++)
			search->source[kind][i] = source;
	}
}

static void add_passage(const struct search *search, enum echo_kind kind, size_t first,
			size_t behind, struct echo_report *report)
{
	const struct tokens *tokens = &search->draft->tokens;
	if (behind - first < ECHO_PASSAGE_WORDS)
		return;
	*arr_add(&report->passages) = (struct echo_passage){
		.start = tokens->at[search->tokens.at[first]].start,
		.end = tokens->at[search->tokens.at[behind - 1]].end,
		.words = behind - first,
		.source = search->echo->sources.at[search->source[kind][first]].name,
		.kind = kind,
	};
}

static void find_passages(const struct search *search, enum echo_kind kind,
			  struct echo_report *report)
{
	size_t words = search->hashes.count, first = 0;
	const uint32_t *source = search->source[kind];
	while (first < words) {
		size_t behind = first + 1;
		while (behind < words && source[behind] == source[first])
			behind++;
		if (source[first] != NO_SOURCE)
			add_passage(search, kind, first, behind, report);
		first = behind;
	}
}

static void find_share(const struct search *search, enum echo_kind kind, struct echo_report *report)
{
	const struct sources *sources = &search->echo->sources;
	size_t best = 0, all = 0;
	for (size_t i = 0; i < sources->count; i++) {
		all += search->hits[kind][i];
		if (search->hits[kind][i] > search->hits[kind][best])
			best = i;
	}
	if (all == 0)
		return;
	report->source[kind] = sources->at[best].name;
	report->share[kind] = (double)all / (double)(search->hashes.count - ECHO_WORDS + 1);
}

void echo_find(const struct echo *echo, const struct analysis *draft, struct echo_report *report)
{
	struct search search = { .echo = echo, .draft = draft };
	arr_clear(&report->passages);
	for (int kind = 0; kind < ECHO_KINDS; kind++) {
		report->source[kind] = NULL;
		report->share[kind] = 0;
	}
	hash_words(draft, &search.hashes, &search.tokens);
	search.whole = hash_whole(&search.hashes);
	size_t words = search.hashes.count;
	for (int kind = 0; kind < ECHO_KINDS; kind++) {
		search.source[kind] = mem_alloc(words * sizeof *search.source[kind]);
		search.hits[kind] = mem_alloc(echo->sources.count * sizeof *search.hits[kind]);
		for (size_t i = 0; i < words; i++)
			search.source[kind][i] = NO_SOURCE;
	}
	for (size_t i = 0; echo->room && i + ECHO_WORDS <= words; i++)
		mark_run(&search, i);
	for (int kind = 0; kind < ECHO_KINDS; kind++) {
		find_passages(&search, (enum echo_kind)kind, report);
		find_share(&search, (enum echo_kind)kind, report);
		free(search.source[kind]);
		free(search.hits[kind]);
	}
	arr_release(&search.hashes);
	arr_release(&search.tokens);
}

void echo_report_release(struct echo_report *report)
{
	arr_release(&report->passages);
}
