/*
 * The lists in dictionaries/: in order, without doubles, each line of use (Hunspell alone does not
 * know the word), each model known, and no common misspelling let through by them.
 */
#include "unit.h"

#include "base/arr.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "coach/coach.h"
#include "lang/analysis.h"
#include "lang/dictionary.h"
#include "lang/frequency.h"
#include "lang/speller.h"
#include "raw_hunspell.h"

struct entry {
	char *word, *model; /* NULL: none */
	char *place;	    /* "dictionaries/de/work.txt:12" */
};

struct house {
	struct {
		struct entry *at;
		size_t count, room;
	} entries;
	size_t lists;
};

static int lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c + 32 : (unsigned char)c;
}

/* By letters without regard to case, of two that differ by case alone Whatsapp before WhatsApp:
 * Hunspell does not take the first any more when it has the second. The word ends at a slash. */
static int order(const char *a, const char *b)
{
	size_t i = 0;
	while (a[i] && a[i] != '/' && lower(a[i]) == lower(b[i]))
		i++;
	int x = a[i] == '/' ? 0 : lower(a[i]), y = b[i] == '/' ? 0 : lower(b[i]);
	if (x != y)
		return x - y;
	for (size_t k = 0; k < i; k++)
		if (a[k] != b[k])
			return b[k] - a[k];
	return 0;
}

static bool read_list(void *context, const char *path)
{
	struct house *house = context;
	struct str text = { 0 }, place = { 0 };
	struct span line;
	char *before = NULL;
	int number = 0;
	assert_true(file_read(path, 1 << 20, &text, NULL, NULL));
	struct span rest = str_span(&text);
	while (span_next(&rest, '\n', &line)) {
		number++;
		if (line.length == 0 || line.at[0] == '#')
			continue;
		char *whole = mem_copy(line);
		if (before && order(before, whole) >= 0)
			fail_msg("%s:%d: %s is not in order", path, number, whole);
		free(before);
		before = whole;
		size_t slash = span_find(line, SPAN("/"), 0);
		str_clear(&place);
		(void)str_format(&place, "%s:%d", path, number);
		*arr_add(&house->entries) = (struct entry){
			mem_copy(span_slice(line, 0, slash)),
			slash < line.length ? mem_copy(span_slice(line, slash + 1, line.length))
					    : NULL,
			mem_copy(str_span(&place)),
		};
	}
	house->lists++;
	free(before);
	str_release(&text);
	str_release(&place);
	return true;
}

static struct house house_of(enum language language)
{
	struct house house = { .lists = 0 };
	assert_true(dictionary_house_each(language, read_list, &house, NULL));
	return house;
}

static void release_house(struct house *house)
{
	for (size_t i = 0; i < house->entries.count; i++) {
		free(house->entries.at[i].word);
		free(house->entries.at[i].model);
		free(house->entries.at[i].place);
	}
	arr_release(&house->entries);
}

static void the_lists_are_as_long_as_authors_need(void **state)
{
	(void)state;
	static const size_t least[LANGUAGE_COUNT] = { 0, 600, 400, 400, 500 };
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		struct house house = house_of((enum language)i);
		assert_true(house.lists >= 4);
		assert_true(house.entries.count >= least[i]);
		release_house(&house);
	}
}

/* In dictionaries/all. */
static bool is_shared(const struct entry *entry)
{
	return strstr(entry->place, "/all/") != NULL;
}

static int by_word(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->word, ((const struct entry *)b)->word);
}

/* Of the words of one language with those of all before it. A name of all languages has a line in
 * one of them where it is inflected. */
static void no_word_is_listed_twice(void **state)
{
	(void)state;
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		struct house house = house_of((enum language)i);
		struct entry *entries = house.entries.at;
		qsort(entries, house.entries.count, sizeof *entries, by_word);
		for (size_t k = 1; k < house.entries.count; k++)
			if (strcmp(entries[k - 1].word, entries[k].word) == 0 &&
			    !(is_shared(&entries[k - 1]) && entries[k].model) &&
			    !(is_shared(&entries[k]) && entries[k - 1].model))
				fail_msg("%s and %s: %s", entries[k - 1].place, entries[k].place,
					 entries[k].word);
		release_house(&house);
	}
}

