#include "entity_form.h"

enum {
	LOCAL_MOST = 64,   /* RFC 5321 */
	DOMAIN_MOST = 255, /* RFC 1035 */
	LINK_MOST = 2048,
};

/* ---- links ---- */

/* May stand in a link: what is printed, but white space, quotation marks and brackets of text. */
static bool is_link_point(uint32_t c)
{
	if (c < 0x80)
		return c > ' ' && c != '"' && c != '<' && c != '>' && c != 0x7f;
	return c != UTF8_INVALID && c != 0xa0 && c != 0xab && c != 0xbb &&
	       !(c >= 0x2000 && c <= 0x206f) && c != 0x3000;
}

static size_t count_of(struct span text, char byte)
{
	size_t count = 0;
	for (size_t i = 0; i < text.length; i++)
		count += text.at[i] == byte;
	return count;
}

/* The end of a link from `at`, without the punctuation of the sentence it stands in; a closing
 * bracket stays when the link opened one. */
static size_t link_end(struct span text, size_t at)
{
	size_t end = at;
	struct utf8_point point;
	while (end - at < LINK_MOST && (point = utf8_at(text, end)).length &&
	       is_link_point(point.value))
		end += point.length;
	for (; end > at; end--) {
		char last = text.at[end - 1];
		struct span link = span_slice(text, at, end);
		if (last == ')' && count_of(link, '(') >= count_of(link, ')'))
			break;
		if (!is_one_of((unsigned char)last, ".,;:!?)]}'*_"))
			break;
	}
	return end;
}

static bool has_prefix(struct span text, size_t at, const char *prefix)
{
	size_t length = strlen(prefix);
	if (text.length - at < length)
		return false;
	for (size_t i = 0; i < length; i++)
		if (fold_lower((unsigned char)text.at[at + i]) != (unsigned char)prefix[i])
			return false;
	return true;
}

/* Top levels that people write without a scheme; those that are words (in, so, to) are left out. */
static bool is_top_level(struct span label)
{
	static const char *const tops[] = {
		"ch",	"com",	  "org", "net", "io",  "de",   "fr",   "it",	  "eu",
		"li",	"at",	  "uk",	 "ai",	"app", "dev",  "info", "swiss",	  "biz",
		"gov",	"edu",	  "co",	 "me",	"tv",  "news", "blog", "shop",	  "cloud",
		"tech", "online", "be",	 "lu",	"nl",  "site", "ly",   "zuerich",
	};
	for (size_t i = 0; i < sizeof tops / sizeof *tops; i++)
		if (span_equal(label, span_of(tops[i])))
			return true;
	return false;
}

/* The end of host.top from `at`, 0 when there is none: labels of letters, digits and hyphens. */
static size_t host_end(struct span text, size_t at)
{
	size_t label = at, end = at, host = 0;
	while (end - at <= DOMAIN_MOST) {
		struct utf8_point point = utf8_at(text, end);
		if (point.length && (is_word_point(point.value) || point.value == '-')) {
			end += point.length;
			continue;
		}
		if (end == label)
			break;
		if (label > at && is_top_level(span_slice(text, label, end)))
			host = end;
		if (point.value != '.')
			break;
		label = ++end;
	}
	return host;
}

bool entity_find_link(struct span text, size_t at, struct entity *entity)
{
	static const char *const starts[] = { "https://", "http://", "ftp://", "www.", "mailto:" };
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (has_prefix(text, at, starts[i])) {
			size_t end = link_end(text, at);
			return end > at + strlen(starts[i]) &&
			       found(entity, at, end, ENTITY_LINK, true);
		}
	size_t host = host_end(text, at);
	uint32_t next = host ? point_at(text, host) : 0;
	/* node.js-Entwickler, z.B.de: a host of one letter or in a longer word is none. */
	bool alone = host > at + 4 && next != '@' && next != '-' && !is_word_point(next) &&
		     text.at[at + 1] != '.';
	if (!alone)
		return false;
	return found(entity, at, next == '/' ? link_end(text, at) : host, ENTITY_LINK, true);
}

/* ---- mail addresses ---- */

bool entity_find_email(struct span text, size_t at, struct entity *entity)
{
	size_t sign = at, dot = 0, end;
	struct utf8_point point;
	while (sign - at <= LOCAL_MOST && (point = utf8_at(text, sign)).length &&
	       (is_word_point(point.value) || is_one_of(point.value, "._%+-")))
		sign += point.length;
	if (sign == at || sign - at > LOCAL_MOST || point_at(text, sign) != '@')
		return false;
	for (end = sign + 1; end - sign <= DOMAIN_MOST; end += point.length) {
		point = utf8_at(text, end);
		bool part = point.length && (is_word_point(point.value) || point.value == '-');
		if (point.value == '.' && end > sign + 1 && is_word_point(point_at(text, end + 1)))
			dot = end;
		else if (!part)
			break;
	}
	return dot > 0 && end - dot > 2 && found(entity, at, end, ENTITY_EMAIL, true);
}
