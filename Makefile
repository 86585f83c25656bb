# Builds schemac, its runtime and its tests. `make help` lists what there is to make.
# Sources are found by wildcard: a new .c, .re, .sql or .tmpl file needs no edit here.

CC       = gcc
CFLAGS   = -O2 -g
RE2C     = re2c
PREFIX   = /usr/local
DESTDIR  =
SANITIZE =
FUZZING  =
# How many test files run at a time, and how long each fuzzer does.
JOBS     = 2
SECONDS  = 60

# The build tree has the layout of an installation: bin/, lib/schemac/, include/schemac/;
# obj/ beside them holds objects and generated sources.
sanitizers := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
ifdef FUZZING
CC        = clang
BUILD     = generated/build-fuzz
sanitize := $(sanitizers) -fsanitize=fuzzer-no-link
else ifdef SANITIZE
BUILD     = generated/build-asan
sanitize := $(sanitizers)
else
BUILD     = generated/build
endif
obj      := $(BUILD)/obj

warnings := -Wall -Wextra -Wpedantic -Werror -Wno-overlength-strings
pq       := $(or $(shell pkg-config --cflags libpq 2>/dev/null),-I/usr/include/postgresql)
pq_libs  := $(or $(shell pkg-config --libs libpq 2>/dev/null),-lpq)
yaml     := $(shell pkg-config --cflags yaml-0.1 2>/dev/null)
yaml_libs := $(or $(shell pkg-config --libs yaml-0.1 2>/dev/null),-lyaml)
depend    = -MMD -MP
common    = -std=gnu11 $(warnings) $(CFLAGS) $(sanitize) -ffp-contract=off $(depend)

compiler_flags = $(common) -D_GNU_SOURCE -Ischemac -I$(obj) $(pq) $(yaml)
runtime_flags  = $(common) -D_GNU_SOURCE $(runtime_path) -fPIC -ffunction-sections -fdata-sections -pthread
unit_flags     = $(common) -D_GNU_SOURCE -Ischemac -I$(obj) $(runtime_path) -Itests/unit -pthread

# ---- what there is --------------------------------------------------------------------------------------

layers        := base diag model evaluate read plan emit
folders       := $(layers) $(patsubst schemac/%/README.md,%,$(wildcard schemac/*/*/README.md))
compiler_c    := $(wildcard $(folders:%=schemac/%/*.c)) $(filter-out schemac/main.c,$(wildcard schemac/*.c))
lexers        := $(wildcard $(folders:%=schemac/%/*.re))
queries       := $(wildcard schemac/read/pg/catalog/*.sql)
templates     := $(wildcard templates/*.tmpl)
server_sql    := $(wildcard runtime/server/catalog/*.sql)
server_c      := $(wildcard runtime/server/*.c)
runtime_c     := $(filter-out $(server_c),$(wildcard runtime/*/*.c))
runtime_h     := $(wildcard runtime/*.h runtime/*/*.h)
runtime_path  := $(sort $(patsubst %/,-I%,$(dir $(runtime_h))))
main_c        := $(wildcard schemac/main.c)

