#include "desk/when.h"

#include <time.h>

#include "base/clock.h"
#include "base/i18n.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE };

static const char *const months[] = { N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"),
				      N_("May"), N_("Jun"), N_("Jul"), N_("Aug"),
				      N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec") };

static void add_date(struct str *out, const struct tm *then, const char *clock)
{
	/* Day, month, year, time: the order of all four languages. */
	(void)str_format(out, _("%d %s %d, %s"), then->tm_mday, _(months[then->tm_mon % 12]),
			 then->tm_year + 1900, clock);
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
	else
		add_date(out, &then, clock);
}
