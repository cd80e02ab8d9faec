/*
 * Settings: one table of rows (name, type, limits, default, help). The file settings.yaml in the
 * person's configuration, `tonfall config`, help and the reader all follow the table.
 */
#ifndef TONFALL_DESK_SETTINGS_H
#define TONFALL_DESK_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "base/yaml.h"

struct settings {
	char *ui_language;   /* "" : the locale's */
	char *ui_theme;	     /* "" : the terminal's own colours */
	char *text_language; /* "" : guessed for each text */
	char *platform;
	char *fold; /* profile: mobile, desktop */
	char *trust_employer, *trust_products, *trust_against, *trust_own;
	char *rewrite_endpoint, *rewrite_model, *rewrite_provider;
	char *rewrite_key_env, *rewrite_key_command;
	char *rewrite_ask, *rewrite_address;
	bool rewrite_stream, rewrite_allow_plain, rewrite_own_passages, rewrite_mask;
	char *club_hub, *club_ssh;
	bool club_progress;
};

struct setting_row {
	const char *name;    /* NULL ends the table */
	enum yaml_type type; /* YAML_STRING or YAML_BOOL */
	size_t offset;
	const char *standard;	    /* as written in the file */
	const char *const *choices; /* NULL: anything */
	const char *help;	    /* N_() */
};

extern const struct setting_row setting_rows[];

/* Defaults, then the file where there is one; what is wrong in it is reported (to NULL: to nobody)
 * and left at its default. */
void settings_read(struct settings *settings, yaml_report *report, void *context);
/* On a hub: what names programs or addresses is not the member's to set; a switch names nothing. */
void settings_hold(struct settings *settings);
void settings_release(struct settings *settings);

/* PATH_CONFIG settings.yaml. */
const char *settings_path(struct str *out);
/* NULL when there is no such row. */
const struct setting_row *settings_find(const char *name);
/* The value as it would stand in the file. */
const char *settings_get(const struct settings *settings, const struct setting_row *row);
/* Checks the value and writes it to the file, where the other lines stay as they are. */
bool settings_set(const struct setting_row *row, const char *value, struct err *err);

#endif
