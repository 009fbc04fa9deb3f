"""The accessibility audit: `docs/rgaa.csv` has a row for each of the 106 criteria of RGAA 4.1.2."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar, Literal

from webapp.csv_file import Columns, Row, one_of, read_csv
from webapp.errors import FileError
from webapp.settings import ROOT
from webapp.tables import read_table

AUDIT = ROOT / "docs" / "rgaa.csv"
MET, NOT_MET, _ = STATES = ("conforme", "non conforme", "non applicable")
CRITERIA = tuple(
    f"{theme}.{number}"
    for theme, count in enumerate((9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12), 1)
    for number in range(1, count + 1)
)
"""The numbers of all criteria, in the order of the thirteen themes."""


@dataclass(frozen=True, slots=True)
class Audit:
    """The result for the pages of `sample` as of `day`: the criteria met and those not met."""

    day: date
    met: int
    not_met: tuple[Row, ...]
    sample: ClassVar = read_table("audited.toml")

    @property
    def applicable(self) -> int:
        """The number of criteria that apply to at least one page of the sample."""
        return self.met + len(self.not_met)

    @property
    def percent(self) -> float:
        """The percentage of applicable criteria that are met, to one decimal."""
        return round(100 * self.met / self.applicable, 1)

    @property
    def state(self) -> Literal["fully", "partially", "non"]:
        """The state by the French model: partially compliant when at least half are met."""
        if not self.not_met:
            return "fully"
        return "partially" if 2 * self.met >= self.applicable else "non"


def read_audit(path: Path = AUDIT) -> Audit:
    """Read an audit file.

    Raises:
        FileError: when the file has problems, each as `file:line: error [column] sentence`.
    """
    columns: Columns = dict.fromkeys(("title", "tests", "by_hand", "remark"), str) | {
        "criterion": partial(one_of, CRITERIA),
        "state": partial(one_of, STATES),
        "pages": lambda cell: [one_of(("all", *Audit.sample), page) for page in cell.split(" ")],
        "day": date.fromisoformat,
    }
    sheet = read_csv(path, columns, ["criterion"])
    for row in sheet.rows:
        if not row["tests"] + row["by_hand"]:
            row.note("by_hand", "says how it was tested where no test is named")
        if not row["remark"] and row["state"] != MET:
            row.note("remark", "is empty: say why it is not met or does not apply")
    states = {row["criterion"]: row["state"] for row in sheet.rows}
    missing = [criterion for criterion in CRITERIA if criterion not in states]
    if missing and not sheet.findings:
        sheet.note(1, "criterion", f"no row for {', '.join(missing)}")
    if MET not in states.values():
        sheet.note(1, "state", "no criterion is met")
    if sheet.findings:
        raise FileError("\n".join(finding for _, finding in sheet.findings))
    not_met = tuple(row for row in sheet.rows if row["state"] == NOT_MET)
    return Audit(max(row["day"] for row in sheet.rows), list(states.values()).count(MET), not_met)
