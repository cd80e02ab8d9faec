#include "desk/coaching.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "text/utf8.h"

enum {
	VERDICTS_MOST = 1 << 15,
	GUESS_BYTES = 4096, /* of the beginning, for the language before the first report */
	ASK_MOST = 512,	    /* words in one question */
};

/* What the worker owns: made on its thread, used on its thread. */
struct tools {
	struct coach *coach;
	struct speller *speller;
};

struct ask_word {
	char *word;
	enum language language;
	unsigned flags;
	enum verdict verdict;
};

struct ask_job {
	struct job job;
	struct coaching *coaching;
	struct ask_word *words;
	size_t count;
	struct err err;
};

struct report_job {
	struct job job;
	struct coaching *coaching;
	char *text;
	size_t length;
	enum language pinned;
	uint64_t revision;
	struct report report;
};

struct suggest_job {
	struct job job;
	struct coaching *coaching;
	enum language language;
	size_t start;
	char *word;
	struct words words;
	coaching_answer *answer;
	void *context;
};

/* A job that only needs to know whose it is, and perhaps a language. */
struct step_job {
	struct job job;
	struct coaching *coaching;
	enum language language;
};

/* The lengths of an edit that came while a report was being made. */
struct edit {
	size_t at, removed, inserted;
};

struct coaching {
	struct loop *loop;
	struct worker *worker;
	struct buffer *buffer;
	char *platform_id;
	void (*changed)(void *context);
	void *context;
	struct tools tools;	   /* the worker's */
	struct coach *coach;	   /* the same as tools.coach, once the loop may look at it */
	struct platforms fallback; /* before the worker has read the real ones */
	size_t characters;
	struct verdicts *verdicts;
	uint64_t round; /* grows with each answer about words */
	struct {
		struct ask_word *at;
		size_t count, room;
	} questions;
	bool asks, reports, is_open;
	enum language pinned, guessed;
	struct report *report;
	struct marks marks;
	int *places; /* mark of each finding */
	uint64_t reported;
	struct {
		struct edit *at;
		size_t count, room;
	} edits;
	int timer, opening;
	int64_t waiting_since; /* 0: nothing waits */
	struct err trouble;
	struct job open; /* reads packs and the first dictionary */
};

static void tell(struct coaching *coaching)
{
	coaching->changed(coaching->context);
}

static const struct platform *platform_of(const struct coaching *coaching)
{
	const struct platforms *platforms =
		coaching->coach ? coach_platforms(coaching->coach) : &coaching->fallback;
	const struct platform *platform = platform_find(platforms, coaching->platform_id);
	return platform ? platform : platform_find(platforms, NULL);
}

/* ---- the report ---- */

static void schedule(struct coaching *coaching, int64_t ms);

static void run_report(struct job *job)
{
	struct report_job *report = (struct report_job *)job;
	struct tools *tools = &report->coaching->tools;
	struct coach_options options = { .platform = report->coaching->platform_id,
					 .pinned = report->pinned,
					 .speller = tools->speller };
	coach_run(tools->coach, (struct span){ report->text, report->length }, &options,
		  &report->report);
}

/* Gives each finding a mark, moved by what was typed since its text was taken. */
static void place_findings(struct coaching *coaching)
{
	struct findings *findings = &coaching->report->findings;
	marks_clear(&coaching->marks);
	free(coaching->places);
	coaching->places = mem_alloc(findings->count * sizeof *coaching->places);
	for (size_t i = 0; i < findings->count; i++) {
		struct mark mark = { .start = findings->at[i].start,
				     .end = findings->at[i].end,
				     .start_side = MARK_AFTER,
				     .end_side = MARK_BEFORE };
		for (size_t k = 0; k < coaching->edits.count; k++) {
			const struct edit *edit = &coaching->edits.at[k];
			/* Only lengths matter to a mark. */
			struct change change = { .at = edit->at,
						 .removed = { NULL, edit->removed },
						 .inserted = { NULL, edit->inserted } };
			mark_move(&mark, &change);
		}
		coaching->places[i] = mark_add(&coaching->marks, mark.start, mark.end);
	}
}

static void done_report(struct job *job)
{
	struct report_job *done = (struct report_job *)job;
	struct coaching *coaching = done->coaching;
	coaching->reports = false;
	if (job->run) {
		if (coaching->report)
			report_release(coaching->report);
		else
			coaching->report = mem_alloc(sizeof *coaching->report);
		*coaching->report = done->report;
		if (done->report.spelling.code != ERR_NONE)
			coaching->trouble = done->report.spelling;
		coaching->reported = done->revision;
		place_findings(coaching);
		tell(coaching);
	}
	free(done->text);
	free(done);
	coaching->edits.count = 0;
	if (coaching->waiting_since)
		schedule(coaching, COACHING_PAUSE_MS);
}

