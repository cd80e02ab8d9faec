#include "desk/asking.h"

#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "club/verb.h"
#include "io/remote.h"
#include "io/worker.h"

struct asking {
	struct worker *worker;
	struct session *session;
	char *hub, *ssh;
	int stop; /* readable when the desk ends */
};

struct question {
	struct job job; /* first: the worker knows only this */
	struct asking *asking;
	struct str line, said;
	struct err err;
	bool has_answer;
	asking_answer *answer;
	void *context;
};

/* On the worker's thread. */
static void run(struct job *job)
{
	struct question *question = (struct question *)job;
	struct asking *asking = question->asking;
	struct session *session = asking->session;
	struct span line = str_span(&question->line);
	if (session) {
		/* A refusal is an answer too. */
		(void)verb_run(session->club, &session->actor, line, &question->said);
		question->has_answer = true;
		return;
	}
	struct remote remote = { asking->ssh, asking->hub, ASKING_LIMIT_MS, asking->stop };
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

struct asking *asking_new(struct loop *loop, struct session *session, const char *hub,
			  const char *ssh, struct err *err)
{
	struct asking *asking = mem_alloc(sizeof *asking);
	*asking = (struct asking){ .session = session,
				   .hub = mem_copy(span_of(hub)),
				   .ssh = mem_copy(span_of(ssh)),
				   .stop = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC) };
	if (asking->stop < 0)
		(void)err_system(err, _("The club cannot be asked"));
	else
		asking->worker = worker_new(loop, err);
	if (asking->worker)
		return asking;
	asking_free(asking);
	return NULL;
}

void asking_free(struct asking *asking)
{
	if (!asking)
		return;
	if (asking->stop >= 0) {
		/* Fails only when the counter is full, and then it can be read already. */
		(void)!write(asking->stop, &(uint64_t){ 1 }, sizeof(uint64_t));
		worker_free(asking->worker);
		(void)close(asking->stop); /* only a counter */
	}
	free(asking->hub);
	free(asking->ssh);
	free(asking);
}

void asking_ask(struct asking *asking, struct span line, asking_answer *answer, void *context)
{
	struct question *question = mem_alloc(sizeof *question);
	*question = (struct question){ .job = { .run = run, .done = done },
				       .asking = asking,
				       .answer = answer,
				       .context = context };
	str_init(&question->line, VERB_LINE);
	str_init(&question->said, VERB_LINE * 4 + 1);
	(void)str_add(&question->line, line);
	(void)str_add_byte(&question->line, '\n');
	worker_post(asking->worker, &question->job, WORKER_LAST);
}
