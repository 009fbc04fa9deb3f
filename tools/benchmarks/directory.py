"""Searching a directory of the size of France: 10,000 actors with 20,000 actions.

    make benchmark-directory                      # 30 queries, 20 runs of each
    make benchmark-directory ACTORS=100000

Prints the time to make the index, then median, 99th percentile and spread of a search with its
total, first page and the counts of all choices, by one thread and by eight at once. Nothing here
decides a test.
"""

import argparse
import random
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from webapp.directory.load import load  # noqa: E402
from webapp.directory.query import Query  # noqa: E402
from webapp.directory.records import (  # noqa: E402
    ACTIVITIES,
    DEPARTMENTS,
    FIELDS,
    Action,
    Actor,
    Directory,
    Place,
)
from webapp.directory.search import Index  # noqa: E402

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
    """Return a directory whose names, places and counts are spread as in the real one."""
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
        source.choice(actions)._replace(place=name, place_latin="", place_lang="")
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
                [*actions, *abroad], weights, k=source.choice([1, 1, 1, 2, 2, 2, 5])
            )
        )
        return Actor(f"a{number}", name, "", kind, town, source.choice(list(DEPARTMENTS)), own)

    def varied(action: Action) -> Action:
        fields = tuple(source.sample(sorted(FIELDS), k=source.choice([0, 0, 1, 1, 2])))
        activity = action.activity if source.random() < 0.7 else source.choice(sorted(ACTIVITIES))
        return action._replace(fields=fields, activity=activity)

    places: dict[tuple[str, str], Place] = dict(real.places)
    return Directory(tuple(actor(number) for number in range(count)), places, f"generated {count}")


def pairs(query: str) -> list[tuple[str, str]]:
    """Return the pairs of a query as it stands in an address."""
    return [tuple(part.replace("+", " ").split("=")) for part in query.split("&") if part]  # type: ignore[misc]


def timed(index: Index, query: str) -> float:
    """Return the milliseconds that a search takes."""
    start = time.perf_counter()
    index.search(Query.read(pairs(query)))
    return (time.perf_counter() - start) * 1000


def row(name: str, times: list[float]) -> str:
    """Return a row of a table, in milliseconds."""
    ordered = sorted(times)
    last = ordered[int(len(ordered) * 0.99)]
    spread = f"{ordered[0]:.2f} to {ordered[-1]:.1f}"
    return f"| {name} | {statistics.median(times):.2f} | {last:.1f} | {spread} |"


def main() -> None:
    """Make the directory, search it, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actors", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=20)
    arguments = parser.parse_args()
    start = time.perf_counter()
    real = load(ROOT / "webapp" / "directory" / "data")
    print(f"the site's own data: read in {(time.perf_counter() - start) * 1000:.0f} ms")
    start = time.perf_counter()
    _ = Index(real).connection  # made when it is first asked for
    print(f"the site's own data: indexed in {(time.perf_counter() - start) * 1000:.0f} ms")
    directory = generated(arguments.actors)
    actions = sum(len(actor.actions) for actor in directory.actors)
    start = time.perf_counter()
    index = Index(directory)
    pages = index.connection.execute("PRAGMA page_count").fetchone()[0]
    built = time.perf_counter() - start
    size = pages * index.connection.execute("PRAGMA page_size").fetchone()[0] / 1_000_000
    print(f"{arguments.actors:,} actors, {actions:,} actions: {built:.1f} s, {size:.0f} MB\n")
    print("| search with all counts | median ms | p99 ms | spread ms |\n|---|---|---|---|")
    queries = [query for query in QUERIES for _ in range(arguments.runs)]
    times = [timed(index, query) for query in queries]
    print(row("one thread", times), flush=True)
    random.Random(1).shuffle(queries)
    start = time.perf_counter()
    with ThreadPoolExecutor(8) as threads:
        print(
            row(
                "each of eight threads", list(threads.map(lambda each: timed(index, each), queries))
            )
        )
    second = len(queries) / (time.perf_counter() - start)
    one = 1000 * len(times) / sum(times)
    print(f"\n{one:.0f} searches a second by one thread, {second:.0f} by eight")
    print("\n| query | median ms | found |\n|---|---|---|")
    for number, query in enumerate(QUERIES):
        median = statistics.median(times[number * arguments.runs :][: arguments.runs])
        found = index.search(Query.read(pairs(query))).total
        print(f"| `{query}` | {median:.2f} | {found} |")


if __name__ == "__main__":
    main()
