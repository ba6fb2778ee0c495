"""Telling a server of the tenant what happened."""
