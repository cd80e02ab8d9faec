#include "lang/syllable.h"

#include <string.h>

#include "base/str.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum { WORD_MOST = 96 };

struct change {
	const char *part;
	int syllables;
};

/* How a language writes its vowels. Lists are separated by spaces; a sequence of vowels that no
 * group begins with counts letter by letter, the longest group first. */
struct habit {
	const char *vowels;
	const char *groups;   /* sequences that are one syllable */
	const char *breaks;   /* sequences in which the first letter stands alone; before groups */
	const char *mute;     /* endings that are not heard when a vowel stands before them */
	const char *but;      /* … unless the word ends so */
	const char *silent_u; /* letters behind which u is not heard before a vowel */
	struct change starts[16], ends[24];
};

static const struct habit habits[LANGUAGE_COUNT] = {
	[LANGUAGE_NONE] = { .vowels = "aeiouyäöüàâéèêëîïôùûìò", .groups = "ei ai au eu ie ou oi" },
	[LANGUAGE_DE] = { .vowels = "aeiouyäöüéèêàáíó",
			  .groups = "eau ei ai au eu äu ie oi ui aa ee oo ey ay oy ou",
			  .silent_u = "q",
			  .starts = { { "beend", 1 },
				      { "beur", 1 },
				      { "geur", 1 },
				      { "beinh", 1 },
				      { "koop", 1 },
				      { "koor", 1 },
				      { "team", -1 },
				      { "leader", -1 },
				      { "skie", 1 } },
			  .ends = { { "ien", 1 },
				    { "een", 1 },
				    { "eum", 1 },
				    { "eums", 1 },
				    { "ilie", 1 },
				    { "ktie", 1 },
				    { "inie", 1 },
				    { "udie", 1 },
				    { "serie", 1 },
				    { "ödie", 1 },
				    { "teams", -1 },
				    { "team", -1 },
				    
				     } },
	[LANGUAGE_FR] = { .vowels = "aeiouyàâäéèêëîïôöùûüœ",
			  .groups =
				  "ieu eau oeu œu oui uei eui oue oie aie uie ai aî ei au eu eû ou "
				  "où oû oi oî ie yé ia io iu iè iê ié ui uî ue ua uè uo œ ya ye yo "
				  "yeu "
				  "oya ay oy ey",
			  .breaks = "ayé aye aya oye oya oyé uye éu éi éo éa ao",
			  .mute = "aient e es ent",
			  .but = "ment cent dent gent ient quent rent bent luent",
			  .silent_u = "qg",
			  .starts = { { "pays", 1 },
				      { "clien", 1 },
				       },
			  .ends = { { "blier", 1 },
				    { "vrier", 1 },
				    { "brier", 1 },
				    { "crier", 1 },
				    { "trier", 1 },
				    { "prier", 1 } } },
	[LANGUAGE_IT] = { .vowels = "aeiouyàèéìòóùî",
			  .groups =
				  "iuo uoi iei iai ioi uai iao ia ie io iu ua ue uo ui ai ei oi au "
				  "eu iù ià iò iè ié uò uà uè",
			  .starts = { { "riun", 1 },  },
			  .ends = { { "ogia", 1 },
				    { "ogie", 1 },
				    { "omia", 1 },
				    { "rgia", 1 },
				    { "rgie", 1 },
				    { "macia", 1 },
				    { "afia", 1 },
				    
				    { "atria", 1 },
				    { "egia", 1 },
				    { "gria", 1 },
				    { "crazia", 1 } } },
	[LANGUAGE_EN] = { .vowels = "aeiouyéèêïö",
			  .groups =
				  "eau eou iou uou ie ea ee ai au ei eu oa oo oi ou ue ui ay ey oy "
				  "uy yea you ye yo ya ae oe io eo ia iew uie",
			  .breaks = "yi iet ua uou eing oing ayi",
			  .mute = "e es ed",
			  .but = "ses xes zes ches shes ces ges ted ded ble bles ple ples tle tles "
				 "dle "
				 "dles gle gles cle cles kle kles fle fles zle tre",
			  .silent_u = "qg",
			  .ends = { { "ia", 1 },     { "io", 1 },      { "ios", 1 },
				    { "eo", 1 },     { "eos", 1 },     { "ely", -1 },
				    { "ement", -1 }, { "ements", -1 }, { "eful", -1 },
				    { "eless", -1 }, { "iable", 1 },   { "ium", 1 },
				          
				    { "rious", 1 },  { "ience", 1 },   { "ient", 1 },
				    { "ism", 1 },       { "cient", -1 },
				    { "iate", 1 },   { "ior", 1 } },
			  .starts = { { "every", -1 },
				      { "something", -1 },
				      { "sometime", -1 },
				      { "creat", 1 },
				      { "business", -1 },
				      { "react", 1 },
				      { "idea", 1 },
				      { "area", 1 }, { "clien", 1 },
				      { "someone", -1 } } },
};

