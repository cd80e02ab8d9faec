#include "entity_form.h"

static bool is_group_sign(uint32_t c)
{
	return c == ' ' || c == 0xa0 || c == 0x202f || c == '.' || c == '-' || c == '/' ||
	       c == 0x2011;
}

/* Behind the signs that may stand between two groups; `at` when no digit follows them. */
static size_t next_group(struct span text, size_t at, uint32_t *sign)
{
	size_t next = at;
	for (int i = 0; i < 3; i++) {
		struct utf8_point point = utf8_at(text, next);
		if (is_digit(point.value))
			return next;
		if (!is_group_sign(point.value) && point.value != '(' && point.value != ')')
			return at;
		*sign = point.value;
		next += point.length;
	}
	return is_digit(point_at(text, next)) ? next : at;
}

struct groups groups_read(struct span text, size_t at)
{
	struct groups g = { .count = 0 };
	int digits = 0;
	uint32_t sign = 0;
	while (g.count < GROUPS_MOST && digits < DIGITS_MOST) {
		int before = digits;
		while (digits < DIGITS_MOST && is_digit(point_at(text, at)))
			g.digits[digits++] = text.at[at++];
		if (digits == before || is_word_point(point_at(text, at)))
			break;
		g.has_zero |= digits == before + 1 && g.digits[before] == '0' &&
			      point_at(text, at) == ')';
		g.at[g.count].end = at;
		g.at[g.count].digits = digits;
		g.at[g.count++].before = sign;
		size_t next = next_group(text, at, &sign);
		if (next == at)
			break;
		at = next;
	}
	return g;
}

int groups_size(const struct groups *g, int index)
{
	return g->at[index].digits - (index ? g->at[index - 1].digits : 0);
}

bool groups_have_sizes(const struct groups *g, const int *sizes, const char *signs)
{
	for (int i = 0; sizes[i]; i++) {
		if (i >= g->count || groups_size(g, i) != sizes[i])
			return false;
		uint32_t sign = g->at[i].before;
		bool fixed = sign == 0xa0 || sign == 0x202f || sign == 0x2011;
		if (i > 0 && !fixed && !is_one_of(sign, signs))
			return false;
	}
	return true;
}
