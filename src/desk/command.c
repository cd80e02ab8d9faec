#include "desk/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "desk/desk.h"
#include "lang/dictionary.h"
#include "text/segment.h"

/* ---- why not ---- */

static const char *no_undo(const struct desk *desk)
{
	return undo_can_undo(desk->editor.undo) ? NULL : _("nothing to take back");
}

static const char *no_redo(const struct desk *desk)
{
	return undo_can_redo(desk->editor.undo) ? NULL : _("nothing to bring back");
}

static const char *no_selection(const struct desk *desk)
{
	return editor_has_selection(&desk->editor) ? NULL : _("nothing is selected");
}

static const char *no_clipboard(const struct desk *desk)
{
	return desk->clipboard.length ? NULL : _("nothing was copied yet");
}

static const char *no_hints(const struct desk *desk)
{
	return desk_open_hint(desk, 0) >= 0 ? NULL : _("there is no hint");
}

/* ---- editing ---- */

static void run_save(struct desk *desk, int value)
{
	(void)value;
	(void)desk_save(desk); /* it says itself how it went */
}

static void run_quit(struct desk *desk, int value)
{
	(void)value;
	desk_quit(desk);
}

static void run_undo(struct desk *desk, int value)
{
	(void)value;
	(void)editor_undo(&desk->editor); /* why_not was asked */
}

static void run_redo(struct desk *desk, int value)
{
	(void)value;
	(void)editor_redo(&desk->editor);
}

static void run_copy(struct desk *desk, int value)
{
	(void)value;
	size_t start, end;
	editor_selection(&desk->editor, &start, &end);
	str_clear(&desk->clipboard);
	(void)str_add(&desk->clipboard, buffer_slice(desk->editor.buffer, start, end));
}

static void run_cut(struct desk *desk, int value)
{
	run_copy(desk, value);
	struct err err;
	if (!editor_delete(&desk->editor, EDITOR_LEFT, &err))
		desk_fail(desk, &err);
}

static void run_paste(struct desk *desk, int value)
{
	(void)value;
	struct err err;
	if (!editor_paste(&desk->editor, str_span(&desk->clipboard), &err))
		desk_fail(desk, &err);
}

static void run_select_all(struct desk *desk, int value)
{
	(void)value;
	editor_go(&desk->editor, 0, false);
	editor_go(&desk->editor, buffer_length(desk->editor.buffer), true);
}

static void run_move(struct desk *desk, int value)
{
	editor_move(&desk->editor, (enum editor_motion)value, false, desk->text_rows - 1);
}

static void run_select(struct desk *desk, int value)
{
	editor_move(&desk->editor, (enum editor_motion)value, true, desk->text_rows - 1);
}

static void run_delete(struct desk *desk, int value)
{
	struct err err;
	if (!editor_delete(&desk->editor, (enum editor_motion)value, &err))
		desk_fail(desk, &err);
}

static void run_newline(struct desk *desk, int value)
{
	(void)value;
	struct err err;
	if (!editor_type(&desk->editor, SPAN("\n"), &err))
		desk_fail(desk, &err);
}

/* ---- words ---- */

/* The word at the caret as the analysis sees it, with its language. */
static bool word_at_caret(struct desk *desk, size_t *start, size_t *end, enum language *language)
{
	struct editor *editor = &desk->editor;
	size_t line_start = buffer_line_start(editor->buffer, editor->caret);
	struct layout_line *line = layout_words(&editor->layout, line_start);
	size_t at = editor->caret - line_start;
	for (size_t i = 0; i < line->analysis.tokens.count; i++) {
		const struct token *token = &line->analysis.tokens.at[i];
		if (token->kind != TOKEN_WORD || at < token->start || at > token->end)
			continue;
		const struct sentence *sentence =
			analysis_sentence_at(&line->analysis, token->start);
		*start = line_start + token->start;
		*end = line_start + token->end;
		*language = sentence && sentence->language != LANGUAGE_NONE
				    ? sentence->language
				    : coaching_language(desk->coaching);
		return true;
	}
	return false;
}

static void add_word(struct desk *desk, size_t start, size_t end, enum language language)
{
	struct err err = { 0 };
	char *word = mem_copy(buffer_slice(desk->editor.buffer, start, end));
	if (dictionary_add_personal(language, span_of(word), &err)) {
		coaching_learn(desk->coaching, language, span_of(word));
		desk_say(desk, _("«%s» is one of your words now."), word);
	} else {
		desk_fail(desk, &err);
	}
	free(word);
}

