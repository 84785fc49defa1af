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
teams_commands = typer.Typer(help="Bring Homeroom into Microsoft Teams.", no_args_is_help=True)
app.add_typer(teams_commands, name="teams")


@app.command()
def demo(
    port: Annotated[
        int | None, typer.Option(help="Where the demo answers: 3400, with --teams 3978; 0 takes any free port.")
    ] = None,
    play_it: Annotated[
        bool, typer.Option("--play", help="Play a fortnight at full speed and print what was seen.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --play: the same as data.")] = False,
    http: Annotated[bool, typer.Option("--http", help="Reach the bot by signed HTTP, not Socket Mode.")] = False,
    teams: Annotated[
        bool, typer.Option("--teams", help="In Microsoft's Agents Playground, a local Teams that you start beside it.")
    ] = False,
) -> None:
    """Watch an invented district's cabinet live through a fortnight; nothing leaves this machine."""
    from bot.commands import showing

    transport = "http" if http else "socket"
    if teams:
        showing.show_teams_demo(port=port, alone=not (play_it or as_json or http))
    elif play_it:
        showing.play_demo(transport, as_json=as_json)
    else:
        showing.show_demo(transport, port=showing.PORT if port is None else port)


@app.command()
def run() -> None:
    """Run Homeroom in Slack, Microsoft Teams or both: people, the schedule and the deliveries, all in one process."""
    from bot.commands import processes

    processes.run(processes.BOTH)


@app.command()
def web() -> None:
    """Run only the people's side: answer Slack and Teams. Any number may run, each beside at least one worker."""
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
    from bot.commands import auditing

    auditing.export_audit(team, out)


@app.command()
def explain(
    team: Annotated[str, typer.Option(help="The team's name, or its channel's id.")],
    indicator: Annotated[str, typer.Argument(help="Only this one, by its label or id.")] = "",
    digest: Annotated[str, typer.Option(help="Which digest: latest, or its number, counted from 1.")] = "latest",
    check_in: Annotated[int | None, typer.Option(help="A check-in's results instead, by its number.")] = None,
) -> None:
    """Say which stored rows a digest's numbers come from: how many of which table, and never whose."""
    from bot.clock import SystemClock
    from bot.commands import explaining

    explaining.explain(SystemClock(), team, digest=digest, check_in=check_in, indicator=indicator)


@app.command()
def report(
    team: Annotated[str, typer.Option(help="The team's name, or its channel's id.")],
    out: Annotated[Path, typer.Option(help="The file to write, such as report.html.")],
    pass_number: Annotated[
        int | None, typer.Option("--pass", help="Which pass; without it, the latest in which something has closed.")
    ] = None,
    for_coordinators: Annotated[
        bool, typer.Option("--for-coordinators", help="Say too how alike the team rates, in one number.")
    ] = False,
) -> None:
    """Write down a pass through the whole rubric as a page to read and print: what was agreed, what moved, what is
    next."""
    from bot.clock import SystemClock
    from bot.commands import reporting

    reporting.write_report(SystemClock(), team, pass_number=pass_number, for_coordinators=for_coordinators, out=out)


@app.command()
def export(
    team: Annotated[str, typer.Option(help="The team's name, or its channel's id.")],
    format: Annotated[str, typer.Option(help="csv (a zip file with a table each), json or xlsx.")] = "csv",
    table: Annotated[str, typer.Option(help="With csv: only this table, as one plain file.")] = "",
    indicator: Annotated[str, typer.Option(help="Only this indicator, by its id or its name.")] = "",
    domain: Annotated[str, typer.Option(help="Only this domain, by its id or its title.")] = "",
    since: Annotated[str, typer.Option(help="Only from this day on, such as 2026-11-13.")] = "",
    until: Annotated[str, typer.Option(help="Only until this day, which is included.")] = "",
    out: Annotated[Path | None, typer.Option(help="The file to write; without it, the standard output.")] = None,
) -> None:
    """Write down what a team found: counts, team ratings, next steps and evidence, with a codebook; never who rated."""
    from bot.commands.export_history import Wanted, export_history

    export_history(Wanted(team, format, table, indicator, domain, since, until, out))


@rubric_commands.command()
def lint(file: Annotated[Path, typer.Argument(help="The rubric's TOML file.")]) -> None:
    """List every fault of a rubric file, each with its line."""
    from bot.commands import inspecting

    inspecting.lint(file)


@teams_commands.command()
def package(
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("homeroom-teams.zip"),
    client_id: Annotated[str, typer.Option(help="The app's id; without it, TEAMS_CLIENT_ID.")] = "",
    name: Annotated[str, typer.Option(help="What the app is called, and what people type after the @.")] = "Homeroom",
    developer: Annotated[str, typer.Option(help="Who runs Homeroom, such as your district's name.")] = "Homeroom",
    website: Annotated[str, typer.Option(help="Where people find who runs it; starts with https://.")] = "",
    package_version: Annotated[
        str, typer.Option(help="Higher than that of the package before it; without it, Homeroom's own.")
    ] = "",
) -> None:
    """Write the app package that an administrator uploads to Microsoft Teams."""
    from bot.commands.teams_package import write_teams_package

    write_teams_package(
        out, client_id=client_id, name=name, developer=developer, website=website, package_version=package_version
    )


def main() -> None:
    app()


if __name__ == "__main__":
    main()