catalog_h     := $(if $(queries),$(obj)/read/catalog.h)
templates_h   := $(if $(templates),$(obj)/templates.h)
compiler_o    := $(compiler_c:%.c=$(obj)/%.o) $(lexers:%.re=$(obj)/%.o) $(templates:%.tmpl=$(obj)/%.o)
runtime_o     := $(runtime_c:%.c=$(obj)/%.o)
server_o      := $(server_c:%.c=$(obj)/%.o) $(obj)/runtime/catalog.o
compiler_a    := $(if $(strip $(compiler_o)),$(obj)/libschemac.a)
runtime_a     := $(if $(runtime_o),$(obj)/librt.a)
installed_a   := $(if $(runtime_o),$(BUILD)/lib/schemac/librt.a $(BUILD)/lib/schemac/librt_server.a)
headers       := $(addprefix $(BUILD)/include/schemac/,$(notdir $(runtime_h)))
schemac       := $(if $(main_c),$(BUILD)/bin/schemac)
tmplc         := $(obj)/tmplc
unit_tests    := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/*_test.c))
test_helpers  := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/evaluate/*.c tests/branches/*.c))
fuzzers       := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/*_fuzz.c))

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: FORCE all demo check update test-programs corpus bench fuzz install uninstall clean format help

all: $(schemac) $(installed_a) $(headers) $(compiler_a) $(tmplc) ## build the compiler and the runtime (default)

# ---- the compiler ---------------------------------------------------------------------------------------

$(BUILD)/bin/schemac: $(obj)/schemac/main.o $(compiler_a)
	@mkdir -p $(@D)
	$(CC) $(sanitize) $(LDFLAGS) -o $@ $^ $(pq_libs) $(yaml_libs)

$(obj)/libschemac.a: $(compiler_o)
	@rm -f $@
	$(AR) rcs $@ $^

$(obj)/schemac/%.o: schemac/%.c | $(catalog_h) $(templates_h)
	@mkdir -p $(@D)
	$(CC) $(compiler_flags) -c -o $@ $<

$(obj)/schemac/%.o: $(obj)/schemac/%.c | $(catalog_h) $(templates_h)
	$(CC) $(compiler_flags) -c -o $@ $<

$(obj)/schemac/%.c: schemac/%.re
	@mkdir -p $(@D)
	$(RE2C) -W -Werror --no-generation-date --no-version -o $@ $<

$(obj)/read/catalog.h: schemac/read/pg/catalog/embed.awk $(queries)
	@mkdir -p $(@D)
	awk -f $^ > $@

# ---- templates ------------------------------------------------------------------------------------------

$(tmplc): templates/tmplc.re
	@mkdir -p $(@D)
	$(RE2C) -W -Werror --no-generation-date --no-version -o $(obj)/tmplc.c $<
	$(CC) -std=gnu11 $(warnings) $(CFLAGS) $(sanitize) -o $@ $(obj)/tmplc.c

$(obj)/templates.h: $(tmplc) $(templates)
	$(tmplc) --header $(templates) > $@

$(obj)/templates/%.c: templates/%.tmpl $(tmplc)
	@mkdir -p $(@D)
	$(tmplc) $< > $@

$(obj)/templates/%.o: $(obj)/templates/%.c | $(templates_h)
	$(CC) $(compiler_flags) -c -o $@ $<

# ---- the runtime ----------------------------------------------------------------------------------------

$(obj)/librt.a: $(runtime_o)
	@rm -f $@
	$(AR) rcs $@ $^

# The commands that need libpq, apart so that programs link without it where it is not there.
$(obj)/librt_server.a: $(server_o)
	@rm -f $@
	$(AR) rcs $@ $^

# Generated programs are built without sanitizers, also by a compiler that has them.
$(BUILD)/lib/schemac/%.a: $(if $(sanitize),generated/build,$(BUILD))/obj/%.a
	@mkdir -p $(@D)
	cp $< $@

ifdef sanitize
generated/build/obj/%.a: FORCE
	@$(MAKE) --no-print-directory SANITIZE= FUZZING= $@
endif

$(obj)/runtime/catalog.c: schemac/read/pg/catalog/embed.awk $(server_sql)
	@mkdir -p $(@D)
	awk -v string="const char rt_sql_" -f $^ > $@

$(obj)/runtime/%.o: $(obj)/runtime/%.c
	@mkdir -p $(@D)
	$(CC) $(runtime_flags) -c -o $@ $<

$(obj)/runtime/%.o: runtime/%.c
	@mkdir -p $(@D)
	$(CC) $(runtime_flags) $(if $(filter runtime/server/rt_pg.c,$<),$(pq)) -c -o $@ $<

# Headers lie flat where programs see them: their names are unique.
vpath %.h $(patsubst -I%,%,$(runtime_path))
$(BUILD)/include/schemac/%.h: %.h
	@mkdir -p $(@D)
	cp $< $@

# ---- trying it ------------------------------------------------------------------------------------------

demo: ## install what is missing, build, generate a million rows from the example schemas
	@sh tests/setup/packages.sh demo
	@echo 'Building the compiler and its runtime'
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	@BUILD=$(BUILD) sh schemas/demo.sh

# ---- tests ----------------------------------------------------------------------------------------------

prove = BUILD=$(BUILD) CC="$(CC)" MAKEFLAGS= prove -Itests/lib -j$(JOBS)
TESTS = $(sort $(wildcard tests/*.t tests/*/*.t)) $(unit_tests:$(BUILD)/%=generated/build-asan/%)

