"""Transcripts and insights of completed jobs."""
