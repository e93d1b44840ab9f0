.PHONY: bench

# How fast the generator is, beside Hugo and beside only writing the same bytes: tests/bench/README.md
bench:
	cargo bench --bench sites
