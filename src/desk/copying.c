#include "desk/copying.h"

bool copying_add(struct copying *copying, enum echo_kind kind, const char *folder,
		 const char *except, struct err *err)
{
	if (!*folder)
		return true;
	if (!copying->echo)
		copying->echo = echo_new();
	return echo_add_folder(copying->echo, kind, folder, except, err);
}

void copying_release(struct copying *copying)
{
	echo_report_release(&copying->found);
	echo_free(copying->echo);
	*copying = (struct copying){ 0 };
}

void copying_find(void *context, const struct analysis *analysis, struct copies *copies)
{
	struct copying *copying = context;
	if (!copying->echo)
		return;
	echo_find(copying->echo, analysis, &copying->found);
	for (size_t i = 0; i < copying->found.passages.count; i++) {
		const struct echo_passage *passage = &copying->found.passages.at[i];
		if (passage->kind == ECHO_HANDED_OUT)
			*arr_add(&copies->passages) =
				(struct copied){ passage->start, passage->end, passage->words,
						 passage->source };
	}
	copies->share = copying->found.share[ECHO_HANDED_OUT];
	copies->own_share = copying->found.share[ECHO_OWN];
	copies->own_source = copying->found.source[ECHO_OWN];
}
