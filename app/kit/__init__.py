"""Technical parts without domain words: database, HTTP, errors, clock, jobs."""
