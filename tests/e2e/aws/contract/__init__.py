"""What the emulator must do as AWS does it, or the tests that rest on it would prove nothing."""
