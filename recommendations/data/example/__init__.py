"""The invented history of the example site."""
