"""The Symbl API: Async, Conversation and Management, over the same jobs as every other."""
