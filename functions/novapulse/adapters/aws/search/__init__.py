"""What was said, as objects of S3 with a log of changes, and copies in SQLite to search in."""
