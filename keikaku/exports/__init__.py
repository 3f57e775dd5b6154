"""Plan and figures → files for machines, and for Excel."""
