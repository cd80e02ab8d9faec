#include "desk/settings.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"

enum { SETTINGS_CEILING = 1 << 20, SETTINGS_MOST = 32 };

static const char *const languages[] = { "", "de", "fr", "it", "en", NULL };
static const char *const folds[] = { "mobile", "desktop", NULL };
static const char *const providers[] = { "openai", "azure", "anthropic", NULL };
static const char *const asks[] = { "each time", "once per draft", NULL };
static const char *const addresses[] = { "", "informal", "formal", NULL };

#define TEXT(key, member, default_, choices_, help_)                                           \
	{                                                                                      \
		key, YAML_STRING, offsetof(struct settings, member), default_, choices_, help_ \
	}
#define SWITCH(key, member, default_, help_)                                             \
	{                                                                                \
		key, YAML_BOOL, offsetof(struct settings, member), default_, NULL, help_ \
	}

const struct setting_row setting_rows[] = {
	TEXT("ui.language", ui_language, "", languages,
	     N_("Language of the program; empty: that of the system")),
	TEXT("ui.theme", ui_theme, "", NULL,
	     N_("Colours: light, dark, contrast, mono, terminal (its own 16), or a file of "
		"yours; empty: the terminal's own")),
	TEXT("text.language", text_language, "", languages,
	     N_("Language of new drafts; empty: guessed from the text")),
	TEXT("platform", platform, "linkedin", NULL, N_("Where the post is for")),
	TEXT("fold", fold, "mobile", folds, N_("Which fold is drawn in the text")),
	TEXT("trust.employer", trust_employer, "", NULL,
	     N_("Your employer's name, to be named where its products are praised")),
	TEXT("trust.products", trust_products, "", NULL, N_("Its products, with commas between")),
	TEXT("trust.against", trust_against, "", NULL,
	     N_("Folder of handed-out texts that a draft should not copy")),
	TEXT("trust.own", trust_own, "", NULL, N_("Folder of your own earlier posts")),
	TEXT("rewrite.endpoint", rewrite_endpoint, "", NULL,
	     N_("Address of a language model, such as http://127.0.0.1:11434/v1")),
	TEXT("rewrite.model", rewrite_model, "", NULL, N_("Name of the model there")),
	TEXT("rewrite.provider", rewrite_provider, "openai", providers, N_("How to talk to it")),
	TEXT("rewrite.key-env", rewrite_key_env, "", NULL,
	     N_("Environment variable that holds the key")),
	TEXT("rewrite.key-command", rewrite_key_command, "", NULL,
	     N_("Command that prints the key")),
	TEXT("rewrite.ask", rewrite_ask, "each time", asks,
	     N_("When what will be sent is shown first")),
	TEXT("rewrite.address", rewrite_address, "", addresses,
	     N_("How readers are addressed: du, tu (informal), Sie, vous, lei (formal); empty: as "
		"in the text")),
	SWITCH("rewrite.own-passages", rewrite_own_passages, "false",
	       N_("Send up to three own passages along, as a sample of the voice")),
	SWITCH("rewrite.mask", rewrite_mask, "true",
	       N_("Send placeholders for names, addresses, numbers and house words")),
	SWITCH("rewrite.stream", rewrite_stream, "true", N_("Show the answer as it comes")),
	SWITCH("rewrite.allow-plain", rewrite_allow_plain, "false",
	       N_("Allow http without encryption beyond this machine")),
	TEXT("club.hub", club_hub, "", NULL, N_("Where your coaches are: USER@HOST, as for ssh")),
	TEXT("club.ssh", club_ssh, "ssh -T -o BatchMode=yes", NULL,
	     N_("How the hub is reached; words without a shell")),
	SWITCH("club.progress", club_progress, "false",
	       N_("Tell your club which lessons you have finished; coaches see numbers of five "
		  "people or more, no names")),
	{ 0 },
};

static void *member(const struct settings *settings, const struct setting_row *row)
{
	return (char *)settings + row->offset;
}

static void put(struct settings *settings, const struct setting_row *row, const char *value)
{
	if (row->type == YAML_BOOL) {
		*(bool *)member(settings, row) = strcmp(value, "true") == 0;
		return;
	}
	char **text = member(settings, row);
	free(*text);
	*text = mem_copy(span_of(value));
}

static bool is_choice(const struct setting_row *row, const char *value)
{
	if (row->type == YAML_BOOL)
		return strcmp(value, "true") == 0 || strcmp(value, "false") == 0;
	for (size_t i = 0; row->choices && row->choices[i]; i++)
		if (strcmp(row->choices[i], value) == 0)
			return true;
	return !row->choices;
}

static void list_choices(const struct setting_row *row, struct str *out)
{
	static const char *const switches[] = { "true", "false", NULL };
	const char *const *choices = row->type == YAML_BOOL ? switches : row->choices;
	for (size_t i = 0; choices[i]; i++)
		(void)str_format(out, "%s%s", i ? ", " : "", *choices[i] ? choices[i] : "\"\"");
}

static void make_fields(struct yaml_field fields[SETTINGS_MOST])
{
	size_t count = 0;
	for (const struct setting_row *row = setting_rows; row->name; row++)
		fields[count++] = (struct yaml_field){ .key = row->name,
						       .type = row->type,
						       .offset = row->offset,
						       .choices = row->choices };
	fields[count] = (struct yaml_field){ 0 };
}

