#include "desk/hubline.h"

#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "club/verb.h"
#include "io/remote.h"
#include "io/worker.h"

struct hubline {
	struct worker *worker;
	struct session *session;
	char *hub, *ssh;
	int stop; /* readable when the desk ends */
};

struct question {
	struct job job; /* first: the worker knows only this */
	struct hubline *hubline;
	struct str line, said;
	struct err err;
	bool has_answer;
	hubline_answer *answer;
	void *context;
};

/* On the worker's thread. */
static void run(struct job *job)
{
	struct question *question = (struct question *)job;
	struct hubline *hubline = question->hubline;
	struct session *session = hubline->session;
	struct span line = str_span(&question->line);
	if (session) {
		/* A refusal is an answer too. */
		(void)verb_run(session->club, &session->actor, line, &question->said);
		question->has_answer = true;
		return;
	}
	struct remote remote = { hubline->ssh, hubline->hub, HUBLINE_LIMIT_MS, hubline->stop };
	question->has_answer = remote_ask(&remote, line, &question->said, &question->err);
}

static void done(struct job *job)
{
	struct question *question = (struct question *)job;
	struct json *json = NULL;
	struct span said = span_trim(str_span(&question->said));
	if (!job->run)
		(void)err_set(&question->err, ERR_CANCELLED, _("It was not asked."));
	else if (question->has_answer)
		json = json_parse(said, &question->err);
	question->answer(question->context, json, said, &question->err);
	json_free(json);
	str_release(&question->said);
	str_release(&question->line);
	free(question);
}

struct hubline *hubline_new(struct loop *loop, struct session *session, const char *hub,
			    const char *ssh, struct err *err)
{
	struct hubline *hubline = mem_alloc(sizeof *hubline);
	*hubline = (struct hubline){ .session = session,
				     .hub = mem_copy(span_of(hub)),
				     .ssh = mem_copy(span_of(ssh)),
				     .stop = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC) };
	if (hubline->stop < 0)
		(void)err_system(err, _("The club cannot be asked"));
	else
		hubline->worker = worker_new(loop, err);
	if (hubline->worker)
		return hubline;
	hubline_free(hubline);
	return NULL;
}

void hubline_free(struct hubline *hubline)
{
	if (!hubline)
		return;
	if (hubline->stop >= 0) {
		/* Fails only when the counter is full, and then it can be read already. */
		(void)!write(hubline->stop, &(uint64_t){ 1 }, sizeof(uint64_t));
		worker_free(hubline->worker);
		(void)close(hubline->stop); /* only a counter */
	}
	free(hubline->hub);
	free(hubline->ssh);
	free(hubline);
}

void hubline_ask(struct hubline *hubline, struct span line, hubline_answer *answer, void *context)
{
	struct question *question = mem_alloc(sizeof *question);
	*question = (struct question){ .job = { .run = run, .done = done },
				       .hubline = hubline,
				       .answer = answer,
				       .context = context };
	str_init(&question->line, VERB_LINE);
	str_init(&question->said, VERB_LINE * 4 + 1);
	(void)str_add(&question->line, line);
	(void)str_add_byte(&question->line, '\n');
	worker_post(hubline->worker, &question->job, WORKER_LAST);
}
