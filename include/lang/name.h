/*
 * What stands before a family name: first names that are common in Switzerland, titles and ranks.
 * They tell that an unknown word behind them is a name and no slip.
 */
#ifndef TONFALL_LANG_NAME_H
#define TONFALL_LANG_NAME_H

#include <stdbool.h>

#include "base/span.h"

bool name_is_first(struct span word);
/* Herr, Madame, consigliere, President …; in any of the four languages, written as usual. */
bool name_is_title(struct span word);
/* What stands behind the name of a firm: AG, GmbH, SA, Sàrl, Ltd. */
bool name_is_company_form(struct span word);
/* German prepositions that stand before names: in, aus, gegenüber. */
bool name_is_preposition(struct span word);
/* Small words within names: von, de, della. */
bool name_is_particle(struct span word);

#endif
