#include "unit.h"

#include "base/str.h"
#include "lang/analysis.h"
#include "lang/tag.h"
#include "lang/common.h"
#include "text/segment.h"
#include "text_samples.h"

static struct analysis run(const char *text, enum language pinned)
{
	struct analysis analysis = { 0 };
	struct analysis_options options = { .pinned = pinned };
	analysis_run(&analysis, span_of(text), &options);
	return analysis;
}

/* ---- tokens ---- */

static const char *const kinds[] = {
	[TOKEN_WORD] = "w", [TOKEN_NUMBER] = "n", [TOKEN_TAG] = "#",   [TOKEN_MENTION] = "@",
	[TOKEN_LINK] = "l", [TOKEN_EMAIL] = "m",  [TOKEN_PHONE] = "p", [TOKEN_EMOJI] = "e",
	[TOKEN_CODE] = "c", [TOKEN_FAKE] = "f",
};

/* Text and its tokens: kind:token|, with g for a gender form, h for a shared hyphen, s for a
 * shortened word. */
static const struct {
	const char *text, *tokens;
} rows[] = {
	/* German */
	{ "Kolleg:innen und Kund*innen", "wg:Kolleg:innen|w:und|wg:Kund*innen|" },
	{ "Ärzt_innen, Expert·innen", "wg:Ärzt_innen|wg:Expert·innen|" },
	{ "Mitarbeiter/-innen", "wg:Mitarbeiter/-innen|" },
	{ "Mitarbeiter/innen", "wg:Mitarbeiter/innen|" },
	{ "MitarbeiterInnen", "wg:MitarbeiterInnen|" },
	{ "Jurist:innenausbildung", "wg:Jurist:innenausbildung|" },
	{ "jede*r Leser*in", "wg:jede*r|wg:Leser*in|" },
	{ "Ziel: in Bern", "w:Ziel|w:in|w:Bern|" },
	{ "und/oder", "w:und|w:oder|" },
	{ "Rüstungs- und Luftfahrt", "wh:Rüstungs|w:und|w:Luftfahrt|" },
	{ "Direktorinnen und -direktoren", "w:Direktorinnen|w:und|wh:direktoren|" },
	{ "E-Mail-Adresse", "w:E-Mail-Adresse|" },
	{ "geht’s, wie's", "w:geht’s|w:wie's|" },
	{ "z. B. am 1. August", "ws:z|ws:B|w:am|n:1|w:August|" },
	{ "um 14.30 Uhr", "w:um|n:14.30|w:Uhr|" },
	{ "CHF 10.–, 1’200.50 und 10 000", "w:CHF|n:10|n:1’200.50|w:und|n:10|n:000|" },
	{ "10\u00a0000 Franken", "n:10\u00a0000|w:Franken|" },
	{ "3,5 %, 60er, 5G", "n:3,5|n:60er|n:5G|" },
	{ "IPv6 und snake_case", "c:IPv6|w:und|c:snake_case|" },
	{ "Kund*innen-Zufriedenheit", "wg:Kund*innen-Zufriedenheit|" },
	{ "Mitarbeiter/-innenrabatt, Kund/-innen-Treffen",
	  "wg:Mitarbeiter/-innenrabatt|wg:Kund/-innen-Treffen|" },
	{ "1'000.–, CHF 10.— und", "n:1'000|w:CHF|n:10|w:und|" },
	{ "Mo–Fr", "w:Mo|w:Fr|" },
	{ "1. Frage", "n:1|w:Frage|" },
	/* French */
	{ "l’«azienda»", "w:l|w:azienda|" },
	{ "Quoi\u00a0?", "w:Quoi|" },
	{ "l’équipe d'abord", "w:l’équipe|w:d'abord|" },
	{ "aujourd’hui", "w:aujourd’hui|" },
	{ "collaborateur·rice·s", "wg:collaborateur·rice·s|" },
	{ "étudiant·e·s motivé·es", "wg:étudiant·e·s|wg:motivé·es|" },
	{ "l’Office : oui !", "w:l’Office|w:oui|" },
	{ "parle-t-il", "w:parle-t-il|" },
	/* Italian */
	{ "dell’azienda, un'idea", "w:dell’azienda|w:un'idea|" },
	{ "tutt* e tuttə", "wg:tutt*|w:e|wg:tuttə|" },
	{ "dell’80 %", "wh:dell|n:80|" },
	{ "20%ige, 100 %iges, 5 % ige", "n:20%ige|n:100 %iges|n:5|w:ige|" },
	{ "1° agosto", "n:1|w:agosto|" },
	/* English */
	{ "don't, it’s state-of-the-art", "w:don't|w:it’s|w:state-of-the-art|" },
	{ "R&D 3rd", "c:R&D|n:3rd|" },
	/* everywhere */
	{ "#NeueArbeit #1 # x", "#:#NeueArbeit|#:#1|w:x|" },
	{ "@Anna Müller sagt", "@:@Anna Müller|w:sagt|" },
	{ "a.b@c.ch und swisscom.ch/x.", "m:a.b@c.ch|w:und|l:swisscom.ch/x|" },
	{ "Tel. 079 123 45 67", "ws:Tel|p:079 123 45 67|" },
	{ "Danke 👍🏽🇨🇭", "w:Danke|e:👍🏽|e:🇨🇭|" },
	{ "wir 👩\u200d👩\u200d👧 hier", "w:wir|e:👩\u200d👩\u200d👧|w:hier|" },
	{ "𝗙𝗲𝘁𝘁 hier", "f:𝗙𝗲𝘁𝘁|w:hier|" },
	/* what is invisible within a word; the zero width space parts */
	{ "zu\u00adsammen ar\u2060bei\u200eten\u200f", "w:zu\u00adsammen|w:ar\u2060bei\u200eten|" },
	{ "l’\u2060homme hin\u200baus", "w:l’\u2060homme|w:hin|w:aus|" },
	/* a mark without a letter before it */
	{ "\u0308 a'\u0308 b_\u0308", "w:a|w:b|" },
	{ "CH93 0076 2011 6238 5295 7", "n:CH93 0076 2011 6238 5295 7|" },
	{ "", "" },
};

