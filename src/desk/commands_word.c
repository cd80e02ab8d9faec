#include "desk/command.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "desk/desk.h"
#include "desk/pin.h"
#include "lang/dictionary.h"

/* The word at the caret as the analysis sees it, with its language. */
static bool word_at_caret(struct desk *desk, size_t *start, size_t *end, enum language *language)
{
	struct editor *editor = &desk->editor;
	size_t line_start = buffer_line_start(editor->buffer, editor->caret);
	size_t at = editor->caret - line_start;
	const struct layout_stretch *words = layout_words(&editor->layout, line_start, at);
	line_start += words->from;
	at -= words->from;
	for (size_t i = 0; i < words->analysis.tokens.count; i++) {
		const struct token *token = &words->analysis.tokens.at[i];
		if (token->kind != TOKEN_WORD || at < token->start || at > token->end)
			continue;
		const struct sentence *sentence =
			analysis_sentence_at(&words->analysis, token->start);
		*start = line_start + token->start;
		*end = line_start + token->end;
		*language = sentence ? token_language(token, sentence) : LANGUAGE_NONE;
		if (*language == LANGUAGE_NONE)
			*language = coaching_language(desk->coaching);
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
		desk_say(desk, _("“%s” is one of your words now."), word);
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

/* The author may have moved on meanwhile: then the answer is late. */
static bool is_late(struct desk *desk, size_t start)
{
	size_t at, end;
	enum language language;
	if (!word_at_caret(desk, &at, &end, &language) || at != start)
		return true;
	desk->needs_drawing = true;
	str_clear(&desk->message);
	return false;
}

/* The words, numbered; the first nine by their key, too. */
static void list_words(struct desk *desk, const struct words *words)
{
	str_clear(&desk->suggested);
	for (size_t i = 0; i < words->count; i++) {
		char number[24];
		(void)snprintf(number, sizeof number, i < 9 ? "%zu" : "", i + 1);
		(void)str_format(&desk->suggested, "%s\n", words->at[i]);
		overlay_item(&desk->overlay, words->at[i], number, (int)i, false);
	}
}

static void show_suggestions(void *context, size_t start, struct span word,
			     const struct words *words, const struct err *err)
{
	struct desk *desk = context;
	(void)err; /* a missing dictionary is told elsewhere */
	if (is_late(desk, start))
		return;
	struct str title = { 0 };
	(void)str_format(&title, words->count ? _("Instead of “%.*s”") : _("Nothing like “%.*s”"),
			 SPAN_ARGS(word));
	overlay_list(&desk->overlay, str_text(&title), _("Enter or 1–5 take · + my word · Esc"),
		     false, choose_word);
	desk->overlay.key = press_number;
	str_release(&title);
	list_words(desk, words);
	overlay_item(&desk->overlay, _("Add it to my words"), "+", CHOICE_ADD, false);
}

static bool press_synonym(struct desk *desk, const struct key *key)
{
	size_t number = key->point - '1';
	if (key->code != KEY_CHARACTER || key->modifiers || number >= desk->overlay.items.count ||
	    number > 8)
		return false;
	overlay_close(&desk->overlay);
	choose_word(desk, (int)number, "");
	return true;
}

static void show_synonyms(void *context, size_t start, struct span word, const struct words *words,
			  const struct err *err)
{
	struct desk *desk = context;
	if (is_late(desk, start))
		return;
	if (words->count == 0) {
		if (err->code != ERR_NONE)
			desk_fail(desk, err);
		else
			desk_say(desk, _("The thesaurus has no other words for “%.*s”."),
				 SPAN_ARGS(word));
		return;
	}
	struct str title = { 0 };
	(void)str_format(&title, _("Words like “%.*s”"), SPAN_ARGS(word));
	overlay_list(&desk->overlay, str_text(&title), _("Enter or 1–9 take · Esc"), false,
		     choose_word);
	desk->overlay.key = press_synonym;
	str_release(&title);
	list_words(desk, words);
}

/* `value`: which kind of other words. */
static void run_suggest(struct desk *desk, int value)
{
	size_t start, end;
	enum language language;
	if (!word_at_caret(desk, &start, &end, &language)) {
		desk_say(desk, _("Put the caret on a word first."));
		return;
	}
	desk_say(desk, _("Looking for words …"));
	coaching_suggest(desk->coaching, (enum wording_kind)value, language, start,
			 buffer_slice(desk->editor.buffer, start, end),
			 value == WORDING_SYNONYMS ? show_synonyms : show_suggestions, desk);
}

static void choose_language(struct desk *desk, int value, const char *text)
{
	struct err err;
	(void)text;
	coaching_pin(desk->coaching, (enum language)value);
	if (!pin_keep(desk->id, (enum language)value, &err))
		desk_fail(desk, &err);
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

const struct command commands_word[] = {
	{ "suggest", N_("Other words"), "C-w F7", N_("Suggestions for the word at the caret."),
	  NULL, run_suggest, WORDING_SUGGESTIONS },
	{ "synonyms", N_("Words like this one"), "M-8 S-F7",
	  N_("Words that mean the same as the one at the caret, from the thesaurus."), NULL,
	  run_suggest, WORDING_SYNONYMS },
	{ "add-word", N_("Add to my words"), "M-a", N_("The word at the caret is right."), NULL,
	  run_add_word, 0 },
	{ "language", N_("Language of the text"), "C-l", N_("Chooses it, or lets it be guessed."),
	  NULL, run_language, 0 },
	{ 0 },
};
