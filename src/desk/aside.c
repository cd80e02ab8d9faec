#include "desk/aside.h"

#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"

static void note_mistake(void *context, const char *path, int line, const char *expected)
{
	(void)err_set(context, ERR_INPUT, _("%s:%d: %s Mend or remove the file first."), path, line,
		      expected);
}

bool aside_read(struct silences *silences, struct err *err)
{
	struct str path = { 0 };
	struct err mistake = { 0 };
	silences_release(silences);
	silences_read(silences, silences_path(&path), note_mistake, &mistake);
	str_release(&path);
	return mistake.code == ERR_NONE || err_set(err, mistake.code, "%s", mistake.text);
}

/* Saves `new` and makes it the list that holds; releases it in any case. */
static bool adopt(struct silences *silences, struct silences *new, struct err *err)
{
	struct str path = { 0 };
	bool saved = silences_save(new, silences_path(&path), err);
	str_release(&path);
	if (saved) {
		struct silences old = *silences;
		*silences = *new;
		*new = old;
	}
	silences_release(new);
	return saved;
}

bool aside_add(struct silences *silences, const struct finding *finding,
	       const struct analysis *analysis, bool for_good, struct span reason, struct err *err)
{
	struct silences new = { 0 };
	if (!aside_read(&new, err)) {
		silences_release(&new);
		return false;
	}
	silence_add(&new, finding, analysis, for_good, reason, clock_wall());
	return adopt(silences, &new, err);
}

/* The same entry, whoever wrote the file meanwhile. */
static bool is_same(const struct silence *a, const struct silence *b)
{
	return strcmp(a->rule, b->rule) == 0 && a->for_good == b->for_good &&
	       strcmp(a->quote, b->quote) == 0 && strcmp(a->before, b->before) == 0 &&
	       strcmp(a->after, b->after) == 0;
}

bool aside_call_back(struct silences *silences, size_t index, struct err *err)
{
	struct silences new = { 0 };
	const struct silence *wanted = &silences->at[index];
	if (!aside_read(&new, err)) {
		silences_release(&new);
		return false;
	}
	for (size_t i = new.count; i-- > 0;)
		if (is_same(&new.at[i], wanted))
			silence_remove(&new, i);
	return adopt(silences, &new, err);
}
