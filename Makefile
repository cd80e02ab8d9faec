# Tonfall. `make help` says what there is.
#
# Objects live in build/MODE, so that modes never mix: release debug asan cov fuzz.

MODE   ?= release
PREFIX ?= /usr/local
CC     ?= gcc
VERSION := $(shell cat VERSION)

B := build/$(MODE)

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
        -Wwrite-strings -Wundef -Wformat=2 -Wvla -Werror
HARD := -fstack-protector-strong -fPIE

CFLAGS-release := -O2 -g -D_FORTIFY_SOURCE=2
CFLAGS-debug   := -O0 -g3
CFLAGS-asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS-cov     := -O0 -g --coverage
CFLAGS-fuzz    := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer

# _GNU_SOURCE: memmem, signalfd, qsort_r, pipe2, strerror_r's message form.
CPPFLAGS := -Iinclude -D_GNU_SOURCE -DTONFALL_VERSION='"$(VERSION)"' -DTONFALL_PREFIX='"$(PREFIX)"'
CFLAGS   += -std=c11 $(WARN) $(HARD) $(CFLAGS-$(MODE))
LDFLAGS  += -pie -Wl,-z,relro -Wl,--as-needed $(filter -fsanitize=% --coverage,$(CFLAGS-$(MODE)))
# libcurl and libhunspell are loaded on first need (include/base/library.h).
LDLIBS   := -lncursesw -lunistring -lpcre2-8 -lyaml -lcjson -lexttextcat-2.0 -lpthread

SRC  := $(sort $(wildcard src/*/*.c))
OBJ  := $(SRC:src/%.c=$(B)/obj/%.o)
LIB  := $(B)/libtonfall.a
SUPPORT := $(patsubst tests/support/%.c,$(B)/support/%.o,$(sort $(wildcard tests/support/*.c)))
UNIT := $(patsubst tests/unit/%.c,$(B)/unit/%,$(sort $(wildcard tests/unit/test_*.c)))

.PHONY: all clean help unit

all: $(B)/tonfall

$(B)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(LIB): $(OBJ)
	@rm -f $@
	ar rcs $@ $(OBJ)

$(B)/support/%.o: tests/support/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests/support $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/unit/%: tests/unit/%.c $(SUPPORT) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests/unit -Itests/support $(CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(SUPPORT) $(LIB) $(LDFLAGS) $(LDLIBS) -lcmocka

# One unit test: make unit-buffer
unit-%: $(B)/unit/test_%
	$<

unit: $(UNIT)
	@for t in $(UNIT); do $$t || exit 1; done

clean:
	rm -rf build

-include $(OBJ:.o=.d) $(SUPPORT:.o=.d) $(UNIT:=.d)
