"""How a call was held."""
