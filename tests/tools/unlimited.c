/*
 * Linked to the program in the mode asan only. A session of the hub limits its memory to what the
 * program needs, where AddressSanitizer maps terabytes: there that limit is left out. And behind
 * the wall nothing may look at another thread as the search for leaks at the end does, so there is
 * none then.
 */
#include <stdbool.h>
#include <sys/resource.h>

int __real_setrlimit(int resource, const struct rlimit *limits);
int __wrap_setrlimit(int resource, const struct rlimit *limits);
int __lsan_is_turned_off(void);

static bool is_walled;

int __wrap_setrlimit(int resource, const struct rlimit *limits)
{
	if (resource != RLIMIT_AS)
		return __real_setrlimit(resource, limits);
	is_walled = true;
	return 0;
}

/* Called by the sanitizer (lsan_interface.h). */
int __lsan_is_turned_off(void)
{
	return is_walled;
}
