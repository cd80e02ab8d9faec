#include "rewrite/proposal.h"

#include "unit.h"

struct desk {
	struct buffer *buffer;
	struct undo *undo;
	struct proposal proposal;
};

static void edit(struct desk *desk, size_t at, size_t removed, const char *words)
{
	assert_true(buffer_replace(desk->buffer, at, removed, span_of(words), NULL));
}

static void open_desk(struct desk *desk, const char *text)
{
	desk->buffer = buffer_new();
	edit(desk, 0, 0, text);
	desk->undo = undo_new(desk->buffer);
}

static void close_desk(struct desk *desk)
{
	proposal_release(&desk->proposal);
	undo_free(desk->undo);
	buffer_free(desk->buffer);
}

static size_t offset(const struct desk *desk, const char *words)
{
	return span_find(buffer_text(desk->buffer), span_of(words), 0);
}

static void accepting_all_gives_the_answer_as_one_undo_step(void **state)
{
	(void)state;
	struct desk desk;
	size_t caret;
	open_desk(&desk,
		  "Ich habe den Sever gestern neu gestartet.\n\nDas war ein guter Tag fur uns.");
	proposal_init(&desk.proposal, desk.buffer, 0, buffer_text(desk.buffer),
		      SPAN("Ich habe den Server gestern neu gestartet.\n\nDas war ein guter Tag "
			   "für uns."));
	assert_int_equal(desk.proposal.count, 2);
	assert_span(proposal_old(&desk.proposal, 0), "Sever");
	assert_span(proposal_new(&desk.proposal, 0), "Server");
	assert_int_equal(proposal_accept_all(&desk.proposal, desk.undo), 2);
	assert_span(buffer_text(desk.buffer),
		    "Ich habe den Server gestern neu gestartet.\n\nDas war ein guter Tag für uns.");
	assert_int_equal(proposal_next_open(&desk.proposal, 0), 2);
	assert_true(undo_undo(desk.undo, &caret));
	assert_span(buffer_text(desk.buffer),
		    "Ich habe den Sever gestern neu gestartet.\n\nDas war ein guter Tag fur uns.");
	close_desk(&desk);
}

static void what_is_refused_stays_and_what_is_decided_is_decided(void **state)
{
	(void)state;
	struct desk desk;
	struct err err = { 0 };
	open_desk(&desk, "eins zwei drei vier fuenf sechs");
	proposal_init(&desk.proposal, desk.buffer, 0, buffer_text(desk.buffer),
		      SPAN("eins ZWEI drei vier FUENF sechs"));
	assert_int_equal(desk.proposal.count, 2);
	proposal_refuse(&desk.proposal, 0);
	assert_int_equal(proposal_next_open(&desk.proposal, 1), 1);
	assert_false(proposal_accept(&desk.proposal, 0, desk.undo, &err));
	assert_true(proposal_accept(&desk.proposal, 1, desk.undo, &err));
	assert_false(proposal_accept(&desk.proposal, 1, desk.undo, &err));
	assert_span(buffer_text(desk.buffer), "eins zwei drei vier FUENF sechs");
	size_t start, end;
	proposal_place(&desk.proposal, 1, &start, &end);
	assert_span(buffer_slice(desk.buffer, start, end), "FUENF");
	close_desk(&desk);
}

static void typing_elsewhere_stays_and_typing_inside_makes_it_stale(void **state)
{
	(void)state;
	struct desk desk;
	struct err err = { 0 };
	open_desk(&desk, "eins zwei drei vier fuenf sechs");
	proposal_init(&desk.proposal, desk.buffer, 0, buffer_text(desk.buffer),
		      SPAN("eins ZWEI drei vier FUENF sechs"));
	edit(&desk, 0, 0, "Oh, ");
	edit(&desk, offset(&desk, "wei"), 0, "x");
	assert_false(proposal_accept(&desk.proposal, 0, desk.undo, &err));
	assert_int_equal(err.code, ERR_BUSY);
	assert_int_equal(desk.proposal.hunks[0].state, HUNK_STALE);
	assert_true(proposal_accept(&desk.proposal, 1, desk.undo, &err));
	assert_span(buffer_text(desk.buffer), "Oh, eins zxwei drei vier FUENF sechs");
	close_desk(&desk);
}

