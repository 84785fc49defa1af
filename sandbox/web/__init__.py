"""The sandbox's HTTP side: Slack's own endpoints, and the page's."""
