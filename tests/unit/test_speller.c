#include "unit.h"

#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "lang/analysis.h"
#include "lang/dictionary.h"
#include "lang/speller.h"

static struct speller *speller;

static int load(void **state)
{
	(void)state;
	(void)setenv("TONFALL_DATADIR", ".", 1); /* how frequent words are */
	speller = speller_new();
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		struct err err = { 0 };
		if (!speller_load(speller, (enum language)i, &err))
			fail_msg("%s", err.text);
	}
	return 0;
}

static int unload(void **state)
{
	(void)state;
	speller_free(speller);
	return 0;
}

/* The words of `text` that are marked, each followed by a space; names by a question mark. */
static void mark(const char *text, enum language pinned, struct str *out)
{
	struct analysis a = { 0 };
	struct analysis_options options = { .pinned = pinned };
	analysis_run(&a, span_of(text), &options);
	for (size_t i = 0; i < a.sentences.count; i++) {
		const struct sentence *s = &a.sentences.at[i];
		for (size_t k = s->first_token; k < s->first_token + s->token_count; k++) {
			const struct token *t = &a.tokens.at[k];
			enum language language = token_language(t, s);
			if (t->kind != TOKEN_WORD || language == LANGUAGE_NONE)
				continue;
			enum verdict verdict =
				speller_check(speller, language, analysis_token(&a, k), t->flags);
			if (verdict == VERDICT_RIGHT)
				continue;
			(void)str_format(out, "%.*s%s ", SPAN_ARGS(analysis_token(&a, k)),
					 verdict == VERDICT_NAME      ? "?"
					 : verdict == VERDICT_SHARP_S ? "!"
								      : "");
		}
	}
	analysis_release(&a);
}

