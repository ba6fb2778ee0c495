"""What rests in files."""
