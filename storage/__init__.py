"""Remembers. The only package that imports sqlalchemy and alembic."""
