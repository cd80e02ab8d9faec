/*
 * How German compounds are linked: what may stand before another part, with which sound between
 * them, and how people get it wrong. All parts are in lower case.
 */
#ifndef TONFALL_LANG_LINK_H
#define TONFALL_LANG_LINK_H

#include <stdbool.h>

#include "base/span.h"
#include "lang/lexicon.h"

enum { LINK_PART_LEAST = 4 }; /* letters of a part, a few short ones apart */

/* Parts under four letters that make many words. */
bool link_is_short_part(struct span part);
bool link_is_common_noun(struct lexicon *lexicon, struct span noun);
/* May the part, with the linking sound at its end, stand before another? */
bool link_may_stand_first(struct lexicon *lexicon, struct span part);
/* Gitarrespielen, Rechthaben: a verb with its object. */
bool link_is_object(struct lexicon *lexicon, struct span first, struct span rest);
/* Do two parts that are right alone look like a slip together? Birneernte, Flugsstunden, Kernstuck.
 * `noun`: the whole is one. */
bool link_is_slipped(struct lexicon *lexicon, struct span first, struct span rest, bool noun);

#endif