static void each_construct_has_its_tokens(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct analysis a = run(rows[i].text, LANGUAGE_DE);
		struct str out = { 0 };
		for (size_t k = 0; k < a.tokens.count; k++) {
			unsigned flags = a.tokens.at[k].flags;
			(void)str_format(&out, "%s%s%s%s:%.*s|", kinds[a.tokens.at[k].kind],
					 flags & TOKEN_GENDER ? "g" : "",
					 flags & TOKEN_STUMP ? "h" : "",
					 flags & TOKEN_SHORTENED ? "s" : "",
					 SPAN_ARGS(analysis_token(&a, k)));
		}
		assert_string_equal(str_text(&out), rows[i].tokens);
		str_release(&out);
		analysis_release(&a);
	}
}

/* ---- sentences ---- */

static const struct {
	const char *text, *sentences; /* each followed by | */
} texts[] = {
	{ "Ja. Alle. Warum?", "Ja.|Alle.|Warum?|" },
	{ "Um 14.30 Uhr kam sie. Danach nichts.", "Um 14.30 Uhr kam sie.|Danach nichts.|" },
	{ "Am 1. August feiern wir.", "Am 1. August feiern wir.|" },
	{ "Das sind z. B. Kosten, d. h. Geld.", "Das sind z. B. Kosten, d. h. Geld.|" },
	{ "Rund 3 Mio. Franken. Mehr nicht.", "Rund 3 Mio. Franken.|Mehr nicht.|" },
	{ "Dr. Meier und Prof. Keller kamen.", "Dr. Meier und Prof. Keller kamen.|" },
	{ "Wir waren 12. Danach ging ich.", "Wir waren 12.|Danach ging ich.|" },
	{ "«Wirklich?» fragte sie. Und ging.", "«Wirklich?» fragte sie.|Und ging.|" },
	{ "Und dann … nichts. Ende", "Und dann … nichts.|Ende|" },
	{ "Ohne Punkt\nZweite Zeile\n\nDritte", "Ohne Punkt|Zweite Zeile|Dritte|" },
	{ "Il dit « non ! » Puis il part.", "Il dit « non ! »|Puis il part.|" },
	{ "M. Favre et Mme Roux. Bien sûr.", "M. Favre et Mme Roux.|Bien sûr.|" },
	{ "Il dott. Rossi, p.es., sa. Bene.", "Il dott. Rossi, p.es., sa.|Bene.|" },
	{ "Mr. Smith, e.g. from Leeds. Yes!", "Mr. Smith, e.g. from Leeds.|Yes!|" },
	{ "Version 2.5 ist da!!! Endlich", "Version 2.5 ist da!!!|Endlich|" },
	{ "Wir haben viel (Mails usw.). Das geht (per Chat etc.) Die Lösung folgt.",
	  "Wir haben viel (Mails usw.).|Das geht (per Chat etc.)|Die Lösung folgt.|" },
	{ "1.) Das Ziel (am 3.) ist klar.", "1.) Das Ziel (am 3.) ist klar.|" },
	{ "Fertig.\u200f Das \u2060war’s.", "Fertig.\u200f|Das \u2060war’s.|" },
	{ "Siehe iv. pa. 22.423. Fertig", "Siehe iv. pa. 22.423.|Fertig|" },
};

