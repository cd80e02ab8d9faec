# Tonfall. `make help` says what there is.
#
# Objects live in build/MODE, so that modes never mix: release debug asan cov fuzz.

MODE    ?= release
PREFIX  ?= /usr/local
DESTDIR ?=
# Debian's zsh looks for what packages bring in vendor-completions.
ZSH_FOLDER ?= site-functions
CC      ?= gcc
VERSION := $(shell cat VERSION)

B := build/$(MODE)

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
        -Wwrite-strings -Wundef -Wformat=2 -Wvla -Werror
HARD := -fstack-protector-strong -fPIE

CFLAGS-release := -O2 -g -D_FORTIFY_SOURCE=2
CFLAGS-debug   := -O0 -g3
CFLAGS-asan    := -O1 -g -fsanitize=address,undefined,float-cast-overflow -fno-sanitize-recover=all \
        -fno-omit-frame-pointer
CFLAGS-cov     := -O0 -g --coverage
CFLAGS-fuzz    := -O1 -g -fsanitize=fuzzer-no-link,address,undefined,float-cast-overflow -fno-sanitize-recover=all \
        -fno-omit-frame-pointer -Wno-error # clang warns of other things than gcc

# _GNU_SOURCE: memmem, strcasestr, signalfd, pipe2, strerror_r's message form.
CPPFLAGS := -Iinclude -D_GNU_SOURCE -DTONFALL_VERSION='"$(VERSION)"' -DTONFALL_PREFIX='"$(PREFIX)"'
CFLAGS   += -std=c11 $(WARN) $(HARD) $(CFLAGS-$(MODE))
LDFLAGS  += -pie -Wl,-z,relro -Wl,--as-needed $(filter -fsanitize=% --coverage,$(CFLAGS-$(MODE)))
# libcurl and libhunspell are loaded on first need (include/base/library.h).
LDLIBS   := -ltinfo -lunistring -lpcre2-8 -lyaml -lcjson -lpthread -lm

