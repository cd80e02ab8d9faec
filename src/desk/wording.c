#include "desk/wording.h"

#include <stdlib.h>

#include "base/mem.h"
#include "lang/synonym.h"
#include "lang/verdicts.h"

enum {
	VERDICTS_MOST = 1 << 15,
	ASK_MOST = 512, /* words in one question */
	SUGGESTIONS = 5,
	SYNONYMS = 24,
};

struct question {
	char *word;
	enum language language;
	unsigned flags;
	enum verdict verdict;
};

struct questions ARR(struct question);

struct wording {
	struct worker *worker;
	void (*changed)(void *context);
	void *context;
	struct speller *speller; /* the worker's */
	bool borrows;		 /* it is somebody else's */
	struct verdicts *verdicts;
	uint64_t round; /* grows with each answer */
	struct questions questions;
	bool asks, is_open;
	bool has_more; /* words in view that did not fit the question */
	struct err trouble;
};

struct ask_job {
	struct job job;
	struct wording *wording;
	struct questions questions;
	struct err err;
};

struct learn_job {
	struct job job;
	struct wording *wording;
	enum language language;
};

struct suggest_job {
	struct job job;
	struct wording *wording;
	enum language language;
	size_t start;
	char *word, *before, *after; /* it and what stands beside it */
	struct words words;
	struct err err; /* why there are none */
	wording_answer *answer;
	void *context;
};

static void judge_again(struct wording *wording)
{
	wording->round++;
	wording->changed(wording->context);
}

/* ---- verdicts ---- */

static void run_ask(struct job *job)
{
	struct ask_job *ask = (struct ask_job *)job;
	struct speller *speller = ask->wording->speller;
	for (size_t i = 0; i < ask->questions.count; i++) {
		struct question *question = &ask->questions.at[i];
		if (speller_load(speller, question->language, &ask->err))
			question->verdict = speller_check(speller, question->language,
							  span_of(question->word), question->flags);
	}
}

static void done_ask(struct job *job)
{
	struct ask_job *done = (struct ask_job *)job;
	struct wording *wording = done->wording;
	bool has_run = job->run != NULL;
	/* A right word looks as one that is not known yet. */
	bool shows = wording->has_more || done->err.code != ERR_NONE;
	wording->asks = wording->has_more = false;
	for (size_t i = 0; i < done->questions.count; i++) {
		struct question *question = &done->questions.at[i];
		verdicts_set(wording->verdicts, question->language, span_of(question->word),
			     question->flags, question->verdict);
		shows |= question->verdict != VERDICT_RIGHT;
		free(question->word);
	}
	if (done->err.code != ERR_NONE)
		wording->trouble = done->err;
	arr_release(&done->questions);
	free(done);
	wording->round++;
	if (shows)
		wording->changed(wording->context);
	if (has_run)
		wording_ask(wording);
}

/* Those of one language at a time: its marks need not wait until another dictionary is read. */
static void take_questions(struct wording *wording, struct questions *taken)
{
	struct questions *all = &wording->questions;
	enum language language = all->at[0].language;
	size_t kept = 0;
	for (size_t i = 0; i < all->count; i++)
		if (all->at[i].language == language)
			*arr_add(taken) = all->at[i];
		else
			all->at[kept++] = all->at[i];
	all->count = kept;
}

void wording_ask(struct wording *wording)
{
	if (wording->asks || !wording->is_open || wording->questions.count == 0)
		return;
	struct ask_job *job = mem_alloc(sizeof *job);
	*job = (struct ask_job){ .job = { .run = run_ask, .done = done_ask }, .wording = wording };
	take_questions(wording, &job->questions);
	wording->asks = true;
	worker_post(wording->worker, &job->job, WORKER_NEXT);
}

/* LANGUAGE_NONE where the text is in none that is checked. */
static enum language language_of(const struct analysis *analysis, const struct token *token)
{
	const struct sentence *sentence = analysis_sentence_at(analysis, token->start);
	return sentence ? token_language(token, sentence) : LANGUAGE_NONE;
}

static enum verdict judge(struct wording *wording, enum language language, struct span word,
			  unsigned flags)
{
	bool asked;
	enum verdict verdict = verdicts_get(wording->verdicts, language, word, flags, &asked);
	if (verdict != VERDICT_UNKNOWN || asked || language == LANGUAGE_NONE)
		return verdict;
	if (wording->questions.count >= ASK_MOST) {
		wording->has_more = true;
		return verdict;
	}
	verdicts_expect(wording->verdicts, language, word, flags);
	*arr_add(&wording->questions) =
		(struct question){ .word = mem_copy(word), .language = language, .flags = flags };
	return VERDICT_UNKNOWN;
}