/* The German lists are for the smaller of the two dictionaries (hunspell-de-ch); that of frami, in
 * another encoding, knows many of their words. */
static bool is_small(struct raw_hunspell *raw, enum language language)
{
	return language != LANGUAGE_DE || !raw_hunspell_knows(raw, "Spontanbewerbungen");
}

static void each_word_is_new_to_the_dictionary_and_each_model_known(void **state)
{
	(void)state;
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		struct raw_hunspell *raw = raw_hunspell_new((enum language)i);
		struct house house = house_of((enum language)i);
		bool small = is_small(raw, (enum language)i);
		for (size_t k = 0; small && k < house.entries.count; k++)
			if (!is_shared(&house.entries.at[k]) &&
			    raw_hunspell_knows(raw, house.entries.at[k].word))
				fail_msg("%s: %s is known already", house.entries.at[k].place,
					 house.entries.at[k].word);
		for (size_t k = 0; k < house.entries.count; k++) {
			const struct entry *e = &house.entries.at[k];
			if (e->model && !raw_hunspell_add(raw, e->word, e->model))
				fail_msg("%s: no model %s", e->place, e->model);
		}
		/* What a model gives needs no line of its own. */
		for (size_t k = 0; k < house.entries.count; k++) {
			const struct entry *e = &house.entries.at[k];
			if (small && !e->model && !is_shared(e) && raw_hunspell_knows(raw, e->word))
				fail_msg("%s: %s comes from a model", e->place, e->word);
		}
		raw_hunspell_free(raw);
		release_house(&house);
	}
}

static void each_name_of_all_languages_is_new_to_one_of_them(void **state)
{
	struct raw_hunspell *raws[LANGUAGE_COUNT] = { NULL };
	struct house house = house_of(LANGUAGE_DE);
	size_t shared = 0;
	(void)state;
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++)
		raws[i] = raw_hunspell_new((enum language)i);
	for (size_t k = 0; k < house.entries.count; k++) {
		const struct entry *e = &house.entries.at[k];
		bool is_new = false;
		if (!is_shared(e))
			continue;
		shared++;
		for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++)
			is_new |= !raw_hunspell_knows(raws[i], e->word);
		if (!is_new)
			fail_msg("%s: %s is known in all languages", e->place, e->word);
	}
	assert_true(shared > 5000);
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++)
		raw_hunspell_free(raws[i]);
	release_house(&house);
}

static void add(struct raw_hunspell *raw, const struct entry *e)
{
	if (!raw_hunspell_add(raw, e->word, e->model))
		(void)raw_hunspell_add(raw, e->word, NULL);
}

static void each_word_is_right_to_the_speller(void **state)
{
	struct speller *speller = speller_new();
	(void)state;
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		struct house house = house_of((enum language)i);
		assert_true(speller_load(speller, (enum language)i, NULL));
		for (size_t k = 0; k < house.entries.count; k++) {
			const struct entry *e = &house.entries.at[k];
			if (speller_check(speller, (enum language)i, span_of(e->word), 0) !=
			    VERDICT_RIGHT)
				fail_msg("%s: %s is not taken", e->place, e->word);
		}
		release_house(&house);
	}
	speller_free(speller);
}

