/*
 * Words that were typed and not saved before the desk ended: found in the draft's journal when it
 * is opened again, and offered beside the file's text. Nothing is thrown away by choosing: what is
 * not taken is kept among the earlier versions.
 */
#ifndef TONFALL_DESK_RECOVERY_H
#define TONFALL_DESK_RECOVERY_H

struct desk;

/* Right after a draft was opened, when the terminal is there. */
void recovery_offer(struct desk *desk);
/* The same of a draft that was left for a moment: its words come back without a question, unless
 * the file has changed meanwhile. */
void recovery_resume(struct desk *desk);
void recovery_release(struct desk *desk);

#endif