static void hashtags_have_words(void **state)
{
	(void)state;
	static const char *const tags[][2] = {
		{ "#DigitaleTransformation", "Digitale Transformation " },
		{ "#KIStrategie2026", "KI Strategie " },
		{ "#neue_arbeit", "neue arbeit " },
		{ "#ÉgalitéSalariale", "Égalité Salariale " },
		{ "#KMU", "KMU " },
		{ "#2026", "" },
	};
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		struct str out = { 0 };
		struct span tag = span_of(tags[i][0]), part;
		for (size_t at = 0; tag_part(tag, &at, &part);) {
			assert_ptr_equal(part.at + part.length, tag.at + at);
			(void)str_format(&out, "%.*s ", SPAN_ARGS(part));
		}
		assert_string_equal(str_text(&out), tags[i][1]);
		str_release(&out);
	}
}

/* No half of a dialect is taken for German; other languages of the country are told, too. */
static void texts_in_none_of_the_languages_are_told(void **state)
{
	(void)state;
	static const struct {
		enum language_other other;
		const char *text;
	} others[] = {
		{ OTHER_DIALECT, "Mir händ geschter e super Sitzig gha und i ha gmerkt, dass mir "
				 "das nöd eso chönd mache. I bi mit em Zug uf Bärn gfahre." },
		{ OTHER_DIALECT, "Merci viu mau für dä schön Abe, mir hei zäme glachet." },
		{ OTHER_RUMANTSCH, "Nus essan fitg cuntents da pudair preschentar noss project." },
		{ OTHER_SCRIPT, "我们今天很高兴宣布新的合作伙伴关系。" },
		{ OTHER_UNKNOWN, "Wij zijn heel blij met deze nieuwe samenwerking en kijken uit "
				 "naar het komende jaar met onze klanten." },
		{ OTHER_UNKNOWN,
		  "Desde hace dos años todos nosotros aprendemos a preguntar mejor." },
		{ OTHER_UNKNOWN, "Há dois anos que nós também aprendemos a ouvir melhor as "
				 "pessoas e a falar menos." },
		{ OTHER_NONE, "Der Gast sagte «Grüezi mitenand» und setzte sich an den Tisch." },
	};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct analysis a = { 0 };
		struct analysis_options options = { .pinned = LANGUAGE_NONE };
		analysis_run(&a, span_of(others[i].text), &options);
		if (a.other != others[i].other)
			fail_msg("%d: %s", (int)a.other, others[i].text);
		for (size_t k = 0; k < a.sentences.count && a.other != OTHER_NONE; k++)
			assert_int_equal(a.sentences.at[k].language, LANGUAGE_NONE);
		assert_true(a.other == OTHER_NONE || *language_reason(a.other));
		analysis_release(&a);
	}
}

