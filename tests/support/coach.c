#include "coach.h"

#include <stdlib.h>

#include "base/i18n.h"

struct coach *coach_of_sources(void)
{
	(void)setenv("TONFALL_DATADIR", ".", 1);
	(void)setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	(void)setenv("XDG_DATA_HOME", "/nonexistent", 1);
	i18n_init("en");
	return coach_new();
}
