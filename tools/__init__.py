"""Recipes that make what the repository ships. Nothing here runs in the product."""
