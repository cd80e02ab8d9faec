/* `tonfall rewrite` against mock servers that others wrote (npm, see tests/tools/servers.sh). They
 * run on loopback; where they are not installed, the tests are skipped. */
#include "unit.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "command.h"

enum { PATIENCE_MS = 20000 };

#define AIMOCK	 "build/npm/node_modules/@copilotkit/aimock/dist/cli.js"
#define MOCK_LLM "build/npm/node_modules/@dwmkerr/mock-llm/dist/main.js"

static const char settings_file[] = ".config/tonfall/settings.yaml";
static const char post[] = "Ich war in Bern.\n", listened[] = "Ich habe zugehört.\n";
static const char fixtures[] =
	"{\"fixtures\": [{\"match\": {\"userMessage\": \"Bern\"}, \"response\": {\"content\":"
	" \"<<<TEXT\\nIch war in Bern. Grüezi \xf0\x9f\x99\x82.\\nTEXT>>>\"}}]}";

struct mock {
	struct home home;
	pid_t pid;
	int port;
};

/* A port that was free a moment ago. */
static int free_port(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&at, size), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &size), 0);
	(void)close(fd);
	return ntohs(at.sin_port);
}

static bool answers(int port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_port = htons((uint16_t)port),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool connected = connect(fd, (struct sockaddr *)&at, sizeof at) == 0;
	(void)close(fd);
	return connected;
}

/* argv[0] is "node"; PORT and HOST are set, "PORT" in argv becomes the number. */
static void start(struct mock *mock, char **argv)
{
	static char number[16];
	home_init(&mock->home);
	mock->port = free_port();
	(void)snprintf(number, sizeof number, "%d", mock->port);
	for (char **word = argv; *word; word++)
		if (strcmp(*word, "PORT") == 0)
			*word = number;
	mock->pid = fork();
	if (mock->pid == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* also when a test has failed */
		int silence = open("/dev/null", O_RDWR);
		for (int fd = 0; fd < 3; fd++)
			(void)dup2(silence, fd);
		(void)setenv("PORT", number, 1);
		(void)setenv("HOST", "127.0.0.1", 1);
		(void)execvp(argv[0], argv);
		_exit(127);
	}
	int64_t until = clock_ms() + PATIENCE_MS;
	while (!answers(mock->port) && clock_ms() < until)
		(void)poll(NULL, 0, 20);
	if (!answers(mock->port))
		fail_msg("%s does not answer", argv[1]);
}

static void stop(struct mock *mock)
{
	(void)kill(mock->pid, SIGKILL);
	(void)waitpid(mock->pid, NULL, 0);
	home_release(&mock->home);
}

static void start_aimock(struct mock *mock, const char *option, const char *value)
{
	struct home files = { .environment = NULL };
	char path[128], node[] = "node", script[] = AIMOCK, f[] = "-f", p[] = "-p", port[] = "PORT",
			what[64] = "", how[16] = "";
	char *argv[] = { node, script, f, path, p, port, option ? what : NULL, how, NULL };
	home_init(&files);
	(void)snprintf(path, sizeof path, "%s", home_write(&files, "fixtures.json", fixtures));
	(void)snprintf(what, sizeof what, "%s", option ? option : "");
	(void)snprintf(how, sizeof how, "%s", value ? value : "");
	start(mock, argv);
	home_release(&files);
}

static void rewrite(struct mock *mock, const char *more, const char *text,
		    struct command_result *result)
{
	char settings[512];
	(void)snprintf(settings, sizeof settings,
		       "rewrite.endpoint: http://127.0.0.1:%d/v1\nrewrite.model: gpt-4o\n%s",
		       mock->port, more);
	(void)home_write(&mock->home, settings_file, settings);
	RUN(&mock->home, result, text, "rewrite", "--task", "correct", "-");
}

static void expect(struct mock *mock, const char *more, const char *text)
{
	struct command_result result;
	rewrite(mock, more, post, &result);
	if (result.status != 0 || strcmp(result.out, text) != 0)
		fail_msg("%s: status %d, «%s», %s", more, result.status, result.out, result.err);
	command_release(&result);
}

