#include "reply.h"

#include "text/utf8.h"

/* So many bytes are waited for the opening marker, so that "Here is the text:" is not shown. */
enum { PREAMBLE = 400 };

void reply_init(struct reply *reply)
{
	*reply = (struct reply){ 0 };
	str_init(&reply->raw, REPLY_CEILING);
	str_init(&reply->clean, 3 * REPLY_CEILING); /* a bad byte becomes three */
}

void reply_release(struct reply *reply)
{
	str_release(&reply->raw);
	str_release(&reply->clean);
}

void reply_clear(struct reply *reply)
{
	str_clear(&reply->raw);
	str_clear(&reply->clean);
	reply->decoded = 0;
	reply->ended = false;
}

/* The value of three bytes that stand for a surrogate from `first` on (1,024 values), or 0. */
static unsigned surrogate_at(struct span text, size_t at, unsigned first)
{
	if (at + 3 > text.length || (unsigned char)text.at[at] != 0xed)
		return 0;
	unsigned value = 0xd000 | ((unsigned char)text.at[at + 1] & 0x3fu) << 6 |
			 ((unsigned char)text.at[at + 2] & 0x3fu);
	bool is_one = ((unsigned char)text.at[at + 1] & 0xc0) == 0x80 &&
		      ((unsigned char)text.at[at + 2] & 0xc0) == 0x80;
	return is_one && value >= first && value < first + 0x400 ? value : 0;
}

static size_t length_by_lead(unsigned char lead)
{
	if (lead >= 0xc2 && lead <= 0xdf)
		return 2;
	if (lead >= 0xe0 && lead <= 0xef)
		return 3;
	return lead >= 0xf0 && lead <= 0xf4 ? 4 : 1;
}

/* Could more bytes make a character, or the other half of a pair, of what is there from `at` on? */
static bool is_incomplete(struct span text, size_t at)
{
	size_t rest = text.length - at;
	size_t needed = length_by_lead((unsigned char)text.at[at]);
	size_t head = rest < needed ? rest : needed;
	for (size_t i = 1; i < head; i++)
		if (((unsigned char)text.at[at + i] & 0xc0) != 0x80)
			return false;
	if (rest < needed)
		return true;
	if (!surrogate_at(text, at, 0xd800) || rest >= 6)
		return false;
	/* The beginning of a low half: ED B0…BF 80…BF. */
	return rest == 3 || ((unsigned char)text.at[at + 3] == 0xed &&
			     (rest == 4 || ((unsigned char)text.at[at + 4] & 0xf0) == 0xb0));
}

static bool is_control(uint32_t point)
{
	return (point < 0x20 && point != '\n' && point != '\t') || (point >= 0x7f && point < 0xa0);
}

/* The character at `at`, with pairs joined; length 0 when it must wait. */
static struct utf8_point decode(struct span text, size_t at, bool ended)
{
	struct utf8_point point = utf8_at(text, at);
	if (point.value != UTF8_INVALID)
		return point;
	unsigned high = surrogate_at(text, at, 0xd800);
	unsigned low = high ? surrogate_at(text, at + 3, 0xdc00) : 0;
	if (low)
		return (struct utf8_point){ 0x10000 + ((high - 0xd800) << 10 | (low - 0xdc00)), 6 };
	if (!ended && is_incomplete(text, at))
		return (struct utf8_point){ 0, 0 };
	return (struct utf8_point){ 0xfffd, high || surrogate_at(text, at, 0xdc00) ? 3 : 1 };
}

void reply_decode(struct reply *reply)
{
	struct span raw = str_span(&reply->raw);
	while (reply->decoded < raw.length) {
		struct utf8_point point = decode(raw, reply->decoded, reply->ended);
		if (point.length == 0)
			return;
		reply->decoded += point.length;
		if (!is_control(point.value))
			(void)str_add_point(&reply->clean, point.value); /* fits by its ceiling */
	}
}

void reply_end(struct reply *reply)
{
	reply->ended = true;
	reply_decode(reply);
}

/* Is `text` a beginning of `whole`, but not all of it? */
static bool may_become(struct span text, struct span whole)
{
	return text.length < whole.length && span_starts(whole, text);
}

/* Behind what a reasoning model thinks aloud. The empty end of the text while it still thinks. */
static struct span skip_thinking(struct span text, bool ended)
{
	const struct span open = SPAN("<think>"), close = SPAN("</think>");
	struct span trimmed = span_trim(text);
	if (!span_starts(trimmed, open))
		return !ended && trimmed.length && may_become(trimmed, open)
			       ? span_slice(text, text.length, text.length)
			       : text;
	size_t end = span_find(text, close, 0);
	return span_slice(text, end < text.length ? end + close.length : end, text.length);
}

/* Some models answer with "<<<TEXT>>>" on either side: those brackets are no text. */
static struct span between_markers(struct span text, bool ended)
{
	const struct span open = SPAN(REPLY_OPEN), close = SPAN(REPLY_CLOSE);
	size_t start = span_find(text, open, 0);
	if (start < text.length) {
		text = span_slice(text, start + open.length, text.length);
		if (span_starts(text, SPAN(">>>")))
			text = span_slice(text, 3, text.length);
		else if (!ended && may_become(text, SPAN(">>>")))
			return span_slice(text, text.length, text.length);
	} else if (!ended && text.length < PREAMBLE) {
		return span_slice(text, text.length, text.length);
	}
	size_t end = span_find(text, close, 0);
	if (end == text.length)
		return text;
	text.length = end;
	if (span_ends(text, SPAN("<<<")))
		text.length -= 3;
	return text;
}

/* Without the longest end that could be the beginning of a marker or a fence. */
static struct span hold_back(struct span text)
{
	static const struct span ends[] = {
		{ "<<<" REPLY_CLOSE, 10 },
		{ REPLY_CLOSE, 7 },
		{ "```", 3 },
	};
	size_t held = 0;
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		for (size_t n = held + 1; n <= ends[i].length && n <= text.length; n++)
			if (span_ends(text, span_slice(ends[i], 0, n)))
				held = n;
	return span_slice(text, 0, text.length - held);
}

/* A code fence around all of it, with its language. */
static struct span without_fence(struct span text, bool ended)
{
	const struct span fence = SPAN("```");
	if (!span_starts(text, fence))
		return text;
	size_t line = span_find(text, SPAN("\n"), 0);
	if (line == text.length && !ended)
		return span_slice(text, line, line);
	size_t start = line < text.length ? line : fence.length;
	text = span_trim(span_slice(text, start, text.length));
	if (span_ends(text, fence))
		text.length -= fence.length;
	return span_trim(text);
}

struct span reply_text(const struct reply *reply)
{
	struct span text = skip_thinking(str_span(&reply->clean), reply->ended);
	text = span_trim(between_markers(text, reply->ended));
	if (!reply->ended)
		text = span_trim(hold_back(text));
	return without_fence(text, reply->ended);
}

bool reply_is_open(const struct reply *reply)
{
	struct span text = skip_thinking(str_span(&reply->clean), reply->ended);
	size_t start = span_find(text, SPAN(REPLY_OPEN), 0);
	return start < text.length &&
	       span_find(text, SPAN(REPLY_CLOSE), start + sizeof REPLY_OPEN - 1) == text.length;
}
