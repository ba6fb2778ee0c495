"""From a recording that is handed in to a stored job on its way."""