static const struct {
	enum language language;
	const char *text, *marked;
} rows[] = {
	/* what is invisible in a word is none of its letters */
	{ LANGUAGE_DE, "Wir arbeiten zu\u00adsammen, nicht ge\u2060gen\u200eeinander.", "" },
	{ LANGUAGE_FR, "Il tra\u00advaille avec soin, mais tra\u00advayle mal.",
	  "tra\u00advayle " },
	/* another alphabet; letters of it among our own are a slip */
	{ LANGUAGE_DE, "Das Wort 今天 heisst heute, мир und πολύ schön, der Рlan.", "Рlan " },
	/* what bears a name on a map */
	{ LANGUAGE_DE, "Die Emmebrücke, die Ergolzbrücke, der Hornplatz, die Bahnofstrasse.",
	  "Ergolzbrücke? Bahnofstrasse " },
	/* compounds and their slips */
	{ LANGUAGE_DE, "Die Transformationsreise und das Motivationsschreiben.", "" },
	{ LANGUAGE_DE, "Der Stromversorgungsbericht der Vizekanzlerin.", "" },
	{ LANGUAGE_DE, "Verteidigungs- und Sicherheitssektor, Direktorinnen und -direktoren.", "" },
	{ LANGUAGE_DE, "Die Sicherheitpolitik und die Motivationsschriebung.",
	  "Sicherheitpolitik Motivationsschriebung " },
	{ LANGUAGE_DE, "Die Vorsschau auf das Verwlatungsgebäude.",
	  "Vorsschau Verwlatungsgebäude " },
	{ LANGUAGE_DE,
	  "Die Geschäftleitung, die Arbeitgruppe, der Betriebrat, die Suppeküche, "
	  "ein Gesellschaftvertrag, die Hilfbereitschaft, ein Pausegespräch, die Kaffepause.",
	  "Geschäftleitung Arbeitgruppe Betriebrat Suppeküche Gesellschaftvertrag "
	  "Hilfbereitschaft Pausegespräch Kaffepause " },
	{ LANGUAGE_DE,
	  "Die Geschäftsleitung, die Arbeitsgruppe, der Betriebsrat, die Suppenküche, "
	  "ein Gesellschaftsvertrag, die Hilfsbereitschaft, ein Pausengespräch, die "
	  "Schulleitung, die Farbkarte, das Kohlrezept, die Reispfanne, im Gitarrespielen.",
	  "" },
	{ LANGUAGE_DE, "Wir haben uns wiedergetroffen, ohne viel wegzuwerfen.", "" },
	{ LANGUAGE_DE, "Das hat mich beindruckt.", "beindruckt " },
	{ LANGUAGE_DE, "Das Verteilnetz, ein hochgelobter Messbericht, die Seed-Runde.", "" },
	{ LANGUAGE_DE, "Der Wiederstand gegen den Standart.", "Wiederstand Standart " },
	{ LANGUAGE_DE, "Die Erfülulng im Bericht.", "Erfülulng " },
	/* parts that are words, joined as nobody joins them */
	{ LANGUAGE_DE, "Das Kernstuck der Birneernte, die Flugsstunden am Flusssmarsch.",
	  "Kernstuck Birneernte Flugsstunden Flusssmarsch " },
	{ LANGUAGE_DE, "Die Agenturnbank, die Arbeitlast, der Badeestrand und Familierat.",
	  "Agenturnbank Arbeitlast Badeestrand Familierat " },
	{ LANGUAGE_DE, "Pflegedossier, Triagesystem, Hefeofen, Energiemesser, Karrieresprung.",
	  "" },
	/* made of parts, and a slip away from what the dictionary knows */
	{ LANGUAGE_DE,
	  "Die Engstele, eine Gradwanderung, zwei Diskusionen, drei Trakttoren, ein Sparenstich.",
	  "Engstele Gradwanderung Diskusionen Trakttoren Sparenstich " },
	{ LANGUAGE_DE,
	  "Die Brunengespräche mit Nettzeil, Tagesszeitungen, Postsstellennetz und Verlätzung.",
	  "Brunengespräche Nettzeil Tagesszeitungen Postsstellennetz Verlätzung " },
	{ LANGUAGE_DE,
	  "Inlandbriefe, Leimstifte, Feuchtesensor, Lasagneform, Kehrichtverbrennung, Pinselfarbe, "
	  "Schriftenbrowser, Rückgabeleitung, kinderwagentauglich, Kandertal, Bettagssonntag, "
	  "Besuchsmorgen, die Ecke des Puzzleteiles.",
	  "" },
	/* letters and their accents one by one, as some systems write them */
	{ LANGUAGE_DE, "Das Cafe\u0301 schlo\u0308sse die Tu\u0308r zum Lehrerbu\u0308ro.", "" },
	{ LANGUAGE_FR, "L’e\u0301ve\u0301nement a e\u0301te\u0301 pre\u0301par\u00e9 ici.", "" },
	{ LANGUAGE_IT, "Perche\u0301 la citta\u0300 e\u0300 bella.", "" },
	{ LANGUAGE_FR, "L’e\u0301venemment a commence\u0301.", "L’e\u0301venemment " },
	/* a German noun that is near no word may be a name */
	{ LANGUAGE_DE, "Wir haben Xuvqolm und Wohnugn gesehen.", "Xuvqolm? Wohnugn " },
	{ LANGUAGE_DE, "Das Leitbld, der Neujajhrsapro, eine Zweei und Xuvqola.",
	  "Leitbld Neujajhrsapro Zweei Xuvqola? " },
	/* what the dictionary's words give rise to */
	{ LANGUAGE_DE, "Die Planbarkeit ist unplanbar, die Marktgängigkeit skalierbar.", "" },
	{ LANGUAGE_DE, "Ein gutbesuchter Anlass, hochzuladen und lange hochlädt.", "" },
	{ LANGUAGE_DE, "Ein kabelgebundenes Gerät, chancengleich, frustrationsfreies Arbeiten.",
	  "" },
	{ LANGUAGE_DE, "Der Generationenwechsel, die Dynamiken des Versehens.", "" },
	{ LANGUAGE_DE, "Die Plarnbarkeit und das hochlädtt, gutbesuhcter.",
	  "Plarnbarkeit hochlädtt gutbesuhcter " },
	{ LANGUAGE_DE,
	  "Die hilfreichste Idee, wunderschöne und wunderschönste Tage, unverschämteste Preise.",
	  "" },
	{ LANGUAGE_DE, "Die hilfreiscte Idee, die wunderschönnste.",
	  "hilfreiscte wunderschönnste " },
	{ LANGUAGE_DE, "Wir wollen mitgaren, einschichten, umparkieren und reinhören.", "" },
	{ LANGUAGE_DE, "Die Verwirkung, Kantonalisierung, Verschandelung, ein Partitionierer.",
	  "" },
	{ LANGUAGE_DE, "Die Verwikrung und Kantonalisiernug.", "Verwikrung Kantonalisiernug " },
	{ LANGUAGE_DE, "Das Rahmtäfeli und drei Mitfahrbänkli für Logiernächte.", "" },
	{ LANGUAGE_DE, "Die Vorgesetztenfunktion ist containergross, der Bau bösgläubig.", "" },
	/* verbs of the lists and their participles */
	{ LANGUAGE_DE, "Wir shoppen, sie boulderte und hat geshoppt und gebouldert.", "" },
	{ LANGUAGE_DE, "Sie hat gehsoppt und gebuoldert, das wirt sich zeigen.",
	  "gehsoppt gebuoldert wirt " },
	/* either variety of English */
	{ LANGUAGE_EN, "The color of the center is our favorite, in colour.", "" },
	{ LANGUAGE_EN, "The colr of the centr.", "colr centr " },
	/* gender forms */
	{ LANGUAGE_FR, "Une cheffe ou un·e chef·fe de projet.", "" },
	{ LANGUAGE_DE, "Kolleg:innen, Ärzt*innen, Expert_innen, Kund·innen", "" },
	{ LANGUAGE_DE, "Mitarbeiter/-innen, MitarbeiterInnen, Jurist:innenausbildung", "" },
	{ LANGUAGE_DE, "Kolegg:innen und Expretinnen", "Kolegg:innen Expretinnen " },
	{ LANGUAGE_DE, "Schülerr:innen, Närr:innen und Herr:innen", "Schülerr:innen " },
	{ LANGUAGE_FR, "Les collaborateur·rice·s et les étudiant·e·s motivé·es.", "" },
	{ LANGUAGE_FR, "Les colaborateur·rice·s.", "colaborateur·rice·s " },
	{ LANGUAGE_IT, "Buongiorno a tutt* e a tuttə.", "" },
	/* Swiss ss */
	{ LANGUAGE_DE, "Die Straße ist groß, die Strasse gross.", "Straße! groß! " },
	/* elision before numbers */
	{ LANGUAGE_IT, "È sceso dal 38 all’11 % dell’anno.", "" },
	{ LANGUAGE_IT, "La fine dell anno.", "dell " },
	/* elision, apostrophes, hyphens, prefixes */
	{ LANGUAGE_FR, "L’équipe d’aujourd’hui, qu'elle parle-t-il.", "" },
	{ LANGUAGE_FR, "L’équpe d’aujourdhui.", "L’équpe d’aujourdhui " },
	{ LANGUAGE_FR, "Il a lu que L’aplication attend jusque’à midi, lorsqu’íl vient.",
	  "L’aplication jusque’à lorsqu’íl " },
	{ LANGUAGE_FR, "Les soustraitants et le vicechancelier, les sous-traitants aussi.",
	  "soustraitants vicechancelier " },
	{ LANGUAGE_IT, "Dell’azienda, un'idea, sull’avamprogetto.", "" },
	{ LANGUAGE_IT, "Nell’azzienda i vicecancellieri.", "Nell’azzienda " },
	{ LANGUAGE_EN, "The company’s state-of-the-art cyberincidents.", "" },
	{ LANGUAGE_DE, "Wie geht’s, vor'm Haus?", "" },
	/* terms of English, and slips that happen to be English */
	{ LANGUAGE_DE, "Please nicht, sondern als Like unter dem Post.", "" },
	{ LANGUAGE_DE, "Es gibt kine Haie, nur under dem Tisch.", "kine under " },
	{ LANGUAGE_FR, "Les filter sont bone.", "filter bone " },
	/* names */
	{ LANGUAGE_DE, "Es sprach Milena Hadorn. Danach schwieg Hadorn.", "" },
	{ LANGUAGE_DE, "Die Kaminfegerin, zwei Agronominnen und eine Kaminfegrein.",
	  "Kaminfegrein " },
	{ LANGUAGE_DE, "Frau Zwölfbrunn sprach mit Beat von Qaelmann.", "" },
	{ LANGUAGE_FR, "Le projet avec Zwixbro et Karin Qaelmann.", "" },
	{ LANGUAGE_FR, "Le Conseil de la Suise.", "Suise? " },
	{ LANGUAGE_DE, "Die Verhandlugen der Abteilnug.", "Verhandlugen Abteilnug " },
	/* acronyms, abbreviations */
	{ LANGUAGE_DE, "Die KMUs und das SECO, vgl. Nr. 3, inkl. MWST.", "" },
	{ LANGUAGE_DE, "DIe Zahlen.", "DIe " },
	/* common mistakes */
	{ LANGUAGE_FR, "Le developpement du language et apris.", "developpement language apris " },
	{ LANGUAGE_IT, "Perchè un pò di entusiamo.", "Perchè pò entusiamo " },
	{ LANGUAGE_EN, "We recieved the accomodation yesterday.", "recieved accomodation " },
};

