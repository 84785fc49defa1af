"""The command line: what each command is called and takes. What it does is in `bot.commands`, imported when called.

Those commands are the only place that knows the real clock, the real environment and the real database.
"""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="homeroom",
    help="Homeroom helps a district's cabinet look honestly at its own attendance practice, together, in chat.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
rubric_commands = typer.Typer(help="Work with rubric files.", no_args_is_help=True)
app.add_typer(rubric_commands, name="rubric")


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the demo answers; 0 takes any free port.")] = 3400,
    play_it: Annotated[
        bool, typer.Option("--play", help="Play a fortnight at full speed and print what was seen.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --play: the same as data.")] = False,
    http: Annotated[bool, typer.Option("--http", help="Reach the bot by signed HTTP, not Socket Mode.")] = False,
) -> None:
    """Watch an invented district's cabinet live through a fortnight; nothing leaves this machine."""
    from bot.commands import showing

    transport = "http" if http else "socket"
    if play_it:
        showing.play_demo(transport, as_json=as_json)
    else:
        showing.show_demo(transport, port=port)


@app.command()
def run() -> None:
    """Run Homeroom in your workspace: Slack, the schedule and the deliveries, all in one process."""
    from bot.commands import processes

    processes.run(processes.BOTH)


@app.command()
def web() -> None:
    """Run only Slack's side: answer people. Any number may run, each beside at least one worker."""
    from bot.commands import processes

    processes.run(frozenset({processes.Side.WEB}))


@app.command()
def worker() -> None:
    """Run only what time brings: the schedule and the deliveries. Any number may run, all equal."""
    from bot.commands import processes

    processes.run(frozenset({processes.Side.WORKER}))


@app.command()
def release() -> None:
    """Bring the database to the tables this version needs; to be run before web and worker are started."""
    from bot.commands import processes

    processes.release()


@app.command()
def doctor() -> None:
    """Look at tokens, scopes, channels, clock and database, and say what to do about each that is not right."""
    from bot.commands import inspecting

    inspecting.doctor()


@app.command()
def manifest(
    request_url: Annotated[
        str,
        typer.Option(help="Your public address ending in /slack/events; without it, a Socket Mode manifest."),
    ] = "",
) -> None:
    """Print the Slack app manifest to paste when you create the app."""
    from bot.commands import inspecting

    inspecting.print_manifest(request_url)


@app.command()
def audit(
    team: Annotated[str, typer.Option(help="The team's name, or its channel's id.")],
    out: Annotated[Path | None, typer.Option(help="The file to write; without it, the table is printed.")] = None,
) -> None:
    """Write down everything that was changed in how a team works, as a CSV table."""
    from bot.commands import exporting

    exporting.export_audit(team, out)


@rubric_commands.command()
def lint(file: Annotated[Path, typer.Argument(help="The rubric's TOML file.")]) -> None:
    """List every fault of a rubric file, each with its line."""
    from bot.commands import inspecting

    inspecting.lint(file)


def main() -> None:
    app()


if __name__ == "__main__":
    main()