/* A longer text is no post: its beginning is read, so that a pause never costs more. */
static struct span read_by_coach(const struct buffer *buffer)
{
	if (buffer_length(buffer) <= COACHING_READS)
		return buffer_text(buffer);
	struct span text = buffer_slice(buffer, 0, COACHING_READS);
	text.length = utf8_boundary(text, text.length);
	return text;
}

static void ask_report(void *context)
{
	struct coaching *coaching = context;
	coaching->timer = 0;
	if (coaching->reports)
		return; /* done_report asks again */
	coaching->waiting_since = 0;
	coaching->reports = true;
	coaching->edits.count = 0;
	struct span text = read_by_coach(coaching->buffer);
	struct report_job *job = mem_alloc(sizeof *job);
	*job = (struct report_job){ .job = { .run = run_report, .done = done_report },
				    .coaching = coaching,
				    .text = mem_copy(text),
				    .length = text.length,
				    .pinned = coaching->pinned,
				    .revision = buffer_revision(coaching->buffer) };
	worker_post(coaching->worker, &job->job, WORKER_LAST);
}

static void schedule(struct coaching *coaching, int64_t ms)
{
	int64_t now = clock_ms();
	if (!coaching->waiting_since)
		coaching->waiting_since = now;
	int64_t latest = coaching->waiting_since + COACHING_LATEST_MS - now;
	if (ms > latest)
		ms = latest > 0 ? latest : 0;
	loop_cancel(coaching->loop, coaching->timer);
	coaching->timer = loop_timer(coaching->loop, ms, ask_report, coaching);
}

static void on_change(void *context, const struct buffer *buffer, const struct change *change)
{
	(void)buffer;
	struct coaching *coaching = context;
	const struct platform *platform = platform_of(coaching);
	coaching->characters += platform_measure(platform, change->inserted);
	coaching->characters -= platform_measure(platform, change->removed);
	if (coaching->reports)
		*arr_add(&coaching->edits) = (struct edit){ change->at, change->removed.length,
							    change->inserted.length };
	schedule(coaching, COACHING_PAUSE_MS);
}

/* ---- words ---- */

static void run_ask(struct job *job)
{
	struct ask_job *ask = (struct ask_job *)job;
	struct speller *speller = ask->coaching->tools.speller;
	for (size_t i = 0; i < ask->count; i++) {
		struct ask_word *word = &ask->words[i];
		if (speller_load(speller, word->language, &ask->err))
			word->verdict = speller_check(speller, word->language, span_of(word->word),
						      word->flags);
	}
}

static void send_questions(struct coaching *coaching);

static void done_ask(struct job *job)
{
	struct ask_job *done = (struct ask_job *)job;
	struct coaching *coaching = done->coaching;
	bool has_run = job->run != NULL;
	coaching->asks = false;
	for (size_t i = 0; i < done->count; i++) {
		struct ask_word *word = &done->words[i];
		verdicts_set(coaching->verdicts, word->language, span_of(word->word), word->flags,
			     word->verdict);
		free(word->word);
	}
	if (done->err.code != ERR_NONE)
		coaching->trouble = done->err;
	free(done->words);
	free(done);
	coaching->round++;
	tell(coaching);
	if (has_run)
		send_questions(coaching);
}

static void send_questions(struct coaching *coaching)
{
	if (coaching->asks || !coaching->is_open || coaching->questions.count == 0)
		return;
	struct ask_job *job = mem_alloc(sizeof *job);
	*job = (struct ask_job){ .job = { .run = run_ask, .done = done_ask },
				 .coaching = coaching,
				 .words = coaching->questions.at,
				 .count = coaching->questions.count };
	coaching->questions.at = NULL;
	coaching->questions.count = coaching->questions.room = 0;
	coaching->asks = true;
	worker_post(coaching->worker, &job->job, WORKER_NEXT);
}

static enum language language_at(const struct coaching *coaching, const struct analysis *analysis,
				 size_t offset)
{
	const struct sentence *sentence = analysis_sentence_at(analysis, offset);
	if (sentence && sentence->language != LANGUAGE_NONE)
		return sentence->language;
	return coaching_language(coaching);
}

