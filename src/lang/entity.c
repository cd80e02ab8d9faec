#include "lang/entity.h"

#include "entity_form.h"

enum { MENTION_NAMES = 3, WORD_MOST = 100 };

static size_t run_end(struct span text, size_t at)
{
	struct utf8_point point;
	while ((point = utf8_at(text, at)).length && is_word_point(point.value))
		at += point.length;
	return at;
}

/* ---- mentions ---- */

static size_t handle_end(struct span text, size_t at)
{
	size_t end = run_end(text, at);
	while (end > at && end < text.length && is_one_of((unsigned char)text.at[end], "._-'") &&
	       is_word_point(point_at(text, end + 1)))
		end = run_end(text, end + 1);
	return end;
}

/* The small words in names: von, de, della. */
static size_t particle_end(struct span text, size_t at)
{
	static const char *const particles[] = { "von ", "van ", "de ",	 "du ",	   "di ", "da ",
						 "del ", "der ", "den ", "della ", "zu ", "la " };
	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
		if (span_starts(span_slice(text, at, text.length), span_of(particles[i])))
			return at + strlen(particles[i]);
	return at;
}

static bool find_mention(struct span text, size_t at, struct entity *entity)
{
	size_t end = handle_end(text, at + 1);
	if (end == at + 1)
		return false;
	bool is_name = fold_is_upper(point_at(text, at + 1));
	for (int i = 1; i < MENTION_NAMES && is_name; i++) {
		if (end >= text.length || text.at[end] != ' ')
			break;
		size_t next = particle_end(text, end + 1);
		if (!fold_is_upper(point_at(text, next)))
			break;
		end = handle_end(text, next);
	}
	return found(entity, at, end, ENTITY_MENTION, true);
}

/* ---- all ---- */

static bool find_number(struct span text, size_t at, struct entity *entity)
{
	bool plus = text.at[at] == '+';
	struct groups groups = groups_read(text, at + plus);
	if (!plus &&
	    (entity_find_ahv(&groups, at, entity) || entity_find_card(&groups, at, entity)))
		return true;
	return entity_find_phone(&groups, at, plus, entity);
}

/* May an address begin with the word at `at`? Behind its letters, digits and hyphens it has a sign,
 * which most words do not. */
static bool may_be_address(struct span text, size_t at)
{
	size_t end = at;
	struct utf8_point point;
	while ((point = utf8_at(text, end)).length && end - at < WORD_MOST &&
	       (is_word_point(point.value) || point.value == '-'))
		end += point.length;
	return end - at >= WORD_MOST || is_one_of(point.value, ".:@_%+");
}

/* Behind the two letters of the country it has two digits. */
static bool may_be_iban(struct span text, size_t at)
{
	return at + 3 < text.length && is_digit((unsigned char)text.at[at + 2]) &&
	       is_digit((unsigned char)text.at[at + 3]);
}

bool entity_at(struct span text, size_t at, struct entity *entity)
{
	uint32_t c = point_at(text, at);
	if (c == '@')
		return find_mention(text, at, entity);
	if ((c == '+' || is_digit(c)) && find_number(text, at, entity))
		return true;
	if (!is_word_point(c))
		return false;
	if (may_be_address(text, at) &&
	    (entity_find_email(text, at, entity) || entity_find_link(text, at, entity)))
		return true;
	return may_be_iban(text, at) && entity_find_iban(text, at, entity);
}

/* Behind a word of ASCII letters that a space follows, or that space: no entity is in it. */
static size_t plain_end(struct span text, size_t at)
{
	size_t end = at;
	while (end < text.length && (unsigned char)((text.at[end] | 32) - 'a') < 26)
		end++;
	return end < text.length && text.at[end] == ' ' ? end + 1 : at;
}

void entity_scan(struct span text, struct entities *entities)
{
	struct entity entity;
	for (size_t at = 0; at < text.length;) {
		size_t behind = plain_end(text, at);
		if (behind > at) {
			at = behind;
			continue;
		}
		if (entity_at(text, at, &entity)) {
			*arr_add(entities) = entity;
			at = entity.end;
			continue;
		}
		size_t end = run_end(text, at);
		at = end > at ? end : at + utf8_at(text, at).length;
	}
}
