#include "entity_form.h"

/* The last group that ends with a number of digits in [least, most]; -1: none. */
static int group_with(const struct groups *g, int least, int most)
{
	for (int i = g->count - 1; i >= 0; i--)
		if (g->at[i].digits >= least && g->at[i].digits <= most)
			return i;
	return -1;
}

/* With the prefix of a country (E.164: at most 15 digits), or as one dials within Switzerland (ten
 * digits), France (five pairs) and Germany. */
bool entity_find_phone(const struct groups *g, size_t at, bool plus, struct entity *entity)
{
	bool zeros = !plus && g->count && memcmp(g->digits, "00", 2) == 0;
	int country = zeros ? 2 : 0, last = -1;
	if (g->count == 0)
		return false;
	if (plus || zeros) {
		bool swiss = memcmp(g->digits + country, "41", 2) == 0;
		int most = country + (swiss ? 11 + g->has_zero : 15);
		last = group_with(g, country + (swiss ? most - country : 9), most);
	} else if (g->digits[0] == '0') {
		static const int pairs[] = { 2, 2, 2, 2, 2, 0 };
		int first = groups_size(g, 0);
		last = groups_have_sizes(g, pairs, " .") ? 4
		       : first >= 3 && first <= 5	 ? group_with(g, 10, 10)
		       : first == 10			 ? 0
							 : -1;
		/* Germany: a mobile number as one likes, others in two groups. An article's number
		 * has three. */
		if (last < 0 && first >= 3 && first <= 5)
			last = group_with(g, 11, 12);
		if (last > 1 && g->at[last].digits > 10 && g->digits[1] != '1')
			last = -1;
	}
	return last >= 0 && found(entity, at, g->at[last].end, ENTITY_PHONE, true);
}