/* A line of a text that is in none is in none, whatever its words. */
static void a_line_follows_a_text_that_is_in_none(void **state)
{
	(void)state;
	struct analysis a = { 0 };
	struct analysis_options options = { .surrounding = LANGUAGE_DE, .other = OTHER_DIALECT };
	analysis_run(&a, SPAN("Und das mit dem Zug."), &options);
	assert_int_equal(a.language, LANGUAGE_NONE);
	assert_int_equal(a.sentences.at[0].language, LANGUAGE_NONE);
	options.pinned = LANGUAGE_DE;
	analysis_run(&a, SPAN("Und das mit dem Zug."), &options);
	assert_int_equal(a.sentences.at[0].language, LANGUAGE_DE);
	analysis_release(&a);
}

static void sentences_end_where_readers_pause(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct analysis a = run(texts[i].text, LANGUAGE_DE);
		struct str out = { 0 };
		for (size_t k = 0; k < a.sentences.count; k++) {
			struct span s =
				span_slice(a.text, a.sentences.at[k].start, a.sentences.at[k].end);
			(void)str_format(&out, "%.*s|", SPAN_ARGS(s));
		}
		assert_string_equal(str_text(&out), texts[i].sentences);
		str_release(&out);
		analysis_release(&a);
	}
}

static void questions_lists_and_paragraphs_are_told(void **state)
{
	(void)state;
	struct analysis a = run("Und du? 🙂\n- eins\n- zwei\n\nSchluss.", LANGUAGE_DE);
	assert_int_equal(a.paragraphs.count, 2);
	assert_int_equal(a.paragraphs.at[0].sentence_count, a.sentences.count - 1);
	assert_true(a.sentences.at[0].is_question);
	assert_true(a.sentences.at[a.sentences.count - 2].is_list_item);
	assert_false(a.sentences.at[a.sentences.count - 1].is_list_item);
	analysis_release(&a);
}

/* ---- names, quotations, languages ---- */

static unsigned flags_of(const struct analysis *a, const char *word)
{
	for (size_t i = 0; i < a->tokens.count; i++)
		if (span_equal(analysis_token(a, i), span_of(word)))
			return a->tokens.at[i].flags;
	fail_msg("no token %s", word);
	return 0;
}

static void what_stands_behind_a_first_name_is_a_name(void **state)
{
	(void)state;
	struct analysis a = run("Heute traf Beat von Känel die Saro GmbH und Frau Loher in Belp. "
				"Belp ist schön.",
				LANGUAGE_DE);
	assert_true(flags_of(&a, "Känel") & TOKEN_AFTER_NAME);
	assert_true(flags_of(&a, "Saro") & TOKEN_AFTER_NAME);
	assert_true(flags_of(&a, "Loher") & TOKEN_AFTER_NAME);
	assert_true(flags_of(&a, "Belp") & TOKEN_REPEATED);
	assert_true(flags_of(&a, "Belp") & TOKEN_AFTER_PREPOSITION);
	assert_false(flags_of(&a, "Heute") & (TOKEN_AFTER_NAME | TOKEN_BESIDE_NAME));
	analysis_release(&a);
}

