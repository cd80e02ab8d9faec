#include "lang/slip.h"

#include <limits.h>
#include <string.h>

#include "lang/fold.h"
#include "text/utf8.h"

enum { MATRIX = EDIT_LETTERS_MOST + 1 };

/* In tenths of a slip. */
enum {
	COST_SLIP = 10,
	COST_ACCENT = 2,
	COST_KEY = 8,	 /* keys beside each other */
	COST_SWAP = 6,	 /* two letters in the wrong order */
	COST_DOUBLE = 4, /* one letter for two, two for one */
	COST_VOWEL = 6,	 /* … of a French vowel: -ee is -ée */
	COST_SILENT = 5,
	COST_MISSING = 7,
	COST_EXTRA = 9,
	COST_HYPHEN = 3, /* or none, or a space for it */
	COST_SPACE = 5,
	COST_FIRST_ALIKE = 2, /* another first letter that sounds alike */
	COST_CASE = 1,
};

/* What depends on the language: on how many letters for one sound it has. */
static const struct {
	unsigned char alike, group; /* letters, groups of letters that sound alike */
	unsigned char apostrophe;   /* left out: Jai, dont */
	unsigned char first;	    /* another first letter: people get that one right */
} costs[LANGUAGE_COUNT] = {
	[LANGUAGE_DE] = { 6, 7, 7, 5 },
	[LANGUAGE_FR] = { 5, 4, 5, 4 },
	[LANGUAGE_IT] = { 5, 4, 6, 4 },
	[LANGUAGE_EN] = { 7, 6, 5, 5 },
};

/* The keys around each key of a Swiss keyboard (QWERTZ). */
static const char *const keys[26] = {
	"qwsy",	  "vghn",  "xdfv", "sexfcr", "wrsd", "drgvct", "fthbvz", "gzjnbu", "uokj",
	"huknmi", "jilmo", "kop",  "njk",    "bhjm", "ipkl",   "ol",	 "wa",	   "etdf",
	"awdxye", "rzfg",  "zijh", "cfgb",   "qesa", "ysdc",   "asx",	 "tugh",
};

/* Single letters, two by two, that are taken for each other. */
static const char *const alike[LANGUAGE_COUNT] = {
	[LANGUAGE_NONE] = "",
	[LANGUAGE_DE] = "fv vw dt bp gk ck cs sz iy mn ei ou ao kq gj ea",
	[LANGUAGE_FR] = "sc sz sç gj iy mn ck kq cq vf dt bp",
	[LANGUAGE_IT] = "cq ck kq sz mn iy bp dt fv gj",
	[LANGUAGE_EN] = "ae ei ai ou cs sz ck iy mn kq gj fv dt",
};

/* Groups of letters that sound alike, a=b, either written for the other; $: at the end. */
static const char *const sounds[LANGUAGE_COUNT] = {
	[LANGUAGE_NONE] = "",
	[LANGUAGE_DE] = "ss=ß ae=ä oe=ö ue=ü ph=f ck=k tz=z ie=i ih=i eh=e äu=eu ai=ei ks=x chs=x "
			"ff=ph gh=g ch=c th=t rh=r dt=tt",
	[LANGUAGE_FR] =
		"ai=è ai=é ai=ê ei=ai ei=è ei=é au=o eau=o eau=au ot=eau$ aut=eau$ "
		"an=en am=em an=am en=em ain=in ein=in ain=ein im=in aim=im un=in "
		"ss=s ss=c ss=ç sc=s sc=c sc=ss ç=c ph=f ff=ph qu=k qu=c cqu=qu que=c$ que=k$ "
		"tion=sion tion=ssion tion=cion ti=ci ge=j ge=g gu=g y=i th=t rh=r ch=k ch=c "
		"x=ks x=cs xc=x cc=x cc=xc x=gz œ=e œ=oe œ=eu œu=eu œu=oeu œu=ue œu=oueu ill=y "
		"ill=ll ill=il ill=lli "
		"ueil=euil ueil=eil euil=eil amm=em emm=am mm=m oi=oua oi=wa um=om mn=n pt=t "
		"mpt=nt "
		"gn=ni gn=n er=é$ ez=é$ er=ez$ ée=é$ er=ée$ és=é$ ée=er$ aient=ait$ ait=ai$ "
		"eux=eu$ aux=au$ ois=oi$ ill=ille$ eur=eure$",
	[LANGUAGE_IT] =
		"cq=q cq=cc cu=qu ccu=cqu gli=li gli=lli gn=n gn=ni gn=gni sc=sci sc=s sci=si ch=c "
		"gh=g cie=ce gie=ge scie=sce ie=e uo=o ia=a ch=k qu=ku zz=z z=ss x=ss x=s ce=cie "
		"ks=x",
	[LANGUAGE_EN] = "ie=ei ance=ence ant=ent able=ible ough=uff ough=ow ough=off ph=f sc=s "
			"ss=c sion=tion "
			"cian=tian ea=ee ea=e ee=e y=ie al=el le=el le=al er=or er=ar or=ar our=or "
			"re=er wh=w kn=n gn=n "
			"gh=h ght=t ck=k que=k ai=ay ai=ei ey=y dg=g tch=ch ure=er oo=u ou=o ou=u "
			"ei=a ai=a ise=ize "
			"x=cks cc=x ely=ly lly=ly ally=ly full=ful$ ps=s wr=r mb=m$",
};