static void each_word_gets_its_verdict(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str out = { 0 };
		mark(rows[i].text, rows[i].language, &out);
		assert_string_equal(str_text(&out), rows[i].marked);
		str_release(&out);
	}
}

/* ---- suggestions ---- */

static const struct {
	enum language language;
	const char *word, *first;
} meant[] = {
	{ LANGUAGE_DE, "vieleicht", "vielleicht" },
	{ LANGUAGE_DE, "nihct", "nicht" },
	{ LANGUAGE_DE, "Erfarung", "Erfahrung" },
	{ LANGUAGE_DE, "Packet", "Paket" },
	{ LANGUAGE_DE, "Rythmus", "Rhythmus" },
	{ LANGUAGE_DE, "arbeit", "Arbeit" },
	{ LANGUAGE_DE, "fur", "für" },
	{ LANGUAGE_DE, "Verwlatung", "Verwaltung" },
	{ LANGUAGE_DE, "Addresse", "Adresse" },
	{ LANGUAGE_DE, "Interresse", "Interesse" },
	{ LANGUAGE_FR, "developpement", "développement" },
	{ LANGUAGE_FR, "deja", "déjà" },
	{ LANGUAGE_FR, "apris", "appris" },
	{ LANGUAGE_FR, "toujour", "toujours" },
	{ LANGUAGE_FR, "language", "langage" },
	{ LANGUAGE_FR, "proffesionnel", "professionnel" },
	{ LANGUAGE_FR, "beacoup", "beaucoup" },
	{ LANGUAGE_FR, "evenement", "événement" },
	{ LANGUAGE_FR, "telepherique", "téléphérique" },
	{ LANGUAGE_FR, "negociassion", "négociation" },
	{ LANGUAGE_FR, "referance", "référence" },
	{ LANGUAGE_FR, "dalerte", "d’alerte" },
	{ LANGUAGE_FR, "d'ailleur", "d'ailleurs" },
	{ LANGUAGE_FR, "biensûr", "bien sûr" },
	{ LANGUAGE_FR, "rejoignez-nou", "rejoignez-nous" },
	{ LANGUAGE_FR, "tanquille", "tranquille" },
	{ LANGUAGE_IT, "perchè", "perché" },
	{ LANGUAGE_IT, "citta", "città" },
	{ LANGUAGE_IT, "azzienda", "azienda" },
	{ LANGUAGE_IT, "qulacosa", "qualcosa" },
	{ LANGUAGE_IT, "propio", "proprio" },
	{ LANGUAGE_IT, "sopratutto", "soprattutto" },
	{ LANGUAGE_EN, "recieve", "receive" },
	{ LANGUAGE_EN, "accomodate", "accommodate" },
	{ LANGUAGE_EN, "teh", "the" },
	{ LANGUAGE_EN, "definately", "definitely" },
	{ LANGUAGE_EN, "seperate", "separate" },
	{ LANGUAGE_EN, "BECUASE", "BECAUSE" },
};

