"""What happens because a person did something, and everything that knows a platform."""
