# One image for every process: `homeroom run` by default, or `web`, `worker`, `release`.
FROM python:3.11-slim

WORKDIR /srv/homeroom
COPY pyproject.toml constraints.txt README.md ./
COPY rubric ./rubric
COPY storage ./storage
COPY jobs ./jobs
COPY bot ./bot
COPY sandbox ./sandbox
# With what Teams needs: one image serves Slack, Teams or both, as the settings say.
RUN PIP_CONSTRAINT=constraints.txt pip install --no-cache-dir '.[teams]' \
 && useradd --system --create-home --home-dir /var/lib/homeroom homeroom

# Where SQLite's file is kept, unless DATABASE_URL says otherwise: mount a volume here.
WORKDIR /var/lib/homeroom
VOLUME /var/lib/homeroom
USER homeroom
ENV HOST=0.0.0.0 PORT=3000 PYTHONUNBUFFERED=1
EXPOSE 3000
STOPSIGNAL SIGTERM
ENTRYPOINT ["homeroom"]
CMD ["run"]