static void run_add_word(struct desk *desk, int value)
{
	(void)value;
	size_t start, end;
	enum language language;
	if (word_at_caret(desk, &start, &end, &language))
		add_word(desk, start, end, language);
	else
		desk_say(desk, _("Put the caret on a word first."));
}

enum { CHOICE_ADD = -1 };

static void choose_word(struct desk *desk, int value, const char *text)
{
	(void)text;
	size_t start, end;
	enum language language;
	if (!word_at_caret(desk, &start, &end, &language))
		return;
	if (value == CHOICE_ADD) {
		add_word(desk, start, end, language);
		return;
	}

	struct err err;
	struct span rest = str_span(&desk->suggested), word = { 0 };
	for (int i = 0; i <= value && span_next(&rest, '\n', &word); i++)
		;
	if (!editor_replace(&desk->editor, start, end, word, &err))
		desk_fail(desk, &err);
}

static bool press_number(struct desk *desk, const struct key *key)
{
	if (key->code != KEY_CHARACTER || key->modifiers)
		return false;
	bool adds = key->point == '+';
	size_t number = key->point - '1';
	if (!adds && number + 1 >= desk->overlay.items.count)
		return false;
	overlay_close(&desk->overlay);
	choose_word(desk, adds ? CHOICE_ADD : (int)number, "");
	return true;
}

static void show_suggestions(void *context, size_t start, struct span word,
			     const struct words *words)
{
	struct desk *desk = context;
	size_t at, end;
	enum language language;
	/* The author may have moved on meanwhile: then the answer is late. */
	if (!word_at_caret(desk, &at, &end, &language) || at != start)
		return;
	desk->needs_drawing = true;
	str_clear(&desk->message);
	struct str title = { 0 };
	(void)str_format(&title, words->count ? _("Instead of «%.*s»") : _("Nothing like «%.*s»"),
			 SPAN_ARGS(word));
	overlay_list(&desk->overlay, str_text(&title), _("Enter or 1–5 take · + my word · Esc"),
		     false, choose_word);
	desk->overlay.key = press_number;
	str_release(&title);
	str_clear(&desk->suggested);
	for (size_t i = 0; i < words->count; i++) {
		char number[24];
		(void)snprintf(number, sizeof number, "%zu", i + 1);
		(void)str_format(&desk->suggested, "%s\n", words->at[i]);
		overlay_item(&desk->overlay, words->at[i], number, (int)i, false);
	}
	overlay_item(&desk->overlay, _("Add it to my words"), "+", CHOICE_ADD, false);
}

static void run_suggest(struct desk *desk, int value)
{
	(void)value;
	size_t start, end;
	enum language language;
	if (!word_at_caret(desk, &start, &end, &language)) {
		desk_say(desk, _("Put the caret on a word first."));
		return;
	}
	desk_say(desk, _("Looking for words …"));
	coaching_suggest(desk->coaching, language, start,
			 buffer_slice(desk->editor.buffer, start, end), show_suggestions, desk);
}

static void choose_language(struct desk *desk, int value, const char *text)
{
	(void)text;
	coaching_pin(desk->coaching, (enum language)value);
}

static void run_language(struct desk *desk, int value)
{
	(void)value;
	overlay_list(&desk->overlay, _("Language of this text"), _("Enter choose · Esc close"),
		     false, choose_language);
	overlay_item(&desk->overlay, _("Guess it from the text"), "", LANGUAGE_NONE, false);
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++)
		overlay_item(&desk->overlay, language_name((enum language)i), "", i, false);
}

/* ---- hints ---- */

static void run_hints(struct desk *desk, int value)
{
	desk_walk_hints(desk, value);
}

