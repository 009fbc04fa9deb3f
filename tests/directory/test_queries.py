"""What is found: a table of queries over a copy of the records, looked up in the files by hand."""

from urllib.parse import parse_qsl

from webapp.directory.query import Query
from webapp.directory.records import Actor, Directory
from webapp.directory.search import Index

KORNAKA = {"ifs", "colombelles", "mezidon-canon", "castillon-en-auge", "mondeville", "louvigny"}
NIGER = KORNAKA | {"eau-vive-basse-normandie"}
MACEDONIA = {
    "region-basse-normandie", "caen", "ouistreham", "hermanville-sur-mer", "ifs", "livarot",
    "fleury-sur-orne", "cherbourg-octeville", "saint-james", "colombelles", "2idhp",
    "maison-de-l-europe-de-caen",
}  # fmt: skip
ORNE = {"alencon", "flers", "argentan", "l-aigle", "vimoutiers"}
IN_CAEN = {
    "region-basse-normandie", "departement-calvados", "caen", "citim", "horizons-solidaires",
    "2idhp", "maison-de-l-europe-de-caen",
}  # fmt: skip
BURKINA = {
    "departement-manche", "ad3a", "peuples-solidaires-saint-lo", "saint-lo-dedougou",
    "amis-de-toussiana",
}  # fmt: skip
IN_SAINT_LO = {
    "departement-manche", "saint-lo", "ad3a", "peuples-solidaires-saint-lo", "saint-lo-dedougou",
}  # fmt: skip
REGION = {"region-basse-normandie"}
ITALY = REGION | {"cabourg", "conde-sur-noireau"}
MACEDONIAN_PROJECTS = {"saint-james", "colombelles", "2idhp", "maison-de-l-europe-de-caen"}
WATER = {"eau-vive-basse-normandie", "kadjamor"}
SENEGAL = {"herouville-saint-clair", "cherbourg-octeville", "kadjamor"}

QUERIES: list[tuple[str, set[str]]] = [
    # Name or acronym.
    ("name=citim", {"citim"}),
    ("name=CITIM", {"citim"}),
    ("name=Coordination Information", {"citim"}),
    ("name=information tiers monde", {"citim"}),
    ("name=droits homme", {"2idhp"}),
    ("name=Droits de l’Homme", {"2idhp"}),
    ("name=l'aigle", {"l-aigle"}),
    ("name=L’Aigle", {"l-aigle"}),
    ("name=aigle", {"l-aigle"}),
    ("name=alencon", {"alencon"}),
    ("name=ALENÇON", {"alencon"}),
    ("name=saint lo", {"saint-lo", "peuples-solidaires-saint-lo", "saint-lo-dedougou"}),
    ("name=St-Lô", {"saint-lo", "peuples-solidaires-saint-lo", "saint-lo-dedougou"}),
    ("name=ste mere eglise", {"sainte-mere-eglise"}),
    ("name=cherb", {"cherbourg-octeville", "tourlaville"}),
    # The name of today, and the form that a language has for the name.
    ("name=cherbourg-en-cotentin", {"cherbourg-octeville", "tourlaville"}),
    ("name=Vire Normandie", {"vire"}),
    ("town=Livarot-Pays-d'Auge", {"livarot"}),
    ("name=卡昂", {"caen", "maison-de-l-europe-de-caen"}),
    ("town=Каен", IN_CAEN),
    ("name=Bassa Normandia", REGION),
    ("name=ad3a", {"ad3a"}),
    ("name=kadjamor&name=citim", {"kadjamor", "citim"}),
    ("name=xyzzy", set()),
    # Town or department.
    ("town=Caen", IN_CAEN),
    ("town=caen", IN_CAEN),
    ("town=61", ORNE),
    ("town=Orne", ORNE | {"fleury-sur-orne"}),
    ("department=61", ORNE),
    ("town=st lo", IN_SAINT_LO),
    ("town=Montebourg", {"amis-de-toussiana"}),
    ("town=Cherbourg", {"cherbourg-octeville", "kadjamor", "tourlaville"}),
    ("department=61&town=montebourg", ORNE | {"amis-de-toussiana"}),
    # Country or town of intervention, in every script and language.
    ("place=Охрид", {"caen"}),
    ("place=ОХРИД", {"caen"}),
    ("place=Ohrid", {"caen"}),
    ("place=ohrid", {"caen"}),
    ("place=Ohër", {"caen"}),
    ("place=oher", {"caen"}),
    ("place=Струга", {"ouistreham"}),
    ("place=Struga", {"ouistreham"}),
    ("place=Strugë", {"ouistreham"}),
    ("place=Вевчани", {"hermanville-sur-mer"}),
    ("place=vevcani", {"hermanville-sur-mer"}),
    ("place=Vevčani", {"hermanville-sur-mer"}),
    ("place=Крушево", {"saint-james"}),
    ("place=krusevo", {"saint-james"}),
    ("place=karpos", {"fleury-sur-orne"}),
    ("place=Тихвин", {"herouville-saint-clair"}),
    ("place=tikhvin", {"herouville-saint-clair"}),
    ("place=esme", {"herouville-saint-clair"}),
    ("place=Würzburg", {"caen"}),
    ("place=wurzburg", {"caen"}),
    ("place=Quakenbruck", {"alencon"}),
    ("place=中国", REGION),
    ("place=中", REGION),
    ("place=福建", REGION),
    ("place=福建省", REGION),
    ("place=Fujian", REGION),
    ("place=Kina", REGION),
    ("place=Cina", REGION),
    ("place=Chine", REGION),
    ("place=Кина", REGION),
    ("place=china", REGION),
    ("place=CN", REGION),
    ("country=CN", REGION),
    ("place=Macédoine du Nord", MACEDONIA),
    ("place=North Macedonia", MACEDONIA),
    ("place=Северна Македонија", MACEDONIA),
    ("place=Nord-Makedonia", MACEDONIA),
    ("place=Macedonia del Nord", MACEDONIA),
    ("place=北马其顿", MACEDONIA),
    ("place=马其顿", MACEDONIA),
    ("place=Maqedonia e Veriut", MACEDONIA),
    ("place=République de Macédoine", REGION),
    ("country=MK", MACEDONIA),
    ("place=Niger", NIGER),
    ("place=nig", NIGER),
    ("place=尼日尔", NIGER),
    ("place=Kornaka", NIGER),
    ("place=Italia", ITALY),
    ("place=意大利", ITALY),
    ("place=Tuscany", REGION),
    ("place=Basse-Franconie", {"departement-calvados"}),
    ("place=不来梅港", {"cherbourg-octeville"}),
    ("place=Sénégal", SENEGAL),
    ("place=Ohrid&place=Struga", {"caen", "ouistreham"}),
    # Field and activity.
    ("field=water", {"eau-vive-basse-normandie", "kadjamor"}),
    ("field=human-rights", {"2idhp"}),
    ("field=youth", REGION | {"maison-de-l-europe-de-caen", "peuples-solidaires-saint-lo"}),
    ("field=heritage&field=women", REGION | {"peuples-solidaires-saint-lo"}),
    ("activity=friendship-pact", {"herouville-saint-clair"}),
    ("activity=bilateral-agreement", REGION),
    ("activity=documentation&activity=network-support", {"citim", "horizons-solidaires"}),
    # Combinations: each criterion counts, and the last three for the same action.
    ("field=water&country=NE", {"eau-vive-basse-normandie"}),
    ("field=water&country=SN", {"kadjamor"}),
    ("field=water&country=MK", set()),
    ("country=MK&activity=project", MACEDONIAN_PROJECTS),
    ("country=MK&activity=twinning", set()),
    ("country=DE&activity=decentralised-cooperation", set()),
    ("place=burkina", BURKINA),
    ("place=burkina&field=education", {"peuples-solidaires-saint-lo", "amis-de-toussiana"}),
    ("place=burkina&department=50&activity=project", BURKINA - {"departement-manche"}),
    ("name=saint&place=burkina", {"peuples-solidaires-saint-lo", "saint-lo-dedougou"}),
    ("name=caen&town=caen&place=ohrid&activity=decentralised-cooperation", {"caen"}),
    ("town=14&country=NE&name=ifs", {"ifs"}),
    ("country=NE&country=SN&field=water&activity=project", WATER),
    ("department=61&country=ML", {"alencon"}),
    ("department=61&country=US", {"flers"}),
    ("department=14&department=61&country=CH", {"cabourg", "l-aigle"}),
    ("name=...", set()),
    ("place=%25", set()),
]  # fmt: skip


