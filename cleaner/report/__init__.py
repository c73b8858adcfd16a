"""How a result is written: one module a format, all of the same shape."""
