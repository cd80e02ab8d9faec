/* Open, closed, either or too short: questions as people end their posts, in four languages. */
#include "unit.h"

#include "coach/question.h"

struct row {
	const char *text;
	enum question kind;
};

static const struct row german[] = {
	{ "Was fragt ihr am Telefon als Erstes?", QUESTION_OPEN },
	{ "Mit welchem Satz reagiert ihr, wenn jemand einen Fehler meldet?", QUESTION_OPEN },
	{ "Und ihr: Wie macht ihr das am Montag?", QUESTION_OPEN },
	{ "Falls ihr im Team Lernende habt: Was tut ihr, damit sie fragen?", QUESTION_OPEN },
	{ "Wenn ihr nur fünf Minuten habt, was lasst ihr weg?", QUESTION_OPEN },
	{ "Hand aufs Herz: Wann habt ihr zuletzt nachgefragt?", QUESTION_OPEN },
	{ "Sagt mal, wie löst ihr das mit den Ferien?", QUESTION_OPEN },
	{ "In eurem Team, wer entscheidet das?", QUESTION_OPEN },
	{ "Und bei euch, woran merkt ihr es zuerst?", QUESTION_OPEN },
	{ "Liebe Kolleginnen, wie geht ihr damit um?", QUESTION_OPEN },
	{ "Habt ihr das auch schon erlebt?", QUESTION_CLOSED },
	{ "Wisst ihr, wie das geht?", QUESTION_CLOSED },
	{ "Geht es euch auch so?", QUESTION_CLOSED },
	{ "Ist das alles, was zählt?", QUESTION_CLOSED },
	{ "Und, habt ihr es gemerkt?", QUESTION_CLOSED },
	{ "Wenn ihr ehrlich seid, kennt ihr das auch?", QUESTION_CLOSED },
	{ "Das kennt ihr doch auch, oder?", QUESTION_CLOSED },
	{ "Könnt ihr euch erinnern, und was hat euch geholfen?", QUESTION_OPEN },
	{ "Hand aufs Herz: Hättest du den Mut dazu?", QUESTION_CLOSED },
	{ "Bus oder Velo?", QUESTION_EITHER },
	{ "Nehmt ihr zuerst den Lebenslauf oder den Brief?", QUESTION_EITHER },
	{ "Und ihr?", QUESTION_FRAGMENT },
};

static const struct row french[] = {
	{ "Qu’est-ce qui a changé chez vous ?", QUESTION_OPEN },
	{ "À quoi reconnaissez-vous un bon chef ?", QUESTION_OPEN },
	{ "Dans quelle situation avez-vous osé ne pas savoir ?", QUESTION_OPEN },
	{ "Qu’avez-vous supprimé cette année ?", QUESTION_OPEN },
	{ "Et chez vous, que fait-on le mardi à dix heures ?", QUESTION_OPEN },
	{ "Comment est-ce que vous faites ?", QUESTION_OPEN },
	{ "Vous faites comment ?", QUESTION_OPEN },
	{ "C’est quoi, votre méthode ?", QUESTION_OPEN },
	{ "Vous commencez par quoi le lundi ?", QUESTION_OPEN },
	{ "Si vous deviez recommencer, que changeriez-vous ?", QUESTION_OPEN },
	{ "Quand avez-vous osé, pour la dernière fois, dire non ?", QUESTION_OPEN },
	{ "D’où vient votre meilleure idée ?", QUESTION_OPEN },
	{ "Est-ce que cela vous arrive aussi ?", QUESTION_CLOSED },
	{ "Avez-vous déjà vécu cela ?", QUESTION_CLOSED },
	{ "Savez-vous comment faire ?", QUESTION_CLOSED },
	{ "Quand vous recrutez, regardez-vous les lettres ?", QUESTION_CLOSED },
	{ "Cela vous parle aussi ?", QUESTION_CLOSED },
	{ "Vous reconnaissez-vous ?", QUESTION_CLOSED },
	{ "Faut-il vraiment tout mesurer ?", QUESTION_CLOSED },
	{ "Vous êtes plutôt matin ou soir ?", QUESTION_EITHER },
	{ "Et vous ?", QUESTION_FRAGMENT },
};