static void what_was_typed_before_the_answer_came_is_found(void **state)
{
	(void)state;
	static const char sent[] = "eins zwei drei vier fuenf sechs sieben acht";
	struct desk desk;
	open_desk(&desk, "Vorher.\n\neins zwei drei vier fuenf sechs sieben acht\n\nNachher.");
	size_t from = offset(&desk, "eins");
	edit(&desk, offset(&desk, "fuenf"), 5, "anders");
	edit(&desk, 0, 0, "Neu. ");
	proposal_init(&desk.proposal, desk.buffer, from, span_of(sent),
		      SPAN("eins ZWEI drei vier FUENF sechs sieben ACHT"));
	assert_int_equal(desk.proposal.count, 3);
	assert_int_equal(desk.proposal.hunks[1].state, HUNK_STALE);
	assert_int_equal(proposal_accept_all(&desk.proposal, desk.undo), 2);
	assert_span(buffer_text(desk.buffer),
		    "Neu. Vorher.\n\neins ZWEI drei vier anders sechs sieben ACHT\n\nNachher.");
	close_desk(&desk);
}

static void a_selection_that_only_moved_is_found_whole(void **state)
{
	(void)state;
	struct desk desk;
	open_desk(&desk, "Vorher.\n\neins zwei drei");
	size_t from = offset(&desk, "eins");
	edit(&desk, 0, 0, "Viel mehr davor. ");
	proposal_init(&desk.proposal, desk.buffer, from, SPAN("eins zwei drei"),
		      SPAN("eins zwei vier"));
	assert_int_equal(proposal_accept_all(&desk.proposal, desk.undo), 1);
	assert_span(buffer_text(desk.buffer), "Viel mehr davor. Vorher.\n\neins zwei vier");
	close_desk(&desk);
}

static void blanks_around_the_text_are_the_authors(void **state)
{
	(void)state;
	struct desk desk;
	open_desk(&desk, "\n  Guter Text.\n\n");
	proposal_init(&desk.proposal, desk.buffer, 0, buffer_text(desk.buffer),
		      SPAN("Guter Text. "));
	assert_int_equal(desk.proposal.count, 0);
	assert_int_equal(proposal_next_open(&desk.proposal, 0), 0);
	close_desk(&desk);
}

static void a_sentence_written_anew_is_one_change_and_slips_stay_apart(void **state)
{
	(void)state;
	struct desk desk;
	open_desk(&desk, "Wir freuen uns, dass wir seit heute unsere neue Lösung anbieten dürfen. "
			 "Ein Fehlre hier und ein Feler dort.");
	proposal_init(&desk.proposal, desk.buffer, 0, buffer_text(desk.buffer),
		      SPAN("Seit heute gibt es unsere schlichte Lösung. Ein Fehler hier und ein "
			   "Fehler dort."));
	assert_int_equal(desk.proposal.count, 3);
	assert_span(proposal_old(&desk.proposal, 0),
		    "Wir freuen uns, dass wir seit heute unsere neue Lösung anbieten dürfen");
	assert_span(proposal_new(&desk.proposal, 0), "Seit heute gibt es unsere schlichte Lösung");
	assert_span(proposal_old(&desk.proposal, 1), "Fehlre");
	assert_span(proposal_old(&desk.proposal, 2), "Feler");
	close_desk(&desk);
}

static void marks_on_words_that_stay_in_a_changed_sentence_stay(void **state)
{
	(void)state;
	struct desk desk;
	struct marks marks;
	open_desk(&desk, "Wir freuen uns, dass wir seit heute unsere neue Lösung anbieten dürfen.");
	size_t at = offset(&desk, "heute");
	marks_init(&marks, desk.buffer);
	int id = mark_add(&marks, at, at + 5);
	proposal_init(&desk.proposal, desk.buffer, 0, buffer_text(desk.buffer),
		      SPAN("Seit heute gibt es unsere schlichte Lösung."));
	assert_int_equal(desk.proposal.count, 1);
	assert_true(proposal_accept(&desk.proposal, 0, desk.undo, NULL));
	assert_span(buffer_text(desk.buffer), "Seit heute gibt es unsere schlichte Lösung.");
	const struct mark *mark = mark_get(&marks, id);
	assert_span(buffer_slice(desk.buffer, mark->start, mark->end), "heute");
	size_t caret;
	assert_true(undo_undo(desk.undo, &caret));
	assert_span(buffer_text(desk.buffer),
		    "Wir freuen uns, dass wir seit heute unsere neue Lösung anbieten dürfen.");
	marks_release(&marks);
	close_desk(&desk);
}

