"""The synthesised template, deployed into an emulator on this machine, and calls that go through."""
