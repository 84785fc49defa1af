"""What Slack brings, feature by feature: decode, call one use case, render. `register(app, deps)` binds each."""
