#include "unit.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/str.h"
#include "lang/dictionary.h"
#include "lang/encoding.h"
#include "lang/fold.h"
#include "lang/forms.h"
#include "lang/roots.h"
#include "raw_hunspell.h"
#include "text/utf8.h"

struct both {
	struct forms *forms;
	struct raw_hunspell *peer; /* right by definition */
	size_t asked, answered;
};

static void ask(struct both *both, struct span word)
{
	struct str text = { 0 };
	(void)str_add(&text, word);
	enum forms_answer answer = forms_of(both->forms, word);
	both->asked++;
	both->answered += answer != FORMS_UNSURE;
	if (answer != FORMS_UNSURE &&
	    (answer == FORMS_RIGHT) != raw_hunspell_knows(both->peer, str_text(&text)))
		fail_msg("%s: we say %d", str_text(&text), answer);
	str_release(&text);
}

/* The word, and slips of it: a letter less, another letter, capitals, joined with the one before.
 */
static void ask_all(struct both *both, struct span word, struct span before)
{
	struct str other = { 0 };
	ask(both, word);
	for (int slip = 0; slip < 5; slip++) {
		size_t at = utf8_boundary(word, (word.length * 7 + (size_t)slip) % word.length);
		size_t behind = at + utf8_at(word, at).length;
		str_clear(&other);
		if (slip == 2)
			(void)str_add(&other, before);
		if (slip == 4)
			fold_word(before, &other);
		for (size_t i = 0; i < word.length; i += utf8_at(word, i).length) {
			uint32_t point = utf8_at(word, i).value;
			if (i == at && slip < 2)
				point = 'e';
			(void)str_add_point(&other, slip == 3	? fold_upper(point)
						    : slip == 2 ? fold_lower(point)
								: point);
		}
		if (slip == 0 && behind < word.length)
			(void)str_replace(&other, at, 1, SPAN(""));
		if (slip == 4)
			(void)str_add(&other, SPAN("s"));
		if (other.length)
			ask(both, str_span(&other));
	}
	str_release(&other);
}

static bool is_part(unsigned char byte)
{
	return byte >= 0x80 || byte == '\'' || byte == '-' ||
	       ((byte | 32) >= 'a' && (byte | 32) <= 'z');
}

static void ask_file(struct both *both, const char *path)
{
	struct str text = { 0 };
	struct err err;
	if (!file_read(path, 1 << 22, &text, NULL, &err))
		fail_msg("%s", err.text);
	struct span whole = str_span(&text), before = { "", 0 };
	for (size_t at = 0, end; at < whole.length; at = end + 1) {
		for (end = at; end < whole.length && is_part((unsigned char)whole.at[end]);)
			end++;
		if (end > at && end - at < 40)
			ask_all(both, span_slice(whole, at, end), before);
		before = span_slice(whole, at, end);
	}
	str_release(&text);
}

/* Text of its own language and of others, where most words are wrong. */
static const char *const files[] = {
	"rules/de/language.yaml",	"rules/fr/language.yaml",
	"rules/it/language.yaml",	"rules/en/language.yaml",
	"tests/samples/de-heikel.txt",	"tests/samples/fr-atelier.txt",
	"tests/samples/it-errore.txt",	"tests/samples/en-incident.txt",
	"dictionaries/frequent/de.txt", "lessons/de/first-post-3-scene.yaml",
};

static void agree(enum language language)
{
	struct both both = { .asked = 0 };
	struct str aff = { 0 }, dic = { 0 };
	struct err err;
	if (!dictionary_find(language, &aff, &dic, &err))
		fail_msg("%s", err.text);
	both.forms = forms_read(str_text(&aff), str_text(&dic), LANGUAGE_DE, NULL);
	assert_non_null(both.forms);
	both.peer = raw_hunspell_new(language);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		ask_file(&both, files[i]);
	/* What is left to Hunspell must stay rare, or all this is for nothing. */
	assert_true(both.answered > both.asked * 9 / 10);
	raw_hunspell_free(both.peer);
	forms_free(both.forms);
	str_release(&aff);
	str_release(&dic);
}

