"""Names the place where something went wrong, without its message, which may quote what somebody typed."""


def blame(error: BaseException) -> str:
    """The kind of error and the innermost line that it came from: `ValueError at jobs/tick.py:48 (tick)`."""
    found, trace = "an unknown place", error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        found, trace = f"{code.co_filename}:{trace.tb_lineno} ({code.co_name})", trace.tb_next
    return f"{type(error).__name__} at {found}"
