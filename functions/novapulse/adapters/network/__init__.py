"""What goes out to addresses that callers name."""
