/* What every cmocka test includes. */
#ifndef TONFALL_TESTS_UNIT_H
#define TONFALL_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/span.h"

/* A span with these bytes, told apart readably when it fails. */
#define assert_span(bytes, literal)                                             \
	do {                                                                    \
		struct span got_ = (bytes);                                     \
		char *text_ = strndup(got_.length ? got_.at : "", got_.length); \
		assert_string_equal(text_, literal);                            \
		free(text_);                                                    \
	} while (0)

#endif