check: ## install what the tests need, build and run them all
	@sh tests/setup/packages.sh check
	@sh tests/setup/servers.sh
	@echo 'Building the compiler and its runtime'
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	@echo 'Building both and the test programs with sanitizers'
	@$(MAKE) --no-print-directory -s -j$(JOBS) SANITIZE=1 all test-programs
	@$(prove) --timer $(TESTS)

update: all ## write anew what tests compare with: golden folders, showcase, README (look at the difference)
	@$(MAKE) --no-print-directory -s -j$(JOBS) SANITIZE=1 all
	@UPDATE=1 $(prove) tests/golden.t tests/showcase.t tests/readme.t

test-programs: $(if $(FUZZING),,$(unit_tests) $(test_helpers)) $(fuzzers)

# cmocka prints TAP; prove runs the programs as they are.
$(BUILD)/tests/unit/%: tests/unit/%.c $(compiler_a) $(runtime_a)
	@mkdir -p $(@D)
	$(CC) $(unit_flags) -MF $@.d -MT $@ -o $@ $< $(compiler_a) $(runtime_a) -lcmocka $(pq_libs) $(yaml_libs)

# Programs that tests talk to.
$(test_helpers): $(BUILD)/%: %.c $(compiler_a)
	@mkdir -p $(@D)
	$(CC) $(unit_flags) -MF $@.d -MT $@ -o $@ $< $(compiler_a) $(pq_libs) $(yaml_libs)

# A fuzz entry point is a program of its own: with libFuzzer it searches, else it replays the files it is given.
$(BUILD)/tests/fuzz/%: tests/fuzz/%.c $(if $(FUZZING),,tests/fuzz/replay.c) $(compiler_a) $(runtime_a)
	@mkdir -p $(@D)
	$(CC) $(unit_flags) -MF $@.d -MT $@ $(if $(FUZZING),-fsanitize=fuzzer) -o $@ $(filter %.c %.a,$^) \
	    $(pq_libs) $(yaml_libs)

corpus: all ## fill and verify the real-world schemas: SCHEMAS="chinook ..." PASSES="ddl-off ..." ROWS=1000
	@sh tests/setup/packages.sh check
	@$(MAKE) --no-print-directory -s -j$(JOBS) SANITIZE=1 test-programs
	@BUILD=$(BUILD) PASSES="$(PASSES)" ROWS=$(ROWS) perl -Itests/lib tests/corpus/fill.pl $(SCHEMAS)

bench: all ## measure the rate of an order-like table and the memory it takes
	@BUILD=$(BUILD) perl -Itests/lib tests/bench/orders.pl

fuzz: ## search for inputs that break the readers: FUZZERS="sql yaml" SECONDS=1800
	@sh tests/setup/packages.sh check
	@$(MAKE) --no-print-directory -s -j$(JOBS) FUZZING=1 test-programs
	@SECONDS_EACH=$(SECONDS) sh tests/fuzz/run.sh $(FUZZERS)

clean: ## remove everything that was built
	rm -rf generated/build generated/build-*

format: ## lay out the C sources by .clang-format
	clang-format -i $(wildcard schemac/*.[ch] schemac/*/*.[ch] schemac/*/*/*.[ch] runtime/*.[ch] runtime/*/*.[ch] tests/*/*.[ch])

# ---- installing -----------------------------------------------------------------------------------------

bindir     = $(DESTDIR)$(PREFIX)/bin
libdir     = $(DESTDIR)$(PREFIX)/lib/schemac
includedir = $(DESTDIR)$(PREFIX)/include/schemac

install: all ## copy schemac and its runtime under PREFIX (default /usr/local); DESTDIR is honoured
	install -d $(bindir) $(libdir) $(includedir)
	install -m 755 $(BUILD)/bin/schemac $(bindir)
	install -m 644 $(installed_a) $(libdir)
	install -m 644 $(headers) $(includedir)

uninstall: ## remove what install copied
	rm -f $(bindir)/schemac
	rm -rf $(libdir) $(includedir)

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

-include $(compiler_o:.o=.d) $(runtime_o:.o=.d) $(server_o:.o=.d) $(obj)/schemac/main.d $(unit_tests:=.d) \
         $(test_helpers:=.d) $(fuzzers:=.d)
