#include "desk/coaching.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "desk/aside.h"
#include "desk/copying.h"
#include "desk/reading.h"
#include "text/utf8.h"

enum {
	GUESS_BYTES = 4096,	/* of the beginning, for the language before the first report */
	RECOUNT_MOST = 1 << 14, /* bytes to count again at a key, where parts do not add up */
	READ_A_MS = 64,		/* bytes of a text that make the pause before reading a ms longer */
	AROUND_MOST = 64,	/* bytes on each side of a word that tell which one is meant */
};

struct report_job {
	struct job job;
	struct coaching *coaching;
	char *text;
	size_t length;
	char *platform;
	enum language pinned;
	struct report report;
};

/* The first job: reads packs and what was put aside. */
struct packs_job {
	struct job job;
	struct coaching *coaching;
	struct silences silences;
};

struct coaching {
	struct loop *loop;
	struct worker *worker;
	struct buffer *buffer;
	char *platform_id;
	void (*changed)(void *context);
	void *context;
	struct wording *wording;
	struct coach *worker_coach; /* the worker's */
	struct copying copying;	    /* the worker's */
	struct coach *coach;	    /* the same, once the loop may look at it */
	struct platforms fallback;  /* before the worker has read the real ones */
	size_t characters;
	bool reports, is_open;
	enum language pinned, guessed;
	enum language_other other; /* why the beginning is in none that is checked */
	struct reading reading;
	struct silences silences;
	int timer, opening;
	int64_t waiting_since; /* 0: nothing waits */
	struct err trouble;
	struct job open; /* reads the first dictionary */
};

static void tell(struct coaching *coaching)
{
	coaching->changed(coaching->context);
}

static const struct platform *platform_of(const struct coaching *coaching)
{
	const struct platforms *platforms = coaching_platforms(coaching);
	const struct platform *platform = platform_find(platforms, coaching->platform_id);
	return platform ? platform : platform_find(platforms, NULL);
}

/* ---- the report ---- */

static void schedule(struct coaching *coaching, int64_t ms);

static void run_report(struct job *job)
{
	struct report_job *report = (struct report_job *)job;
	struct coaching *coaching = report->coaching;
	struct coach_options options = { .platform = report->platform,
					 .pinned = report->pinned,
					 .speller = wording_speller(coaching->wording),
					 .find_copies = copying_find,
					 .copies_context = &coaching->copying };
	coach_run(coaching->worker_coach, (struct span){ report->text, report->length }, &options,
		  &report->report);
}

/* Without a key before the text is read again: the longer it is, the more that costs, so that all
 * reading together stays a small part of the time. */
static int64_t pause_of(const struct coaching *coaching)
{
	size_t length = buffer_length(coaching->buffer);
	int64_t ms = (int64_t)((length < COACHING_READS ? length : COACHING_READS) / READ_A_MS);
	return ms > COACHING_PAUSE_MS ? ms : COACHING_PAUSE_MS;
}

static void done_report(struct job *job)
{
	struct report_job *done = (struct report_job *)job;
	struct coaching *coaching = done->coaching;
	coaching->reports = false;
	if (job->run) {
		if (done->report.spelling.code != ERR_NONE)
			coaching->trouble = done->report.spelling;
		reading_take(&coaching->reading, &done->report, &coaching->silences);
		tell(coaching);
	}
	free(done->platform);
	free(done->text);
	free(done);
	reading_begin(&coaching->reading);
	if (coaching->waiting_since)
		schedule(coaching, pause_of(coaching));
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
	reading_begin(&coaching->reading);
	struct span text = read_by_coach(coaching->buffer);
	struct report_job *job = mem_alloc(sizeof *job);
	*job = (struct report_job){ .job = { .run = run_report, .done = done_report },
				    .coaching = coaching,
				    .text = mem_copy(text),
				    .length = text.length,
				    .platform = mem_copy(span_of(coaching->platform_id)),
				    .pinned = coaching->pinned };
	worker_post(coaching->worker, &job->job, WORKER_LAST);
}

/* In a long text, where parts do not add up, the last report's figure stands till the next. */
static void count_all(struct coaching *coaching)
{
	coaching->characters =
		platform_measure(platform_of(coaching), buffer_text(coaching->buffer));
}

