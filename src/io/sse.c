#include "io/sse.h"

#include "base/i18n.h"

void sse_init(struct sse *sse, bool (*each)(void *context, struct span event, struct span data),
	      void *context)
{
	*sse = (struct sse){ .each = each, .context = context };
	str_init(&sse->line, SSE_CEILING);
	str_init(&sse->data, SSE_CEILING);
	str_init(&sse->event, SSE_CEILING);
}

void sse_release(struct sse *sse)
{
	str_release(&sse->line);
	str_release(&sse->data);
	str_release(&sse->event);
}

static bool dispatch(struct sse *sse)
{
	bool goes_on = true;
	if (sse->has_data) {
		struct span event = sse->event.length ? str_span(&sse->event) : SPAN("message");
		/* Each data line added its LF; the last one is none of the event's. */
		goes_on = sse->each(sse->context, event,
				    span_slice(str_span(&sse->data), 0, sse->data.length - 1));
	}
	str_clear(&sse->data);
	str_clear(&sse->event);
	sse->has_data = false;
	return goes_on;
}

/* Fields other than event and data (id, retry) are for reconnecting, which nobody here does. */
static bool take_field(struct sse *sse, struct span name, struct span value)
{
	if (span_equal(name, SPAN("event"))) {
		str_clear(&sse->event);
		return str_add(&sse->event, value);
	}
	if (span_equal(name, SPAN("data"))) {
		sse->has_data = true;
		return str_add(&sse->data, value) && str_add_byte(&sse->data, '\n');
	}
	return true;
}

static bool too_long(struct err *err)
{
	return err_set(err, ERR_LIMIT, _("The service sent an event of more than %d bytes."),
		       SSE_CEILING);
}

static bool take_line(struct sse *sse, struct span line, struct err *err)
{
	if (!sse->begun && span_starts(line, SPAN("\xef\xbb\xbf")))
		line = span_slice(line, 3, line.length);
	sse->begun = true;
	if (line.length == 0)
		return dispatch(sse);
	size_t colon = span_find(line, SPAN(":"), 0);
	struct span value = span_slice(line, colon + 1, line.length);
	if (span_starts(value, SPAN(" ")))
		value = span_slice(value, 1, value.length);
	/* A comment is a field without a name. */
	return take_field(sse, span_slice(line, 0, colon), value) || too_long(err);
}

static size_t line_end(struct span bytes)
{
	size_t at = 0;
	while (at < bytes.length && bytes.at[at] != '\n' && bytes.at[at] != '\r')
		at++;
	return at;
}

bool sse_feed(struct sse *sse, struct span bytes, struct err *err)
{
	while (bytes.length) {
		if (sse->after_cr && bytes.at[0] == '\n')
			bytes = span_slice(bytes, 1, bytes.length);
		sse->after_cr = false;
		if (!bytes.length)
			break;
		size_t end = line_end(bytes);
		struct span part = span_slice(bytes, 0, end);
		bool is_whole = end < bytes.length;
		if ((!is_whole || sse->line.length) && !str_add(&sse->line, part))
			return too_long(err);
		if (!is_whole)
			break;
		sse->after_cr = bytes.at[end] == '\r';
		bytes = span_slice(bytes, end + 1, bytes.length);
		if (!take_line(sse, sse->line.length ? str_span(&sse->line) : part, err))
			return false;
		str_clear(&sse->line);
	}
	return true;
}
