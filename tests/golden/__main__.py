"""Writes every transcript anew, and prints which have changed. Read the difference before committing it."""

import sys

from tests.golden.transcripts import FOLDER, kept, names, transcript


def main() -> None:
    wanted = {kept(name): transcript(name) for name in names()}
    for path in sorted({*wanted, *FOLDER.glob("*.txt")}):
        before = path.read_text(encoding="utf-8") if path.exists() else None
        if path not in wanted:
            path.unlink()
            sys.stdout.write(f"{path.name}: gone\n")
        elif before != wanted[path]:
            path.write_text(wanted[path], encoding="utf-8")
            sys.stdout.write(f"{path.name}: {'new' if before is None else 'changed'}\n")


if __name__ == "__main__":
    main()
