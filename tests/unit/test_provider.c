#include "rewrite/provider.h"

#include "io/json.h"
#include "unit.h"

static const struct {
	const char *provider, *event, *data, *text;
	enum provider_end end;
} events[] = {
	{ "openai", "message", "{\"choices\":[{\"delta\":{\"content\":\"a\"}}]}", "a",
	  PROVIDER_GOES_ON },
	{ "openai", "message", "{\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}", "",
	  PROVIDER_GOES_ON },
	{ "openai", "message",
	  "{\"choices\":[{\"delta\":{\"content\":\"z\"},\"finish_reason\":\"stop\"}]}", "z",
	  PROVIDER_ENDED },
	{ "openai", "message", "{\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}", "",
	  PROVIDER_LENGTH },
	{ "openai", "message",
	  "{\"choices\":[{\"delta\":{},\"finish_reason\":\"content_filter\"}]}", "",
	  PROVIDER_FILTERED },
	{ "openai", "message",
	  "{\"choices\":[{\"delta\":{\"content\":null},\"finish_reason\":null}]}", "",
	  PROVIDER_GOES_ON },
	{ "openai", "message", "{\"choices\":[],\"usage\":{\"total_tokens\":9}}", "",
	  PROVIDER_GOES_ON },
	{ "openai", "message", " [DONE] ", "", PROVIDER_ENDED },
	{ "openai", "message", "{\"error\":{\"message\":\"busy\"}}", "", PROVIDER_ERROR },
	{ "openai", "error", "{\"message\":\"busy\"}", "", PROVIDER_ERROR },
	{ "openai", "message", "not json", "", PROVIDER_MALFORMED },
	{ "openai", "message",
	  "{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"p\"}]}}]}", "p",
	  PROVIDER_GOES_ON },
	{ "anthropic", "content_block_delta",
	  "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}",
	  "a", PROVIDER_GOES_ON },
	{ "anthropic", "content_block_delta",
	  "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"thinking_delta\","
	  "\"thinking\":\"hm\"}}",
	  "", PROVIDER_GOES_ON },
	{ "anthropic", "ping", "{\"type\":\"ping\"}", "", PROVIDER_GOES_ON },
	{ "anthropic", "message_delta",
	  "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"max_tokens\"}}", "",
	  PROVIDER_LENGTH },
	{ "anthropic", "message_stop", "{\"type\":\"message_stop\"}", "", PROVIDER_ENDED },
	{ "anthropic", "error", "{\"type\":\"error\",\"error\":{\"message\":\"busy\"}}", "",
	  PROVIDER_ERROR },
};

static const struct {
	const char *provider, *body, *text;
	enum provider_end end;
} wholes[] = {
	{ "openai",
	  "{\"choices\":[{\"message\":{\"content\":\"all\"},\"finish_reason\":\"stop\"}]}", "all",
	  PROVIDER_ENDED },
	{ "openai", "{\"choices\":[{\"message\":{\"content\":\"all\"}}]}", "all", PROVIDER_ENDED },
	{ "openai", "{\"error\":\"busy\"}", "", PROVIDER_ERROR },
	{ "openai", "{\"detail\":\"busy\"}", "", PROVIDER_ERROR },
	{ "openai", "{}", "", PROVIDER_MALFORMED },
	{ "openai", "<html>", "", PROVIDER_MALFORMED },
	{ "anthropic",
	  "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"all\"}],"
	  "\"stop_reason\":\"end_turn\"}",
	  "all", PROVIDER_ENDED },
	{ "anthropic", "{\"type\":\"error\",\"error\":{\"message\":\"busy\"}}", "",
	  PROVIDER_ERROR },
};

static void each_event_gives_its_text_and_its_end(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
		struct str text = { 0 };
		struct err err = { 0 };
		enum provider_end end = provider_find(events[i].provider)
						->event(span_of(events[i].event),
							span_of(events[i].data), &text, &err);
		if (end != events[i].end)
			fail_msg("%s: %d", events[i].data, (int)end);
		assert_span(str_span(&text), events[i].text);
		if (end == PROVIDER_ERROR)
			assert_string_equal(err.text, "busy");
		str_release(&text);
	}
}