static void set_defaults(struct settings *settings)
{
	*settings = (struct settings){ 0 };
	for (const struct setting_row *row = setting_rows; row->name; row++)
		put(settings, row, row->standard);
}

void settings_read(struct settings *settings, yaml_report *report, void *context)
{
	set_defaults(settings);
	struct str path = { 0 };
	struct file_stamp stamp;
	if (file_stat(settings_path(&path), &stamp, NULL) && stamp.exists) {
		struct yaml_field fields[SETTINGS_MOST];
		make_fields(fields);
		/* What could not be read was reported; the defaults hold. */
		(void)yaml_read_map(str_text(&path), fields, settings, report, context);
	}
	str_release(&path);
}

void settings_hold(struct settings *settings)
{
	for (const struct setting_row *row = setting_rows; row->name; row++)
		if (row->type == YAML_STRING &&
		    (span_starts(span_of(row->name), SPAN("rewrite.")) ||
		     span_starts(span_of(row->name), SPAN("club."))))
			put(settings, row, row->standard);
}

void settings_release(struct settings *settings)
{
	for (const struct setting_row *row = setting_rows; row->name; row++)
		if (row->type == YAML_STRING)
			free(*(char **)member(settings, row));
	*settings = (struct settings){ 0 };
}

const char *settings_path(struct str *out)
{
	return path_in(out, PATH_CONFIG, "settings.yaml");
}

const struct setting_row *settings_find(const char *name)
{
	for (const struct setting_row *row = setting_rows; row->name; row++)
		if (strcmp(row->name, name) == 0)
			return row;
	return NULL;
}

const char *settings_get(const struct settings *settings, const struct setting_row *row)
{
	if (row->type == YAML_BOOL)
		return *(bool *)member(settings, row) ? "true" : "false";
	const char *text = *(char **)member(settings, row);
	return text ? text : "";
}

/* The start of the line that sets `name`, and its length with the line end; 0 when there is none.
 */
static size_t find_line(struct span text, const char *name, size_t *at)
{
	struct span rest = text, line;
	while (span_next(&rest, '\n', &line)) {
		struct span key = span_of(name);
		if (!span_starts(line, key) || line.length == key.length ||
		    line.at[key.length] != ':')
			continue;
		*at = (size_t)(line.at - text.at);
		return line.length + (rest.at ? 1 : 0);
	}
	*at = text.length;
	return 0;
}

/* A double-quoted YAML scalar. */
static void quote(struct str *out, const char *value)
{
	(void)str_add_byte(out, '"');
	for (const char *c = value; *c; c++) {
		if (*c == '"' || *c == '\\')
			(void)str_add_byte(out, '\\');
		(void)str_add_byte(out, *c);
	}
	(void)str_add_byte(out, '"');
}

/* Lines are changed here, not YAML: would a reader of the new text find the value? */
static bool says(struct span text, const struct setting_row *row, const char *value)
{
	struct settings settings;
	struct yaml_field fields[SETTINGS_MOST];
	set_defaults(&settings);
	make_fields(fields);
	/* Other mistakes in the file are no matter of this setting. */
	(void)yaml_parse_map(text, "", fields, &settings, NULL, NULL);
	bool found = strcmp(settings_get(&settings, row), value) == 0;
	settings_release(&settings);
	return found;
}

static bool write_setting(const struct setting_row *row, const char *value, const char *path,
			  struct err *err)
{
	struct str text = { 0 }, line = { 0 }, folder = { 0 };
	struct file_stamp stamp;
	bool done = file_make_folder(path_folder(&folder, path), err) &&
		    file_stat(path, &stamp, err) &&
		    (!stamp.exists || file_read(path, SETTINGS_CEILING, &text, NULL, err));
	if (done) {
		size_t at, removed = find_line(str_span(&text), row->name, &at);
		if (at && str_text(&text)[at - 1] != '\n')
			(void)str_add_byte(&line, '\n');
		(void)str_format(&line, "%s: ", row->name);
		if (row->type == YAML_BOOL)
			(void)str_add(&line, span_of(value));
		else
			quote(&line, value);
		(void)str_add_byte(&line, '\n');
		(void)str_replace(&text, at, removed, str_span(&line));
		done = says(str_span(&text), row, value)
			       ? file_save(path, str_span(&text), NULL, err)
			       : err_set(err, ERR_INPUT,
					 _("The line of %s in %s is not of a form that can be "
					   "changed here; nothing was written. Change it by hand."),
					 row->name, path_name(path));
	}
	str_release(&folder);
	str_release(&line);
	str_release(&text);
	return done;
}

bool settings_set(const struct setting_row *row, const char *value, struct err *err)
{
	if (strpbrk(value, "\n\r\t") || strlen(value) > 1000)
		return err_set(err, ERR_INPUT,
			       _("A setting is one line of at most 1000 characters."));
	if (!is_choice(row, value)) {
		struct str choices = { 0 };
		list_choices(row, &choices);
		(void)err_set(err, ERR_INPUT, _("%s can be one of: %s."), row->name,
			      str_text(&choices));
		str_release(&choices);
		return false;
	}
	struct str path = { 0 };
	bool done = write_setting(row, value, settings_path(&path), err);
	str_release(&path);
	return done;
}
