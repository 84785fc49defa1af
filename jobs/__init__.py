"""What happens because time passed. Knows no platform."""
