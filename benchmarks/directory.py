"""Searching a directory of a hundred thousand actors, beside PostgreSQL's unaccent and pg_trgm.

    make benchmark-directory                      # 100,000 actors, 30 queries, 20 runs of each
    make benchmark-directory ACTORS=1000000

Prints median, 99th percentile and spread of a search with its total, first page and all counts;
PostgreSQL finds and counts the same queries, and is left out with a word when it is not installed.
Nothing here decides a test.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from webapp.directory.criteria import Criteria  # noqa: E402
from webapp.directory.index import build, connect, country_names  # noqa: E402
from webapp.directory.load import load  # noqa: E402
from webapp.directory.records import Action, Actor, Directory, Place  # noqa: E402
from webapp.directory.search import Search, Sets  # noqa: E402
from webapp.directory.words import ACTIVITIES, DEPARTMENTS, FIELDS  # noqa: E402

QUERIES = [
    "", "name=solidair", "name=jumelage", "name=comité+caen", "name=citim", "name=maison",
    "name=amis+de", "name=droits+homme", "name=maison+europe", "name=xyzzy", "town=Caen",
    "town=Saint-Lô", "town=Manche", "department=61", "town=mortain", "place=Охрид", "place=Ohër",
    "place=中国", "place=Kina", "place=Würzburg", "place=niger", "country=MK", "country=DE",
    "country=DE&department=14", "country=GB&activity=twinning",
    "field=water", "field=water&country=SN", "field=education&field=youth&department=50",
    "activity=project&field=human-rights", "name=saint&country=BF&activity=project",
]  # fmt: skip


def generated(count: int) -> Directory:
    """Make a directory whose names, places and counts are spread as in the real one."""
    real = load(ROOT / "webapp" / "directory" / "data")
    source = random.Random(count)
    parts = sorted({word for actor in real.actors for word in actor.name.split()})
    syllables = [
        "ma", "ri", "lo", "ber", "vil", "le", "cour", "ton", "bel", "mont", "sur", "dan", "gre",
        "vau", "court", "gny", "sain", "fleu",
    ]  # fmt: skip
    made = [
        "".join(source.choices(syllables, k=source.randint(2, 4))).title() for _ in range(4_000)
    ]
    towns = [actor.town for actor in real.actors if actor.town] + made[:1_500]
    actions = [action for actor in real.actors for action in actor.actions]
    abroad = [
        replace(source.choice(actions), place=name, place_latin="", place_lang="")
        for name in made[1_500:]
    ]
    weights = [8] * len(actions) + [1] * len(abroad)

    def actor(number: int) -> Actor:
        kind = source.choice(["association", "association", "municipality"])
        town = source.choice(towns)
        name = " ".join([*source.choices(parts, k=source.randint(1, 4)), source.choice(made), town])
        own = tuple(
            varied(each)
            for each in source.choices(
                [*actions, *abroad], weights, k=source.choice([1, 1, 1, 2, 2, 3, 5])
            )
        )
        return Actor(f"a{number}", name, "", kind, town, source.choice(list(DEPARTMENTS)), own)

    def varied(action: Action) -> Action:
        themes = tuple(source.sample(sorted(FIELDS), k=source.choice([0, 0, 1, 1, 2])))
        kind = action.kind if source.random() < 0.7 else source.choice(sorted(ACTIVITIES))
        return replace(action, themes=themes, kind=kind)

    places: dict[tuple[str, str], Place] = dict(real.places)
    return Directory(tuple(actor(number) for number in range(count)), places, f"generated {count}")


def pairs(query: str) -> list[tuple[str, str]]:
    """Read a query as it stands in an address."""
    return [tuple(part.replace("+", " ").split("=")) for part in query.split("&") if part]  # type: ignore[misc]


def timed(
    search: Callable[[str], int], runs: int
) -> tuple[list[float], dict[str, float], dict[str, int]]:
    """Search each query so many times; give all times, each query's median and what it found."""
    everything: list[float] = []
    medians, found = {}, {}
    for query in QUERIES:
        times = []
        for _ in range(runs):
            start = time.perf_counter()
            found[query] = search(query)
            times.append((time.perf_counter() - start) * 1000)
        medians[query] = statistics.median(times)
        everything += times
    return everything, medians, found


def row(name: str, times: list[float]) -> str:
    """Write a row of the table, in milliseconds."""
    ordered = sorted(times)
    last = ordered[int(len(ordered) * 0.99)]
    spread = f"{ordered[0]:.2f} to {ordered[-1]:.1f}"
    return f"| {name} | {statistics.median(times):.2f} | {last:.1f} | {spread} |"


