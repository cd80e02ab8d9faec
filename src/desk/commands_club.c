#include "desk/command.h"

#include "base/i18n.h"
#include "desk/desk.h"
#include "desk/group.h"
#include "desk/inbox.h"

static const char *no_club(const struct desk *desk)
{
	return errand_why_not(desk);
}

static const char *not_own(const struct desk *desk)
{
	const char *reason = review_why_not_own(desk);
	return reason ? reason : no_club(desk);
}

static const char *not_handed_in(const struct desk *desk)
{
	const char *reason = not_own(desk);
	return reason || desk->review.submission ? reason : _("it was not handed in yet");
}

static const char *no_comments(const struct desk *desk)
{
	return desk->review.remarks.count ? NULL : _("nobody has said anything yet");
}

static void run_hand_in(struct desk *desk, int value)
{
	(void)value;
	handing_start(desk);
}

static void run_fetch(struct desk *desk, int value)
{
	(void)value;
	handing_fetch(desk);
}

static void run_walk(struct desk *desk, int direction)
{
	review_walk(desk, direction);
}

static void run_inbox(struct desk *desk, int value)
{
	(void)value;
	inbox_show(desk);
}

static void run_end(struct desk *desk, int publishes)
{
	handing_end(desk, publishes ? "publish" : "withdraw");
}

static void run_invite(struct desk *desk, int value)
{
	(void)value;
	handing_invite(desk);
}

static const char *not_counted(const struct desk *desk)
{
	const struct session *session = desk->handing.session;
	if (session && session->actor.member.role != ROLE_AUTHOR)
		return _("only lessons of authors are counted");
	return no_club(desk);
}

static void run_count(struct desk *desk, int value)
{
	(void)value;
	group_ask(desk);
}

static void run_group(struct desk *desk, int value)
{
	(void)value;
	group_show(desk);
}

const struct command commands_club[] = {
	{ "hand-in", N_("Hand in"), "C-t",
	  N_("Gives the draft to your coaches; shows first what goes."), not_own, run_hand_in, 0 },
	{ "comment-next", N_("Comments"), "C-n",
	  N_("Goes to the next comment; answer, settle, take."), no_comments, run_walk, 1 },
	{ "comments-fetch", N_("Fetch comments"), "", N_("Asks the hub for what was said since."),
	  not_handed_in, run_fetch, 0 },
	{ "inbox", N_("Inbox"), "C-b", N_("For coaches: what waits to be read, the longest first."),
	  no_club, run_inbox, 0 },
	{ "published", N_("It is published"), "", N_("Tells the club that the post is out."),
	  not_handed_in, run_end, 1 },
	{ "withdraw", N_("Take it back"), "", N_("Coaches see nothing of it any more."),
	  not_handed_in, run_end, 0 },
	{ "invite", N_("Invite a reader"), "", N_("Lets another member read what you handed in."),
	  not_handed_in, run_invite, 0 },
	{ "lessons-count", N_("Count my lessons"), "",
	  N_("Whether the club is told which lessons you finished; asks first."), not_counted,
	  run_count, 0 },
	{ "lessons-group", N_("Lessons of the group"), "",
	  N_("For coaches: how many have finished which lesson, without names."), group_why_not,
	  run_group, 0 },
	{ 0 },
};
