"""The model of a plan: frozen records that know where they were written, and the Plan that joins them.

A record is declared once, with pydantic, and serves twice: as the format of the YAML files and as the model that
checks, pages and exports read. References are ids; `Plan` resolves them, after `reading.joining` has checked them.
"""