/* Slips that people make in words of every day, in each language: no list may let one through. */
static const char *const slips[LANGUAGE_COUNT] = {
	[LANGUAGE_DE] = "Standart vorraus Addresse Rythmus Terasse "
			"entgültig orginal Verwandschaft Kommision Intresse Mitarbieter "
			"Erfarung Bewebung Kundne Projketes seperat Maschiene ziehmlich Wochende "
			"vieleicht nähmlich warscheinlich Enwicklung Unternemen Produckt Lehrning "
			"Zusamenarbeit Digitalisierug Nachaltigkeit Herrausforderung Verantwotung",
	[LANGUAGE_FR] = "aparaître apris ajourd'hui apartement dévelopement acceuil "
			"malgrés parmis biensûr éfficace profesionnel "
			"entreprize colegue équippe expérence résaux recrutemant opportunitée "
			"travaile métié réusite formattion discution conaissance "
			"numérik clientelle colaborateur projèt",
	[LANGUAGE_IT] = "perchè poichè affinchè propio accellerare aereoporto azziende "
			"esperianza proggetto sucesso lavorattore interresse "
			"necesario communicazione qualle profesionista ufficcio "
			"sviluppatoe formazzione conoscienza coscenza eccezzione riunone "
			"clinti sfidda digitalle",
	[LANGUAGE_EN] = "recieve seperate definately occured untill accomodate begining "
			"buisness collegue enviroment experiance goverment knowlege "
			"managment neccessary oportunity proffesional recomend responsability "
			"succesful tommorow wich writting custommer devlopment leadershp "
			"comunication projct challange resillience stratgy teh becuase",
};

static void no_list_lets_a_common_slip_through(void **state)
{
	(void)state;
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		struct raw_hunspell *raw = raw_hunspell_new((enum language)i);
		struct house house = house_of((enum language)i);
		struct span rest = span_of(slips[i]), word;
		for (size_t k = 0; k < house.entries.count; k++)
			add(raw, &house.entries.at[k]);
		while (span_next(&rest, ' ', &word)) {
			char *slip = mem_copy(word);
			if (raw_hunspell_knows(raw, slip))
				fail_msg("%s: %s", language_tag((enum language)i), slip);
			free(slip);
		}
		raw_hunspell_free(raw);
		release_house(&house);
	}
}

/* A swap of two letters, or a double one made single, that gives a frequent word. */
static bool is_slip_of_frequent(const struct frequency *frequency, const char *word)
{
	size_t length = strlen(word);
	char *other = mem_copy(span_of(word));
	bool found = false;
	for (size_t i = 1; i + 1 < length && !found; i++) {
		if (word[i] == word[i + 1]) {
			struct str shorter = { 0 };
			(void)str_add(&shorter, (struct span){ word, i });
			(void)str_add(&shorter, span_of(word + i + 1));
			found = frequency_class(frequency, str_span(&shorter)) > 0;
			str_release(&shorter);
			continue;
		}
		other[i] = word[i + 1];
		other[i + 1] = word[i];
		found = frequency_class(frequency, span_of(other)) > 0;
		other[i] = word[i];
		other[i + 1] = word[i + 1];
	}
	free(other);
	return found;
}

/* Names, places and brands are what they are. Of the others an entry must have its reason here. */
static void no_word_is_a_slip_of_a_frequent_one(void **state)
{
	(void)state;
	static const char *const wanted[] = { "mentee" }; /* not mente */
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		struct frequency *frequency = frequency_new((enum language)i, NULL);
		struct house house = house_of((enum language)i);
		assert_true(frequency_class(frequency, SPAN("die")) +
				    frequency_class(frequency, SPAN("che")) +
				    frequency_class(frequency, SPAN("the")) +
				    frequency_class(frequency, SPAN("les")) >
			    0);
		for (size_t k = 0; k < house.entries.count; k++) {
			const struct entry *e = &house.entries.at[k];
			bool name = strstr(e->place, "/names.txt") ||
				    strstr(e->place, "/places.txt") ||
				    strstr(e->place, "/brands.txt");
			bool has_reason = false;
			for (size_t n = 0; n < sizeof wanted / sizeof *wanted; n++)
				has_reason |= strcmp(e->word, wanted[n]) == 0;
			if (!name && !has_reason && strlen(e->word) >= 6 &&
			    is_slip_of_frequent(frequency, e->word))
				fail_msg("%s: %s is a slip of a frequent word", e->place, e->word);
			if (strstr(e->word, "ß"))
				fail_msg("%s: %s has ß", e->place, e->word);
		}
		release_house(&house);
		frequency_free(frequency);
	}
}