static void german_as_hunspell(void **state)
{
	(void)state;
	agree(LANGUAGE_DE);
}

static void french_as_hunspell(void **state)
{
	(void)state;
	agree(LANGUAGE_FR);
}

static void italian_as_hunspell(void **state)
{
	(void)state;
	agree(LANGUAGE_IT);
}

static void english_as_hunspell(void **state)
{
	(void)state;
	agree(LANGUAGE_EN);
}

/* ---- a dictionary of our own ---- */

static char folder[] = "/tmp/tonfall-forms-XXXXXX";

static struct forms *forms_in(const char *aff, const char *dic)
{
	struct str aff_path = { 0 }, dic_path = { 0 };
	struct err err;
	(void)str_format(&aff_path, "%s/x.aff", folder);
	(void)str_format(&dic_path, "%s/x.dic", folder);
	if (!file_save(str_text(&aff_path), span_of(aff), NULL, &err) ||
	    !file_save(str_text(&dic_path), span_of(dic), NULL, &err))
		fail_msg("%s", err.text);
	struct forms *forms =
		forms_read(str_text(&aff_path), str_text(&dic_path), LANGUAGE_DE, NULL);
	str_release(&aff_path);
	str_release(&dic_path);
	return forms;
}

#define HEAD "SET UTF-8\nKEEPCASE K\nFORBIDDENWORD F\nSFX S Y 1\nSFX S 0 s [^s]\n"

static void a_word_added_is_inflected_like_its_model(void **state)
{
	(void)state;
	struct forms *forms = forms_in(HEAD, "2\nbox/S\nmg/K\n");
	assert_int_equal(forms_of(forms, SPAN("prompts")), FORMS_WRONG);
	forms_add(forms, SPAN("prompt"), SPAN("box"));
	forms_add(forms, SPAN("chat"), SPAN("nothing"));
	assert_int_equal(forms_of(forms, SPAN("prompts")), FORMS_RIGHT);
	assert_int_equal(forms_of(forms, SPAN("Prompts")), FORMS_RIGHT);
	assert_int_equal(forms_of(forms, SPAN("promptss")), FORMS_WRONG);
	assert_int_equal(forms_of(forms, SPAN("chat")), FORMS_RIGHT);
	assert_int_equal(forms_of(forms, SPAN("chats")), FORMS_WRONG);
	forms_free(forms);
}

static void a_dictionary_of_another_encoding_is_read(void **state)
{
	(void)state;
	struct forms *forms = forms_in("SET ISO8859-1\nSFX \xe4 Y 1\nSFX \xe4 0 \xfc [^s]\n",
				       "2\nb\xf6x/\xe4\nmg\n");
	assert_non_null(forms);
	assert_int_equal(forms_of(forms, SPAN("böx")), FORMS_RIGHT);
	assert_int_equal(forms_of(forms, SPAN("böxü")), FORMS_RIGHT);
	assert_int_equal(forms_of(forms, SPAN("mgü")), FORMS_WRONG);
	forms_free(forms);
}

static void utf_8_may_stand_behind_a_mark_and_in_small_letters(void **state)
{
	(void)state;
	struct forms *forms = forms_in("\xef\xbb\xbfSET utf-8\nCOMPOUNDMIN 0\nSFX S Y 1\n"
				       "SFX S 0 s [^s]\n",
				       "1\nböx/S\n");
	assert_non_null(forms);
	assert_int_equal(forms_of(forms, SPAN("böxs")), FORMS_RIGHT);
	forms_free(forms);
}

