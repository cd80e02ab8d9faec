#include "ui/key_decoder.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/utf8.h"
#include "ui/key_sequence.h"

enum { PASTE_LEAST = 24 /* bytes that came at once: nobody types that fast */ };

struct key_decoder {
	struct str bytes; /* read and not yet taken */
	size_t at;
	struct str text; /* of the event handed out last */
	struct str paste;
	bool pastes, timed_out;
};

struct key_decoder *key_decoder_new(void)
{
	struct key_decoder *decoder = mem_alloc(sizeof *decoder);
	str_init(&decoder->paste, KEY_PASTE_CEILING);
	return decoder;
}

void key_decoder_free(struct key_decoder *decoder)
{
	if (!decoder)
		return;
	str_release(&decoder->bytes);
	str_release(&decoder->text);
	str_release(&decoder->paste);
	free(decoder);
}

void key_decoder_feed(struct key_decoder *decoder, struct span bytes)
{
	/* What was taken makes room; what does not fit the ceiling of 64 MiB is dropped whole. */
	if (decoder->at == decoder->bytes.length) {
		str_clear(&decoder->bytes);
		decoder->at = 0;
	}
	(void)str_add(&decoder->bytes, bytes);
	decoder->timed_out = false;
}

/* Takes bytes of a paste up to its end mark; true when the paste is whole. */
static bool take_paste(struct key_decoder *decoder)
{
	static const struct span end = SPAN("\033[201~");
	struct span rest =
		span_slice(str_span(&decoder->bytes), decoder->at, decoder->bytes.length);
	size_t found = span_find(rest, end, 0);
	bool whole = found < rest.length;
	/* The end mark may be cut in two by a read: its possible beginning stays. */
	size_t taken = whole ? found : rest.length < end.length ? 0 : rest.length - end.length + 1;
	(void)str_add(&decoder->paste, span_slice(rest, 0, taken));
	decoder->at += taken + (whole ? end.length : 0);
	return whole;
}

/* Bytes of text at the start: no sequence, no control but the white space that text has, and no
 * character whose end is still to come. */
static size_t text_run(struct span text)
{
	size_t end = 0;
	while (end < text.length) {
		unsigned char c = (unsigned char)text.at[end];
		struct utf8_point point = utf8_at(text, end);
		bool is_space = c == '\r' || c == '\n' || c == '\t';
		bool is_cut = point.value == UTF8_INVALID && c >= 0xc2 && text.length - end < 4;
		if ((c < 0x20 && !is_space) || c == 0x7f || is_cut)
			break;
		end += point.length;
	}
	return end;
}

/* A paste from a terminal that does not mark it is known by how much came at once. */
static bool take_plain_paste(struct key_decoder *decoder, struct span text, struct key *key)
{
	size_t length = text_run(text);
	/* A line end that comes last may mean "do it": it stays a key. */
	while (length > 0 && (text.at[length - 1] == '\r' || text.at[length - 1] == '\n'))
		length--;
	if (length < PASTE_LEAST)
		return false;
	str_clear(&decoder->paste);
	if (!str_add(&decoder->paste, span_slice(text, 0, length)))
		return false; /* over the ceiling: typed then, key by key */
	decoder->at += length;
	key->code = KEY_PASTE;
	key->is_plain = true;
	key->text = str_span(&decoder->paste);
	return true;
}

bool key_decoder_next(struct key_decoder *decoder, struct key *key)
{
	for (;;) {
		*key = (struct key){ 0 };
		if (decoder->pastes) {
			if (!take_paste(decoder))
				return false;
			decoder->pastes = false;
			key->code = KEY_PASTE;
			key->text = str_span(&decoder->paste);
			return true;
		}
		struct span text =
			span_slice(str_span(&decoder->bytes), decoder->at, decoder->bytes.length);
		if (text.length == 0)
			return false;
		if (take_plain_paste(decoder, text, key))
			return true;
		size_t taken = key_sequence_read(text, decoder->timed_out, key);
		if (taken == 0)
			return false;
		decoder->at += taken;
		if (key->code == KEY_PASTE) {
			decoder->pastes = true;
			str_clear(&decoder->paste);
			continue;
		}
		if (key->code == KEY_REPLY || key->code == KEY_UNKNOWN) {
			str_clear(&decoder->text);
			(void)str_add(&decoder->text, span_slice(text, 0, taken));
			key->text = str_span(&decoder->text);
		}
		if (key->code != KEY_NOTHING)
			return true;
	}
}

bool key_decoder_waits(const struct key_decoder *decoder)
{
	return !decoder->pastes && decoder->at < decoder->bytes.length;
}

void key_decoder_timeout(struct key_decoder *decoder)
{
	decoder->timed_out = true;
}