static const struct row italian[] = {
	{ "Qual è l’errore che vi ha insegnato di più?", QUESTION_OPEN },
	{ "Con quale domanda scoprite se qualcuno ha capito?", QUESTION_OPEN },
	{ "E voi, dove avete imparato a chiedere?", QUESTION_OPEN },
	{ "E voi come fate?", QUESTION_OPEN },
	{ "Nel vostro team chi decide?", QUESTION_OPEN },
	{ "Cos’è che vi manca di più?", QUESTION_OPEN },
	{ "Se aveste un’ora sola, che cosa togliereste?", QUESTION_OPEN },
	{ "Quando vi è capitato che il modello funzionasse e la realtà no?", QUESTION_OPEN },
	{ "Da chi avete imparato?", QUESTION_OPEN },
	{ "Secondo voi è giusto?", QUESTION_CLOSED },
	{ "Avete mai vissuto una cosa così?", QUESTION_CLOSED },
	{ "Pensate che sia vero?", QUESTION_CLOSED },
	{ "Anche a voi succede?", QUESTION_CLOSED },
	{ "Dopo quanti minuti lasciate una riunione?", QUESTION_OPEN },
	{ "Qualcuno ha vissuto la stessa cosa?", QUESTION_CLOSED },
	{ "Vi riconoscete?", QUESTION_CLOSED },
	{ "Vi è mai capitato?", QUESTION_CLOSED },
	{ "Meglio il mattino o la sera?", QUESTION_EITHER },
	{ "E voi?", QUESTION_FRAGMENT },
};

static const struct row english[] = {
	{ "What is the smallest change that helped you?", QUESTION_OPEN },
	{ "In which meeting do you say nothing?", QUESTION_OPEN },
	{ "If you take on students: what do you let them do?", QUESTION_OPEN },
	{ "When did you last watch somebody use your work?", QUESTION_OPEN },
	{ "On which page did you give up, and what would have kept you?", QUESTION_OPEN },
	{ "Tell me, how do you hand over?", QUESTION_OPEN },
	{ "So who reads your plans?", QUESTION_OPEN },
	{ "And in your team, who decides?", QUESTION_OPEN },
	{ "Have you seen this too?", QUESTION_CLOSED },
	{ "Do you know what your users want?", QUESTION_CLOSED },
	{ "When you hire, do you read the letters?", QUESTION_CLOSED },
	{ "Is your company doing enough?", QUESTION_CLOSED },
	{ "Sound familiar?", QUESTION_CLOSED },
	{ "You do that too, right?", QUESTION_CLOSED },
	{ "Do you write first or talk first?", QUESTION_EITHER },
	{ "Any tips on this?", QUESTION_FRAGMENT },
	{ "Thoughts?", QUESTION_FRAGMENT },
};

static void check(const struct row *rows, size_t count, enum language language)
{
	struct analysis analysis = { .words = 0 };
	struct analysis_options options = { .pinned = language };
	bool right = true;
	for (size_t i = 0; i < count; i++) {
		analysis_run(&analysis, span_of(rows[i].text), &options);
		assert_true(analysis.sentences.count > 0);
		struct sentence sentence = analysis.sentences.at[analysis.sentences.count - 1];
		assert_true(sentence.is_question);
		sentence.language = language;
		enum question kind = question_kind(&analysis, &sentence);
		if (kind != rows[i].kind)
			print_error("%s: %d instead of %d\n", rows[i].text, kind, rows[i].kind);
		right &= kind == rows[i].kind;
	}
	analysis_release(&analysis);
	assert_true(right);
}

static void german_questions_are_told_apart(void **state)
{
	(void)state;
	check(german, sizeof german / sizeof *german, LANGUAGE_DE);
}

static void french_questions_are_told_apart(void **state)
{
	(void)state;
	check(french, sizeof french / sizeof *french, LANGUAGE_FR);
}

static void italian_questions_are_told_apart(void **state)
{
	(void)state;
	check(italian, sizeof italian / sizeof *italian, LANGUAGE_IT);
}

static void english_questions_are_told_apart(void **state)
{
	(void)state;
	check(english, sizeof english / sizeof *english, LANGUAGE_EN);
}

/* Tgi is who: what cannot be read is not told to be a question of yes or no. */
static void a_question_in_none_of_the_languages_is_not_judged(void **state)
{
	(void)state;
	struct analysis a = { 0 };
	struct analysis_options options = { .pinned = LANGUAGE_NONE };
	analysis_run(&a, SPAN("Tgi da vus less vegnir cun nus la proxima giada a Cuira?"),
		     &options);
	assert_int_equal(a.other, OTHER_RUMANTSCH);
	assert_int_equal(question_kind(&a, &a.sentences.at[0]), QUESTION_FRAGMENT);
	analysis_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(german_questions_are_told_apart),
		cmocka_unit_test(french_questions_are_told_apart),
		cmocka_unit_test(italian_questions_are_told_apart),
		cmocka_unit_test(english_questions_are_told_apart),
		cmocka_unit_test(a_question_in_none_of_the_languages_is_not_judged),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
