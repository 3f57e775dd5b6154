"""Text files → Plan: YAML with positions, records, narrative, joining. Every fault is collected, none is raised."""