void wording_judge(struct wording *wording, struct layout_stretch *words, struct span text,
		   size_t typed)
{
	bool all = true;
	const struct analysis *analysis = &words->analysis;
	if (words->judged == wording->round)
		return;
	for (size_t i = 0; i < analysis->tokens.count; i++) {
		const struct token *token = &analysis->tokens.at[i];
		if (token->kind != TOKEN_WORD)
			continue;
		bool is_typed = typed > token->start && typed <= token->end;
		all &= !is_typed;
		words->verdicts[i] =
			is_typed ? VERDICT_UNKNOWN
				 : (uint8_t)judge(wording, language_of(analysis, token),
						  span_slice(text, token->start, token->end),
						  token->flags);
	}
	words->judged = all ? wording->round : 0;
}

void wording_judge_again(struct wording *wording)
{
	wording->round++;
}

/* ---- the person's own words ---- */

/* The speller reads the new word before it is asked again: jobs run in order. */
static void run_learn(struct job *job)
{
	struct learn_job *learn = (struct learn_job *)job;
	speller_reload_personal(learn->wording->speller, learn->language);
}

static void done_learn(struct job *job)
{
	struct wording *wording = ((struct learn_job *)job)->wording;
	verdicts_clear(wording->verdicts);
	judge_again(wording);
	free(job);
}

void wording_learn(struct wording *wording, enum language language, struct span word)
{
	verdicts_set(wording->verdicts, language, word, 0, VERDICT_RIGHT);
	struct learn_job *job = mem_alloc(sizeof *job);
	*job = (struct learn_job){ { .run = run_learn, .done = done_learn }, wording, language };
	worker_post(wording->worker, &job->job, WORKER_NEXT);
}

/* ---- suggestions ---- */

static void run_suggest(struct job *job)
{
	struct suggest_job *suggest = (struct suggest_job *)job;
	struct speller *speller = suggest->wording->speller;
	struct around around = { span_of(suggest->before), span_of(suggest->after) };
	if (speller_load(speller, suggest->language, NULL))
		speller_suggest(speller, suggest->language, span_of(suggest->word), &around,
				SUGGESTIONS, &suggest->words);
}

static void run_synonyms(struct job *job)
{
	struct suggest_job *suggest = (struct suggest_job *)job;
	(void)synonym_find(suggest->wording->speller, suggest->language, span_of(suggest->word),
			   SYNONYMS, &suggest->words, &suggest->err);
}

static void done_suggest(struct job *job)
{
	struct suggest_job *done = (struct suggest_job *)job;
	if (job->run)
		done->answer(done->context, done->start, span_of(done->word), &done->words,
			     &done->err);
	words_release(&done->words);
	free(done->word);
	free(done->before);
	free(done->after);
	free(done);
}

void wording_suggest(struct wording *wording, enum wording_kind kind, enum language language,
		     size_t start, struct span word, const struct around *around,
		     wording_answer *answer, void *context)
{
	struct suggest_job *job = mem_alloc(sizeof *job);
	*job = (struct suggest_job){ .job = { .run = kind == WORDING_SYNONYMS ? run_synonyms
									      : run_suggest,
					      .done = done_suggest },
				     .wording = wording,
				     .language = language,
				     .start = start,
				     .word = mem_copy(word),
				     .before = mem_copy(around->before),
				     .after = mem_copy(around->after),
				     .answer = answer,
				     .context = context };
	worker_post(wording->worker, &job->job, WORKER_NEXT);
}

/* ---- life ---- */

struct wording *wording_new(struct worker *worker, struct speller *speller,
			    void (*changed)(void *context), void *context)
{
	struct wording *wording = mem_alloc(sizeof *wording);
	*wording = (struct wording){ .worker = worker,
				     .changed = changed,
				     .context = context,
				     .round = 1,
				     /* Here and not on the worker: a question may overtake. */
				     .speller = speller ? speller : speller_new(),
				     .borrows = speller != NULL,
				     .verdicts = verdicts_new(VERDICTS_MOST) };
	return wording;
}

void wording_free(struct wording *wording)
{
	if (!wording)
		return;
	for (size_t i = 0; i < wording->questions.count; i++)
		free(wording->questions.at[i].word);
	arr_release(&wording->questions);
	verdicts_free(wording->verdicts);
	if (!wording->borrows)
		speller_free(wording->speller);
	free(wording);
}

void wording_open(struct wording *wording)
{
	wording->is_open = true;
	wording_ask(wording);
}

struct speller *wording_speller(const struct wording *wording)
{
	return wording->speller;
}

const char *wording_trouble(const struct wording *wording)
{
	return wording->trouble.code == ERR_NONE ? "" : wording->trouble.text;
}
