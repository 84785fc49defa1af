"""The Web API: what an app can ask of the workspace."""