/* The item of a list that `text` begins with, the longest; 0 when there is none. */
static size_t item_at(const char *list, struct span text)
{
	size_t longest = 0, length;
	/* By hand: this runs for each vowel of a text. */
	for (const char *item = list ? list : ""; *item; item += length + (item[length] == ' ')) {
		length = 0;
		while (item[length] && item[length] != ' ')
			length++;
		if (length > longest && length <= text.length && *item == *text.at &&
		    memcmp(item, text.at, length) == 0)
			longest = length;
	}
	return longest;
}

static size_t item_ending(const char *list, struct span text)
{
	struct span rest = span_of(list), item;
	size_t longest = 0;
	while (span_next(&rest, ' ', &item))
		if (item.length > longest && item.length < text.length && span_ends(text, item))
			longest = item.length;
	return longest;
}

static size_t vowel_at(const struct habit *habit, struct span word, size_t at)
{
	unsigned char byte = (unsigned char)word.at[at];
	/* No language here has others in ASCII, and most letters end here. */
	if (byte < 0x80 && byte != 'a' && byte != 'e' && byte != 'i' && byte != 'o' &&
	    byte != 'u' && byte != 'y')
		return 0;
	struct utf8_point point = utf8_at(word, at);
	struct span letter = span_slice(word, at, at + point.length);
	struct span vowels = span_of(habit->vowels);
	bool silent = habit->silent_u && letter.length == 1 && letter.at[0] == 'u' && at > 0 &&
		      word.at[at - 1] && strchr(habit->silent_u, word.at[at - 1]);
	if (silent && (at + 1 == word.length || vowel_at(habit, word, at + 1)))
		return 0;
	return span_find(vowels, letter, 0) < vowels.length ? point.length : 0;
}

static int count_groups(const struct habit *habit, struct span word)
{
	int count = 0;
	for (size_t at = 0; at < word.length;) {
		struct span rest = span_slice(word, at, word.length);
		size_t vowel = vowel_at(habit, word, at);
		if (!vowel) {
			at += utf8_at(word, at).length;
			continue;
		}
		/* Breaks and groups begin with two vowels. */
		bool alone = at + vowel == word.length || !vowel_at(habit, word, at + vowel);
		size_t group =
			alone || item_at(habit->breaks, rest) ? 0 : item_at(habit->groups, rest);
		at += group > vowel ? group : vowel;
		count++;
	}
	return count;
}

static struct span without_mute(const struct habit *habit, struct span word)
{
	size_t mute = item_ending(habit->mute, word);
	if (mute == 0 || item_ending(habit->but, word))
		return word;
	struct span stem = span_slice(word, 0, word.length - mute);
	return count_groups(habit, stem) > 0 ? stem : word;
}

/* What the beginning and the ending add; an ending that makes two of a group (wien, dient) needs a
 * vowel before it. */
static int changes_of(const struct habit *habit, struct span word)
{
	bool is_short = count_groups(habit, word) < 2;
	int sum = 0;
	size_t longest = 0;
	for (size_t i = 0; i < sizeof habit->starts / sizeof *habit->starts; i++)
		if (habit->starts[i].part && span_starts(word, span_of(habit->starts[i].part)))
			sum += habit->starts[i].syllables;
	int end = 0;
	for (size_t i = 0; i < sizeof habit->ends / sizeof *habit->ends; i++) {
		struct span part = span_of(habit->ends[i].part);
		if (part.length > longest && part.length < word.length && span_ends(word, part)) {
			longest = part.length;
			end = habit->ends[i].syllables;
		}
	}
	return is_short ? sum : sum + end;
}

int syllable_count(enum language language, struct span word)
{
	const struct habit *habit = &habits[language];
	struct str folded = { 0 };
	fold_word(span_slice(word, 0, utf8_boundary(word, WORD_MOST)), &folded);
	struct span whole = str_span(&folded);
	/* mio, due, via: short Italian words have no glide at their end. */
	int count = count_groups(habit, without_mute(habit, whole));
	bool hiatus = language == LANGUAGE_IT && whole.length <= 3 && count == 1 &&
		      item_ending("io ia ie ua uo ue", whole);
	count += hiatus || span_equal(whole, SPAN("io"));
	count += changes_of(habit, whole);
	str_release(&folded);
	return count > 0 ? count : 1;
}