static enum verdict judge(struct coaching *coaching, const struct analysis *analysis,
			  struct span line, const struct token *token)
{
	struct span word = span_slice(line, token->start, token->end);
	enum language language = language_at(coaching, analysis, token->start);
	bool asked;
	enum verdict verdict =
		verdicts_get(coaching->verdicts, language, word, token->flags, &asked);
	if (verdict != VERDICT_UNKNOWN || asked || language == LANGUAGE_NONE ||
	    coaching->questions.count >= ASK_MOST)
		return verdict;
	verdicts_expect(coaching->verdicts, language, word, token->flags);
	*arr_add(&coaching->questions) = (struct ask_word){ .word = mem_copy(word),
							    .language = language,
							    .flags = token->flags };
	return VERDICT_UNKNOWN;
}

bool coaching_judges(const struct coaching *coaching)
{
	return coaching->is_open;
}

void coaching_judge(struct coaching *coaching, struct layout_line *line, size_t typed)
{
	if (line->judged == coaching->round)
		return;
	size_t start = line->start + line->from;
	struct span text = buffer_slice(coaching->buffer, start, line->start + line->until);
	const struct analysis *analysis = &line->analysis;
	bool all = true;
	for (size_t i = 0; i < analysis->tokens.count; i++) {
		const struct token *token = &analysis->tokens.at[i];
		if (token->kind != TOKEN_WORD)
			continue;
		bool is_typed = typed > start + token->start && typed <= start + token->end;
		all &= !is_typed;
		line->verdicts[i] = is_typed ? VERDICT_UNKNOWN
					     : (uint8_t)judge(coaching, analysis, text, token);
	}
	line->judged = all ? coaching->round : 0;
	send_questions(coaching);
}

/* The speller reads the new word before it is asked again: jobs run in order. */
static void run_learn(struct job *job)
{
	struct step_job *learn = (struct step_job *)job;
	speller_reload_personal(learn->coaching->tools.speller, learn->language);
}

static void done_learn(struct job *job)
{
	struct coaching *coaching = ((struct step_job *)job)->coaching;
	verdicts_clear(coaching->verdicts);
	coaching->round++;
	tell(coaching);
	schedule(coaching, 0);
	free(job);
}

void coaching_learn(struct coaching *coaching, enum language language, struct span word)
{
	verdicts_set(coaching->verdicts, language, word, 0, VERDICT_RIGHT);
	struct step_job *job = mem_alloc(sizeof *job);
	*job = (struct step_job){ { .run = run_learn, .done = done_learn }, coaching, language };
	worker_post(coaching->worker, &job->job, WORKER_NEXT);
}

/* ---- suggestions ---- */

static void run_suggest(struct job *job)
{
	struct suggest_job *suggest = (struct suggest_job *)job;
	struct speller *speller = suggest->coaching->tools.speller;
	if (speller_load(speller, suggest->language, NULL))
		speller_suggest(speller, suggest->language, span_of(suggest->word), 5,
				&suggest->words);
}

static void done_suggest(struct job *job)
{
	struct suggest_job *done = (struct suggest_job *)job;
	if (job->run)
		done->answer(done->context, done->start, span_of(done->word), &done->words);
	words_release(&done->words);
	free(done->word);
	free(done);
}

void coaching_suggest(struct coaching *coaching, enum language language, size_t start,
		      struct span word, coaching_answer *answer, void *context)
{
	struct suggest_job *job = mem_alloc(sizeof *job);
	*job = (struct suggest_job){ .job = { .run = run_suggest, .done = done_suggest },
				     .coaching = coaching,
				     .language = language,
				     .start = start,
				     .word = mem_copy(word),
				     .answer = answer,
				     .context = context };
	worker_post(coaching->worker, &job->job, WORKER_NEXT);
}

/* ---- life ---- */

static struct coaching *of_open(struct job *job)
{
	return (struct coaching *)((char *)job - offsetof(struct coaching, open));
}

/* The dictionary first: it is what the person sees first. */
static void run_open(struct job *job)
{
	struct coaching *coaching = of_open(job);
	/* A missing dictionary is told when the first word is asked for. */
	(void)speller_load(coaching->tools.speller, coaching->guessed, NULL);
}

static void run_packs(struct job *job)
{
	struct coaching *coaching = ((struct step_job *)job)->coaching;
	coaching->tools.coach = coach_new();
}

static void done_open(struct job *job)
{
	(void)job;
}

static void done_packs(struct job *job)
{
	struct coaching *coaching = ((struct step_job *)job)->coaching;
	if (job->run) {
		coaching->coach = coaching->tools.coach;
		coaching->characters =
			platform_measure(platform_of(coaching), buffer_text(coaching->buffer));
		schedule(coaching, 0);
		tell(coaching);
	}
	free(job);
}