static void what_is_not_understood_is_left_to_hunspell(void **state)
{
	(void)state;
	static const char *const refused[] = { "SET KLINGON\n",	       HEAD "CHECKCOMPOUNDCASE\n",
					       "SET UTF-16\n",	       "SET ISO-2022-CN-EXT\n",
					       HEAD "AF 1\nAF SK\n",   HEAD "COMPOUNDFLAG C\n",
					       HEAD "LANG tr_TR\n",    HEAD "IGNORE x\n",
					       HEAD "COMPOUNDMIN !\n", HEAD "COMPOUNDMIN 100\n" };
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		assert_null(forms_in(refused[i], "1\nbox/S\n"));
	struct forms *forms = forms_in(HEAD "CHECKSHARPS\n", "4\nbox/S\nmg/K\nbad/FS\nfuß\n");
	static const char *const unsure[] = { "mg2", "BOSS", "xß", "日本", "" };
	for (size_t i = 0; i < sizeof unsure / sizeof *unsure; i++)
		assert_int_equal(forms_of(forms, span_of(unsure[i])), FORMS_UNSURE);
	forms_free(forms);
}

/* Those that hunspell(5) lists; the ISCII it also lists is not known to iconv. */
static void encodings_of_dictionaries_are_read(void **state)
{
	(void)state;
	static const char *const said[] = {
		"ISO8859-1",  "ISO8859-2",  "ISO8859-3",   "ISO8859-4",	       "ISO8859-5",
		"ISO8859-6",  "ISO8859-7",  "ISO8859-8",   "ISO8859-9",	       "ISO8859-10",
		"ISO8859-13", "ISO8859-14", "ISO8859-15",  "iso-8859-1",       "KOI8-R",
		"KOI8-U",     "cp1251",	    "TIS620-2533", "microsoft-cp1251",
	};
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		struct str text = { 0 };
		(void)str_add(&text, SPAN("abc"));
		const char *name = encoding_name(span_of(said[i]));
		if (!name || !encoding_decode(&text, name))
			fail_msg("%s is not read", said[i]);
		assert_string_equal(str_text(&text), "abc");
		str_release(&text);
	}
	assert_string_equal(encoding_name(SPAN("UTF-8")), "");
	assert_null(encoding_name(SPAN("UTF-16")));
	assert_null(encoding_name(SPAN("ISO8859-1//TRANSLIT")));
	assert_null(encoding_name(SPAN("")));
}

/* Nor may a table of them be asked for long: the same word again and again, and endings that all
 * may stand behind each other. */
static void a_dictionary_that_would_take_minutes_is_left_to_hunspell(void **state)
{
	(void)state;
	struct str dic = { 0 }, aff = { 0 };
	for (int i = 0; i < 40000; i++)
		(void)str_add(&dic, SPAN("box/A\n"));
	assert_null(forms_in(HEAD, str_text(&dic)));
	(void)str_add(&aff, SPAN("SET UTF-8\nSFX A Y 60000\n"));
	for (int i = 0; i < 60000; i++)
		(void)str_format(&aff, "SFX A z %d/A .\n", 10000 + i);
	struct forms *forms = forms_in(str_text(&aff), "1\nbox\n");
	assert_non_null(forms);
	assert_int_equal(forms_of(forms, SPAN("box")), FORMS_RIGHT);
	assert_int_equal(forms_of(forms, SPAN("bax")), FORMS_UNSURE);
	forms_free(forms);
	str_release(&dic);
	str_release(&aff);
}

/* As hunspell(5) has KEEPCASE, FORBIDDENWORD and BREAK; asked of Hunspell 1.7. */
static void capitals_and_hyphens_are_as_hunspell_takes_them(void **state)
{
	(void)state;
	static const char *const right[] = { "mg",     "NATO", "NATOS", "IPHONE", "box-ok",
					     "Box-ok", "-ok",  "ok-",	"BOX-OK", "BOX" };
	static const char *const wrong[] = { "Mg",
					     "MG",
					     "bad",
					     "Bad",
					     "BAD",
					     "Nato",
					     "Iphone",
					     "BOX-NATO",
					     "ok*",
					     "ok'",
					     "o-k-o-k-o-k-o-k-o-k-ok" };
	struct forms *forms = forms_in(HEAD, "6\nbox/S\nmg/K\nbad/FS\nNATO/S\niPhone\nok\n");
	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		if (forms_of(forms, span_of(right[i])) != FORMS_RIGHT)
			fail_msg("%s", right[i]);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (forms_of(forms, span_of(wrong[i])) != FORMS_WRONG)
			fail_msg("%s", wrong[i]);
	forms_free(forms);
}

