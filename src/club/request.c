#include "club/request.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "club/schema.h"

bool request_find(struct club *club, const struct actor *actor, struct span name, long long *id,
		  struct err *err)
{
	*id = 0;
	if (name.length == 0)
		return true;
	if (name.length > REQUEST_NAME)
		return err_set(err, ERR_LIMIT, _("The name of a request has at most 64 bytes."));
	struct db_rows *rows =
		db_query(club->db, err, schema_sql(SQL_REQUEST_GET), "it", actor->member.id, name);
	if (db_next(rows))
		*id = db_integer(rows, 0);
	return db_end(rows, err);
}

bool request_keep(struct club *club, const struct actor *actor, struct span name, long long id,
		  struct err *err)
{
	char answer[24];
	(void)snprintf(answer, sizeof answer, "%lld", id);
	return name.length == 0 ||
	       db_run(club->db, err, schema_sql(SQL_REQUEST_ADD), "titi", name, actor->member.id,
		      span_of(answer), (long long)clock_wall());
}
