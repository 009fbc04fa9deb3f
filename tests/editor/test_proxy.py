"""The editor for a team: a real nginx signs people in, and the real server believes it alone."""

import base64
import http.client
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.conftest import Server, free_port, need
from tests.export.conftest import nginx
from tests.export.test_deployment_files import FOLDER, GUIDE, HOST, adapted, certificate_in, units
from webapp import create_app
from webapp.catalogs.snapshot import Catalogues
from webapp.deployment import CHECKS, Deployment, editor
from webapp.editor.workbook import Row, State, Workbook
from webapp.errors import FileError
from webapp.languages import BY_PATH
from webapp.pages import BY_SLUG
from webapp.settings import Settings
from webapp.translators import FILE, read_people

BASE = f"https://{HOST}"
ORIGIN = {"Origin": BASE}
PASSWORD = "a long enough sentence"

ANA, BO, EVE = "ana@vlada.example.mk", "bo@regione.example.it", "eve@elsewhere.example"
PEOPLE = f"""
[[translator]]
name = "Ана Петрова"
email = "Ana@vlada.example.mk"
languages = ["mk", "nb"]
reviewer = true

[[translator]]
name = "Bo Rossi"
email = "{BO}"
languages = ["it"]

[[translator]]
name = "Li Wei"
email = "li@fuzhou.example.cn"
languages = ["it", "zh"]
reviewer = true
"""


class Answer:
    """What came back: status, headers by their name in lower case, text."""

    def __init__(self, found: http.client.HTTPResponse) -> None:
        self.status = found.status
        self.headers = {name.lower(): value for name, value in found.getheaders()}
        self.body = found.read()
        self.text = self.body.decode(errors="replace")

    def field(self, name: str) -> str:
        """Return what a form on the page has in a hidden field."""
        found = re.search(f'name="{name}" value="([^"]*)"', self.text)
        return found[1] if found else ""


class Client:
    """A browser: keeps the editor's cookie, and opens a connection for each request.

    Arguments:
        port: where nginx listens with encryption, or the site without.
        email: whom it signs in as, by nginx; nobody when empty.
        certificate: the folder of nginx's certificate; None for the site itself.
        address: the address of this machine that it asks from.
    """

    def __init__(
        self,
        port: int,
        email: str = "",
        certificate: Path | None = None,
        address: str = "127.0.0.1",
        password: str = PASSWORD,
    ) -> None:
        self.port, self.address, self.certificate = port, address, certificate
        self.headers = {"Host": HOST}
        if email:
            basic = base64.b64encode(f"{email}:{password}".encode()).decode()
            self.headers["Authorization"] = f"Basic {basic}"

    def _connection(self) -> http.client.HTTPConnection:
        place = {"source_address": (self.address, 0), "timeout": 20}
        if self.certificate is None:
            return http.client.HTTPConnection("127.0.0.1", self.port, **place)  # type: ignore[arg-type]
        context = ssl.create_default_context(cafile=str(self.certificate / "fullchain.pem"))
        context.check_hostname = False
        return http.client.HTTPSConnection("127.0.0.1", self.port, context=context, **place)  # type: ignore[arg-type]

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> Answer:
        """Send a request and return the answer; a cookie is kept."""
        connection = self._connection()
        try:
            connection.request(method, path, body, self.headers | headers)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        if "set-cookie" in answer.headers:
            self.headers["Cookie"] = answer.headers["set-cookie"].partition(";")[0]
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page."""
        return self.ask("GET", path, **headers)

    def post(self, path: str, **form: str) -> Answer:
        """Send a form as a page of the editor does."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(form), **ORIGIN, **kind)

    def save(self, path: str, text: str, action: str = "publish", **form: str) -> Answer:
        """Open a message and send its form with another text."""
        page = self.get(path)
        hidden = {"seen": page.field("seen"), "token": page.field("token")}
        return self.post(path, **({"msgstr-0": text, "action": action} | hidden | form))