static void a_quotation_has_its_own_language(void **state)
{
	(void)state;
	struct analysis a = run("Sie schrieb mir gestern: «Welcome aboard, please join us for the "
				"meeting», und ich ging hin.",
				LANGUAGE_NONE);
	assert_int_equal(a.language, LANGUAGE_DE);
	for (size_t i = 0; i < a.tokens.count; i++) {
		bool quoted = a.tokens.at[i].flags & TOKEN_QUOTED;
		assert_int_equal(token_language(&a.tokens.at[i], &a.sentences.at[0]),
				 quoted ? LANGUAGE_EN : LANGUAGE_DE);
	}
	analysis_release(&a);
}

static void a_pinned_language_holds_for_short_sentences(void **state)
{
	(void)state;
	struct analysis a = run("Team. Feedback.", LANGUAGE_IT);
	assert_int_equal(a.sentences.at[0].language, LANGUAGE_IT);
	analysis_release(&a);
}

/* ---- properties ---- */

/* Where UAX #29 breaks within our tokens, on purpose: gender forms, hyphens, mentions, links. A
 * token never begins or ends within one of its words. */
static void tokens_agree_with_unicode_on_plain_words(void **state)
{
	(void)state;
	static const char text[] = "Der Rat hat l’avenir approuvé, ma perché it’s 3,5 über straße";
	struct analysis a = run(text, LANGUAGE_DE);
	size_t k = 0;
	for (size_t at = 0, end; at < strlen(text); at = end) {
		bool is_word;
		end = segment_word_end(span_of(text), at, &is_word);
		if (!is_word)
			continue;
		assert_int_equal(a.tokens.at[k].start, at);
		assert_int_equal(a.tokens.at[k++].end, end);
	}
	assert_int_equal(k, a.tokens.count);
	analysis_release(&a);
}

static void tokens_are_in_order_in_any_bytes(void **state)
{
	(void)state;
	uint64_t seed = 11;
	struct str text = { 0 };
	for (int round = 0; round < 300; round++) {
		str_clear(&text);
		sample_add(&text, &seed, 300, false);
		struct analysis a = { 0 };
		struct analysis_options options = { .pinned = LANGUAGE_NONE };
		analysis_run(&a, str_span(&text), &options);
		size_t at = 0;
		for (size_t i = 0; i < a.tokens.count; i++) {
			assert_in_range(a.tokens.at[i].start, at, text.length);
			at = a.tokens.at[i].end;
			assert_true(at > a.tokens.at[i].start && at <= text.length);
		}
		analysis_release(&a);
	}
	str_release(&text);
}

static void ten_thousand_letters_are_one_word(void **state)
{
	(void)state;
	struct str text = { 0 };
	for (int i = 0; i < 10000; i++)
		(void)str_add_byte(&text, 'a');
	struct analysis a = run(str_text(&text), LANGUAGE_DE);
	assert_int_equal(a.tokens.count, 1);
	assert_int_equal(a.tokens.at[0].end, 10000);
	analysis_release(&a);
	str_release(&text);
}

static void a_chain_of_endings_is_one_word(void **state)
{
	(void)state;
	struct str text = { 0 };
	(void)str_add_byte(&text, 'a');
	for (int i = 0; i < 500000; i++)
		(void)str_add(&text, SPAN("·e"));
	struct analysis a = run(str_text(&text), LANGUAGE_FR);
	assert_int_equal(a.tokens.count, 1);
	assert_int_equal(a.tokens.at[0].end, text.length);
	analysis_release(&a);
	str_release(&text);
}

/* Wherever they stand in the list. */
static void abbreviations_end_no_sentence(void **state)
{
	static const char *const cut[] = { "Abb. 3 zeigt es", "Am 3. Sept. 2024 war es so",
					   "pp. 4 segg. 12 e poi", "kostet zzgl. 8 Franken",
					   "bei der Stiftung usw. 3 mal" };
	(void)state;
	for (size_t i = 0; i < sizeof cut / sizeof *cut; i++) {
		struct analysis analysis = { 0 };
		struct analysis_options options = { .pinned = LANGUAGE_DE };
		analysis_run(&analysis, span_of(cut[i]), &options);
		assert_int_equal(analysis.sentences.count, 1);
		analysis_release(&analysis);
	}
}

