"""Measures on the shared data, and tools that damage articles."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the work is shared out to processes; their threads would only wait
