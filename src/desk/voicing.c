#include "desk/voicing.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "voice/posts.h"

/* Rules about style that are silent when the author's own posts do it as a rule. */
static const struct {
	const char *rule;
	enum trait_id trait;
	double from; /* the author's mean */
} habits[] = {
	{ "format.emoji", TRAIT_EMOJI, 1.5 },
	{ "format.tags-many", TRAIT_TAGS, 4 },
	{ "hook.long", TRAIT_SENTENCES, 18 },
	{ "hook.question", TRAIT_QUESTIONS, 25 },
};

struct voice_job {
	struct job job;
	struct voicing *voicing;
	enum language language;
	uint64_t print; /* of the text: tells whether it is a new one */
	char *text;
	size_t length;
	struct profile *profile; /* taken along, or loaded */
	struct drift drift;
	struct err err;
};

struct voicing {
	struct worker *worker;
	void (*changed)(void *context);
	void *context;
	struct profile *profiles[LANGUAGE_COUNT];
	bool is_missing[LANGUAGE_COUNT]; /* could not be loaded: not tried again */
	struct voice_job *running, *waiting;
	enum language language;
	uint64_t print;
	struct drift drift;
	bool has_drift;
};

static void free_job(struct voice_job *job)
{
	if (job)
		free(job->text);
	free(job);
}

static void run(struct job *base)
{
	struct voice_job *job = (struct voice_job *)base;
	if (!job->profile)
		job->profile = posts_profile(job->language, &job->err);
	if (job->profile)
		drift_measure(job->profile, (struct span){ job->text, job->length }, &job->drift);
}

static void start(struct voicing *voicing, struct voice_job *job);

static void done(struct job *base)
{
	struct voice_job *job = (struct voice_job *)base;
	struct voicing *voicing = job->voicing;
	struct voice_job *next = voicing->waiting;
	bool ran = base->run != NULL;
	voicing->running = NULL;
	voicing->waiting = NULL;
	if (ran) {
		voicing->profiles[job->language] = job->profile;
		voicing->is_missing[job->language] = !job->profile;
		voicing->language = job->language;
		voicing->print = job->print;
		voicing->drift = job->drift;
		voicing->has_drift = job->profile != NULL;
		if (!job->profile)
			log_line("voice", "%s", job->err.text);
	}
	free_job(job);
	if (ran && next)
		start(voicing, next);
	else
		free_job(next);
	if (ran)
		voicing->changed(voicing->context);
}

static void start(struct voicing *voicing, struct voice_job *job)
{
	job->profile = voicing->profiles[job->language];
	voicing->running = job;
	worker_post(voicing->worker, &job->job, WORKER_LAST);
}

struct voicing *voicing_new(struct worker *worker, void (*changed)(void *context), void *context)
{
	struct voicing *voicing = mem_alloc(sizeof *voicing);
	*voicing = (struct voicing){ .worker = worker, .changed = changed, .context = context };
	return voicing;
}

void voicing_free(struct voicing *voicing)
{
	if (!voicing)
		return;
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		profile_free(voicing->profiles[i]);
	free_job(voicing->waiting);
	free(voicing);
}

/* FNV-1a. */
static uint64_t print_of(struct span text)
{
	uint64_t print = 0xcbf29ce484222325u;
	for (size_t i = 0; i < text.length; i++)
		print = (print ^ (unsigned char)text.at[i]) * 0x100000001b3u;
	return print;
}

void voicing_read(struct voicing *voicing, enum language language, struct span text)
{
	uint64_t print = print_of(text);
	const struct voice_job *last = voicing->waiting ? voicing->waiting : voicing->running;
	if (language == LANGUAGE_NONE || voicing->is_missing[language])
		return;
	if (last ? last->print == print && last->language == language
		 : voicing->has_drift && voicing->print == print && voicing->language == language)
		return;
	struct voice_job *job = mem_alloc(sizeof *job);
	*job = (struct voice_job){ .job = { .run = run, .done = done },
				   .voicing = voicing,
				   .language = language,
				   .print = print,
				   .text = mem_copy(text),
				   .length = text.length };
	free_job(voicing->waiting);
	voicing->waiting = NULL;
	if (voicing->running)
		voicing->waiting = job;
	else
		start(voicing, job);
}

const struct drift *voicing_drift(const struct voicing *voicing)
{
	return voicing->has_drift ? &voicing->drift : NULL;
}

const struct profile *voicing_profile(const struct voicing *voicing)
{
	return voicing->has_drift ? voicing->profiles[voicing->language] : NULL;
}

bool voicing_is_habit(const struct voicing *voicing, const char *rule)
{
	const struct profile *profile = voicing_profile(voicing);
	if (!profile || profile_is_learning(profile))
		return false;
	for (size_t i = 0; i < sizeof habits / sizeof habits[0]; i++) {
		double mean, spread;
		if (strcmp(habits[i].rule, rule) != 0)
			continue;
		profile_trait(profile, habits[i].trait, &mean, &spread);
		return mean >= habits[i].from;
	}
	return false;
}
