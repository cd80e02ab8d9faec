/*
 * Anchors against a reference that cannot be wrong: a mark that moved along with every edit.
 */
#include "unit.h"

#include "text/anchor.h"
#include "text/buffer.h"
#include "text/mark.h"

enum { ROUNDS = 4000, WORDS = 120 };

static const char *const vocabulary[] = { "der",     "Server", "stand", "still",    "und",
					  "niemand", "wusste", "das",	"Passwort", "Zürich",
					  "🙂",    "fragte", "mich",	"Frage",    "Kabel",
					  "drei",    "«Ja»",   "Leute." };

static unsigned seed;

static unsigned chance(unsigned below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static void add_words(struct str *out, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		(void)str_format(out, "%s ",
				 vocabulary[chance(sizeof vocabulary / sizeof *vocabulary)]);
}

/* The start of a word at or after a random place. */
static size_t word_start(const struct buffer *buffer, size_t below)
{
	size_t at = chance((unsigned)below);
	while (at > 0 && at < buffer_length(buffer) && buffer_byte(buffer, at - 1) != ' ')
		at++;
	return at;
}

struct trial {
	struct buffer *buffer;
	struct marks marks;
	struct anchor anchor;
	int mark;
};

static void begin(struct trial *t)
{
	struct str text = { 0 };
	add_words(&text, WORDS);
	t->buffer = buffer_new();
	assert_true(buffer_replace(t->buffer, 0, 0, str_span(&text), NULL));
	str_release(&text);
	marks_init(&t->marks, t->buffer);
	size_t start = word_start(t->buffer, 300), end = start;
	for (unsigned i = 3 + chance(5); i > 0; i--)
		do
			end++;
		while (buffer_byte(t->buffer, end) != ' ');
	t->mark = mark_add(&t->marks, start, end);
	anchor_take(&t->anchor, buffer_text(t->buffer), start, end);
}

static void end(struct trial *t)
{
	anchor_release(&t->anchor);
	marks_release(&t->marks);
	buffer_free(t->buffer);
}

/* Removes up to three words at `at` and puts some in. */
static void edit(struct trial *t, size_t at)
{
	struct str words = { 0 };
	size_t removed = 0, length = buffer_length(t->buffer);
	for (unsigned i = chance(4); i > 0; i--)
		while (at + removed < length && buffer_byte(t->buffer, at + removed++) != ' ')
			;
	add_words(&words, chance(4));
	assert_true(buffer_replace(t->buffer, at, removed, str_span(&words), NULL));
	str_release(&words);
}

static struct anchor_place find(struct trial *t)
{
	return anchor_find(&t->anchor, buffer_text(t->buffer));
}

static void an_anchor_follows_its_words_through_edits_elsewhere(void **state)
{
	(void)state;
	size_t lost = 0;
	for (seed = 1; seed <= ROUNDS; seed++) {
		unsigned keep = seed;
		struct trial t = { 0 };
		begin(&t);
		for (int i = 0; i < 6; i++) {
			const struct mark *mark = mark_get(&t.marks, t.mark);
			/* Well before or well behind, so that the words keep their neighbours. */
			size_t at = chance(2) && mark->start > 60
					    ? word_start(t.buffer, mark->start - 50)
					    : mark->end + 60;
			if (at < buffer_length(t.buffer) &&
			    (at > mark->end || at + 50 < mark->start))
				edit(&t, at);
		}
		const struct mark *mark = mark_get(&t.marks, t.mark);
		struct anchor_place place = find(&t);
		if (!mark->touched)
			lost += place.state == ANCHOR_GONE || place.start != mark->start ||
				place.end != mark->end;
		end(&t);
		seed = keep;
	}
	assert_int_equal(lost, 0);
}

static void changed_words_are_found_by_their_neighbours_or_said_to_be_gone(void **state)
{
	(void)state;
	size_t right = 0, wrong = 0, gone = 0;
	for (seed = 1; seed <= ROUNDS; seed++) {
		unsigned keep = seed;
		struct trial t = { 0 };
		begin(&t);
		const struct mark *mark = mark_get(&t.marks, t.mark);
		size_t start = mark->start, length = mark->end - mark->start;
		/* Other words inside the quote, none at its borders. */
		assert_true(
			buffer_replace(t.buffer, start, length, SPAN("ganz andere Worte"), NULL));
		struct anchor_place place = find(&t);
		if (place.state == ANCHOR_GONE)
			gone++;
		else if (place.start == start && place.end == start + 17)
			right++;
		else
			wrong++;
		end(&t);
		seed = keep;
	}
	print_message("changed: %zu right, %zu elsewhere, %zu gone\n", right, wrong, gone);
	assert_true(right * 100 > ROUNDS * 97);
}

static void among_many_equal_words_the_neighbours_decide(void **state)
{
	(void)state;
	struct anchor anchor;
	struct span text = SPAN("Ja sagte Anna. Ja sagte Berta. Ja sagte Carl.");
	anchor_take(&anchor, text, 15, 17);
	struct anchor_place place = anchor_find(
		&anchor, SPAN("Neu davor. Ja sagte Anna. Ja sagte Berta. Ja sagte Carl."));
	assert_int_equal(place.state, ANCHOR_MOVED);
	assert_int_equal(place.start, 26);
	anchor_release(&anchor);
}

static void words_that_were_taken_out_are_gone_and_not_guessed(void **state)
{
	(void)state;
	struct anchor anchor;
	struct span text = SPAN("Am Montag kam ein Mann herein. Er hatte keinen Schlüssel.");
	anchor_take(&anchor, text, 10, 22);
	assert_int_equal(anchor_find(&anchor, SPAN("Etwas ganz anderes steht jetzt hier.")).state,
			 ANCHOR_GONE);
	assert_int_equal(anchor_find(&anchor, SPAN("")).state, ANCHOR_GONE);
	anchor_release(&anchor);
}

static void an_anchor_about_the_whole_is_always_there(void **state)
{
	(void)state;
	struct anchor anchor = { 0 };
	assert_int_equal(anchor_find(&anchor, SPAN("x")).state, ANCHOR_EXACT);
	assert_int_equal(anchor_find(&anchor, SPAN("")).state, ANCHOR_EXACT);
}

static void contexts_are_never_cut_inside_a_character(void **state)
{
	(void)state;
	struct span text = SPAN("ääääääääääääääääääääXÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖ");
	struct anchor anchor;
	anchor_take(&anchor, text, 40, 41);
	assert_int_equal(anchor.before.length % 2, 0);
	assert_int_equal(anchor.after.length % 2, 0);
	assert_true(anchor.before.length <= ANCHOR_CONTEXT);
	anchor_release(&anchor);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_anchor_follows_its_words_through_edits_elsewhere),
		cmocka_unit_test(changed_words_are_found_by_their_neighbours_or_said_to_be_gone),
		cmocka_unit_test(among_many_equal_words_the_neighbours_decide),
		cmocka_unit_test(words_that_were_taken_out_are_gone_and_not_guessed),
		cmocka_unit_test(an_anchor_about_the_whole_is_always_there),
		cmocka_unit_test(contexts_are_never_cut_inside_a_character),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
