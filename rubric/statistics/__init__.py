"""What counts say: one small pure module for each figure, each naming its source."""