/* All that is offered; each followed by a space. The form is the author's: the gender sign, the
 * apostrophe. */
static const struct {
	enum language language;
	const char *word;
	const char *offered, *never;
} offers[] = {
	{ LANGUAGE_DE, "Expret*innen", "Expert*innen ", "Expertinnen" },
	{ LANGUAGE_DE, "Kolegg:innen", "Kolleg:innen ", "Kongo" },
	{ LANGUAGE_DE, "Fussgängerstreifne", "Fussgängerstreifen ", "Streifne" },
	{ LANGUAGE_IT, "fattuta", "", "fottuta" },
	{ LANGUAGE_DE, "Schülller:innen", "Schüler:innen ", "Schülerr:" },
	{ LANGUAGE_DE, "Mitarbieter/innen", "Mitarbeiter/innen ", "Liftmitarbeiterinnen" },
	{ LANGUAGE_DE, "Mitarbieter/-innen", "Mitarbeiter/-innen ", "Mitarbeiter/innen" },
	{ LANGUAGE_DE, "MitarbieterInnen", "MitarbeiterInnen ", "Mitarbeiterinnen" },
	{ LANGUAGE_DE, "Fehlre", "Fehler ", "Fehlreh" },
	{ LANGUAGE_FR, "collaborteur·rice·s", "collaborateur·rice·s ", "collaborateur " },
	{ LANGUAGE_FR, "pre\u0301pare\u0301z", "préparez ", "\u0301" },
	{ LANGUAGE_FR, "locals", "", "local'" },
	{ LANGUAGE_FR, "l’entrepise", "l’entreprise ", "l'entreprise" },
	{ LANGUAGE_FR, "l'entrepise", "l'entreprise ", "l’entreprise" },
	{ LANGUAGE_IT, "colegə", "collegə ", "colleghi" },
	{ LANGUAGE_IT, "dell’ufficcio", "dell’ufficio ", "dell'ufficio" },
};