/* After the first frame: what the worker loads would slow that down. */
static void open_tools(void *context)
{
	struct coaching *coaching = context;
	coaching->opening = 0;
	coaching->is_open = true;
	worker_post(coaching->worker, &coaching->open, WORKER_LAST);
	struct step_job *packs = mem_alloc(sizeof *packs);
	*packs = (struct step_job){ { .run = run_packs, .done = done_packs }, coaching, 0 };
	worker_post(coaching->worker, &packs->job, WORKER_LAST);
	send_questions(coaching);
	tell(coaching);
}

static void guess(struct coaching *coaching)
{
	struct span text = buffer_slice(coaching->buffer, 0,
					buffer_length(coaching->buffer) < GUESS_BYTES
						? buffer_length(coaching->buffer)
						: GUESS_BYTES);
	coaching->guessed = language_guess(text).language;
	if (coaching->guessed == LANGUAGE_NONE)
		coaching->guessed = language_of_person();
}

struct coaching *coaching_new(struct loop *loop, struct worker *worker, struct buffer *buffer,
			      const char *platform, void (*changed)(void *context), void *context)
{
	struct coaching *coaching = mem_alloc(sizeof *coaching);
	*coaching = (struct coaching){ .loop = loop,
				       .worker = worker,
				       .buffer = buffer,
				       .changed = changed,
				       .context = context,
				       .round = 1,
				       .platform_id = mem_copy(span_of(platform)),
				       .verdicts = verdicts_new(VERDICTS_MOST),
				       .open = { .run = run_open, .done = done_open } };
	/* Here and not on the worker: a question about words may overtake the first job. */
	coaching->tools.speller = speller_new();
	platforms_read(&coaching->fallback, NULL, NULL, NULL);
	guess(coaching);
	coaching->opening = loop_timer(loop, 0, open_tools, coaching);
	coaching->characters = platform_measure(platform_of(coaching), buffer_text(buffer));
	marks_init(&coaching->marks, buffer);
	buffer_listen(buffer, on_change, coaching);
	return coaching;
}

void coaching_free(struct coaching *coaching)
{
	if (!coaching)
		return;
	loop_cancel(coaching->loop, coaching->timer);
	loop_cancel(coaching->loop, coaching->opening);
	buffer_unlisten(coaching->buffer, on_change, coaching);
	marks_release(&coaching->marks);
	for (size_t i = 0; i < coaching->questions.count; i++)
		free(coaching->questions.at[i].word);
	free(coaching->questions.at);
	free(coaching->edits.at);
	free(coaching->places);
	if (coaching->report)
		report_release(coaching->report);
	free(coaching->report);
	verdicts_free(coaching->verdicts);
	coach_free(coaching->tools.coach);
	speller_free(coaching->tools.speller);
	platforms_release(&coaching->fallback);
	free(coaching->platform_id);
	free(coaching);
}

/* ---- queries ---- */

void coaching_pin(struct coaching *coaching, enum language language)
{
	coaching->pinned = language;
	coaching->round++;
	schedule(coaching, 0);
}

enum language coaching_pinned(const struct coaching *coaching)
{
	return coaching->pinned;
}

enum language coaching_language(const struct coaching *coaching)
{
	if (coaching->pinned != LANGUAGE_NONE)
		return coaching->pinned;
	if (coaching->report && coaching->report->analysis.language != LANGUAGE_NONE)
		return coaching->report->analysis.language;
	return coaching->guessed;
}

/* White space at the end is not posted; there is little of it, so it is taken off here. */
size_t coaching_characters(const struct coaching *coaching)
{
	size_t length = buffer_length(coaching->buffer), end = length;
	while (end > 0 && length - end < 64 &&
	       (buffer_byte(coaching->buffer, end - 1) == '\n' ||
		buffer_byte(coaching->buffer, end - 1) == ' '))
		end--;
	return coaching->characters - (length - end);
}

const struct platform *coaching_platform(const struct coaching *coaching)
{
	return platform_of(coaching);
}

const struct report *coaching_report(const struct coaching *coaching)
{
	return coaching->report;
}

bool coaching_place(const struct coaching *coaching, size_t index, size_t *start, size_t *end)
{
	const struct mark *mark = mark_get(&coaching->marks, coaching->places[index]);
	const struct finding *finding = &coaching->report->findings.at[index];
	if (!mark || (mark->start == mark->end && finding->start != finding->end))
		return false;
	*start = mark->start;
	*end = mark->end;
	return true;
}

size_t coaching_complaints(const struct coaching *coaching, const struct pack_complaint **first)
{
	if (!coaching->coach)
		return 0;
	const struct pack_complaints *complaints = coach_complaints(coaching->coach);
	*first = complaints->at;
	return complaints->count;
}

const char *coaching_trouble(const struct coaching *coaching)
{
	return coaching->trouble.code == ERR_NONE ? "" : coaching->trouble.text;
}
