"""Card designs for people: proofs of invented cards, and what verifiers are shown."""
