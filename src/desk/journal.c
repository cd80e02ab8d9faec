#include "desk/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "desk/journal_disk.h"
#include "desk/journal_file.h"
#include "io/worker.h"

enum {
	RECORDS_CEILING = BUFFER_CEILING + (16 << 20),
	GROWS_BY = 1 << 20, /* bytes of edits beyond twice the text, then it begins anew */
};

enum step { STEP_BEGIN, STEP_APPEND, STEP_REMOVE };

struct step_job {
	struct job job;
	struct journal *journal;
	enum step step;
	char *path;
	struct str records;
	size_t length;	  /* of the records, which are gone when it has run */
	int synced_later; /* a descriptor of the file that was written, -1: none */
	struct err err;
};

/* What was written is brought to the disk, which can take long while others use it. */
struct sync_job {
	struct job job;
	struct journal *journal;
	int fd;
	char *folder; /* to be synced as well; NULL: not */
	struct err err;
};

struct journal {
	struct loop *loop;
	struct worker *writer, *syncer; /* NULL until the first edit */
	struct buffer *buffer;
	char *path;
	struct journal_head head;
	journal_told *told;
	void *context;

	bool has_begun;	    /* a file with the text before these edits is there, or on its way */
	bool begins;	    /* what waits is the start of a file */
	struct str waiting; /* records */
	int keys;	    /* edits that wait */
	int64_t since;	    /* clock_ms of the first of them */
	size_t written;	    /* bytes of records since the file began */
	int timer;
	bool is_writing, is_syncing;
	int sync_fd;	   /* of what was written and not yet handed to be synced, -1: none */
	bool syncs_folder; /* the file is a new one */
	bool is_broken;	   /* the last step failed: begin anew with the whole text */

	struct journal_disk disk; /* the writer's */
};

const char *journal_path(struct str *out, const char *id)
{
	struct str name = { 0 };
	(void)str_format(&name, "journal/%s.journal", id);
	path_in(out, PATH_STATE, str_text(&name));
	str_release(&name);
	return str_text(out);
}

/* ---- on the threads ---- */

static void fail(struct err *err)
{
	(void)err_system(err, _("No copy of your typing can be kept; save with C-s"));
}

static void run_step(struct job *job)
{
	struct step_job *step = (struct step_job *)job;
	struct journal_disk *disk = &step->journal->disk;
	bool done = false;
	journal_seal(&step->records);
	switch (step->step) {
	case STEP_BEGIN:
		done = journal_disk_begin(disk, step->path, str_span(&step->records));
		break;
	case STEP_APPEND:
		done = journal_disk_append(disk, str_span(&step->records));
		break;
	case STEP_REMOVE:
		done = journal_disk_remove(disk, step->path);
		break;
	}
	if (!done)
		fail(&step->err);
	else if (step->step != STEP_REMOVE)
		/* Without one more descriptor it is synced with the next step. */
		step->synced_later = fcntl(disk->fd, F_DUPFD_CLOEXEC, 0);
	/* The memory of a large text goes back here: on the loop a key would wait for that. */
	step->length = step->records.length;
	str_release(&step->records);
}

static void run_sync(struct job *job)
{
	struct sync_job *sync = (struct sync_job *)job;
	if (!file_sync(sync->fd) || (sync->folder && !journal_disk_sync_folder(sync->folder)))
		fail(&sync->err);
}

/* ---- on the loop ---- */

static void write_waiting(struct journal *journal);

static void on_timer(void *context)
{
	struct journal *journal = context;
	journal->timer = 0;
	write_waiting(journal);
}

static void set_timer(struct journal *journal, int64_t ms)
{
	if (!journal->timer)
		journal->timer = loop_timer(journal->loop, ms, on_timer, journal);
}

/* Until what waits is JOURNAL_MS old. */
static int64_t left(const struct journal *journal)
{
	int64_t age = clock_ms() - journal->since;
	return age < JOURNAL_MS ? JOURNAL_MS - age : 0;
}

/* A step has ended well or not: the person hears of it, and a broken journal begins anew. */
static void judge(struct journal *journal, const struct err *err)
{
	bool failed = err->code != ERR_NONE, was_broken = journal->is_broken;
	journal->is_broken = failed;
	if (failed)
		set_timer(journal, JOURNAL_RETRY_MS);
	else if (journal->waiting.length)
		set_timer(journal, left(journal));
	if (failed || was_broken)
		journal->told(journal->context, failed ? err : NULL);
}

