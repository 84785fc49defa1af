"""Nothing goes above Slack's limits: fifteen members, forty-five indicators, every text as long as it may be."""
