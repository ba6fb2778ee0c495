"""The plan as durable workflows."""
