#include "ui/style.h"

const char *const role_names[ROLE_COUNT + 1] = {
	"text",	     "plain", "dim",	"title",    "status",	  "key",   "accent", "good",
	"note",	     "hint",  "warn",	"block",    "misspelled", "name",  "found",  "selected",
	"invisible", "fold",  "border", "inserted", "removed",	  "error", 0,
};
