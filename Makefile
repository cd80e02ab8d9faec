# Tonfall. `make help` says what there is.
#
# Objects live in build/MODE, so that modes never mix: release debug asan cov fuzz.

MODE    ?= release
PREFIX  ?= /usr/local
DESTDIR ?=
CC      ?= gcc
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

# _GNU_SOURCE: memmem, strcasestr, signalfd, pipe2, strerror_r's message form.
CPPFLAGS := -Iinclude -D_GNU_SOURCE -DTONFALL_VERSION='"$(VERSION)"' -DTONFALL_PREFIX='"$(PREFIX)"'
CFLAGS   += -std=c11 $(WARN) $(HARD) $(CFLAGS-$(MODE))
LDFLAGS  += -pie -Wl,-z,relro -Wl,--as-needed $(filter -fsanitize=% --coverage,$(CFLAGS-$(MODE)))
# libcurl and libhunspell are loaded on first need (include/base/library.h).
LDLIBS   := -lncursesw -lunistring -lpcre2-8 -lyaml -lcjson -lpthread -lm

SRC     := $(sort $(wildcard src/*/*.c))
OBJ     := $(SRC:src/%.c=$(B)/obj/%.o)
LIB     := $(B)/libtonfall.a
SUPPORT := $(patsubst tests/support/%.c,$(B)/support/%.o,$(sort $(wildcard tests/support/*.c)))
UNIT    := $(patsubst tests/unit/%.c,$(B)/unit/%,$(sort $(wildcard tests/unit/test_*.c)))
SCREEN  := $(patsubst tests/screen/%.c,$(B)/screen/%,$(sort $(wildcard tests/screen/test_*.c)))
MO      := $(patsubst po/%.po,build/share/locale/%/LC_MESSAGES/tonfall.mo,$(sort $(wildcard po/*.po)))
DATA    := dictionaries rules tasks themes voice

# What the program and its tests need on Debian 12.
PACKAGES := gcc make pkg-config libncurses-dev libunistring-dev libpcre2-dev libyaml-dev libcjson-dev \
        libhunspell-dev libcurl4-openssl-dev gettext \
        hunspell-de-ch hunspell-fr hunspell-it hunspell-en-us hunspell-en-gb \
        mythes-de-ch mythes-fr mythes-it mythes-en-us \
        libcmocka-dev libvterm-dev unicode-data clang-format cppcheck ncurses-term

.PHONY: all run deps test unit screen check-asan lint bench fuzz po install uninstall clean help

all: $(B)/tonfall data

$(B)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(LIB): $(OBJ)
	@rm -f $@
	@ar rcs $@ $(OBJ)

$(B)/tonfall: $(B)/obj/main.o $(LIB)
	$(CC) $(CFLAGS) -o $@ $^ $(LDFLAGS) $(LDLIBS)

# The program looks for its data in ../share/tonfall: in the build tree these are links to the sources.
.PHONY: data
data: $(MO)
	@mkdir -p build/share/tonfall
	@for d in $(DATA); do ln -sfn ../../../$$d build/share/tonfall/$$d; done
	@ln -sfn ../locale build/share/tonfall/locale

build/share/locale/%/LC_MESSAGES/tonfall.mo: po/%.po
	@mkdir -p $(@D)
	msgfmt --check-format -o $@ $<

## run: install what is missing, build, open the desk on a sample post of your language
run: deps all
	@sh tests/tools/sample.sh build/sample && exec $(B)/tonfall "$$(cat build/sample/path)"

## deps: install the Debian packages that are missing (says what it does)
deps:
	@sh tests/tools/deps.sh $(PACKAGES)

## test: install what is missing, build, run all tests and the lint
test: deps
	@$(MAKE) --no-print-directory all
	@sh tests/tools/run.sh $(MAKE)

$(B)/support/%.o: tests/support/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests/support $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/unit/%: tests/unit/%.c $(SUPPORT) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests/unit -Itests/support $(CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(SUPPORT) \
		$(LIB) $(LDFLAGS) $(LDLIBS) -lcmocka -lvterm -lutil

$(B)/screen/%: tests/screen/%.c $(SUPPORT) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests/unit -Itests/support $(CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(SUPPORT) \
		$(LIB) $(LDFLAGS) $(LDLIBS) -lcmocka -lvterm -lutil

## unit: all unit tests; `make unit-buffer` runs one
unit: $(UNIT)
unit-%: $(B)/unit/test_% data
	$<

## screen: all tests that drive the program in a terminal; `make screen-desk` runs one
screen: $(SCREEN) all
screen-%: $(B)/screen/test_% all
	$<

## check-asan: all tests again under AddressSanitizer and UBSan
check-asan:
	@$(MAKE) --no-print-directory MODE=asan all
	@MODE=asan sh tests/tools/run.sh $(MAKE)

## lint: layers, fences, banned functions, long functions, format, cppcheck
lint:
	@sh tests/lint/lint.sh

## bench: speed against nano, vim with spell and bare ncurses, in one run
bench: all
	@sh tests/bench/bench.sh

## po: bring the message catalogues up to date with the sources
po:
	xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=i18n_plural:1,2 \
		--package-name=tonfall --no-location -o po/tonfall.pot $(SRC) src/main.c
	for f in po/*.po; do msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-location $$f po/tonfall.pot; done

## install, uninstall: PREFIX (now $(PREFIX)), DESTDIR
install: all
	install -D -m 755 $(B)/tonfall $(DESTDIR)$(PREFIX)/bin/tonfall
	for d in $(DATA); do (cd $$d && find . -type f) | while read -r f; do \
		install -D -m 644 $$d/$$f $(DESTDIR)$(PREFIX)/share/tonfall/$$d/$$f; done; done
	for m in $(MO); do install -D -m 644 $$m $(DESTDIR)$(PREFIX)/share/$${m#build/share/}; done

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/tonfall
	rm -rf $(DESTDIR)$(PREFIX)/share/tonfall
	rm -f $(patsubst build/share/%,$(DESTDIR)$(PREFIX)/share/%,$(MO))

clean:
	rm -rf build

## help: this list
help:
	@sed -n 's/^## //p' Makefile

-include $(OBJ:.o=.d) $(SUPPORT:.o=.d) $(UNIT:=.d) $(SCREEN:=.d)