def run_git(folder: Path, *arguments: str) -> str:
    """Return what git answers about a folder."""
    command = [need("git"), "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def repository(folder: Path, compiled: Path) -> Path:
    """Make a working copy with the catalogues, all committed; return its `translations`."""
    translations = folder / "translations"
    shutil.copytree(compiled, translations)
    (translations / FILE).write_text(PEOPLE, encoding="utf-8")
    run_git(folder, "init", "--quiet", "--initial-branch=main")
    run_git(folder, "add", "translations")
    who = ("-c", "user.name=Dev", "-c", "user.email=dev@example.org")
    run_git(folder, *who, "commit", "--quiet", "-m", "Begin")
    return translations


class Team:
    """The site and an nginx before it, with the files of `deployment/`.

    Arguments:
        port: where nginx listens with encryption.
    """

    def __init__(self, server: Server, port: int, certificate: Path) -> None:
        self.server, self.port, self.certificate = server, port, certificate
        self.translations = server.translations
        self.workbook = Workbook(server.translations, Catalogues(server.translations, None))

    def client(self, email: str = "", password: str = PASSWORD) -> Client:
        """Return a browser that reaches the site through nginx."""
        return Client(self.port, email, self.certificate, password=password)

    def direct(self, address: str = "127.0.0.2") -> Client:
        """Return a client that goes to the site itself; by default from no proxy's address."""
        return Client(self.server.port, address=address)

    def row(self, path: str) -> Row:
        """Return the message at an address of the editor as its catalogue has it now."""
        _, _, language, _, key = path.split("/")
        return self.workbook.book(BY_PATH[language]).rows[key]

    def message(self, state: State, path: str = "mk") -> str:
        """Return the address of a message in a state, without fields and in one form."""
        rows = self.workbook.book(BY_PATH[path]).rows.values()
        key = next(
            row.key
            for row in rows
            if row.state is state
            and "%" not in row.source.msgid
            and row.source.msgid_plural is None
            and row.source.msgid.endswith(".")
        )
        return f"/edit/{path}/messages/{key}"


@contextmanager
def before(
    server: Server, name: str, folder: Path, http: str = "", **places: str
) -> Iterator[Team]:
    """Run nginx with nginx.conf and one of the ways to sign in.

    Arguments:
        name: the file of `deployment/` that signs people in.
        http: what else is in nginx's `http` block.
        places: what stands in that file for what it names.
    """
    certificate = certificate_in(folder)
    plain, encrypted = free_port(), free_port()
    editor = folder / "cooperation-pages-editor.conf"
    text = (FOLDER / name).read_text(encoding="utf-8")
    for old, new in places.items():
        text = text.replace(
            {"people": "/etc/nginx/cooperation-pages-translators"}.get(old, old), new
        )
    editor.write_text(text, encoding="utf-8")
    included = {"/etc/nginx/cooperation-pages-editor*.conf": str(editor)}
    upstream = f"127.0.0.1:{server.port}"
    http += adapted("nginx.conf", certificate, plain, encrypted, upstream=upstream, **included)
    http += f"server {{ listen 127.0.0.1:{plain} default_server; return 200; }}\n"
    with nginx(folder / "nginx", http, plain):
        yield Team(server, encrypted, certificate)


@pytest.fixture(scope="module")
def server(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site with the editor for a team, on a working copy of its own."""
    folder = tmp_path_factory.mktemp("work")
    running = Server(
        repository(folder, compiled),
        workers=2,
        SITE_BASE_URL=BASE,
        SITE_EDITOR="proxy",
        SITE_PROXIES="127.0.0.1",
        SITE_CACHE=str(tmp_path_factory.mktemp("cache")),
    )
    try:
        running.wait()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def team(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """nginx with its basic sign-in before the site."""
    folder = tmp_path_factory.mktemp("team")
    folder.chmod(0o755)
    command = [need("openssl"), "passwd", "-6", "-stdin"]
    hashed = subprocess.run(command, input=PASSWORD, capture_output=True, text=True, check=True)
    passwords = folder / "passwords"
    emails = (ANA, BO, EVE, "li@fuzhou.example.cn")
    passwords.write_text("".join(f"{email}:{hashed.stdout}" for email in emails))
    with before(server, "nginx-editor.conf", folder, people=str(passwords)) as running:
        yield running


PAGE = "/edit/mk/messages"
FORGED = [
    ("the site itself, from elsewhere", "127.0.0.2", {"X-Forwarded-Email": ANA}),
    ("the same, as if a proxy had passed it on", "127.0.0.2",
     {"X-Forwarded-Email": ANA, "X-Forwarded-For": "127.0.0.1"}),
    ("the proxy, which names nobody", "127.0.0.1", {}),
    ("the proxy, with an empty name", "127.0.0.1", {"X-Forwarded-Email": ""}),
    ("another header", "127.0.0.1", {"X-Forwarded-User": ANA, "Remote-User": ANA}),
    ("two names", "127.0.0.1", {"X-Forwarded-Email": f"{ANA}, {BO}"}),
    ("what the site calls it itself", "127.0.0.1", {"site.person": ANA, "Site_Person": ANA}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "headers"), [row[1:] for row in FORGED], ids=[r[0] for r in FORGED]
)
def test_only_a_proxy_says_who_somebody_is(
    team: Team, address: str, headers: dict[str, str]
) -> None:
    """A name from any other address, or in any other header, is none: 403 with a sentence."""
    answer = team.direct(address).get(PAGE, **headers)
    assert answer.status == 403
    assert "<h1>" in answer.text
    assert "Ана" not in answer.text


def test_the_proxy_is_believed(team: Team) -> None:
    """What nginx sends lets in, in whatever case the address is written."""
    answer = team.direct("127.0.0.1").get(PAGE, **{"X-Forwarded-Email": ANA.upper()})
    assert answer.status == 200


THROUGH = [
    "/edit/mk/messages",
    "/%65dit/mk/messages",
    "/edit%2Fmk/messages",
    "//edit/mk/messages",
    "/fr/../edit/mk/messages",
    "/./edit/mk/messages",
    "/edit/../edit/mk/messages",
    "/EDIT/mk/messages",
    "/edit",
    "/edit;x/mk/messages",
    "/edit/mk/messages?x=/../../fr/",
]
NAMES = ["X-Forwarded-Email", "X_Forwarded_Email", "x-forwarded-email"]


def test_nobody_comes_in_through_nginx_without_signing_in(team: Team) -> None:
    """A header of the client's own opens no spelling of the editor's addresses."""
    visitor = team.client()
    opened = [
        (path, name, answer.status)
        for path in THROUGH
        for name in NAMES
        if (answer := visitor.get(path, **{name: ANA})).status not in (301, 302, 400, 401, 403, 404)
    ]
    assert opened == []


@pytest.mark.parametrize("name", NAMES)
def test_who_has_signed_in_is_nobody_else(team: Team, name: str) -> None:
    """A signed-in translator stays who they are, whatever header they send."""
    bo = team.client(BO)
    assert bo.get("/edit/it/messages", **{name: ANA}).status == 200
    assert bo.get("/edit/mk/messages", **{name: ANA}).status == 403


def test_nginx_refuses_a_wrong_password(team: Team) -> None:
    """Without the password the site is not even asked."""
    answer = team.client(ANA, password="guessed").get(PAGE)
    assert (answer.status, "www-authenticate" in answer.headers) == (401, True)


RIGHTS = [
    (ANA, "mk", 200), (ANA, "nb", 200), (ANA, "it", 403), (ANA, "fr", 403), (ANA, "xx", 404),
    (BO, "it", 200), (BO, "mk", 403), (EVE, "mk", 403), (EVE, "it", 403),
]  # fmt: skip


@pytest.mark.parametrize(("email", "path", "status"), RIGHTS)
def test_rights_are_by_language(team: Team, email: str, path: str, status: int) -> None:
    """Each address under a language answers those who translate it alone."""
    client = team.client(email)
    for rest in ("", "privacy", "messages", "hand-in", "messages.po", "help"):
        answer = client.get(f"/edit/{path}/{rest}")
        assert answer.status == status, rest


def test_who_is_not_in_the_table_is_told(team: Team) -> None:
    """Somebody whom nginx knows and translators.toml does not is told why they may not."""
    answer = team.client(EVE).get("/edit/", **{"Accept-Language": "fr"})
    assert answer.status == 403
    assert "Aucun traducteur n’est connu" in answer.text


def test_a_reviewer_publishes(team: Team) -> None:
    """What a reviewer saves is on the public page at once."""
    path, text = team.message(State.DONE), "Нов текст за проверка."
    assert team.client(ANA).save(path, text).status == 303
    assert text in (team.translations / "mk/LC_MESSAGES/messages.po").read_text(encoding="utf-8")
    row = team.row(path)
    assert row.message.msgstr == [text]
    assert row.is_published


@pytest.mark.parametrize("action", ["publish", "draft", "ask", "nonsense", ""])
def test_others_change_no_published_text(team: Team, action: str) -> None:
    """Who is no reviewer leaves the text that visitors read as it is, whatever their form says."""
    path = team.message(State.DONE, "it")
    catalogue = team.translations / "it/LC_MESSAGES/messages.po"
    now, bo = catalogue.read_bytes(), team.client(BO)
    text = team.row(path).message.msgstr[0]
    assert bo.save(path, "Un testo nuovo.", action).status == 403
    if action != "ask":
        assert bo.save(path, text, action).status == 403
    assert catalogue.read_bytes() == now


def test_others_ask_and_keep_drafts(team: Team) -> None:
    """A question leaves a text published; a draft is kept where nothing is published."""
    bo, li = team.client(BO), team.client("li@fuzhou.example.cn")
    path = team.message(State.DONE, "it")
    assert (
        bo.save(path, team.row(path).message.msgstr[0], "ask", question="È giusto?").status == 303
    )
    asked = team.row(path)
    assert asked.is_published
    assert asked.message.comments[-1].startswith("Bo Rossi, ")
    assert li.save(path, "Da rivedere.", "draft").status == 303
    assert bo.save(path, "Una bozza di Bo.", "publish").status == 303
    kept = team.row(path)
    assert (kept.message.msgstr, kept.state) == (["Una bozza di Bo."], State.DRAFT)


def test_a_form_is_taken_by_another_worker(team: Team, tmp_path: Path) -> None:
    """The session and the token of a form mean the same to a process that never saw them."""
    settings = Settings(
        base_url=BASE, translations=team.translations, cache=tmp_path, editor="proxy",
        proxies=("127.0.0.1",),
    )  # fmt: skip
    other, path = (
        create_app(settings).test_client(use_cookies=False),
        team.message(State.DONE, "nb"),
    )
    ana = team.client(ANA)
    page = ana.get(path)
    form = {name: page.field(name) for name in ("token", "seen")}
    answer = other.post(
        path,
        data={"msgstr-0": "En ny tekst.", "action": "publish"} | form,
        headers={**ORIGIN, "X-Forwarded-Email": ANA, "Cookie": ana.headers["Cookie"]},
        base_url=BASE,
        environ_base={"REMOTE_ADDR": "127.0.0.1"},
    )
    assert answer.status_code == 303
    assert [ana.save(path, f"Tekst nummer {number}.").status for number in range(6)] == [303] * 6


def test_tabs_that_open_at_once_can_both_save(team: Team) -> None:
    """Each gets a cookie of its own, which the browser keeps: the form of neither is refused."""
    path, tabs = team.message(State.DONE, "nb"), [team.client(ANA), team.client(ANA)]
    pages = [tab.get(path) for tab in tabs]
    cookies = dict(tab.headers["Cookie"].split("=", 1) for tab in tabs)
    for tab, page in zip(tabs, pages, strict=True):
        tab.headers["Cookie"] = "; ".join("=".join(pair) for pair in cookies.items())
        form = {name: page.field(name) for name in ("token", "seen")}
        assert (
            tab.post(path, **{"msgstr-0": "En helt ny tekst.", "action": "publish"} | form).status
            == 303
        )
        assert "set-cookie" not in tab.get(path).headers


NEVER_STORED = [
    "/edit/", "/edit/mk/", "/edit/mk/privacy", "/edit/mk/messages", "/edit/mk/hand-in",
    "/edit/mk/messages.po", "/edit/mk/no-such-page", "/edit/mk/messages/none", "/edit/it/",
    "/edit/static/editor.js", "/edit/static/none",
]  # fmt: skip


@pytest.mark.parametrize("email", [ANA, EVE])
def test_nothing_of_the_editor_is_stored_or_indexed(team: Team, email: str) -> None:
    """Every answer under /edit/ says so, whoever asks; the cookie is for the editor alone."""
    client = team.client(email)
    for path in NEVER_STORED:
        headers = client.get(path).headers
        assert (headers["cache-control"], headers["x-robots-tag"]) == ("no-store", "noindex"), path
        if "set-cookie" in headers:
            parts = set(headers["set-cookie"].split("; ")[1:])
            assert parts == {"Secure", "HttpOnly", "Path=/edit", "SameSite=Strict"}


def test_the_public_site_beside_it_is_the_same(team: Team, tmp_path: Path) -> None:
    """Visitors get the bytes and headers of a site without an editor, signed in or not."""
    settings = Settings(base_url=BASE, translations=team.translations, cache=tmp_path)
    plain = create_app(settings).test_client(use_cookies=False)
    visitor, ana = team.client(), team.client(ANA)
    own = {"date", "server", "connection", "content-length", "transfer-encoding"}
    differing = []
    pages = [f"/mk/{slug}" for slug in list(BY_SLUG)[::5]]
    for path in [*pages, "/", "/robots.txt", "/sitemap.xml", "/mk/nothing", "/no/privacy"]:
        ours = plain.get(path, base_url=BASE)
        wanted = {name.lower(): value for name, value in ours.headers if name.lower() not in own}
        for there in (visitor.get(path), ana.get(path, Cookie="editor=x")):
            headers = {name: value for name, value in there.headers.items() if name not in own}
            if (there.status, there.body, headers) != (ours.status_code, ours.data, wanted):
                differing.append((path, there.status, headers, wanted))
    assert differing == []


def commits(translations: Path, number: int) -> list[tuple[str, str, str]]:
    """Return author, committer and subject of the newest commits, the newest first."""
    log = run_git(translations, "log", f"-{number}", "--format=%an <%ae>%x00%cn%x00%s")
    return [tuple(line.split("\0")) for line in log.splitlines()]  # type: ignore[misc]


def test_each_save_is_a_commit_in_their_name(team: Team) -> None:
    """One's own saves become one commit, another's come between, and nothing is left over."""
    mine, theirs = team.message(State.DONE), team.message(State.DONE, "it")
    ana, li = team.client(ANA), team.client("li@fuzhou.example.cn")
    assert li.save(theirs, "Primo testo.").status == 303
    begun = int(run_git(team.translations, "rev-list", "--count", "HEAD"))
    for client, path, text in (
        (ana, mine, "Прв текст."),
        (ana, mine, "Втор текст."),
        (li, theirs, "Secondo testo."),
        (ana, mine, "Трет текст."),
    ):
        assert client.save(path, text).status == 303
    who = "Ана Петрова", "Li Wei"
    assert commits(team.translations, 3) == [
        ("Ана Петрова <ana@vlada.example.mk>", who[0], "Translate into Macedonian"),
        ("Li Wei <li@fuzhou.example.cn>", who[1], "Translate into Italian"),
        ("Ана Петрова <ana@vlada.example.mk>", who[0], "Translate into Macedonian"),
    ]
    assert int(run_git(team.translations, "rev-list", "--count", "HEAD")) == begun + 3
    assert run_git(team.translations, "status", "--porcelain") == ""
    assert "Втор" in run_git(team.translations, "show", "HEAD~2")
    assert "Прв" not in run_git(team.translations, "log", "-3", "-p")


ONE = '[[translator]]\nname = "A"\nemail = "a@b"\nlanguages = []\n'
WRONG = [
    ("no TOML", "[[translator]\n", "line 1"),
    ("no such table", "[[translators]]\n", "translators"),
    ("one table", "[translator]\n", "translator"),
    ("nothing of a table", "translator = 5\n", "translator"),
    ("numbers", "translator = [5]\n", "translator 1"),
    ("no languages", ONE.replace("languages = []", ""), "translator 1"),
    ("an unknown language", ONE.replace("[]", '["xx"]'), "xx"),
    ("the language of the source", ONE.replace("[]", '["fr"]'), "fr"),
    ("a number", ONE.replace("[]", "[7]"), "7"),
    ("no address", ONE.replace("a@b", "a"), "translator 1"),
    ("a name that git refuses", ONE.replace('"A"', '"."'), "translator 1"),
    ("two lines in a name", ONE.replace('"A"', '"A\\nB"'), "translator 1"),
    ("a word for a yes", ONE + 'reviewer = "yes"\n', "translator 1"),
    ("another line", ONE + "admin = true\n", "translator 1"),
    ("the same twice", PEOPLE + PEOPLE, "translator 4"),
    ("not UTF-8", b"\xff", "utf-8"),
]


@pytest.mark.parametrize(
    ("text", "reason"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_a_wrong_table_of_translators_has_a_reason(
    tmp_path: Path, text: str | bytes, reason: str
) -> None:
    """The error names the file and what is wrong, and nobody of whom the file speaks."""
    path = tmp_path / FILE
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(FileError) as raised:
        read_people(path)
    assert FILE in str(raised.value)
    assert reason in str(raised.value).removeprefix(str(path))
    assert "@vlada" not in str(raised.value)


def test_a_wrong_table_is_one_clear_answer(team: Team) -> None:
    """The editor says what is wrong until the table is right; the public site goes on."""
    path, ana = team.translations / FILE, team.client(ANA)
    right = path.read_bytes()
    for make in (lambda: path.write_text("[[translator]\n"), path.unlink):
        try:
            make()
            answer = ana.get("/edit/mk/messages")
            assert answer.status == 503
            assert FILE in answer.text
            assert answer.headers["cache-control"] == "no-store"
            assert ana.get("/mk/privacy").status == 200
        finally:
            path.write_bytes(right)
        assert ana.get("/edit/mk/messages").status == 200


def test_the_check_of_a_deployment_says_it_too(translations: Path, tmp_path: Path) -> None:
    """`site check` names a wrong table and a folder without git, for a site with an editor only."""
    (translations / FILE).write_text("[[translator]\n")
    settings = Settings(base_url=BASE, translations=translations, cache=tmp_path)
    assert list(editor(Deployment(settings))) == []
    team = replace(settings, editor="proxy", proxies=("127.0.0.1",))
    found = [str(finding) for finding in editor(Deployment(team))]
    assert editor in CHECKS
    assert [line.partition(" ")[0] for line in found] == ["error", "warning"]
    assert f"{FILE}: " in found[0]
    assert "not a git repository" in found[1]


def test_two_who_save_at_once_have_a_commit_each(team: Team) -> None:
    """What one writes is in no commit of another, though both write into the same catalogue."""
    bo, li = team.client(BO), team.client("li@fuzhou.example.cn")
    path = team.message(State.DONE, "it")
    assert li.save(path, "Da rivedere.", "draft").status == 303
    other = team.message(State.DONE, "it")
    begun = run_git(team.translations, "rev-parse", "HEAD").strip()
    with ThreadPoolExecutor(2) as pool:
        for number in range(4):
            saves = (
                pool.submit(bo.save, path, f"Bozza di Bo {number}."),
                pool.submit(li.save, other, f"Testo di Li {number}."),
            )
            assert [save.result().status for save in saves] == [303, 303]
    log = run_git(team.translations, "log", f"{begun}..HEAD", "--format=%x00%an", "-p")
    for commit in log.split("\0")[1:]:
        name = commit.partition(" ")[0]
        assert not re.findall(rf"^\+.*(?:Bozza|Testo) di (?!{name})", commit, re.MULTILINE), commit


def test_translators_wait_while_somebody_pulls(team: Team, tmp_path: Path) -> None:
    """`flock .git/HEAD`, as in the guide, keeps every save until it ends."""
    assert "flock .git/HEAD git pull" in GUIDE
    head, done = team.translations.parent / ".git" / "HEAD", tmp_path / "done"
    pull = subprocess.Popen([need("flock"), str(head), "sh", "-c", f"sleep 1; touch {done}"])
    time.sleep(0.2)
    assert team.client(ANA).save(team.message(State.DONE), "Почекано.").status == 303
    assert done.exists()
    pull.wait(10)


OAUTH = """
server {{
    listen 127.0.0.1:{port};
    location = /oauth2/auth {{
        if ($http_cookie !~ "_oauth2_proxy=(ana)") {{ return 401; }}
        add_header X-Auth-Request-Email {email} always;
        return 202;
    }}
    location = /oauth2/start {{ return 302 "{sign_in}$http_x_auth_request_redirect"; }}
}}
"""


def test_the_settings_for_oauth2_proxy_do_the_same(
    server: Server, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """With something that answers as oauth2-proxy does: its word counts, and nobody else's."""
    folder, port = tmp_path_factory.mktemp("oauth2"), free_port()
    folder.chmod(0o755)
    http = OAUTH.format(port=port, email=ANA, sign_in="https://login.example.org")
    places = {"127.0.0.1:4180": f"127.0.0.1:{port}"}
    with before(server, "nginx-editor-oauth2.conf", folder, http, **places) as team:
        there = "/edit/mk/messages?state=left&words=a"
        stranger = team.client().get(there, **{"X-Forwarded-Email": ANA})
        assert stranger.status == 302
        assert stranger.headers["location"] == f"https://login.example.org{there}"
        forged = {"X-Auth-Request-Email": ANA, "X-Forwarded-Email": BO}
        assert team.client().get("/edit/mk/messages", **forged).status == 302
        signed_in = {"Cookie": "_oauth2_proxy=ana"}
        assert team.client().get("/edit/mk/messages", **signed_in, **forged).status == 200
        assert team.client().get("/edit/it/messages", **signed_in, **forged).status == 403
        assert team.client().get("/oauth2/auth", **signed_in).status == 404


def test_the_guide_has_a_table_that_can_be_read(tmp_path: Path) -> None:
    """The example of translators.toml in the guide is one."""
    (example,) = re.findall(r"```\n(\[\[translator.*?)```", GUIDE, re.DOTALL)
    path = tmp_path / FILE
    path.write_text(example, encoding="utf-8")
    assert any(person.reviewer for person in read_people(path).values())


def test_systemd_takes_what_changes_in_the_unit(tmp_path: Path) -> None:
    """`systemd-analyze verify` has nothing to say about the unit with the file beside it."""
    names = units(tmp_path)
    beside = tmp_path / "cooperation-pages.service.d" / "editor.conf"
    beside.parent.mkdir()
    shutil.copy(FOLDER / "cooperation-pages-editor.conf", beside)
    command = [need("systemd-analyze"), "verify", "--man=no", *names]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