static void done_sync(struct job *job);

/* One at a time; what is written meanwhile is synced by the next. */
static void sync_written(struct journal *journal)
{
	if (journal->is_syncing || journal->sync_fd < 0)
		return;
	struct sync_job *sync = mem_alloc(sizeof *sync);
	struct str folder = { 0 };
	*sync = (struct sync_job){ .job = { .run = run_sync, .done = done_sync },
				   .journal = journal,
				   .fd = journal->sync_fd };
	if (journal->syncs_folder) {
		(void)path_folder(&folder, journal->path);
		sync->folder = str_take(&folder);
	}
	journal->sync_fd = -1;
	journal->syncs_folder = false;
	journal->is_syncing = true;
	if (journal->syncer) {
		worker_post(journal->syncer, &sync->job, WORKER_LAST);
	} else { /* it ends before a thread was needed */
		run_sync(&sync->job);
		done_sync(&sync->job);
	}
}

static void done_sync(struct job *job)
{
	struct sync_job *sync = (struct sync_job *)job;
	struct journal *journal = sync->journal;
	/* At the end there is time for it, and nobody else uses the descriptor. */
	if (!job->run)
		run_sync(job);
	journal->is_syncing = false;
	if (sync->err.code != ERR_NONE)
		judge(journal, &sync->err);
	(void)close(sync->fd); /* was synced */
	free(sync->folder);
	free(sync);
	sync_written(journal);
}

static void take_descriptor(struct journal *journal, struct step_job *step)
{
	if (step->synced_later < 0)
		return;
	if (journal->sync_fd >= 0)
		(void)close(journal->sync_fd); /* the new one stands for the same file or a newer */
	journal->sync_fd = step->synced_later;
	journal->syncs_folder = journal->syncs_folder || step->step == STEP_BEGIN;
	sync_written(journal);
}

static void done_step(struct job *job)
{
	struct step_job *step = (struct step_job *)job;
	struct journal *journal = step->journal;
	/* The worker ended before it came to this step: then nobody else uses the file. */
	if (!job->run)
		run_step(job);
	journal->is_writing = false;
	journal->written += step->length;
	take_descriptor(journal, step);
	/* A file that stays too long does no harm: its text is the saved one or older. */
	if (step->step != STEP_REMOVE)
		judge(journal, &step->err);
	free(step->path);
	free(step);
}

static struct step_job *new_step(struct journal *journal, enum step what)
{
	struct step_job *step = mem_alloc(sizeof *step);
	*step = (struct step_job){ .job = { .run = run_step, .done = done_step },
				   .journal = journal,
				   .step = what,
				   .path = mem_copy(span_of(journal->path)),
				   .synced_later = -1 };
	return step;
}

static void begin(struct journal *journal)
{
	str_clear(&journal->waiting);
	journal->head.started = clock_wall();
	journal_add_head(&journal->waiting, &journal->head);
	journal->has_begun = journal->begins = true;
	journal->written = 0;
}

/* The text as it is now instead of how it came about. */
static void begin_with_text(struct journal *journal)
{
	begin(journal);
	struct span text = buffer_text(journal->buffer);
	journal_add_text(&journal->waiting, &text, 1);
}

static struct step_job *take_waiting(struct journal *journal)
{
	size_t most = GROWS_BY + 2 * buffer_length(journal->buffer);
	if (journal->is_broken || journal->waiting.full || journal->written > most)
		begin_with_text(journal);
	struct step_job *step = new_step(journal, journal->begins ? STEP_BEGIN : STEP_APPEND);
	step->records = journal->waiting;
	str_init(&journal->waiting, RECORDS_CEILING);
	journal->begins = false;
	journal->keys = 0;
	return step;
}

/* Workers that cannot be had are told like a disk that is full. */
static bool has_workers(struct journal *journal)
{
	struct err err = { 0 };
	if (!journal->writer)
		journal->writer = worker_new(journal->loop, &err);
	if (journal->writer && !journal->syncer)
		journal->syncer = worker_new(journal->loop, &err);
	if (!journal->syncer)
		judge(journal, &err);
	return journal->syncer != NULL;
}

