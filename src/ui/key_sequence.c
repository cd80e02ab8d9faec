#include "ui/key_sequence.h"

#include "text/utf8.h"

enum {
	SEQUENCE_MOST = 64,
	REPLY_MOST = 4096,
	POINT_MOST = 0x10ffff,
};

/* CSI … final, and SS3 final: the keys that terminals name by their last letter. */
static const struct {
	char final;
	enum key_code code;
} by_letter[] = {
	{ 'A', KEY_UP },     { 'B', KEY_DOWN },	  { 'C', KEY_RIGHT }, { 'D', KEY_LEFT },
	{ 'H', KEY_HOME },   { 'F', KEY_END },	  { 'P', KEY_F1 },    { 'Q', KEY_F1 + 1 },
	{ 'R', KEY_F1 + 2 }, { 'S', KEY_F1 + 3 }, { 'M', KEY_ENTER },
};

/* CSI number ~ */
static const struct {
	int number;
	enum key_code code;
} by_number[] = {
	{ 1, KEY_HOME },    { 2, KEY_INSERT },	  { 3, KEY_DELETE },   { 4, KEY_END },
	{ 5, KEY_PAGE_UP }, { 6, KEY_PAGE_DOWN }, { 7, KEY_HOME },     { 8, KEY_END },
	{ 11, KEY_F1 },	    { 12, KEY_F1 + 1 },	  { 13, KEY_F1 + 2 },  { 14, KEY_F1 + 3 },
	{ 15, KEY_F1 + 4 }, { 17, KEY_F1 + 5 },	  { 18, KEY_F1 + 6 },  { 19, KEY_F1 + 7 },
	{ 20, KEY_F1 + 8 }, { 21, KEY_F1 + 9 },	  { 23, KEY_F1 + 10 }, { 24, KEY_F12 },
};

/* The numbers of a sequence: at most four, each at most 99,999. What follows a colon is detail that
 * kitty adds: other characters of the key, and whether it was let go. */
struct numbers {
	int at[4];
	int count;
	bool is_release;
};

static struct numbers read_numbers(struct span text)
{
	struct numbers numbers = { .count = 1 };
	bool is_detail = false;
	for (size_t i = 0; i < text.length; i++) {
		char c = text.at[i];
		int *number = &numbers.at[numbers.count - 1];
		if (c == ';' && numbers.count < 4)
			numbers.count++;
		if (c == ':' && numbers.count == 2 && !is_detail)
			numbers.is_release = i + 1 < text.length && text.at[i + 1] == '3';
		is_detail = c == ':' || (is_detail && c != ';');
		if (c >= '0' && c <= '9' && !is_detail && *number < 10000)
			*number = *number * 10 + (c - '0');
	}
	return numbers;
}

/* xterm's 1 + bits: shift 1, alt 2, ctrl 4. */
static unsigned modifiers_of(int number)
{
	unsigned bits = number > 1 ? (unsigned)number - 1 : 0;
	return (bits & 1 ? KEY_SHIFT : 0) | (bits & 2 ? KEY_ALT : 0) | (bits & 4 ? KEY_CTRL : 0);
}

static void set_point(struct key *key, int point, unsigned modifiers)
{
	key->modifiers = modifiers;
	switch (point) {
	case 13:
		key->code = KEY_ENTER;
		return;
	case 9:
		key->code = KEY_TAB;
		return;
	case 27:
		key->code = KEY_ESCAPE;
		return;
	case 8:
	case 127:
		key->code = KEY_BACKSPACE;
		return;
	}
	key->code = point >= 32 && point <= POINT_MOST ? KEY_CHARACTER : KEY_UNKNOWN;
	key->point = (uint32_t)point;
	if (modifiers & (KEY_CTRL | KEY_ALT)) {
		if (point >= 'A' && point <= 'Z')
			key->point = (uint32_t)point + 32;
	} else {
		key->modifiers = 0;
	}
}

