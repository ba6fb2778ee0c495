"""What a call teaches."""