static void write_waiting(struct journal *journal)
{
	loop_cancel(journal->loop, journal->timer);
	journal->timer = 0;
	if (journal->is_writing || (!journal->waiting.length && !journal->is_broken))
		return; /* done_step comes back to it */
	if (!has_workers(journal))
		return;
	journal->is_writing = true;
	worker_post(journal->writer, &take_waiting(journal)->job, WORKER_LAST);
}

/* The text before the first edit, put together from around it: a slice over the gap would move it,
 * which takes long in a large text. */
static void begin_before(struct journal *journal, const struct change *change)
{
	const struct buffer *buffer = journal->buffer;
	const struct span parts[] = {
		buffer_slice(buffer, 0, change->at),
		change->removed,
		buffer_slice(buffer, change->at + change->inserted.length, buffer_length(buffer)),
	};
	begin(journal);
	journal_add_text(&journal->waiting, parts, 3);
}

static void on_change(void *context, const struct buffer *buffer, const struct change *change)
{
	struct journal *journal = context;
	(void)buffer; /* it is journal->buffer */
	if (journal->is_broken) {
		set_timer(journal, JOURNAL_RETRY_MS); /* that try takes the whole text */
		return;
	}
	if (!journal->has_begun)
		begin_before(journal, change);
	/* What does not fit makes it begin anew. */
	(void)journal_add_edit(&journal->waiting, change);
	if (journal->keys++ == 0)
		journal->since = clock_ms();
	if (journal->keys >= JOURNAL_KEYS)
		write_waiting(journal);
	else
		set_timer(journal, JOURNAL_MS);
}

void journal_set_draft(struct journal *journal, const char *draft, const struct file_stamp *stamp)
{
	free(journal->head.path);
	journal->head.path = mem_copy(span_of(draft));
	journal->head.stamp = *stamp;
}

void journal_drop(struct journal *journal, const char *path)
{
	loop_cancel(journal->loop, journal->timer);
	journal->timer = 0;
	str_clear(&journal->waiting);
	journal->keys = 0;
	if (journal->writer) {
		journal->is_writing = true;
		worker_post(journal->writer, &new_step(journal, STEP_REMOVE)->job, WORKER_LAST);
	} else {
		(void)unlink(journal->path); /* one that was read at the start, if any */
	}
	journal->has_begun = journal->begins = false;
	char *copy = mem_copy(span_of(path));
	free(journal->path);
	journal->path = copy;
}

void journal_move(struct journal *journal, const char *path)
{
	bool has_begun = journal->has_begun;
	journal_drop(journal, path);
	if (!has_begun)
		return;
	begin_with_text(journal);
	set_timer(journal, 0);
}

void journal_flush(struct journal *journal)
{
	if (journal->waiting.length)
		write_waiting(journal);
}

struct journal *journal_new(struct loop *loop, struct buffer *buffer, const char *path,
			    journal_told *told, void *context)
{
	struct journal *journal = mem_alloc(sizeof *journal);
	*journal = (struct journal){ .loop = loop,
				     .buffer = buffer,
				     .path = mem_copy(span_of(path)),
				     .told = told,
				     .context = context,
				     .sync_fd = -1,
				     .disk = { .fd = -1 } };
	str_init(&journal->waiting, RECORDS_CEILING);
	journal_set_draft(journal, "", &(struct file_stamp){ 0 });
	buffer_listen(buffer, on_change, journal);
	return journal;
}

static void nobody_listens(void *context, const struct err *trouble)
{
	(void)context;
	(void)trouble; /* the caller asks for the result */
}

bool journal_free(struct journal *journal)
{
	if (!journal)
		return true;
	buffer_unlisten(journal->buffer, on_change, journal);
	journal->told = nobody_listens;
	/* The writer ends first; done_step runs the steps that it did not come to. */
	worker_free(journal->writer);
	loop_cancel(journal->loop, journal->timer);
	if (journal->waiting.length || journal->is_broken) {
		struct step_job *step = take_waiting(journal);
		run_step(&step->job);
		done_step(&step->job);
	}
	worker_free(journal->syncer);
	loop_cancel(journal->loop, journal->timer);
	bool kept = !journal->is_broken;
	journal_disk_close(&journal->disk);
	journal_head_release(&journal->head);
	str_release(&journal->waiting);
	free(journal->path);
	free(journal);
	return kept;
}
