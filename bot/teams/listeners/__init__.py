"""What Teams brings, feature by feature: decode, call one use case, render. `register(listeners, ...)` binds each."""
