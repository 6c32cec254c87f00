"""Sealing personal data: envelopes, wrapped keys, and MACs over register rows."""
