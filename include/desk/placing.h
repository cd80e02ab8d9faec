/*
 * A draft on the desk: what goes with it (coach, voice, journal, handing in) comes and leaves with
 * it.
 */
#ifndef TONFALL_DESK_PLACING_H
#define TONFALL_DESK_PLACING_H

struct desk;

/* What goes with the draft that draft_put has put there. */
void placing_attach(struct desk *desk);
/* Takes the draft off the desk; what is not saved waits in its journal. */
void placing_detach(struct desk *desk);

#endif
