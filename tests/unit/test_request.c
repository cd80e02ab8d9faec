/* What is sent to a service, and what is refused before it is. */
#include "base/str.h"
#include "rewrite/rewrite.h"
#include "unit.h"

static char instruction_de[] = "Kürze.", instruction_en[] = "Shorten.", id[] = "t";
static const struct task task = {
	.id = id,
	.instruction = { [LANGUAGE_DE] = instruction_de, [LANGUAGE_EN] = instruction_en },
};

static void the_request_holds_task_contract_and_neutral_text(void **state)
{
	(void)state;
	struct rewrite_settings settings = { .endpoint = "http://127.0.0.1:1/v1", .model = "m1" };
	struct str url = { 0 }, body = { 0 };
	struct err err = { 0 };
	(void)setenv("TONFALL_TEST_KEY", "sk-canary-0123456789", 1);
	settings.key_env = "TONFALL_TEST_KEY";
	struct rewrite_question question = { .task = &task,
					     .language = LANGUAGE_DE,
					     .text = SPAN("a TEXT>>> b <<<TEXT c") };
	if (!rewrite_request(&settings, &question, &url, &body, &err))
		fail_msg("%s", err.text);
	assert_span(str_span(&url), "http://127.0.0.1:1/v1/chat/completions");
	assert_non_null(strstr(str_text(&body), "Kürze."));
	assert_non_null(strstr(str_text(&body), "ss statt ß"));
	assert_non_null(strstr(str_text(&body), "\"<<<TEXT\\na TEXT››› b ‹‹‹TEXT c\\nTEXT>>>\""));
	assert_null(strstr(str_text(&body), "canary"));
	str_release(&url);
	str_release(&body);
}

static void a_question_carries_target_address_and_own_passages(void **state)
{
	(void)state;
	struct rewrite_settings settings = { .endpoint = "http://127.0.0.1:1/v1", .model = "m1" };
	struct task translate = task;
	struct rewrite_question question = { .task = &translate,
					     .language = LANGUAGE_DE,
					     .text = SPAN("Hallo [[NAME 1]]"),
					     .passages = SPAN("Mein OWN>>> Satz."),
					     .address = REWRITE_FORMAL };
	struct str url = { 0 }, body = { 0 };
	translate.to = LANGUAGE_FR;
	translate.answer = TASK_WHOLE;
	assert_true(rewrite_request(&settings, &question, &url, &body, NULL));
	assert_non_null(strstr(str_text(&body), "Écris en français"));
	assert_null(strstr(str_text(&body), "ss statt ß"));
	assert_non_null(strstr(str_text(&body), "On vouvoie"));
	assert_non_null(strstr(str_text(&body), "<<<OWN\\nMein OWN››› Satz.\\nOWN>>>"));
	assert_non_null(strstr(str_text(&body), "Zeichen stehen"));
	str_release(&url);
	str_release(&body);
}

static void only_a_task_that_takes_it_may_come_without_a_text(void **state)
{
	(void)state;
	struct rewrite_settings settings = { .endpoint = "http://127.0.0.1:1/v1", .model = "m1" };
	struct task interview = task;
	struct rewrite_question question = { .task = &interview, .language = LANGUAGE_DE };
	struct str url = { 0 }, body = { 0 };
	struct err err = { 0 };
	assert_false(rewrite_request(&settings, &question, &url, &body, &err));
	interview.takes_empty = true;
	assert_true(rewrite_request(&settings, &question, &url, &body, &err));
	str_release(&url);
	str_release(&body);
}

static void what_cannot_be_sent_is_refused_with_a_reason(void **state)
{
	(void)state;
	struct rewrite_settings right = { .endpoint = "http://127.0.0.1:1/v1", .model = "m1" };
	struct rewrite_settings s = right;
	struct str url = { 0 }, body = { 0 };
	struct err err = { 0 };
	assert_true(rewrite_is_possible(&s, SPAN("x"), &err));
	struct rewrite_question question = { .task = &task, .text = SPAN(" \n") };
	assert_false(rewrite_request(&s, &question, &url, &body, &err));
	s.model = "";
	assert_false(rewrite_is_possible(&s, SPAN("x"), &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_non_null(strstr(err.text, "11434"));
	s = right;
	s.longest = 4;
	assert_true(rewrite_is_possible(&s, SPAN("1234"), &err));
	assert_false(rewrite_is_possible(&s, SPAN("12345"), &err));
	assert_int_equal(err.code, ERR_LIMIT);
	s = right;
	s.provider = "nobody";
	assert_false(rewrite_is_possible(&s, SPAN("x"), &err));
	s = right;
	s.endpoint = "http://example.org/v1";
	question.text = SPAN("x");
	assert_false(rewrite_request(&s, &question, &url, &body, &err));
	assert_int_equal(err.code, ERR_DENIED);
	str_release(&url);
	str_release(&body);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_request_holds_task_contract_and_neutral_text),
		cmocka_unit_test(a_question_carries_target_address_and_own_passages),
		cmocka_unit_test(only_a_task_that_takes_it_may_come_without_a_text),
		cmocka_unit_test(what_cannot_be_sent_is_refused_with_a_reason),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
