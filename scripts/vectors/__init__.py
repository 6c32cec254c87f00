"""Cases for verifiers in any language; scripts/make_vectors.py writes them to tests/vectors."""
