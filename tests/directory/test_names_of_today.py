"""The names that municipalities have today, by the package that the tool reads."""

from tools.names_of_today import name_of_today

COMMUNES: list[dict[str, object]] = [
    {"code": "50129", "nom": "Cherbourg-en-Cotentin", "type": "commune-actuelle"},
    {
        "code": "50129",
        "nom": "Cherbourg-Octeville",
        "type": "commune-deleguee",
        "chefLieu": "50129",
    },
    {"code": "50602", "nom": "Tourlaville", "type": "commune-deleguee", "chefLieu": "50129"},
    {"code": "14371", "nom": "Livarot-Pays-d'Auge", "type": "commune-actuelle"},
    {"code": "14371", "nom": "Livarot", "type": "commune-deleguee", "chefLieu": "14371"},
    {"code": "50487", "nom": "Saint-James", "type": "commune-actuelle"},
    {"code": "50487", "nom": "Saint-James", "type": "commune-deleguee", "chefLieu": "50487"},
    {"code": "14118", "nom": "Caen", "type": "commune-actuelle"},
    {"code": "38544", "nom": "Vire", "type": "commune-actuelle"},
]
NAMES = {
    "Cherbourg-Octeville": "Cherbourg-en-Cotentin",
    "Tourlaville": "Cherbourg-en-Cotentin",
    "Livarot": "Livarot-Pays-d’Auge",
    "Saint-James": "",
    "Caen": "",
    "Vire": None,
}


def test_a_part_of_a_municipality_has_its_name() -> None:
    """A name that is still a municipality's is kept; one that is not of here is not known."""
    assert {name: name_of_today(name, COMMUNES) for name in NAMES} == NAMES