static void explain_hint(struct desk *desk, int index)
{
	static const char *const heads[FINDING_PART_COUNT] = { "", N_("Why"), N_("How"),
							       N_("When to keep it") };
	const struct report *report = coaching_report(desk->coaching);
	const struct finding *finding = &report->findings.at[index];
	struct str page = { 0 }, sentence = { 0 };
	for (int part = FINDING_MESSAGE; part < FINDING_PART_COUNT; part++) {
		finding_sentence(finding, (enum finding_part)part, language_of_person(),
				 report->analysis.text, &sentence);
		if (sentence.length == 0)
			continue;
		if (part != FINDING_MESSAGE)
			(void)str_format(&page, "\n# %s\n", _(heads[part]));
		(void)str_format(&page, "%s\n", str_text(&sentence));
	}
	const struct rule_evidence *evidence = rule_evidence_of(finding->rule);
	if (evidence->source)
		(void)str_format(&page, _("\n# Where this comes from\n%s (%ld, confidence: %s)\n"),
				 evidence->source, evidence->year,
				 confidences[evidence->confidence]);
	str_release(&sentence);
	overlay_page(&desk->overlay, finding->rule->id, &page, _("Esc close"), NULL);
}

static void run_help(struct desk *desk, int value)
{
	(void)value;
	int hint = desk_hint_at_caret(desk);
	if (hint < 0)
		hint = desk->hint;
	if (hint >= 0)
		explain_hint(desk, hint);
	else
		command_help(desk);
}

static void run_panel(struct desk *desk, int value)
{
	(void)value;
	desk->shows_panel = !desk->shows_panel;
}

static void run_rewrite(struct desk *desk, int value)
{
	(void)value;
	rewriting_start(desk);
}

static void run_palette(struct desk *desk, int value)
{
	(void)value;
	command_palette(desk);
}

#define MOVE(id_, keys_, motion)                                                    \
	{                                                                           \
		.id = id_, .title = "", .keys = keys_, .help = "", .run = run_move, \
		.value = motion                                                     \
	}
#define SELECT(id_, keys_, motion)                                                    \
	{                                                                             \
		.id = id_, .title = "", .keys = keys_, .help = "", .run = run_select, \
		.value = motion                                                       \
	}
#define DELETE(id_, keys_, motion)                                                    \
	{                                                                             \
		.id = id_, .title = "", .keys = keys_, .help = "", .run = run_delete, \
		.value = motion                                                       \
	}

const struct command commands[] = {
	{ "save", N_("Save"), "C-s", N_("Writes the draft to its file."), NULL, run_save, 0 },
	{ "quit", N_("Quit"), "C-q", N_("Ends; asks once when something is not saved."), NULL,
	  run_quit, 0 },
	{ "undo", N_("Undo"), "C-z", N_("Takes back the last step."), no_undo, run_undo, 0 },
	{ "redo", N_("Redo"), "C-y", N_("Brings back what was taken back."), no_redo, run_redo, 0 },
	{ "cut", N_("Cut"), "C-x", N_("Takes the selection out."), no_selection, run_cut, 0 },
	{ "copy", N_("Copy"), "C-c", N_("Copies the selection."), no_selection, run_copy, 0 },
	{ "paste", N_("Paste"), "C-v", N_("Puts in what was cut or copied."), no_clipboard,
	  run_paste, 0 },
	{ "select-all", N_("Select all"), "C-a", N_("Selects the whole text."), NULL,
	  run_select_all, 0 },
	{ "hint-next", N_("Next hint"), "F3 M-n", N_("Goes to the next hint of the coach."),
	  no_hints, run_hints, 1 },
	{ "hint-previous", N_("Previous hint"), "S-F3 M-p", N_("Goes to the hint before."),
	  no_hints, run_hints, -1 },
	{ "help", N_("Help"), "F1 M-h", N_("Explains the hint at the caret, else all keys."), NULL,
	  run_help, 0 },
	{ "suggest", N_("Other words"), "C-w F7", N_("Suggestions for the word at the caret."),
	  NULL, run_suggest, 0 },
	{ "add-word", N_("Add to my words"), "M-a", N_("The word at the caret is right."), NULL,
	  run_add_word, 0 },
	{ "language", N_("Language of the text"), "C-l", N_("Chooses it, or lets it be guessed."),
	  NULL, run_language, 0 },
	{ "rewrite", N_("Rewrite"), "C-r",
	  N_("Asks a language model for a proposal; shows first what will be sent."), NULL,
	  run_rewrite, 0 },
	{ "panel", N_("Coach panel"), "F2 M-c", N_("Shows or hides the coach."), NULL, run_panel,
	  0 },
	{ "palette", N_("All commands"), "C-p", N_("Lists every command with its key."), NULL,
	  run_palette, 0 },
	{ .id = "newline", .title = "", .keys = "Enter", .help = "", .run = run_newline },
	MOVE("left", "Left", EDITOR_LEFT),
	MOVE("right", "Right", EDITOR_RIGHT),
	MOVE("up", "Up", EDITOR_UP),
	MOVE("down", "Down", EDITOR_DOWN),
	MOVE("word-left", "C-Left M-b", EDITOR_WORD_LEFT),
	MOVE("word-right", "C-Right M-f", EDITOR_WORD_RIGHT),
	MOVE("row-start", "Home", EDITOR_ROW_START),
	MOVE("row-end", "End C-e", EDITOR_ROW_END),
	MOVE("page-up", "PageUp", EDITOR_PAGE_UP),
	MOVE("page-down", "PageDown", EDITOR_PAGE_DOWN),
	MOVE("paragraph-up", "C-Up", EDITOR_PARAGRAPH_UP),
	MOVE("paragraph-down", "C-Down", EDITOR_PARAGRAPH_DOWN),
	MOVE("start", "C-Home", EDITOR_START),
	MOVE("end", "C-End", EDITOR_END),
	SELECT("select-left", "S-Left", EDITOR_LEFT),
	SELECT("select-right", "S-Right", EDITOR_RIGHT),
	SELECT("select-up", "S-Up", EDITOR_UP),
	SELECT("select-down", "S-Down", EDITOR_DOWN),
	SELECT("select-word-left", "C-S-Left", EDITOR_WORD_LEFT),
	SELECT("select-word-right", "C-S-Right", EDITOR_WORD_RIGHT),
	SELECT("select-row-start", "S-Home", EDITOR_ROW_START),
	SELECT("select-row-end", "S-End", EDITOR_ROW_END),
	SELECT("select-page-up", "S-PageUp", EDITOR_PAGE_UP),
	SELECT("select-page-down", "S-PageDown", EDITOR_PAGE_DOWN),
	SELECT("select-start", "C-S-Home", EDITOR_START),
	SELECT("select-end", "C-S-End", EDITOR_END),
	DELETE("delete-left", "Backspace", EDITOR_LEFT),
	DELETE("delete-right", "Delete", EDITOR_RIGHT),
	DELETE("delete-word-left", "M-Backspace C-Backspace", EDITOR_WORD_LEFT),
	DELETE("delete-word-right", "C-Delete M-d", EDITOR_WORD_RIGHT),
	{ 0 },
};