SRC     := $(sort $(wildcard src/*/*.c))
OBJ     := $(SRC:src/%.c=$(B)/obj/%.o)
LIB     := $(B)/libtonfall.a
SUPPORT := $(patsubst tests/support/%.c,$(B)/support/%.o,$(sort $(wildcard tests/support/*.c)))
UNIT    := $(patsubst tests/unit/%.c,$(B)/unit/%,$(sort $(wildcard tests/unit/test_*.c)))
CLI     := $(patsubst tests/cli/%.c,$(B)/cli/%,$(sort $(wildcard tests/cli/test_*.c)))
SCREEN  := $(patsubst tests/screen/%.c,$(B)/screen/%,$(sort $(wildcard tests/screen/test_*.c)))
TORTURE := $(patsubst tests/torture/%.c,$(B)/torture/%,$(sort $(wildcard tests/torture/test_*.c)))
FUZZ    := $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
REPLAY  := $(FUZZ:%=$(B)/replay/test_%)
MO      := $(patsubst po/%.po,build/share/locale/%/LC_MESSAGES/tonfall.mo,$(sort $(wildcard po/*.po)))
MAN     := $(sort $(wildcard man/*.[0-9]))
DATA    := dictionaries lessons rules tasks themes voice

# What the program and its tests need on Debian 12.
PACKAGES := gcc make libncurses-dev libunistring-dev libpcre2-dev libyaml-dev libcjson-dev \
        libhunspell-dev libcurl4-openssl-dev libsqlite3-dev nettle-dev libseccomp-dev gettext po4a \
        hunspell-de-ch-frami hunspell-fr hunspell-it hunspell-en-us hunspell-en-gb \
        mythes-de-ch mythes-fr mythes-it mythes-en-us \
        openssh-server openssh-client libcmocka-dev libvterm-dev unicode-data clang-format cppcheck ncurses-term zsh fish dpkg-dev valgrind

# What only `make fuzz` needs.
FUZZ_PACKAGES := clang libclang-rt-14-dev

comma := ,

# One line for each thing made; V=1 shows the commands.
Q   := $(if $(V),,@)
say  = $(if $(V),,@printf '%-5s %s\n' $(1) $@)

.PHONY: all run deps test unit cli screen torture torture-programs coverage valgrind check-asan lint bench peers replay fuzz fuzz-programs pictures readme servers po install uninstall deb clean help

all: $(B)/tonfall data

# Objects of other flags are compiled anew; where the data lies is one file's matter (below).
FLAGS := $(CC) $(filter-out -DTONFALL_PREFIX=%,$(CPPFLAGS)) $(CFLAGS)
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(FLAGS))' | cmp -s - $@ || echo '$(subst ','\'',$(FLAGS))' >$@

$(B)/obj/%.o: src/%.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Where the data is looked for at last is compiled in: another PREFIX compiles that file anew.
$(B)/prefix: FORCE
	@mkdir -p $(@D)
	@echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' >$@
FORCE:
$(B)/obj/base/path.o: $(B)/prefix

$(LIB): $(OBJ)
	@rm -f $@
	@ar rcs $@ $(OBJ)

# What a hub's processes count is written where they may (tests/tools/counting.c).
COUNTERS := /var/tmp/tonfall-counters
WATCH-cov := build/cov/counting.o
WRAP-cov  := fork _exit jail_enter
build/cov/counting.o: tests/tools/counting.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) -DBUILD='"$(CURDIR)/build/cov"' -DCOUNTERS='"$(COUNTERS)"' -std=c11 $(WARN) -g -c -o $@ $<

# Under the sanitizers they need more memory than they may have (tests/tools/unlimited.c).
WATCH-asan := build/asan/unlimited.o
WRAP-asan  := setrlimit
build/asan/unlimited.o: tests/tools/unlimited.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) -std=c11 $(WARN) -g -c -o $@ $<

$(B)/tonfall: $(B)/obj/main.o $(WATCH-$(MODE)) $(LIB)
	$(call say,CC)
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(addprefix -Wl$(comma)--wrap=,$(WRAP-$(MODE))) $(LDFLAGS) $(LDLIBS)

# The program looks for its data in ../share/tonfall: in the build tree these are links to the sources.
.PHONY: data
data: $(MO)
	@mkdir -p build/share/tonfall
	@for d in $(DATA); do ln -sfn ../../../$$d build/share/tonfall/$$d; done
	@ln -sfn ../locale build/share/tonfall/locale

build/share/locale/%/LC_MESSAGES/tonfall.mo: po/%.po
	@mkdir -p $(@D)
	$(call say,MSG)
	$(Q)msgfmt --check-format -o $@ $<

## run: install what is missing, build, open the desk on a sample post of your language
run: deps all
	@sh tests/tools/sample.sh build/sample && exec $(B)/tonfall "$$(cat build/sample/path)"

## deps: install the Debian packages that are missing (says what it does)
deps:
	@sh tests/tools/deps.sh $(PACKAGES)

## servers: install the ready mock servers of some tests from npm into build/npm
servers:
	@sh tests/tools/servers.sh

## test: install what is missing, build, run all tests and the lint
test: deps servers
	@$(MAKE) --no-print-directory all
	@sh tests/tools/run.sh $(MAKE)

$(B)/support/%.o: tests/support/%.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) -Itests/unit -Itests/support $(CFLAGS) -MMD -MP -c -o $@ $<

define TEST_PROGRAM
$(B)/$(1)/%: tests/$(1)/%.c $$(SUPPORT) $$(LIB)
	@mkdir -p $$(@D)
	$$(call say,CC)
	$$(Q)$$(CC) $$(CPPFLAGS) -Itests/unit -Itests/support $$(CFLAGS) -MMD -MP -MF $$@.d -o $$@ $$< $$(SUPPORT) \
		$$(LIB) $$(LDFLAGS) $$(LDLIBS) -lcmocka -lvterm -lutil

$(1)-%: $(B)/$(1)/test_% all
	TONFALL_PROGRAM=$(B)/tonfall $$<
endef
$(foreach kind,unit cli screen torture,$(eval $(call TEST_PROGRAM,$(kind))))

## unit, cli, screen: build the tests of functions, commands, the desk in a terminal;
##     `make unit-buffer`, `make cli-usage`, `make screen-desk` run one
unit: $(UNIT)
cli: $(CLI) all
screen: $(SCREEN) all

# Stands before the program under test and lets its calls fail: built without the sanitizers.
build/torture/failing.so: tests/torture/failing.c tests/support/torture_plan.h
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) -D_GNU_SOURCE -std=c11 $(WARN) -O2 -g -fPIC -shared -o $@ $<

torture-programs: $(TORTURE) build/torture/failing.so all
$(TORTURE:$(B)/torture/test_%=torture-%): build/torture/failing.so

## torture: let each allocation, open, read, write, sync and rename of the commands and the desk fail
torture: torture-programs
	for test in $(TORTURE); do TONFALL_TORTURE=long TONFALL_PROGRAM=$(B)/tonfall $$test || exit 1; done

# A fuzz target without a fuzzer: `make replay-json` plays its seeds and changes of them.
$(B)/replay/test_%: tests/fuzz/fuzz_%.c tests/fuzz/replay.c $(LIB)
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) -o $@ $< tests/fuzz/replay.c $(LIB) $(LDFLAGS) $(LDLIBS) -lcmocka

replay: $(REPLAY)
replay-%: $(B)/replay/test_%
	TONFALL_SEEDS=tests/fuzz/seeds/$* $<

$(B)/fuzz/%: tests/fuzz/fuzz_%.c $(LIB)
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -fsanitize=fuzzer -o $@ $< $(LIB) $(LDFLAGS) $(LDLIBS)

fuzz-programs: $(FUZZ:%=$(B)/fuzz/%)

## fuzz: look for bytes that break a reader, FUZZ_SECONDS (60) for each target of FUZZ (all)
fuzz:
	@sh tests/tools/deps.sh $(FUZZ_PACKAGES)
	@$(MAKE) --no-print-directory MODE=fuzz CC=clang FUZZ="$(FUZZ)" fuzz-programs
	@sh tests/tools/fuzz.sh $(FUZZ)

## check-asan: all tests again under AddressSanitizer and UBSan
check-asan:
	@$(MAKE) --no-print-directory MODE=asan all
	@MODE=asan sh tests/tools/run.sh $(MAKE)

## coverage: which share of the lines of each directory the tests reach
coverage:
	@$(MAKE) --no-print-directory MODE=cov all unit cli screen
	@COUNTERS=$(COUNTERS) sh tests/tools/coverage.sh

## valgrind: tests of functions, commands and the desk's main flows under memcheck, VALGRIND=a list of tests or all
valgrind:
	@$(MAKE) --no-print-directory MODE=debug all unit cli screen
	@sh tests/tools/valgrind.sh $(VALGRIND)

## lint: layers, fences, banned functions, long functions, translations, format, cppcheck
lint:
	@sh tests/lint/lint.sh

## bench: speed beside other editors and checkers, into bench/RESULTS.md; BENCH_ROUNDS (3) makes it longer
bench: all
	@sh tests/tools/peers.sh
	@sh tests/bench/bench.sh

## peers: install the editors and checkers that bench measures beside
peers:
	@sh tests/tools/peers.sh all

## readme: write what README.md and the manual say of commands, keys and settings from their tables
readme: $(B)/unit/test_command $(B)/unit/test_manual
	for test in $^; do TONFALL_WRITE_README=1 $$test || exit 1; done

# Draws with the support of the tests.
$(B)/pictures: tests/tools/pictures.c $(SUPPORT) $(LIB)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) -Itests/unit -Itests/support $(CFLAGS) -o $@ $< $(SUPPORT) \
		$(LIB) $(LDFLAGS) $(LDLIBS) -lcmocka -lvterm -lutil

## pictures: draw the pictures of README.md from the program, into docs/pictures
pictures: all $(B)/pictures
	@mkdir -p docs/pictures
	$(B)/pictures

## po: bring the message catalogues, and those of the manual, up to date
po:
	@sh tests/tools/po.sh
	@sh tests/tools/manual.sh

# The manual in the other languages.
build/man/done: $(MAN) $(wildcard po/*.po po/manual/*.po)
	@sh tests/tools/manual.sh
	@touch $@

## install, uninstall: PREFIX (/usr/local), DESTDIR
install: all build/man/done
	install -D -m 755 $(B)/tonfall $(DESTDIR)$(PREFIX)/bin/tonfall
	for d in $(DATA); do (cd $$d && find . -type f) | while read -r f; do \
		install -D -m 644 $$d/$$f $(DESTDIR)$(PREFIX)/share/tonfall/$$d/$$f; done; done
	for m in $(MAN); do install -D -m 644 $$m $(DESTDIR)$(PREFIX)/share/man/man$${m##*.}/$${m#man/}; \
		for l in de fr it; do p=build/man/$$l/man$${m##*.}/$${m#man/}; \
			[ ! -f $$p ] || install -D -m 644 $$p $(DESTDIR)$(PREFIX)/share/man/$$l/man$${m##*.}/$${m#man/}; done; done
	install -D -m 644 completions/tonfall.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/tonfall
	install -D -m 644 completions/_tonfall $(DESTDIR)$(PREFIX)/share/zsh/$(ZSH_FOLDER)/_tonfall
	install -D -m 644 completions/tonfall.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/tonfall.fish
	for m in $(MO); do install -D -m 644 $$m $(DESTDIR)$(PREFIX)/share/$${m#build/share/}; done

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/tonfall
	for m in $(MAN:man/%=%); do for l in . de fr it; do \
		rm -f $(DESTDIR)$(PREFIX)/share/man/$$l/man$${m##*.}/$$m; done; done
	rm -rf $(DESTDIR)$(PREFIX)/share/tonfall
	rm -f $(DESTDIR)$(PREFIX)/share/bash-completion/completions/tonfall
	rm -f $(DESTDIR)$(PREFIX)/share/zsh/$(ZSH_FOLDER)/_tonfall
	rm -f $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/tonfall.fish
	rm -f $(patsubst build/share/%,$(DESTDIR)$(PREFIX)/share/%,$(MO))

## deb: make a Debian package, build/tonfall_VERSION_ARCHITECTURE.deb
deb: all
	@MAKE="$(MAKE)" sh packaging/deb.sh

clean:
	rm -rf build

## help: this list (V=1 shows the commands of a build)
help:
	@sed -n 's/^## //p' Makefile

-include $(OBJ:.o=.d) $(SUPPORT:.o=.d) $(UNIT:=.d) $(CLI:=.d) $(SCREEN:=.d) $(TORTURE:=.d)