def test_a_query_finds_what_it_should(index: Index) -> None:
    """Each query of the table finds those actors and nothing else."""
    wrong = []
    for pairs, expected in QUERIES:
        query = Query.read(parse_qsl(pairs))
        found = {each.actor.id for each in index.search(query, size=None).found}
        if found != expected or index.search(query).total != len(expected):
            wrong.append((pairs, found))
    assert wrong == []


PROPOSALS: list[tuple[str, dict[str, tuple[str, ...]]]] = [
    ("place=Ohird", {"place": ("Ohrid",)}),
    ("place=охирд", {"place": ("Охрид",)}),
    ("name=каем", {"name": ("Каен",)}),
    ("place=Wurzbrug", {"place": ("Würzburg",)}),
    ("place=Tyskalnd", {"place": ("Tyskland",)}),
    ("name=kadjamr", {"name": ("Kadjamor",)}),
    ("town=Caeen&place=ohrid", {"town": ("Caen",), "place": ("ohrid",)}),
    ("place=qqqqqqqq", {}),
    ("field=water&country=MK", {}),
]


def test_a_small_mistake_is_corrected_when_nothing_is_found(index: Index) -> None:
    """A query that finds nothing comes with one that finds something, or with none."""
    wrong = []
    for pairs, better in PROPOSALS:
        results = index.search(Query.read(parse_qsl(pairs)))
        proposed = results.did_you_mean
        said = dict(proposed.values) if proposed else {}
        if results.total or said != better or (proposed and not index.search(proposed).total):
            wrong.append((pairs, proposed))
    assert wrong == []


def test_only_the_actions_that_were_meant_are_shown(index: Index) -> None:
    """An actor comes with the actions that the criteria ask for."""
    (found,) = index.search(Query({"name": ("cherbourg",), "country": ("SN",)})).found
    assert [action.place for action in found.actions] == ["Coubalan"]


def test_names_stand_in_the_order_of_the_language() -> None:
    """Accents do not count in the order of names; in Norwegian, æ, ø and å follow z."""
    actors = tuple(
        Actor(f"a{number}", name, "", "association", "", "")
        for number, name in enumerate(["Zoé", "Ås", "Aa", "Øre", "Åbo", "Älvsbyn"])
    )
    index = Index(Directory(actors, version="x"))
    for norwegian, expected in (
        (False, ["Aa", "Åbo", "Älvsbyn", "Ås", "Øre", "Zoé"]),
        (True, ["Aa", "Älvsbyn", "Zoé", "Øre", "Åbo", "Ås"]),
    ):
        found = index.search(Query(), norwegian=norwegian).found
        assert [each.actor.name for each in found] == expected
