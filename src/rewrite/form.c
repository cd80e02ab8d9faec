#include "form.h"

#include <string.h>

enum form form_of(struct span head, const char *type, bool is_all)
{
	static const char *const fields[] = { "data:", "event:", "id:", "retry:", ":" };
	if (span_starts(head, SPAN("\xef\xbb\xbf")))
		head = span_slice(head, 3, head.length);
	head = span_trim(head);
	if (head.length && strchr("{[<", head.at[0]))
		return FORM_WHOLE;
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		if (span_starts(head, span_of(fields[i])))
			return FORM_EVENTS;
		if (!is_all && span_starts(span_of(fields[i]), head))
			return FORM_UNKNOWN;
	}
	return strcmp(type, "text/event-stream") == 0 ? FORM_EVENTS : FORM_WHOLE;
}
