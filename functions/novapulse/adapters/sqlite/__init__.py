"""SQLite: all that the local home keeps, and the AWS home's copies for searching."""