static bool is_installed(const char *script)
{
	if (access(script, R_OK) == 0)
		return true;
	print_message("%s is not installed; `make servers` does that\n", script);
	return false;
}

static void aimock_answers_streamed_and_whole_and_as_anthropic(void **state)
{
	static const char text[] = "Ich war in Bern. Grüezi 🙂.\n";
	struct mock mock = { .port = 0 };
	(void)state;
	if (!is_installed(AIMOCK))
		skip();
	start_aimock(&mock, "-c", "3");
	expect(&mock, "rewrite.stream: true\n", text);
	expect(&mock, "rewrite.stream: false\n", text);
	expect(&mock, "rewrite.provider: anthropic\nrewrite.stream: true\n", text);
	expect(&mock, "rewrite.provider: anthropic\nrewrite.stream: false\n", text);
	stop(&mock);
}

/* Its usual rule echoes, but breaks on line ends; so it gets rules of ours. */
static const char rules[] =
	"rules:\n"
	"  - path: /v1/chat/completions\n"
	"    match: '@'\n"
	"    response:\n"
	"      status: 200\n"
	"      content: |\n"
	"        {\"choices\": [{\"message\": {\"role\": \"assistant\", \"content\":\n"
	"         \"<<<TEXT\\nIch war in Bern. Grüezi.\\nTEXT>>>\"}, \"finish_reason\": "
	"\"stop\"}]}\n"
	"  - path: /v1/chat/completions\n"
	"    match: \"contains(body.messages[-1].content, 'zugehört')\"\n"
	"    response:\n"
	"      status: 401\n"
	"      content: '{\"error\": {\"message\": \"Incorrect API key provided.\"}}'\n";

static void mock_llm_answers_streamed_and_whole_and_refuses_a_key(void **state)
{
	struct home files = { .environment = NULL };
	struct mock mock = { .port = 0 };
	struct command_result result;
	char node[] = "node", script[] = MOCK_LLM, option[] = "--config", path[128];
	(void)state;
	if (!is_installed(MOCK_LLM))
		skip();
	home_init(&files);
	(void)snprintf(path, sizeof path, "%s", home_write(&files, "rules.yaml", rules));
	start(&mock, (char *[]){ node, script, option, path, NULL });
	home_release(&files);
	rewrite(&mock, "rewrite.stream: false\n", listened, &result);
	if (result.status != 2 || !strstr(result.err, "does not accept the key (401)"))
		fail_msg("status %d, «%s», %s", result.status, result.out, result.err);
	command_release(&result);
	expect(&mock, "rewrite.stream: true\n", "Ich war in Bern. Grüezi.\n");
	expect(&mock, "rewrite.stream: false\n", "Ich war in Bern. Grüezi.\n");
	stop(&mock);
}

static void faults_on_demand_end_in_a_sentence(void **state)
{
	static const struct {
		const char *option, *sentence;
	} faults[] = {
		{ "--chaos-malformed", "no answer of a language model" },
		{ "--chaos-drop", "fault of its own (500)" },
		{ "--chaos-ratelimit", "too many requests" },
	};
	(void)state;
	if (!is_installed(AIMOCK))
		skip();
	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
		struct mock mock = { .port = 0 };
		struct command_result result;
		start_aimock(&mock, faults[i].option, "1");
		rewrite(&mock, "", post, &result);
		if (result.status != 2 || !strstr(result.err, faults[i].sentence))
			fail_msg("%s: status %d, %s", faults[i].option, result.status, result.err);
		assert_string_equal(result.out, "");
		command_release(&result);
		stop(&mock);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(aimock_answers_streamed_and_whole_and_as_anthropic),
		cmocka_unit_test(mock_llm_answers_streamed_and_whole_and_refuses_a_key),
		cmocka_unit_test(faults_on_demand_end_in_a_sentence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