/* A search by halves needs them sorted. */
static void common_words_are_sorted(void **state)
{
	(void)state;
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		struct span word, before = { "", 0 };
		size_t count = 0;
		for (size_t at = 0; common_next((enum language)i, &at, &word); before = word) {
			assert_true(span_compare(before, word) < 0);
			assert_true(common_has((enum language)i, word));
			count++;
		}
		assert_true(count > 500);
	}
	assert_false(common_has(LANGUAGE_DE, SPAN("toujours")));
	assert_true(common_has(LANGUAGE_DE, SPAN("Wir")));
	assert_false(common_has(LANGUAGE_DE, (struct span){ "ab\0xyz", 6 }));
}

/* Words, signs and links in any order: what is added up word by word is what the whole says. */
static void a_sentence_says_what_its_words_say(void **state)
{
	(void)state;
	static const char *const pieces[] = {
		"der ",	  "nicht ",   "und ",	"für ",	  "Über",    "schön, ", "les ",
		"pour ",  "déjà ",    "l'",	"l’",	  "qu'il ",  "della ",	"perché ",
		"zwölf ", "the ",     "which ", "don't ", "http://", "http ",	"www.",
		"www ",	  "(",	      ") ",	"|",	  "\"",	     "«",	"» ",
		"- ",	  "-",	      "' ",	"/",	  ": ",	     ":",	"12 ",
		"3il",	  "'",	      "httpx|", "3G ",	  "ə ",	     "мир ",	"é",
		"ß ",	  "\xc2\xad", "…",	"*",	  "_",	     "ch ",	"\xff "
	};
	struct str text = { 0 };
	struct analysis analysis = { 0 };
	const struct analysis_options options = { .pinned = LANGUAGE_IT };
	unsigned seed = 5, sure = 0;
	for (int round = 0; round < 20000; round++) {
		str_clear(&text);
		for (int i = 0; i < 14; i++) {
			seed = seed * 1103515245 + 12345;
			(void)str_add(
				&text,
				span_of(pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]));
		}
		analysis_run(&analysis, str_span(&text), &options);
		for (size_t i = 0; i < analysis.sentences.count; i++) {
			const struct sentence *s = &analysis.sentences.at[i];
			struct language_guess guess =
				language_guess(span_slice(str_span(&text), s->start, s->end));
			if (s->words < 3 || (guess.language && guess.margin < 5))
				continue;
			enum language expected = guess.language;
			if (!expected && guess.other != OTHER_DIALECT &&
			    guess.other != OTHER_RUMANTSCH && guess.other != OTHER_SCRIPT)
				expected = LANGUAGE_IT;
			if (s->language != expected)
				fail_msg("%s", str_text(&text));
			sure++;
		}
	}
	assert_true(sure > 5000);
	analysis_release(&analysis);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_construct_has_its_tokens),
		cmocka_unit_test(hashtags_have_words),
		cmocka_unit_test(texts_in_none_of_the_languages_are_told),
		cmocka_unit_test(a_line_follows_a_text_that_is_in_none),
		cmocka_unit_test(sentences_end_where_readers_pause),
		cmocka_unit_test(questions_lists_and_paragraphs_are_told),
		cmocka_unit_test(what_stands_behind_a_first_name_is_a_name),
		cmocka_unit_test(a_quotation_has_its_own_language),
		cmocka_unit_test(a_sentence_says_what_its_words_say),
		cmocka_unit_test(a_pinned_language_holds_for_short_sentences),
		cmocka_unit_test(tokens_agree_with_unicode_on_plain_words),
		cmocka_unit_test(tokens_are_in_order_in_any_bytes),
		cmocka_unit_test(ten_thousand_letters_are_one_word),
		cmocka_unit_test(a_chain_of_endings_is_one_word),
		cmocka_unit_test(abbreviations_end_no_sentence),
		cmocka_unit_test(common_words_are_sorted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