static bool are_beside(uint32_t a, uint32_t b)
{
	return a >= 'a' && a <= 'z' && b >= 'a' && b <= 'z' && strchr(keys[a - 'a'], (int)b);
}

static bool sound_alike(enum language language, uint32_t a, uint32_t b)
{
	for (struct span all = span_of(alike[language]); all.length >= 2;) {
		struct utf8_point x = utf8_at(all, 0), y = utf8_at(all, x.length);
		if ((a == x.value && b == y.value) || (a == y.value && b == x.value))
			return true;
		all = span_slice(all, x.length + y.length + 1, all.length);
	}
	return language == LANGUAGE_DE &&
	       ((a == 0xe4 && b == 'e') || (a == 'e' && b == 0xe4)); /* ä, e */
}

static int substitution(const struct slip *slip, uint32_t a, uint32_t b)
{
	if (a == b)
		return 0;
	if (fold_base(a) == fold_base(b))
		return COST_ACCENT;
	if (sound_alike(slip->language, a, b))
		return costs[slip->language].alike;
	return are_beside(fold_base(a), fold_base(b)) ? COST_KEY : COST_SLIP;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Is the last letter one that is not heard? A silent e is forgotten, hardly ever added. */
static bool is_silent_end(const struct slip *slip, bool added, uint32_t letter)
{
	return slip->language == LANGUAGE_FR && letter < 0x80 &&
	       strchr(added ? "stxd" : "estxdp", (int)letter);
}

/* In French a doubled vowel is a slip of the hand at most: -ee is -ée. */
static int double_cost(const struct slip *slip, uint32_t letter)
{
	bool vowel = letter < 0x80 && strchr("aeiou", (int)letter);
	return slip->language == LANGUAGE_FR && vowel ? COST_VOWEL : COST_DOUBLE;
}

/* The cost of one letter more: less when it doubles its neighbour or is not heard. */
static int one_more(const struct slip *slip, const struct edit_letters *word, int at, int cost)
{
	uint32_t letter = word->at[at];
	bool before = at > 0 && word->at[at - 1] == letter;
	bool behind = at + 1 < word->count && word->at[at + 1] == letter;
	uint32_t next = at + 1 < word->count ? word->at[at + 1] : 0;
	bool german = slip->language == LANGUAGE_DE;
	bool silent = letter == 'h' || (german && ((letter == 'c' && next == 'k') ||
						   (letter == 't' && next == 'z') ||
						   (letter == 'd' && next == 't')));
	if (letter == '\'')
		return costs[slip->language].apostrophe;
	if (letter == '-')
		return COST_HYPHEN;
	if (letter == ' ')
		return COST_SPACE;
	if (before || behind)
		return double_cost(slip, letter);
	if (at > 1 && at + 1 == word->count && is_silent_end(slip, word == &slip->letters, letter))
		silent = true;
	return silent ? COST_SILENT : cost;
}

static bool ends_in(const struct edit_letters *word, int end, const struct slip_sound *sound)
{
	for (int i = 0; i < sound->count; i++)
		if (word->at[end - sound->count + i] != sound->other[i])
			return false;
	return true;
}

/* What it costs to turn the first letters typed into the first that were meant. */
struct table {
	const struct slip *slip;
	const struct edit_letters *meant;
	int cost[MATRIX][MATRIX]; /* by how many letters of either */
};

/* … when the last step is a letter: another, one more, one less, or two swapped. */
static int by_letter(const struct table *table, int i, int k)
{
	const struct edit_letters *typed = &table->slip->letters, *meant = table->meant;
	uint32_t a = typed->at[i - 1], b = meant->at[k - 1];
	int cost = table->cost[i - 1][k - 1] + substitution(table->slip, a, b);
	int extra = one_more(table->slip, typed, i - 1, COST_EXTRA);
	int missing = one_more(table->slip, meant, k - 1, COST_MISSING);
	cost = least(cost, table->cost[i - 1][k] + extra);
	cost = least(cost, table->cost[i][k - 1] + missing);
	if (i > 1 && k > 1 && a != b && a == meant->at[k - 2] && b == typed->at[i - 2])
		cost = least(cost, table->cost[i - 2][k - 2] + COST_SWAP);
	return cost;
}

/* … when it is a group of letters, of those from `sound` on that end here. */
static int by_sound(const struct table *table, int sound, int i, int k)
{
	const struct slip *slip = table->slip;
	int cost = INT_MAX;
	for (; sound < slip->sound_count && slip->sounds[sound].end == i; sound++) {
		const struct slip_sound *to = &slip->sounds[sound];
		if (k >= to->count && ends_in(table->meant, k, to))
			cost = least(cost, table->cost[i - to->length][k - to->count] + to->cost);
	}
	return cost;
}

/* Optimal string alignment (Damerau 1964, restricted) with the costs above, and groups of letters
 * written for others that sound alike. */
static int distance(const struct slip *slip, const struct edit_letters *meant)
{
	const struct edit_letters *typed = &slip->letters;
	struct table table; /* as much of it as is needed */
	table.slip = slip;
	table.meant = meant;
	table.cost[0][0] = 0;
	for (int k = 1; k <= meant->count; k++)
		table.cost[0][k] =
			table.cost[0][k - 1] + one_more(slip, meant, k - 1, COST_MISSING);
	for (int i = 1, sound = 0; i <= typed->count; i++) {
		table.cost[i][0] = table.cost[i - 1][0] + one_more(slip, typed, i - 1, COST_EXTRA);
		while (sound < slip->sound_count && slip->sounds[sound].end < i)
			sound++;
		for (int k = 1; k <= meant->count; k++)
			table.cost[i][k] =
				least(by_letter(&table, i, k), by_sound(&table, sound, i, k));
	}
	return table.cost[typed->count][meant->count];
}

int slip_cost(const struct slip *slip, struct span meant)
{
	const struct edit_letters *a = &slip->letters;
	struct edit_letters b = edit_letters(meant);
	bool same_first = a->count > 1 && b.count > 1 &&
			  (fold_base(a->at[0]) == fold_base(b.at[0]) ||
			   (a->at[0] == b.at[1] && a->at[1] == b.at[0]));
	bool same_case = slip->has_upper == fold_is_upper(utf8_at(meant, 0).value);
	bool alike_first = !same_first && a->count && b.count &&
			   sound_alike(slip->language, a->at[0], b.at[0]);
	return distance(slip, &b) +
	       (same_first    ? 0
		: alike_first ? COST_FIRST_ALIKE
			      : costs[slip->language].first) +
	       (same_case ? 0 : COST_CASE);
}

bool slip_respell(const struct slip *slip, int at, struct edit_letters *out)
{
	const struct slip_sound *sound = &slip->sounds[at];
	int rest = slip->letters.count - sound->end, start = sound->end - sound->length;
	if (start + sound->count + rest > EDIT_LETTERS_MOST)
		return false;
	*out = slip->letters;
	memcpy(out->at + start, sound->other, sound->count * sizeof *out->at);
	memcpy(out->at + start + sound->count, slip->letters.at + sound->end,
	       (size_t)rest * sizeof *out->at);
	out->count = start + sound->count + rest;
	return true;
}

/* ---- reading ---- */

/* Where `from` ends in the word, it may stand for `to`. */
static void add_sounds(struct slip *slip, int end, struct span from, struct span to, bool at_end)
{
	struct edit_letters a = edit_letters(from), b = edit_letters(to);
	if (slip->sound_count == SLIP_SOUNDS_MOST || end < a.count ||
	    (at_end && end < slip->letters.count) ||
	    memcmp(slip->letters.at + end - a.count, a.at, (size_t)a.count * sizeof *a.at) != 0)
		return;
	struct slip_sound *sound = &slip->sounds[slip->sound_count++];
	*sound = (struct slip_sound){ .end = (unsigned char)end,
				      .length = (unsigned char)a.count,
				      .cost = (unsigned char)(costs[slip->language].group),
				      .count = (unsigned char)b.count };
	memcpy(sound->other, b.at, (size_t)b.count * sizeof *b.at);
}

void slip_read(enum language language, struct span typed, struct slip *slip)
{
	slip->language = language;
	slip->letters = edit_letters(typed);
	slip->has_upper = fold_is_upper(utf8_at(typed, 0).value);
	slip->sound_count = 0;
	for (int end = 1; end <= slip->letters.count; end++) {
		struct span rest = span_of(sounds[language]), row;
		while (span_next(&rest, ' ', &row)) {
			bool at_end = span_ends(row, SPAN("$"));
			row.length -= at_end;
			size_t middle = span_find(row, SPAN("="), 0);
			struct span a = span_slice(row, 0, middle);
			struct span b = span_slice(row, middle + 1, row.length);
			add_sounds(slip, end, a, b, at_end);
			add_sounds(slip, end, b, a, at_end);
		}
	}
}
