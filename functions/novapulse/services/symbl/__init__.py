"""Calls as conversations: what the Symbl API says of jobs."""