static void words_of_work_and_of_switzerland_are_right(void **state)
{
	(void)state;
	static const char *const samples[LANGUAGE_COUNT] = {
		[LANGUAGE_DE] =
			"Influencerinnen Motivationsschreiben parkiert Traktandum Natel "
			"Pendenzen Grüezi Dübendorf Wädenswil Zbinden Recruiterin "
			"Rapperswilerin Oltner Galler Wiler Wädenswiler Onboarding Hashtags "
			"Swisscom priorisiert Berufsbildnerin",
		[LANGUAGE_FR] = "septante natel Swisscom encoubler télétravailleuses Épalinges "
				"Métrailler hashtags fribourgeoises podcasts rançongiciels SECO",
		[LANGUAGE_IT] = "natel Sagl locarnesi cibersicurezza onboarding Mendrisio "
				"Bernasconi feedback Swisscom digitalizziamo sopracenerine",
		[LANGUAGE_EN] = "onboarding hashtags upskilling Spitex Winterthur Neuchâtel "
				"Swisscom backlogs deepfakes Zürich Wyss",
	};
	struct speller *speller = speller_new();
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		enum language language = (enum language)i;
		struct span rest = span_of(samples[i]), word;
		bool loaded = speller_load(speller, language, NULL);
		while (loaded && span_next(&rest, ' ', &word))
			if (speller_check(speller, language, word, 0) != VERDICT_RIGHT)
				fail_msg("%s: %.*s", language_tag(language), SPAN_ARGS(word));
	}
	speller_free(speller);
}

/* Announcements and posts as they are written here, some 1,000 words a language, all of them right.
 * At most 3 in 1,000 may be marked. */
static void correct_swiss_text_is_hardly_marked(void **state)
{
	(void)state;
	struct coach *coach = coach_new();
	struct speller *speller = speller_new();
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		struct coach_options options = { .pinned = (enum language)i,
						 .families = 1u << FAMILY_SPELLING,
						 .speller = speller };
		struct str path = { 0 }, text = { 0 };
		struct report report = { .text = NULL };
		(void)str_format(&path, "tests/words/%s.txt", language_code((enum language)i));
		assert_true(file_read(str_text(&path), 1 << 20, &text, NULL, NULL));
		coach_run(coach, str_span(&text), &options, &report);
		assert_true(report.measures.words > 800);
		if (report.misspelled * 1000 > report.measures.words * 3)
			fail_msg("%s: %zu of %zu words", str_text(&path), report.misspelled,
				 report.measures.words);
		report_release(&report);
		str_release(&path);
		str_release(&text);
	}
	speller_free(speller);
	coach_free(coach);
}

static int open_lists(void **state)
{
	(void)state;
	(void)setenv("TONFALL_DATADIR", ".", 1);
	(void)setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	(void)setenv("XDG_DATA_HOME", "/nonexistent", 1);
	i18n_init("en");
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_lists_are_as_long_as_authors_need),
		cmocka_unit_test(no_word_is_listed_twice),
		cmocka_unit_test(each_word_is_new_to_the_dictionary_and_each_model_known),
		cmocka_unit_test(each_name_of_all_languages_is_new_to_one_of_them),
		cmocka_unit_test(each_word_is_right_to_the_speller),
		cmocka_unit_test(no_list_lets_a_common_slip_through),
		cmocka_unit_test(no_word_is_a_slip_of_a_frequent_one),
		cmocka_unit_test(words_of_work_and_of_switzerland_are_right),
		cmocka_unit_test(correct_swiss_text_is_hardly_marked),
	};
	return cmocka_run_group_tests(tests, open_lists, NULL);
}
