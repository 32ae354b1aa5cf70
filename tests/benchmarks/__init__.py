"""Measures builds of invented plans beside its peers; run it with `python -m tests.benchmarks`."""