static void words_of_other_scripts_are_stems_too(void **state)
{
	(void)state;
	struct forms *forms = forms_in(HEAD, "2\nмир/S\n漢字\n");
	const struct roots *roots = forms_roots(forms);
	static const char *const words[] = { "мир", "漢字", "漢學", "миг" };
	for (size_t i = 0; i < 4; i++) {
		struct span word = span_of(words[i]), flags;
		uint64_t hash = roots_hash(roots, ROOTS_HASH, word);
		size_t slot = roots_first(roots, hash);
		assert_int_equal(roots_next(roots, hash, word, &slot, &flags), i < 2);
	}
	forms_free(forms);
}

/* Random bytes as files: nothing is read outside of them (seen under AddressSanitizer). */
static void any_bytes_may_be_a_dictionary(void **state)
{
	(void)state;
	static const char *const pieces[] = { "SFX A Y 1\n",
					      "SFX A",
					      " 0",
					      " s",
					      "/",
					      "\n",
					      "[^",
					      "]",
					      "PFX B Y 1\nPFX B 0 un .\n",
					      "\xc3",
					      "COMPOUNDBEGIN x\nCOMPOUNDEND y\n",
					      "box/xyAB\n",
					      "FULLSTRIP\n",
					      " box ." };
	unsigned seed = 11;
	for (int round = 0; round < 300; round++) {
		struct str aff = { 0 }, dic = { 0 };
		(void)str_add(&aff, SPAN("SET UTF-8\n"));
		for (int i = 0; i < 30; i++) {
			seed = seed * 1103515245 + 12345;
			const char *piece = pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)];
			(void)str_add(seed >> 30 ? &aff : &dic, span_of(piece));
		}
		struct forms *forms = forms_in(str_text(&aff), str_text(&dic));
		if (forms) {
			(void)forms_of(forms, SPAN("unboxboxs"));
			(void)forms_of(forms, SPAN("box-s"));
			forms_add(forms, SPAN("z"), SPAN("box"));
		}
		forms_free(forms);
		str_release(&aff);
		str_release(&dic);
	}
}

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : 1;
}

static int remove_folder(void **state)
{
	(void)state;
	struct str path = { 0 };
	static const char *const names[] = { "/x.aff", "/x.dic", "" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		str_clear(&path);
		(void)str_format(&path, "%s%s", folder, names[i]);
		(void)remove(str_text(&path)); /* it may be gone */
	}
	str_release(&path);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(german_as_hunspell),
		cmocka_unit_test(french_as_hunspell),
		cmocka_unit_test(italian_as_hunspell),
		cmocka_unit_test(english_as_hunspell),
		cmocka_unit_test(a_word_added_is_inflected_like_its_model),
		cmocka_unit_test(a_dictionary_of_another_encoding_is_read),
		cmocka_unit_test(utf_8_may_stand_behind_a_mark_and_in_small_letters),
		cmocka_unit_test(what_is_not_understood_is_left_to_hunspell),
		cmocka_unit_test(encodings_of_dictionaries_are_read),
		cmocka_unit_test(a_dictionary_that_would_take_minutes_is_left_to_hunspell),
		cmocka_unit_test(capitals_and_hyphens_are_as_hunspell_takes_them),
		cmocka_unit_test(words_of_other_scripts_are_stems_too),
		cmocka_unit_test(any_bytes_may_be_a_dictionary),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