static void the_form_stays_the_author_s(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof offers / sizeof *offers; i++) {
		struct words words = { 0 };
		struct str all = { 0 };
		speller_suggest(speller, offers[i].language, span_of(offers[i].word), NULL, 5,
				&words);
		for (size_t k = 0; k < words.count; k++)
			(void)str_format(&all, "%s ", words.at[k]);
		if (!span_starts(str_span(&all), span_of(offers[i].offered)) ||
		    strstr(str_text(&all), offers[i].never))
			fail_msg("%s: %s", offers[i].word, str_text(&all));
		words_release(&words);
		str_release(&all);
	}
}

static void what_was_meant_comes_first(void **state)
{
	(void)state;
	size_t right = 0;
	for (size_t i = 0; i < sizeof meant / sizeof *meant; i++) {
		struct words words = { 0 };
		speller_suggest(speller, meant[i].language, span_of(meant[i].word), NULL, 5,
				&words);
		assert_true(words.count <= 5);
		bool first = words.count && strcmp(words.at[0], meant[i].first) == 0;
		if (!first)
			print_message("%s: %s, not %s\n", meant[i].word,
				      words.count ? words.at[0] : "nothing", meant[i].first);
		right += first;
		words_release(&words);
	}
	assert_in_range(right, sizeof meant / sizeof *meant - 2, sizeof meant / sizeof *meant);
}

/* What was meant depends on the words beside it. */
static const struct {
	enum language language;
	const char *text, *word, *first;
} beside[] = {
	{ LANGUAGE_FR, "une vrae surprise", "vrae", "vraie" },
	{ LANGUAGE_FR, "un vrae plaisir", "vrae", "vrai" },
	{ LANGUAGE_FR, "elle est arrivee hier", "arrivee", "arrivée" },
	{ LANGUAGE_FR, "il a eclate de rire", "eclate", "éclaté" },
	{ LANGUAGE_FR, "le verre eclate en morceaux", "eclate", "éclate" },
	{ LANGUAGE_IT, "i ragazi sono qui", "ragazi", "ragazzi" },
	{ LANGUAGE_IT, "gli ospit della sera", "ospit", "ospiti" },
};

static void the_words_beside_it_tell_which_was_meant(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
		struct words words = { 0 };
		struct span text = span_of(beside[i].text), word = span_of(beside[i].word);
		size_t at = span_find(text, word, 0);
		struct around around = around_of(text, at, at + word.length);
		speller_suggest(speller, beside[i].language, word, &around, 5, &words);
		if (words.count == 0 || strcmp(words.at[0], beside[i].first) != 0)
			fail_msg("%s: %s", beside[i].text, words.count ? words.at[0] : "nothing");
		words_release(&words);
	}
}

/* ---- what the person says ---- */

