"""Properties are tried without a stopwatch: a busy machine is slow, and that is no fault of what is tested."""

from hypothesis import HealthCheck, settings

settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
