/* A word, an index and a data file, with a form feed between them: the meanings found are within
 * their bounds and are text; what cannot be read is told. */
#include <stdint.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "lang/thesaurus.h"
#include "memory_file.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { INPUT_MOST = 1 << 16 };

static struct memory_file idx = { .fd = -1 }, dat = { .fd = -1 };
static char folder[] = "/tmp/tonfall-fuzz-XXXXXX", idx_path[64], dat_path[64];

static void clean(void)
{
	(void)unlink(idx_path);
	(void)unlink(dat_path);
	(void)rmdir(folder);
}

static void begin(void)
{
	i18n_init("en");
	bool made = mkdtemp(folder) && setenv("TONFALL_DICPATH", folder, 1) == 0;
	memory_file_set(&idx, SPAN(""));
	memory_file_set(&dat, SPAN(""));
	(void)snprintf(idx_path, sizeof idx_path, "%s/th_de_CH_v2.idx", folder);
	(void)snprintf(dat_path, sizeof dat_path, "%s/th_de_CH_v2.dat", folder);
	made = made && symlink(idx.path, idx_path) == 0 && symlink(dat.path, dat_path) == 0;
	assert(made);
	(void)atexit(clean);
}

static void check(const struct meanings *meanings)
{
	assert(meanings->count <= 16);
	for (size_t i = 0; i < meanings->count; i++) {
		const struct words *synonyms = &meanings->at[i].synonyms;
		assert(synonyms->count > 0 && synonyms->count <= 32);
		assert(utf8_is_valid(span_of(meanings->at[i].kind)));
		for (size_t k = 0; k < synonyms->count; k++)
			assert(*synonyms->at[k] && utf8_is_valid(span_of(synonyms->at[k])));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct span rest = { (const char *)bytes, length }, word, index;
	struct meanings meanings = { 0 };
	struct err err = { 0 };
	if (idx.fd < 0)
		begin();
	if (length > INPUT_MOST || !span_next(&rest, '\f', &word) ||
	    !span_next(&rest, '\f', &index))
		return 0;
	memory_file_set(&idx, index);
	memory_file_set(&dat, rest);
	if (!thesaurus_find(LANGUAGE_DE, word, &meanings, &err))
		assert(err.text[0]);
	check(&meanings);
	meanings_release(&meanings);
	return 0;
}