static void read_mouse(struct span body, char final, struct key *key)
{
	struct numbers n = read_numbers(body);
	int button = n.at[0];
	key->column = n.at[1] - 1;
	key->row = n.at[2] - 1;
	key->button = (button & 3) + 1;
	key->modifiers = (button & 4 ? KEY_SHIFT : 0) | (button & 8 ? KEY_ALT : 0) |
			 (button & 16 ? KEY_CTRL : 0);
	/* Sideways wheels, further buttons and places off the screen mean nothing here. */
	if (button >= 128 || (button & 66) == 66 || n.at[1] < 1 || n.at[2] < 1)
		key->code = KEY_NOTHING;
	else if (button & 64)
		key->code = button & 1 ? KEY_WHEEL_DOWN : KEY_WHEEL_UP;
	else if (button & 32)
		key->code = (button & 3) == 3 ? KEY_RELEASE : KEY_DRAG;
	else
		key->code = final == 'm' ? KEY_RELEASE : KEY_PRESS;
}

/* CSI body final, without the CSI. */
static void read_csi(struct span body, char final, struct key *key)
{
	struct numbers n = read_numbers(body);
	char first = body.length ? body.at[0] : '\0';
	if (first == '<' && (final == 'M' || final == 'm')) {
		read_mouse(span_slice(body, 1, body.length), final, key);
		return;
	}
	if (first == '?' || first == '>' || first == '=' || final == 'c' ||
	    (final == 'R' && n.count == 2 && n.at[0] > 1) || final == 'n' || final == 't') {
		key->code = KEY_REPLY;
		return;
	}
	if (final == '~' && n.at[0] == 200) {
		key->code = KEY_PASTE;
		return;
	}
	if (final == 'Z') {
		key->code = KEY_TAB;
		key->modifiers = KEY_SHIFT;
	} else if (final == 'u') {
		set_point(key, n.at[0], modifiers_of(n.at[1]));
	} else if (final == '~' && n.at[0] == 27 && n.count == 3) {
		set_point(key, n.at[2], modifiers_of(n.at[1]));
	} else if (final == 'I' || final == 'O') {
		key->code = final == 'I' ? KEY_FOCUS_IN : KEY_FOCUS_OUT;
	} else if (final == '~' || final == '^' || final == '$' || final == '@') {
		for (size_t i = 0; i < sizeof by_number / sizeof *by_number; i++)
			if (by_number[i].number == n.at[0])
				key->code = by_number[i].code;
		key->modifiers = final == '~'	? modifiers_of(n.at[1])
				 : final == '^' ? KEY_CTRL
				 : final == '$' ? KEY_SHIFT
						: KEY_CTRL | KEY_SHIFT;
	} else {
		for (size_t i = 0; i < sizeof by_letter / sizeof *by_letter; i++)
			if (by_letter[i].final == final)
				key->code = by_letter[i].code;
		key->modifiers = modifiers_of(n.at[1]);
		if (key->code == KEY_NOTHING && final >= 'a' && final <= 'd') { /* rxvt */
			key->code = by_letter[final - 'a'].code;
			key->modifiers = KEY_SHIFT;
		}
	}
	if (key->code == KEY_NOTHING)
		key->code = KEY_UNKNOWN;
	if (n.is_release)
		*key = (struct key){ .code = KEY_NOTHING };
}

/* SS3 letter. rxvt says ctrl and an arrow by small letters. */
static void read_ss3(char final, struct key *key)
{
	read_csi(SPAN(""), final, key);
	if (final >= 'a' && final <= 'd')
		key->modifiers = KEY_CTRL;
}

/* How many bytes the sequence at the start has (behind ESC [); 0: not all there yet. */
static size_t csi_length(struct span text)
{
	for (size_t i = 2; i < text.length && i < SEQUENCE_MOST; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c == '[' && i == 2)
			continue; /* the linux console's ESC [ [ A */
		if ((c >= 0x40 && c <= 0x7e) || c == '$')
			return c == '$' && i + 1 < text.length && text.at[i + 1] == 'y' ? i + 2
											: i + 1;
		if (c < 0x20 || c > 0x3f)
			return i; /* broken off: what follows is something else */
	}
	return text.length >= SEQUENCE_MOST ? SEQUENCE_MOST : 0;
}

/* OSC, DCS, APC, PM: up to BEL or ESC \. */
static size_t string_length(struct span text)
{
	for (size_t i = 2; i < text.length && i < REPLY_MOST; i++)
		if (text.at[i] == '\a')
			return i + 1;
		else if (text.at[i] == '\033' && i + 1 < text.length)
			return text.at[i + 1] == '\\' ? i + 2 : i;
	return text.length >= REPLY_MOST ? REPLY_MOST : 0;
}

