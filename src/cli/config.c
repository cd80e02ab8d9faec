#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "cli/cli.h"
#include "desk/settings.h"

static int list(void)
{
	struct settings settings;
	settings_read(&settings, cli_complain, NULL);
	for (const struct setting_row *row = setting_rows; row->name; row++)
		(void)printf("%-20s %-28s %s\n", row->name, settings_get(&settings, row),
			     _(row->help));
	settings_release(&settings);
	return 0;
}

static int get(const struct setting_row *row)
{
	struct settings settings;
	settings_read(&settings, cli_complain, NULL);
	(void)printf("%s\n", settings_get(&settings, row));
	settings_release(&settings);
	return 0;
}

static int set(const struct setting_row *row, const char *value)
{
	struct err err;
	if (!settings_set(row, value, &err))
		return cli_usage("%s", err.text);
	return 0;
}

const struct cli_option config_options[] = {
	{ "list", N_("all settings with their values") },
	{ "get NAME", N_("the value of one") },
	{ "set NAME VALUE", N_("writes one to the file; its other lines stay as they are") },
	{ "path", N_("where the file is") },
	{ 0 },
};

int cli_config(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "list";
	if (strcmp(verb, "list") == 0 && argc <= 2)
		return list();
	if (strcmp(verb, "path") == 0 && argc == 2) {
		struct str path = { 0 };
		(void)printf("%s\n", settings_path(&path));
		str_release(&path);
		return 0;
	}
	bool gets = strcmp(verb, "get") == 0 && argc == 3;
	bool sets = strcmp(verb, "set") == 0 && argc == 4;
	if (!gets && !sets)
		return cli_usage(
			_("usage: tonfall config [list | get NAME | set NAME VALUE | path]"));
	const struct setting_row *row = settings_find(argv[2]);
	if (!row)
		return cli_usage(_("there is no setting %s; `tonfall config list` names them all"),
				 argv[2]);
	return gets ? get(row) : set(row, argv[3]);
}
