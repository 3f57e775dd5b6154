"""Questions to a plan, and questions to finished pages. Each is a small function with a rule's name and its reason."""
