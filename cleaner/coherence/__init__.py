"""The splice model: which sentences of an article belong to another story."""
