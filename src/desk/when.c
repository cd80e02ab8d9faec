#include "desk/when.h"

#include <time.h>

#include "base/clock.h"
#include "base/i18n.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE };

static const char *const months[] = { N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"),
				      N_("May"), N_("Jun"), N_("Jul"), N_("Aug"),
				      N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec") };

/* "3 Nov 2026": day, month, year is the order of all four languages. The first of a month has a
 * form of its own in French and Italian. */
static void add_day(struct str *out, const struct tm *day)
{
	const char *month = _(months[day->tm_mon % 12]);
	int year = day->tm_year + 1900;
	if (day->tm_mday == 1)
		(void)str_format(out, _("1 %s %d"), month, year);
	else
		(void)str_format(out, _("%d %s %d"), day->tm_mday, month, year);
}

void when_add_day(struct str *out, const char *day)
{
	struct tm then = { 0 };
	const char *end = strptime(day, "%Y-%m-%d", &then);
	if (end && *end == '\0')
		add_day(out, &then);
	else
		(void)str_add(out, span_of(day));
}

void when_add(struct str *out, int64_t wall)
{
	int64_t now = clock_wall(), age = now - wall;
	time_t then_seconds = (time_t)wall, now_seconds = (time_t)now;
	struct tm then, today;
	char clock[6];
	clock_time_of_day(wall, clock);
	if (!localtime_r(&then_seconds, &then) || !localtime_r(&now_seconds, &today))
		(void)str_add(out, SPAN("?"));
	else if (age > -MINUTE && age < MINUTE)
		/* A file's time comes from a clock that may be a little ahead of this one. */
		(void)str_add(out, span_of(_("just now")));
	else if (age > 0 && age < HOUR)
		(void)str_format(out, _("%d min ago"), (int)(age / MINUTE));
	else if (then.tm_year == today.tm_year && then.tm_yday == today.tm_yday)
		(void)str_format(out, _("today %s"), clock);
	else {
		add_day(out, &then);
		(void)str_format(out, ", %s", clock);
	}
}