static void a_large_change_is_left_by_accept_all(void **state)
{
	(void)state;
	static const char old_text[] =
		"Das bleibt. Alles hier fällt weg, obwohl vieles davon zählt.\n\n"
		"Und ein Feler.";
	struct desk desk;
	open_desk(&desk, old_text);
	proposal_init(&desk.proposal, desk.buffer, 0, buffer_text(desk.buffer),
		      SPAN("Das bleibt.\n\nUnd ein Fehler."));
	assert_int_equal(desk.proposal.count, 2);
	assert_true(desk.proposal.hunks[0].is_large);
	assert_false(desk.proposal.hunks[1].is_large);
	assert_int_equal(proposal_accept_all(&desk.proposal, desk.undo), 1);
	assert_int_equal(desk.proposal.hunks[0].state, HUNK_OPEN);
	assert_span(
		buffer_text(desk.buffer),
		"Das bleibt. Alles hier fällt weg, obwohl vieles davon zählt.\n\nUnd ein Fehler.");
	close_desk(&desk);
}

static void the_text_behind_a_broken_answer_is_no_removal(void **state)
{
	(void)state;
	struct desk desk;
	open_desk(&desk, "Ein Feler hier im ersten Satz. Dann kommt noch sehr viel mehr davon.\n");
	proposal_init_partial(&desk.proposal, desk.buffer, 0, buffer_text(desk.buffer),
			      SPAN("Ein Fehler hier im ersten Satz."));
	(void)proposal_accept_all(&desk.proposal, desk.undo);
	assert_span(buffer_text(desk.buffer),
		    "Ein Fehler hier im ersten Satz. Dann kommt noch sehr viel mehr davon.\n");
	assert_int_equal(desk.proposal.count, 1);
	close_desk(&desk);
}

/* Words from a small store, so that texts share many. */
static void random_text(uint32_t *seed, char *text, int words)
{
	static const char *const store[] = { "ja ", "nein ", "gut ", "Zürich ", "\n\n", "oder " };
	*text = '\0';
	for (int i = 0; i < words; i++) {
		*seed ^= *seed << 13, *seed ^= *seed >> 17, *seed ^= *seed << 5;
		(void)snprintf(text + strlen(text), 16, "%s", store[*seed % 6]);
	}
	(void)snprintf(text + strlen(text), 16, "Ende.");
}

static void accepting_each_gives_the_answer_in_any_order(void **state)
{
	(void)state;
	uint32_t seed = 41;
	for (int round = 0; round < 500; round++) {
		char old_text[512], new_text[512];
		struct desk desk;
		random_text(&seed, old_text, round % 25);
		random_text(&seed, new_text, round % 17);
		open_desk(&desk, old_text);
		proposal_init(&desk.proposal, desk.buffer, 0, span_of(old_text), span_of(new_text));
		struct span whole = { desk.proposal.answer, desk.proposal.answer_length };
		for (size_t i = 0; i < desk.proposal.count; i++) {
			size_t index = round % 2 ? i : desk.proposal.count - 1 - i;
			assert_true(proposal_accept(&desk.proposal, index, desk.undo, NULL));
		}
		assert_true(span_equal(buffer_text(desk.buffer), whole));
		close_desk(&desk);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accepting_all_gives_the_answer_as_one_undo_step),
		cmocka_unit_test(what_is_refused_stays_and_what_is_decided_is_decided),
		cmocka_unit_test(typing_elsewhere_stays_and_typing_inside_makes_it_stale),
		cmocka_unit_test(what_was_typed_before_the_answer_came_is_found),
		cmocka_unit_test(a_selection_that_only_moved_is_found_whole),
		cmocka_unit_test(blanks_around_the_text_are_the_authors),
		cmocka_unit_test(a_sentence_written_anew_is_one_change_and_slips_stay_apart),
		cmocka_unit_test(marks_on_words_that_stay_in_a_changed_sentence_stay),
		cmocka_unit_test(a_large_change_is_left_by_accept_all),
		cmocka_unit_test(the_text_behind_a_broken_answer_is_no_removal),
		cmocka_unit_test(accepting_each_gives_the_answer_in_any_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