static void schedule(struct coaching *coaching, int64_t ms)
{
	int64_t now = clock_ms();
	if (!coaching->waiting_since)
		coaching->waiting_since = now;
	int64_t longer = pause_of(coaching) - COACHING_PAUSE_MS;
	int64_t latest = coaching->waiting_since + COACHING_LATEST_MS + 2 * longer - now;
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
	if (platform_adds_up(platform)) {
		coaching->characters += platform_measure(platform, change->inserted);
		coaching->characters -= platform_measure(platform, change->removed);
	} else if (buffer_length(coaching->buffer) <= RECOUNT_MOST) {
		count_all(coaching);
	}
	if (coaching->reports)
		reading_note(&coaching->reading, change);
	/* What is behind the part that is read changes nothing in the report. */
	if (change->at < COACHING_READS)
		schedule(coaching, pause_of(coaching));
}

/* ---- words ---- */

bool coaching_judges(const struct coaching *coaching)
{
	return coaching->is_open;
}

void coaching_judge(struct coaching *coaching, size_t start, struct layout_stretch *words,
		    size_t typed)
{
	start += words->from;
	wording_judge(coaching->wording, words,
		      buffer_slice(coaching->buffer, start, start + words->until - words->from),
		      typed > start ? typed - start : 0);
}

void coaching_ask(struct coaching *coaching)
{
	wording_ask(coaching->wording);
}

void coaching_learn(struct coaching *coaching, enum language language, struct span word)
{
	wording_learn(coaching->wording, language, word);
	/* The report follows the speller: jobs run in order. */
	schedule(coaching, 0);
}

void coaching_suggest(struct coaching *coaching, enum wording_kind kind, enum language language,
		      size_t start, struct span word, wording_answer *answer, void *context)
{
	size_t end = start + word.length, length = buffer_length(coaching->buffer);
	size_t from = start > AROUND_MOST ? start - AROUND_MOST : 0;
	struct span text = buffer_slice(coaching->buffer, from,
					length - end > AROUND_MOST ? end + AROUND_MOST : length);
	struct around around = around_of(text, start - from, end - from);
	wording_suggest(coaching->wording, kind, language, start, word, &around, answer, context);
}

const char *coaching_trouble(const struct coaching *coaching)
{
	const char *trouble = wording_trouble(coaching->wording);
	return *trouble || coaching->trouble.code == ERR_NONE ? trouble : coaching->trouble.text;
}

/* ---- what is put aside ---- */

bool coaching_silence(struct coaching *coaching, size_t index, bool for_good, struct span reason,
		      struct err *err)
{
	struct report *report = coaching->reading.report;
	bool done = aside_add(&coaching->silences, &report->findings.at[index], &report->analysis,
			      for_good, reason, err);
	if (done)
		reading_hush(&coaching->reading, &coaching->silences);
	return done;
}

bool coaching_call_back(struct coaching *coaching, size_t index, struct err *err)
{
	bool done = aside_call_back(&coaching->silences, index, err);
	schedule(coaching, 0);
	return done;
}

void coaching_follow(struct coaching *coaching, int *opened)
{
	coaching->reading.opened = opened;
}

const struct silences *coaching_silences(const struct coaching *coaching)
{
	return &coaching->silences;
}

size_t coaching_silenced(const struct coaching *coaching)
{
	return coaching->reading.silenced;
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
	(void)speller_load(wording_speller(coaching->wording), coaching->guessed, NULL);
}

static void done_open(struct job *job)
{
	(void)job;
}

static void run_packs(struct job *job)
{
	struct packs_job *packs = (struct packs_job *)job;
	struct coaching *coaching = packs->coaching;
	coaching->worker_coach = coach_new();
	copying_open(&coaching->copying, coaching->worker_coach);
	/* A mistake in it is told when something is to be put aside. */
	(void)aside_read(&packs->silences, NULL);
}

static void done_packs(struct job *job)
{
	struct packs_job *packs = (struct packs_job *)job;
	struct coaching *coaching = packs->coaching;
	if (job->run) {
		coaching->coach = coaching->worker_coach;
		coaching->silences = packs->silences;
		packs->silences = (struct silences){ 0 };
		count_all(coaching);
		schedule(coaching, 0);
		tell(coaching);
	}
	silences_release(&packs->silences);
	free(packs);
}

static void guess(struct coaching *coaching)
{
	struct span text = buffer_slice(coaching->buffer, 0,
					buffer_length(coaching->buffer) < GUESS_BYTES
						? buffer_length(coaching->buffer)
						: GUESS_BYTES);
	struct language_guess guess = language_guess(text);
	coaching->guessed = guess.language;
	coaching->other = guess.other;
	if (coaching->guessed == LANGUAGE_NONE)
		coaching->guessed = language_of_person();
}

