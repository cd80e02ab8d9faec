#include "desk/rescue.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/term.h"

enum { STACK_BYTES = 64 << 10, LAST_WORDS_S = 2 };

/* What the handler says, translated beforehand. */
static char message[256];
static size_t message_length;

void rescue_give_back(void)
{
	term_emergency_restore();
	(void)alarm(LAST_WORDS_S); /* none was set */
}

static void say_last(void)
{
	rescue_give_back();
	/* There is nobody left to tell when this fails too. */
	(void)!write(STDERR_FILENO, message, message_length);
}

/* With the signal's own action back in force, it ends the process as it would have. */
static void on_crash(int number)
{
	say_last();
	(void)raise(number);
}

void rescue_install(void)
{
	static const int numbers[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };
	static char stack[STACK_BYTES];
	/* A stack that ran over needs another one to be handled on. */
	const stack_t other = { .ss_sp = stack, .ss_size = sizeof stack };
	struct sigaction action = { .sa_handler = on_crash,
				    .sa_flags = (int)(SA_ONSTACK | SA_RESETHAND) };
	(void)snprintf(
		message, sizeof message, "%s\n",
		_("tonfall: a fault in the program ended it. What you typed is kept: open the "
		  "draft again."));
	message_length = strlen(message);
	(void)sigemptyset(&action.sa_mask); /* cannot fail */
	if (sigaltstack(&other, NULL) != 0)
		action.sa_flags = (int)SA_RESETHAND;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		(void)sigaction(numbers[i], &action, NULL); /* valid numbers */
	mem_on_failure(say_last);
}
