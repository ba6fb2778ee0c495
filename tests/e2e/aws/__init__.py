"""The synthesised template, deployed into an emulator on this machine; calls that go through."""
