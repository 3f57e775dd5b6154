"""How a plan may ask for a figure to be drawn, where its editor knows better than the shape of the data."""

from enum import StrEnum


class DrawnAs(StrEnum):
    TREND = "trend"  # a line over the years
    COLUMNS = "columns"  # a column for each year
    BULLET = "bullet"  # the last value as a bar between zero and its target
    TIMELINE = "timeline"  # what is said in words, year by year
    PANELS = "panels"  # a small picture for each series, with a line
    COLUMN_PANELS = "column-panels"  # the same with columns
    COMPARISON = "comparison"  # bars, one for each row of a table
    TABLE = "table"  # no picture
