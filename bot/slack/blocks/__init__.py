"""What Homeroom shows in Slack, as plain dicts: slack_sdk's own classes drop the blocks that they don't know."""
