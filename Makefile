# make site   builds the example site of this repository into public/
# make test   runs everything; installs what it needs and says so
# make browser  of that, only what opens pages in Chromium and under the Nu HTML checker
# make bench-print  the same of PDFs, beside a browser that prints the same words
# make tools   installs what the tests run beside cargo: Chromium, Node.js, Java, Poppler, qpdf, Python, fonts, servers to publish to
# make bench  measures speed and memory beside Hugo
# make bench-publish  the same of publishing to every service, beside a program that copies
# make bench-roll  the same of rolls, from ten thousand to two million people

CARGO ?= cargo

.PHONY: site test check browser bench bench-roll bench-print bench-publish tools fonts

site: fonts
	$(CARGO) run --release --quiet -- build

# PDFs want a Chinese font; without one the site is built and the PDFs are left out.
fonts:
	@if ! fc-list :lang=zh 2>/dev/null | grep -q .; then \
		echo "no Chinese font for the PDFs: installing with apt: fonts-noto-cjk"; \
		run=""; [ "$$(id -u)" = 0 ] || run=sudo; \
		{ $$run apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			$$run apt-get install -y -qq --no-install-recommends fontconfig fonts-noto-cjk >/dev/null; } \
		|| echo "that did not work: the site is built without PDFs"; \
	fi

test: tools check
	$(CARGO) test

# What needs no browser: layout, lints, documentation.
check:
	$(CARGO) fmt --check
	$(CARGO) clippy --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --no-deps --document-private-items

# A part of `make test`, by itself.
browser: tools
	$(CARGO) test --test suite browser::

bench:
	$(CARGO) bench --bench sites

bench-roll:
	$(CARGO) bench --bench sites -- roll

bench-publish: tools
	$(CARGO) bench --bench sites -- publish

bench-print: fonts
	$(CARGO) bench --bench sites -- paper

# The tests open pages in a browser, check their HTML with a Java program and print them.
tools:
	@missing=""; \
	need() { command -v "$$1" >/dev/null 2>&1 || missing="$$missing $$2"; }; \
	need chromium chromium; \
	need node nodejs; \
	need npm npm; \
	need java default-jre-headless; \
	need pdftotext poppler-utils; \
	need qpdf qpdf; \
	need openssl openssl; \
	need ssh-keygen openssh-client; \
	test -x /usr/sbin/sshd || missing="$$missing openssh-server"; \
	test -x /usr/sbin/vsftpd || missing="$$missing vsftpd"; \
	need pgrep procps; \
	python3 -m venv --help >/dev/null 2>&1 && python3 -c 'import ensurepip' 2>/dev/null || missing="$$missing python3-venv"; \
	fc-list 2>/dev/null | grep -qi "noto.*cjk" || missing="$$missing fontconfig fonts-noto-cjk"; \
	if [ -n "$$missing" ]; then \
		echo "installing with apt:$$missing"; \
		run=""; [ "$$(id -u)" = 0 ] || run=sudo; \
		$$run apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive $$run apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi
