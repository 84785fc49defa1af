"""The stages that stories are told on, by name."""

import pytest

# Slack over each of the two transports and on each of the databases, Teams, and no platform at all.
STAGES = (
    pytest.param("fake", id="fake"),
    pytest.param("slack, socket, SQLite", id="slack, socket, SQLite"),
    pytest.param("slack, http, PostgreSQL", id="slack, http, PostgreSQL", marks=pytest.mark.postgresql),
    pytest.param("teams, SQLite", id="teams, SQLite"),
)
# For stories in which a transport and a database meet.
OTHERS = (
    pytest.param("slack, http, SQLite", id="slack, http, SQLite"),
    pytest.param("teams, PostgreSQL", id="teams, PostgreSQL", marks=pytest.mark.postgresql),
    pytest.param("slack, socket, PostgreSQL", id="slack, socket, PostgreSQL", marks=pytest.mark.postgresql),
)
# In Teams a file is attached to a message, and read at once.
where_forms_take_files = pytest.mark.parametrize("scene", STAGES[:3], indirect=True)
on_every_pair = pytest.mark.parametrize("scene", [*STAGES, *OTHERS], indirect=True)
