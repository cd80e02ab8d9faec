/* Which hints are open, which one a key means, and the way from one to the next. */
#include "desk/desk.h"

int desk_open_hint(const struct desk *desk, int index)
{
	return index >= 0 && (size_t)index < coaching_hints(desk->coaching)
		       ? coaching_stop(desk->coaching, (size_t)index)
		       : -1;
}

/* Of those around the caret the one that is open, else the shortest: it says the most. */
int desk_hint_at_caret(const struct desk *desk)
{
	const struct report *report = coaching_report(desk->coaching);
	size_t start, end, shortest = SIZE_MAX, caret = desk->editor.caret;
	int found = -1;
	for (size_t i = 0; report && i < report->findings.count; i++) {
		if (report->findings.at[i].start == report->findings.at[i].end ||
		    !coaching_place(desk->coaching, i, &start, &end) || caret < start ||
		    caret > end)
			continue;
		if ((int)i == desk->hint)
			return (int)i;
		if (end - start < shortest) {
			shortest = end - start;
			found = (int)i;
		}
	}
	return found;
}

int desk_hint_meant(const struct desk *desk)
{
	int hint = desk_hint_at_caret(desk);
	if (hint < 0)
		hint = desk->hint;
	return hint >= 0 ? hint : desk_open_hint(desk, 0);
}

void desk_open_at(struct desk *desk, int hint)
{
	size_t start, end;
	desk->hint = hint;
	if (hint >= 0 && coaching_place(desk->coaching, (size_t)hint, &start, &end) &&
	    start != end) {
		editor_go(&desk->editor, start, false);
		desk->follows_caret = true;
	}
}

void desk_walk_hints(struct desk *desk, int direction)
{
	int count = (int)coaching_stops(desk->coaching), current = -1;
	for (int i = 0; i < count; i++)
		if (coaching_stop(desk->coaching, (size_t)i) == desk->hint)
			current = i;
	if (count == 0)
		return;
	int next = current < 0 ? (direction > 0 ? 0 : count - 1)
			       : (current + direction + count) % count;
	desk_open_at(desk, coaching_stop(desk->coaching, (size_t)next));
}