const struct command *command_for(const struct key *key)
{
	struct key named;
	char name[24];
	for (const struct command *command = commands; command->id; command++) {
		struct span rest = span_of(command->keys), part;
		while (span_next(&rest, ' ', &part)) {
			(void)snprintf(name, sizeof name, "%.*s", SPAN_ARGS(part));
			if (key_parse(name, &named) && key_equal(&named, key))
				return command;
		}
	}
	return NULL;
}

void command_run(struct desk *desk, const struct command *command)
{
	const char *reason = command->why_not ? command->why_not(desk) : NULL;
	if (reason)
		desk_say(desk, "%s: %s", _(command->title), reason);
	else
		command->run(desk, command->value);
}

static void choose_command(struct desk *desk, int value, const char *text)
{
	(void)text;
	command_run(desk, &commands[value]);
}

void command_palette(struct desk *desk)
{
	overlay_list(&desk->overlay, _("All commands"), _("Type to search · Enter do it · Esc"),
		     true, choose_command);
	for (int i = 0; commands[i].id; i++) {
		const struct command *command = &commands[i];
		if (!*command->title)
			continue;
		const char *reason = command->why_not ? command->why_not(desk) : NULL;
		overlay_item(&desk->overlay, _(command->title), reason ? reason : command->keys, i,
			     reason != NULL);
	}
}

void command_help(struct desk *desk)
{
	struct str page = { 0 };
	(void)str_format(&page, "%s\n",
			 _("Write; the coach on the right reads along. Nothing it says changes "
			   "your text.\n"));
	(void)str_format(&page, "# %s\n", _("Keys"));
	for (const struct command *command = commands; command->id; command++)
		if (*command->title)
			(void)str_format(&page, "%-10s %s. %s\n", command->keys, _(command->title),
					 _(command->help));
	(void)str_format(&page, "\n# %s\n%s\n", _("Moving"),
			 _("Arrows, with Ctrl by words, with Shift to select; Home, End, Page Up, "
			   "Page Down; the mouse and its wheel."));
	overlay_page(&desk->overlay, _("Help"), &page, _("Esc close"), NULL);
}