static void a_personal_word_is_right_and_junk_is_left_out(void **state)
{
	(void)state;
	char home[] = "/tmp/tonfall-words-XXXXXX";
	struct str path = { 0 };
	struct err err = { 0 };
	assert_non_null(mkdtemp(home));
	assert_int_equal(setenv("XDG_DATA_HOME", home, 1), 0);
	assert_true(dictionary_add_personal(LANGUAGE_IT, SPAN("zwixbro"), &err));
	struct str text = { 0 };
	(void)str_add(&text, SPAN("zwixbro\n\xff\xfe\n/\n#\ntwo words\n/////\n\x01\x02\n"));
	for (int i = 0; i < 1000; i++)
		(void)str_add_byte(&text, 'x');
	(void)str_add(&text, SPAN("\nzwaxbra/azienda\r\n"));
	assert_true(file_save(dictionary_personal_path(&path, LANGUAGE_IT), str_span(&text), NULL,
			      &err));
	speller_reload_personal(speller, LANGUAGE_IT);
	assert_int_equal(speller_check(speller, LANGUAGE_IT, SPAN("zwixbro"), 0), VERDICT_RIGHT);
	assert_int_equal(speller_check(speller, LANGUAGE_IT, SPAN("zwaxbra"), 0), VERDICT_RIGHT);
	assert_int_equal(speller_check(speller, LANGUAGE_IT, SPAN("zwoxbri"), 0), VERDICT_WRONG);
	(void)unsetenv("XDG_DATA_HOME");
	str_release(&text);
	str_release(&path);
}

static void ones_own_words_are_offered_first(void **state)
{
	(void)state;
	char home[] = "/tmp/tonfall-words-XXXXXX";
	struct err err = { 0 };
	struct words words = { 0 };
	assert_non_null(mkdtemp(home));
	assert_int_equal(setenv("XDG_DATA_HOME", home, 1), 0);
	speller_suggest(speller, LANGUAGE_DE, SPAN("Kontoz"), NULL, 5, &words);
	assert_string_not_equal(words.at[0], "Kontox");
	words_release(&words);
	assert_true(dictionary_add_personal(LANGUAGE_DE, SPAN("Kontox"), &err));
	speller_reload_personal(speller, LANGUAGE_DE);
	words = (struct words){ 0 };
	speller_suggest(speller, LANGUAGE_DE, SPAN("Kontoz"), NULL, 5, &words);
	assert_string_equal(words.at[0], "Kontox");
	words_release(&words);
	(void)unsetenv("XDG_DATA_HOME");
}

static void ten_thousand_letters_have_no_verdict(void **state)
{
	(void)state;
	struct str word = { 0 };
	struct words words = { 0 };
	for (int i = 0; i < 10000; i++)
		(void)str_add_byte(&word, 'a');
	assert_int_equal(speller_check(speller, LANGUAGE_DE, str_span(&word), 0), VERDICT_UNKNOWN);
	speller_suggest(speller, LANGUAGE_DE, str_span(&word), NULL, 5, &words);
	assert_int_equal(words.count, 0);
	str_release(&word);
}

/* ---- dictionaries ---- */

static void write_dictionary(const char *folder, const char *aff, const char *dic)
{
	char path[128];
	(void)snprintf(path, sizeof path, "%s/de_CH.aff", folder);
	assert_true(file_save(path, span_of(aff), NULL, NULL));
	(void)snprintf(path, sizeof path, "%s/de_CH.dic", folder);
	assert_true(file_save(path, span_of(dic), NULL, NULL));
}

