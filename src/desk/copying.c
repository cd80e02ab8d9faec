#include "desk/copying.h"

#include <stdlib.h>

#include "base/mem.h"

bool copying_add(struct copying *copying, enum echo_kind kind, const char *folder,
		 const char *except, struct err *err)
{
	if (!*folder)
		return true;
	if (!copying->echo)
		copying->echo = echo_new();
	return echo_add_folder(copying->echo, kind, folder, except, err);
}

void copying_init(struct copying *copying, const struct settings *settings, const char *draft)
{
	*copying = (struct copying){ .employer = mem_copy(span_of(settings->trust_employer)),
				     .products = mem_copy(span_of(settings->trust_products)),
				     .against = mem_copy(span_of(settings->trust_against)),
				     .own = mem_copy(span_of(settings->trust_own)),
				     .draft = mem_copy(span_of(draft)) };
}

void copying_open(struct copying *copying, struct coach *coach)
{
	struct err err;
	coach_set_house(coach, copying->employer, copying->products);
	if (!copying_add(copying, ECHO_HANDED_OUT, copying->against, NULL, &err))
		coach_complain(coach, copying->against, err.text);
	if (!copying_add(copying, ECHO_OWN, copying->own, copying->draft, &err))
		coach_complain(coach, copying->own, err.text);
}

void copying_release(struct copying *copying)
{
	free(copying->employer);
	free(copying->products);
	free(copying->against);
	free(copying->own);
	free(copying->draft);
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
