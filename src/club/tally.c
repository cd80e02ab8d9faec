#include "club/tally.h"

#include <string.h>

#include "base/i18n.h"
#include "club/schema.h"

bool tally_takes(struct span lesson)
{
	for (size_t i = 0; i < lesson.length; i++)
		if (!memchr("abcdefghijklmnopqrstuvwxyz0123456789._-", lesson.at[i], 39))
			return false;
	return lesson.length >= 1 && lesson.length <= TALLY_ID;
}

static bool fits(const struct span *lessons, size_t count, struct err *err)
{
	if (count > TALLY_LESSONS)
		return err_set(err, ERR_LIMIT, _("That is more than %d lessons."),
			       (int)TALLY_LESSONS);
	for (size_t i = 0; i < count; i++)
		if (!tally_takes(lessons[i]))
			return err_set(err, ERR_INPUT,
				       _("A lesson is named by its id, of a-z, "
					 "0-9, dot, _ and -."));
	return true;
}

bool tally_tell(struct club *club, const struct actor *actor, const struct span *lessons,
		size_t count, struct err *err)
{
	enum club_state unchanged;
	if (!club_may(club, actor, NULL, ACTION_TELL, &unchanged, err) ||
	    !fits(lessons, count, err) || !db_begin(club->db, err))
		return false;
	bool done = db_run(club->db, err, schema_sql(SQL_PROGRESS_CLEAR), "i", actor->member.id);
	for (size_t i = 0; done && i < count; i++)
		done = db_run(club->db, err, schema_sql(SQL_PROGRESS_ADD), "it", actor->member.id,
			      lessons[i]);
	return db_settle(club->db, done, err);
}

bool tally_list(struct club *club, const struct actor *actor, tally_function *each, void *context,
		struct err *err)
{
	enum club_state unchanged;
	if (!club_may(club, actor, NULL, ACTION_SURVEY, &unchanged, err))
		return false;
	struct db_rows *rows = db_query(club->db, err, schema_sql(SQL_PROGRESS_GROUP), "iiii",
					(long long)TALLY_LEAST, (long long)TALLY_LEAST,
					(long long)ROLE_AUTHOR, (long long)TALLY_LEAST);
	for (int i = 0; i < TALLY_LESSONS && db_next(rows); i++)
		each(context, db_text(rows, 0), db_integer(rows, 1));
	return db_end(rows, err);
}
