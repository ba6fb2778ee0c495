"""The AWS home as code: flat, one construct for each logical unit."""