class Postgres:
    """A PostgreSQL of our own in a folder, reached by its socket alone."""

    def __init__(self, folder: Path, directory: Directory) -> None:
        self.bin = max(Path("/usr/lib/postgresql").glob("*/bin"))
        self.folder = folder
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        self.run("initdb", "-D", f"{folder}/data", "-A", "trust")
        options = (
            f"-c listen_addresses='' -k {folder} -c jit=off -c shared_buffers=512MB"
            " -c max_parallel_workers_per_gather=0"
        )
        self.run(
            "pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options, "start"
        )
        import psycopg

        self.connection = psycopg.connect(host=str(folder), user="postgres", autocommit=True)
        self.fill(directory)

    def run(self, program: str, *arguments: str) -> None:
        """Run one of its programs as its own account."""
        command = [str(self.bin / program), *arguments]
        if os.geteuid() == 0:  # it refuses to run as root
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    def fill(self, directory: Directory) -> None:
        """Load the same records, with trigram indexes over folded text."""
        run = self.connection.execute
        run("CREATE EXTENSION unaccent")
        run("CREATE EXTENSION pg_trgm")
        run(
            "CREATE FUNCTION fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE"
            " AS $$ SELECT lower(unaccent('unaccent', $1)) $$"
        )
        run(
            "CREATE TABLE entry (actor int, name text, town text, department text, place text,"
            " country text, activity text, field text)"
        )
        with self.connection.cursor().copy("COPY entry FROM STDIN") as copy:
            for each in entries(directory):
                copy.write_row(each)
        for column in ("name", "town", "place"):
            run(f"CREATE INDEX ON entry USING gin (fold({column}) gin_trgm_ops)")
        for column in ("actor", "department", "country", "activity", "field"):
            run(f"CREATE INDEX ON entry ({column})")
        run("VACUUM ANALYZE entry")

    def search(self, query: str) -> int:
        """Find, count, take the first page and count every choice, as our search does."""
        conditions: dict[str, tuple[str, list[object]]] = {}
        given: dict[str, list[str]] = {}
        for key, value in pairs(query):
            given.setdefault(key, []).append(value)
        for key, values in given.items():
            if key in ("name", "town", "place"):
                words = [word for value in values for word in value.split()]
                text = " AND ".join([f"fold({key}) LIKE '%%' || fold(%s) || '%%'"] * len(words))
                conditions[key] = (text, list(words))
            else:
                conditions[key] = (f"{key} = ANY(%s)", [values])
        total = self.count(conditions)
        where, bound = self.where(conditions)
        self.connection.execute(
            f"SELECT actor, min(name) FROM entry{where} GROUP BY actor ORDER BY 2 LIMIT 20", bound
        ).fetchall()
        for facet in ("department", "country", "field", "activity"):
            own = {key: each for key, each in conditions.items() if key != facet}
            where, bound = self.where(own)
            self.connection.execute(
                f"SELECT {facet}, count(DISTINCT actor) FROM entry{where} GROUP BY 1", bound
            ).fetchall()
        return total

    def where(self, conditions: dict[str, tuple[str, list[object]]]) -> tuple[str, list[object]]:
        """Join conditions."""
        text = " AND ".join(part for part, _ in conditions.values())
        bound = [value for _, values in conditions.values() for value in values]
        return (f" WHERE {text}" if text else ""), bound

    def count(self, conditions: dict[str, tuple[str, list[object]]]) -> int:
        """Count the actors."""
        where, bound = self.where(conditions)
        row = self.connection.execute(
            f"SELECT count(DISTINCT actor) FROM entry{where}", bound
        ).fetchone()
        return int(row[0]) if row else 0

    def stop(self) -> None:
        """End it."""
        self.connection.close()
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-m", "fast", "stop")


def entries(directory: Directory) -> Iterator[tuple[object, ...]]:
    """Yield a row for each action and field, with every name that it is found by."""
    for number, actor in enumerate(directory.actors):
        town = f"{actor.town} {actor.department} {DEPARTMENTS.get(actor.department, '')}"
        for action in actor.actions:
            known = directory.places.get((action.country, action.place), Place())
            names = [action.place, action.place_latin, *known.names, *country_names(action.country)]
            for theme in action.themes or ("",):
                yield (
                    number, f"{actor.name} {actor.acronym}", town, actor.department,
                    " ".join(names), action.country, action.kind, theme,
                )  # fmt: skip


def main() -> None:
    """Make the directory, search it, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actors", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=20)
    arguments = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # inherited by PostgreSQL
    directory = generated(arguments.actors)
    start = time.perf_counter()
    index = build(directory)
    connection = connect(index)
    search = Search(connection, Sets(connection), directory)
    built = time.perf_counter() - start
    size = len(index) / 1_000_000
    ours = lambda query: search(Criteria.from_query(pairs(query))).total  # noqa: E731
    times, medians, found = timed(ours, arguments.runs)
    print(f"{arguments.actors:,} actors; index built in {built:.1f} s, {size:.0f} MB\n")
    print("| search with all counts | median ms | p99 ms | spread ms |\n|---|---|---|---|")
    print(row("ours, SQLite FTS5", times), flush=True)
    theirs: dict[str, tuple[float, int]] = {}
    if Path("/usr/lib/postgresql").is_dir():
        folder = Path(tempfile.mkdtemp(prefix="postgres-"))
        postgres = Postgres(folder, directory)
        times, other, counts = timed(postgres.search, max(1, arguments.runs // 5))
        postgres.stop()
        shutil.rmtree(folder)
        print(row("PostgreSQL, unaccent and pg_trgm", times))
        theirs = {query: (other[query], counts[query]) for query in QUERIES}
    else:
        print("PostgreSQL is not installed and is left out", file=sys.stderr)
    print("\n| query | ours ms | found | PostgreSQL ms | found |\n|---|---|---|---|---|")
    for query in QUERIES:
        beside = "{:.2f} | {}".format(*theirs[query]) if theirs else "– | –"
        print(f"| `{query}` | {medians[query]:.2f} | {found[query]} | {beside} |")


if __name__ == "__main__":
    main()
