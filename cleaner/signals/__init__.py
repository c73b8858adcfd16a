"""Measured quantities of an article, and what the published filters decide by them."""
