/*
 * Every state, every relation, every action, against the promises written out another way: as
 * sentences about who can ever do what.
 */
#include "unit.h"

#include "club/workflow.h"

static bool may(enum club_relation relation, enum club_state state, enum club_action action)
{
	enum club_state next;
	return workflow_may(relation, state, action, &next);
}

#define FOR_ALL(relation, state, action)                                             \
	for (enum club_relation relation = 0; relation < RELATION_COUNT; relation++) \
		for (enum club_state state = 0; state < STATE_COUNT; state++)        \
			for (enum club_action action = 0; action < ACTION_COUNT; action++)

static void a_stranger_may_nothing(void **context)
{
	(void)context;
	FOR_ALL(relation, state, action)
	if (relation == RELATION_NONE)
		assert_false(may(relation, state, action));
}

static void nobody_acts_on_what_they_may_not_read(void **context)
{
	(void)context;
	FOR_ALL(relation, state, action)
	if (may(relation, state, action))
		assert_true(may(relation, state, ACTION_READ));
}

static void only_the_author_touches_the_text_or_its_fate(void **context)
{
	(void)context;
	FOR_ALL(relation, state, action)
	if (action == ACTION_REVISE || action == ACTION_PUBLISH || action == ACTION_WITHDRAW ||
	    action == ACTION_INVITE)
		assert_true(relation == RELATION_AUTHOR || !may(relation, state, action));
}

static void only_a_coach_says_ready(void **context)
{
	(void)context;
	FOR_ALL(relation, state, action)
	if (action == ACTION_APPROVE)
		assert_true(relation == RELATION_COACH || !may(relation, state, action));
}

static void what_is_withdrawn_is_the_authors_alone(void **context)
{
	(void)context;
	FOR_ALL(relation, state, action)
	if (state == STATE_WITHDRAWN)
		assert_true(relation == RELATION_AUTHOR || !may(relation, state, action));
}

static void a_new_version_always_waits_for_a_new_look(void **context)
{
	(void)context;
	FOR_ALL(relation, state, action)
	{
		enum club_state next;
		if (action == ACTION_REVISE && workflow_may(relation, state, action, &next))
			assert_int_equal(next, STATE_WAITING);
	}
}

static void reading_answering_and_resolving_change_no_state(void **context)
{
	(void)context;
	FOR_ALL(relation, state, action)
	{
		enum club_state next;
		bool quiet = action == ACTION_READ || action == ACTION_REPLY ||
			     action == ACTION_RESOLVE || action == ACTION_INVITE;
		if (quiet && workflow_may(relation, state, action, &next))
			assert_int_equal(next, state);
	}
}

static void the_author_can_always_withdraw_what_others_see(void **context)
{
	(void)context;
	FOR_ALL(relation, state, action)
	if (action == ACTION_READ && relation != RELATION_AUTHOR && may(relation, state, action))
		assert_true(may(RELATION_AUTHOR, state, ACTION_WITHDRAW));
}

static void only_an_author_tells_of_lessons_and_only_a_coach_surveys_them(void **context)
{
	(void)context;
	FOR_ALL(relation, state, action)
	{
		if (action == ACTION_TELL)
			assert_true(relation == RELATION_AUTHOR || !may(relation, state, action));
		if (action == ACTION_SURVEY)
			assert_true(relation == RELATION_COACH || !may(relation, state, action));
	}
	assert_true(may(RELATION_AUTHOR, STATE_WHOLE, ACTION_TELL));
	assert_true(may(RELATION_COACH, STATE_WHOLE, ACTION_SURVEY));
}

static void every_name_is_there(void **context)
{
	(void)context;
	for (int i = 0; i < STATE_COUNT; i++)
		assert_non_null(workflow_states[i]);
	for (int i = 0; i < ACTION_COUNT; i++)
		assert_non_null(workflow_actions[i]);
	assert_null(workflow_states[STATE_COUNT]);
	assert_null(workflow_actions[ACTION_COUNT]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stranger_may_nothing),
		cmocka_unit_test(nobody_acts_on_what_they_may_not_read),
		cmocka_unit_test(only_the_author_touches_the_text_or_its_fate),
		cmocka_unit_test(only_a_coach_says_ready),
		cmocka_unit_test(what_is_withdrawn_is_the_authors_alone),
		cmocka_unit_test(a_new_version_always_waits_for_a_new_look),
		cmocka_unit_test(reading_answering_and_resolving_change_no_state),
		cmocka_unit_test(the_author_can_always_withdraw_what_others_see),
		cmocka_unit_test(only_an_author_tells_of_lessons_and_only_a_coach_surveys_them),
		cmocka_unit_test(every_name_is_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