static void read_control(unsigned char c, struct key *key)
{
	switch (c) {
	case '\r':
	case '\n':
		key->code = KEY_ENTER;
		return;
	case '\t':
		key->code = KEY_TAB;
		return;
	case 0x08:
	case 0x7f:
		key->code = KEY_BACKSPACE;
		return;
	case 0x1b:
		key->code = KEY_ESCAPE;
		return;
	}
	key->code = KEY_CHARACTER;
	key->modifiers = KEY_CTRL;
	key->point = c == 0 ? ' ' : c < 27 ? c + 96u : c + 64u;
}

/* A plain character or control; 0 when its bytes are not all there. */
static size_t read_plain(struct span text, bool timed_out, struct key *key)
{
	unsigned char c = (unsigned char)text.at[0];
	if (c < 0x20 || c == 0x7f) {
		read_control(c, key);
		return 1;
	}
	struct utf8_point point = utf8_at(text, 0);
	if (point.value != UTF8_INVALID) {
		key->code = KEY_CHARACTER;
		key->point = point.value;
		return point.length;
	}
	size_t needed = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
	bool may_come = c >= 0xc2 && c <= 0xf4 && text.length < needed && !timed_out;
	for (size_t i = 1; i < text.length; i++)
		may_come &= ((unsigned char)text.at[i] & 0xc0) == 0x80;
	key->code = KEY_UNKNOWN;
	return may_come ? 0 : 1;
}

static size_t read_escape(struct span text, bool timed_out, struct key *key);

/* ESC and a sequence in one go are alt and that key (rxvt, PuTTY); else it was Esc, twice. */
static size_t read_two_escapes(struct span text, bool timed_out, struct key *key)
{
	bool begins = text.length > 3 && (text.at[2] == '[' || text.at[2] == 'O');
	size_t length = begins ? read_escape(span_slice(text, 1, text.length), timed_out, key) : 0;
	if (length > 1 && key->code >= KEY_UP && key->code <= KEY_F12) {
		key->modifiers |= KEY_ALT;
		return length + 1;
	}
	*key = (struct key){ .code = KEY_ESCAPE };
	return 1;
}

static size_t read_escape(struct span text, bool timed_out, struct key *key)
{
	if (text.length == 1) {
		key->code = KEY_ESCAPE;
		return timed_out ? 1 : 0;
	}
	char kind = text.at[1];
	size_t length;
	if (kind == '[' && (length = csi_length(text)) > 0) {
		bool console = length == 3 && text.at[2] == '[';
		if (console && text.length < 4)
			return timed_out ? 2 : 0;
		if (length > 3 && text.at[2] == '[' && text.at[3] >= 'A' && text.at[3] <= 'E') {
			key->code = KEY_F1 + (text.at[3] - 'A');
			return 4;
		}
		read_csi(span_slice(text, 2, length - 1), text.at[length - 1], key);
		return length;
	}
	if (kind == 'O' && text.length >= 3) {
		read_ss3(text.at[2], key);
		return 3;
	}
	if ((kind == ']' || kind == 'P' || kind == '_' || kind == '^') &&
	    (length = string_length(text)) > 0) {
		key->code = KEY_REPLY;
		return length;
	}
	bool begins = kind == '[' || kind == 'O' || kind == ']' || kind == 'P' || kind == '_' ||
		      kind == '^';
	if (begins && !timed_out)
		return 0;
	if (kind == '\033')
		return read_two_escapes(text, timed_out, key);
	length = read_plain(span_slice(text, 1, text.length), timed_out, key);
	key->modifiers |= KEY_ALT;
	if (key->code == KEY_CHARACTER && key->point >= 'A' && key->point <= 'Z')
		key->point += 32;
	return length ? length + 1 : 0;
}

size_t key_sequence_read(struct span text, bool timed_out, struct key *key)
{
	*key = (struct key){ 0 };
	return text.at[0] == '\033' ? read_escape(text, timed_out, key)
				    : read_plain(text, timed_out, key);
}
