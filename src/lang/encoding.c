#include "lang/encoding.h"

#include <iconv.h>
#include <stdlib.h>

#include "base/mem.h"

bool encoding_decode(struct str *text, const char *name)
{
	iconv_t how = iconv_open("UTF-8", name);
	if (how == (iconv_t)-1)
		return false;
	/* No encoding of dictionaries has a byte that takes more than three in UTF-8. */
	size_t left = text->length, room = 3 * text->length + 1, unused = room;
	char *decoded = mem_alloc(room), *to = decoded;
	char *from = (char *)str_text(text); /* iconv does not write through it */
	bool done = iconv(how, &from, &left, &to, &unused) != (size_t)-1;
	(void)iconv_close(how);
	if (done) {
		str_clear(text);
		done = str_add(text, (struct span){ decoded, room - unused });
	}
	free(decoded);
	return done;
}
