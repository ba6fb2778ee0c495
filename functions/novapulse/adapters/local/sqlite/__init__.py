"""The stores of the local home, in one SQLite file."""
