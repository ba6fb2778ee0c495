"""What was said, in SQLite: its words in an FTS5 index, its meanings as vectors."""