static void each_whole_answer_gives_its_text_and_its_end(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof wholes / sizeof wholes[0]; i++) {
		struct str text = { 0 };
		struct err err = { 0 };
		enum provider_end end = provider_find(wholes[i].provider)
						->whole(span_of(wholes[i].body), &text, &err);
		if (end != wholes[i].end)
			fail_msg("%s: %d", wholes[i].body, (int)end);
		assert_span(str_span(&text), wholes[i].text);
		if (end == PROVIDER_ERROR)
			assert_string_equal(err.text, "busy");
		str_release(&text);
	}
}

static void each_body_is_json_that_holds_model_and_text(void **state)
{
	(void)state;
	static const char *const names[] = { "openai", "anthropic" };
	for (size_t i = 0; i < 2; i++) {
		struct provider_prompt prompt = { "m", SPAN("sys\n"), SPAN("«du»\""), true };
		struct str body = { 0 };
		struct span s;
		provider_find(names[i])->body(&prompt, &body);
		struct json *root = json_parse(str_span(&body), NULL);
		assert_true(json_string(json_member(root, "model"), &s));
		assert_span(s, "m");
		const struct json *messages = json_member(root, "messages");
		const struct json *last = json_item(messages, json_count(messages) - 1);
		assert_true(json_string(json_member(last, "content"), &s));
		assert_span(s, "«du»\"");
		assert_true(json_bool(json_member(root, "stream"), false));
		json_free(root);
		str_release(&body);
	}
}

static void the_path_is_added_once(void **state)
{
	(void)state;
	static const char *const endpoints[] = {
		"http://h/v1",
		"http://h/v1/",
		" http://h/v1// ",
		"http://h/v1/chat/completions",
		"http://h/v1/chat/completions/",
	};
	for (size_t i = 0; i < sizeof endpoints / sizeof endpoints[0]; i++) {
		struct str url = { 0 };
		provider_url(provider_find(""), endpoints[i], &url);
		assert_span(str_span(&url), "http://h/v1/chat/completions");
		str_release(&url);
	}
}

static void a_query_stays_behind_the_path_and_azure_wants_its_own_header(void **state)
{
	const struct provider *azure = provider_find("azure");
	struct str url = { 0 };
	(void)state;
	assert_non_null(azure);
	assert_string_equal(azure->key_header, "api-key: ");
	provider_url(azure, "https://h/openai/deployments/d/?api-version=2024-10-21", &url);
	assert_span(str_span(&url),
		    "https://h/openai/deployments/d/chat/completions?api-version=2024-10-21");
	str_release(&url);
}

static void the_first_row_is_the_usual_one_and_unknown_names_have_none(void **state)
{
	(void)state;
	assert_string_equal(provider_find(NULL)->name, "openai");
	assert_null(provider_find("nobody"));
}

static void without_words_of_the_program_no_system_message_goes(void **state)
{
	static const char *const names[] = { "openai", "anthropic" };
	struct provider_prompt prompt = { .model = "m", .user = SPAN("Cut this.") };
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct str body = { 0 };
		provider_find(names[i])->body(&prompt, &body);
		assert_null(strstr(str_text(&body), "system"));
		assert_non_null(strstr(str_text(&body), "Cut this."));
		str_release(&body);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_event_gives_its_text_and_its_end),
		cmocka_unit_test(each_whole_answer_gives_its_text_and_its_end),
		cmocka_unit_test(each_body_is_json_that_holds_model_and_text),
		cmocka_unit_test(without_words_of_the_program_no_system_message_goes),
		cmocka_unit_test(the_path_is_added_once),
		cmocka_unit_test(a_query_stays_behind_the_path_and_azure_wants_its_own_header),
		cmocka_unit_test(the_first_row_is_the_usual_one_and_unknown_names_have_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