/* After the first frame: what the worker loads would slow that down. */
static void open_tools(void *context)
{
	struct coaching *coaching = context;
	coaching->opening = 0;
	coaching->is_open = true;
	worker_post(coaching->worker, &coaching->open, WORKER_LAST);
	struct packs_job *packs = mem_alloc(sizeof *packs);
	*packs = (struct packs_job){ .job = { .run = run_packs, .done = done_packs },
				     .coaching = coaching };
	worker_post(coaching->worker, &packs->job, WORKER_LAST);
	wording_open(coaching->wording);
	tell(coaching);
}

struct coaching *coaching_new(const struct coaching_parts *parts)
{
	struct coaching *coaching = mem_alloc(sizeof *coaching);
	*coaching = (struct coaching){
		.loop = parts->loop,
		.worker = parts->worker,
		.buffer = parts->buffer,
		.changed = parts->changed,
		.context = parts->context,
		.wording =
			wording_new(parts->worker, parts->speller, parts->changed, parts->context),
		.platform_id = mem_copy(span_of(parts->settings->platform)),
		.open = { .run = run_open, .done = done_open },
	};
	platforms_read(&coaching->fallback, NULL, NULL, NULL);
	guess(coaching);
	copying_init(&coaching->copying, parts->settings, parts->draft);
	coaching->opening = loop_timer(coaching->loop, 0, open_tools, coaching);
	count_all(coaching);
	reading_init(&coaching->reading, coaching->buffer, parts->is_habit, parts->context);
	buffer_listen(coaching->buffer, on_change, coaching);
	return coaching;
}

void coaching_free(struct coaching *coaching)
{
	if (!coaching)
		return;
	loop_cancel(coaching->loop, coaching->timer);
	loop_cancel(coaching->loop, coaching->opening);
	buffer_unlisten(coaching->buffer, on_change, coaching);
	reading_release(&coaching->reading);
	silences_release(&coaching->silences);
	copying_release(&coaching->copying);
	coach_free(coaching->worker_coach);
	wording_free(coaching->wording);
	platforms_release(&coaching->fallback);
	free(coaching->platform_id);
	free(coaching);
}

/* ---- queries ---- */

void coaching_pin(struct coaching *coaching, enum language language)
{
	coaching->pinned = language;
	wording_judge_again(coaching->wording);
	schedule(coaching, 0);
}

void coaching_choose_platform(struct coaching *coaching, const char *id)
{
	free(coaching->platform_id);
	coaching->platform_id = mem_copy(span_of(id));
	count_all(coaching);
	schedule(coaching, 0);
}

const struct platforms *coaching_platforms(const struct coaching *coaching)
{
	return coaching->coach ? coach_platforms(coaching->coach) : &coaching->fallback;
}

enum language coaching_pinned(const struct coaching *coaching)
{
	return coaching->pinned;
}

enum language_other coaching_other(const struct coaching *coaching)
{
	if (coaching->pinned != LANGUAGE_NONE)
		return OTHER_NONE;
	return coaching->reading.report ? coaching->reading.report->analysis.other
					: coaching->other;
}

enum language coaching_language(const struct coaching *coaching)
{
	if (coaching->pinned != LANGUAGE_NONE)
		return coaching->pinned;
	if (coaching->reading.report &&
	    coaching->reading.report->analysis.language != LANGUAGE_NONE)
		return coaching->reading.report->analysis.language;
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
	return coaching->reading.report;
}

bool coaching_place(const struct coaching *coaching, size_t index, size_t *start, size_t *end)
{
	return reading_place(&coaching->reading, index, start, end);
}

size_t coaching_hints(const struct coaching *coaching)
{
	return coaching->reading.hints;
}

void coaching_list_hints(struct coaching *coaching)
{
	if (coaching->reading.report)
		reading_find_stops(&coaching->reading);
}

size_t coaching_stops(const struct coaching *coaching)
{
	return coaching->reading.stops.count;
}

int coaching_stop(const struct coaching *coaching, size_t index)
{
	return index < coaching->reading.stops.count ? coaching->reading.stops.at[index] : -1;
}

size_t coaching_complaints(const struct coaching *coaching, const struct pack_complaint **first)
{
	if (!coaching->coach)
		return 0;
	const struct pack_complaints *complaints = coach_complaints(coaching->coach);
	*first = complaints->at;
	return complaints->count;
}
