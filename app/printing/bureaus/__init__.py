"""Outside bureaus that print for us: sealed bundles go out, purge receipts come back.

What leads back to a print job asks the repository here whether its card is at a bureau, so this
front door imports nothing; callers name the module of the use case.
"""