static void a_missing_or_broken_dictionary_is_told(void **state)
{
	(void)state;
	char folder[] = "/tmp/tonfall-dictionary-XXXXXX";
	struct err err = { 0 };
	assert_non_null(mkdtemp(folder));
	assert_int_equal(setenv("TONFALL_DICPATH", folder, 1), 0);
	struct speller *other = speller_new();
	assert_false(speller_load(other, LANGUAGE_DE, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_int_equal(speller_check(other, LANGUAGE_DE, SPAN("Haus"), 0), VERDICT_UNKNOWN);
	speller_free(other);
	other = speller_new();
	write_dictionary(folder, "\x01\x02 no affixes", "junk\n\xff\xfe/\n");
	assert_false(speller_load(other, LANGUAGE_DE, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_non_null(strstr(err.text, "hunspell-de-ch-frami"));
	speller_free(other);
	(void)unsetenv("TONFALL_DICPATH");
}

static void assert_cannot_be_used(void)
{
	struct err err = { 0 };
	struct speller *other = speller_new();
	assert_false(speller_load(other, LANGUAGE_DE, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_non_null(strstr(err.text, "cannot be used"));
	speller_free(other);
}

/* Hunspell would read on and on. */
static void a_dictionary_without_end_is_told_at_once(void **state)
{
	(void)state;
	char folder[] = "/tmp/tonfall-endless-XXXXXX", aff[64], dic[64];
	struct str same = { 0 };
	assert_non_null(mkdtemp(folder));
	assert_int_equal(setenv("TONFALL_DICPATH", folder, 1), 0);
	(void)snprintf(aff, sizeof aff, "%s/de_CH.aff", folder);
	(void)snprintf(dic, sizeof dic, "%s/de_CH.dic", folder);
	assert_int_equal(symlink("/dev/zero", aff), 0);
	assert_int_equal(symlink("/dev/zero", dic), 0);
	assert_cannot_be_used();
	assert_true(unlink(aff) == 0 && unlink(dic) == 0);
	while (same.length < 20 << 20)
		(void)str_add(&same, SPAN("nicht\n"));
	write_dictionary(folder, "SET UTF-8\n", str_text(&same));
	assert_cannot_be_used();
	assert_true(unlink(aff) == 0 && unlink(dic) == 0 && rmdir(folder) == 0);
	str_release(&same);
	(void)unsetenv("TONFALL_DICPATH");
}

static void a_dictionary_may_be_in_latin_1(void **state)
{
	(void)state;
	char folder[] = "/tmp/tonfall-latin1-XXXXXX";
	struct err err = { 0 };
	struct words words = { 0 };
	assert_non_null(mkdtemp(folder));
	assert_int_equal(setenv("TONFALL_DICPATH", folder, 1), 0);
	write_dictionary(folder, "SET ISO8859-1\nTRY aeinr\xfc\n",
			 "4\nnicht\nf\xfcr\nd\xfcrr\nB\xfc"
			 "cher\n");
	struct speller *other = speller_new();
	assert_true(speller_load(other, LANGUAGE_DE, &err));
	assert_int_equal(speller_check(other, LANGUAGE_DE, SPAN("für"), 0), VERDICT_RIGHT);
	assert_int_equal(speller_check(other, LANGUAGE_DE, SPAN("Łódź"), 0), VERDICT_WRONG);
	speller_suggest(other, LANGUAGE_DE, SPAN("Bücer"), NULL, 5, &words);
	assert_true(words.count > 0);
	assert_string_equal(words.at[0], "Bücher");
	/* Now that Hunspell is open, in its encoding. */
	assert_int_equal(speller_check(other, LANGUAGE_DE, SPAN("dürr"), 0), VERDICT_RIGHT);
	words_release(&words);
	speller_free(other);
	(void)unsetenv("TONFALL_DICPATH");
}

/* Suggestions come in another order without it. */
static void a_list_of_frequent_words_that_cannot_be_read_is_told(void **state)
{
	(void)state;
	char folder[] = "/tmp/tonfall-frequent-XXXXXX", path[96];
	const char *before = getenv("TONFALL_DATADIR");
	char *kept = before ? strdup(before) : NULL;
	struct err err = { 0 };
	assert_non_null(mkdtemp(folder));
	(void)snprintf(path, sizeof path, "%s/dictionaries/frequent/de.txt", folder);
	assert_true(file_make_folder(path, NULL)); /* where the list should be */
	assert_int_equal(setenv("TONFALL_DATADIR", folder, 1), 0);
	struct speller *other = speller_new();
	assert_true(speller_load(other, LANGUAGE_DE, &err));
	assert_non_null(strstr(err.text, "A word list was left out"));
	speller_free(other);
	assert_int_equal(rmdir(path), 0);
	other = speller_new();
	err = (struct err){ 0 };
	assert_true(speller_load(other, LANGUAGE_DE, &err));
	assert_int_equal(err.code, ERR_NONE);
	speller_free(other);
	assert_int_equal(kept ? setenv("TONFALL_DATADIR", kept, 1) : unsetenv("TONFALL_DATADIR"),
			 0);
	free(kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_word_gets_its_verdict),
		cmocka_unit_test(what_was_meant_comes_first),
		cmocka_unit_test(the_words_beside_it_tell_which_was_meant),
		cmocka_unit_test(the_form_stays_the_author_s),
		cmocka_unit_test(a_personal_word_is_right_and_junk_is_left_out),
		cmocka_unit_test(ones_own_words_are_offered_first),
		cmocka_unit_test(ten_thousand_letters_have_no_verdict),
		cmocka_unit_test(a_missing_or_broken_dictionary_is_told),
		cmocka_unit_test(a_dictionary_without_end_is_told_at_once),
		cmocka_unit_test(a_dictionary_may_be_in_latin_1),
		cmocka_unit_test(a_list_of_frequent_words_that_cannot_be_read_is_told),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
