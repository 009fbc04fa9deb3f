"""The directory in a real browser: asked and read, by keyboard and without script."""

import json
import re
from typing import Any

from playwright.sync_api import Page

from tests.conftest import Server


def test_a_search_by_keyboard(server: Server, either: Page, paths: list[str]) -> None:
    """A search is typed, sent and counted, then seen in another language, and an actor opened."""
    page = either
    for path in paths:
        page.goto(f"{server.url}/{path}/directory")
        page.locator("input[name=place]").focus()
        page.keyboard.type("Ohër")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "place=Oh%C3%ABr" in page.url
        assert "1" in page.locator("main [role=status]").inner_text()
        assert page.locator(".actors .name").count() == 1
    page.locator("nav.languages a[hreflang=it]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.startswith(f"{server.url}/it/directory?")
    assert page.locator(".actors .name").count() == 1
    page.locator(".actors .name a").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{server.url}/it/directory/caen"
    assert page.locator("h1").inner_text() == "Caen"


def test_a_choice_is_made_and_taken_back_by_keyboard(server: Server, either: Page) -> None:
    """Space checks a choice, Enter sends it, and the chosen one has a link that undoes it."""
    page = either
    page.goto(f"{server.url}/fr/directory")
    page.locator("details:has(input[name=activity]) > summary").focus()
    page.keyboard.press("Enter")
    page.locator("input[name=activity][value=bilateral-agreement]").focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("activity=bilateral-agreement")
    found = page.locator(".actors .name").count()
    assert 0 < found < 20
    page.locator(".chosen a").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{server.url}/fr/directory"
    assert page.locator(".actors .name").count() == 20


def test_results_come_first_where_the_screen_is_small(server: Server, either: Page) -> None:
    """The form folds once it was used, with what it asked; on a wide screen it stays open."""
    page = either
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{server.url}/fr/directory?country=DE&place=Aalen")
    count: Any = page.locator("main [role=status]").bounding_box()
    assert count["y"] < 640
    summary = page.locator(".asked > summary")
    assert {"Allemagne", "Aalen"} <= set(re.findall(r"\w+", summary.inner_text()))
    assert page.locator("input[name=name]").is_hidden()
    summary.click()
    assert page.locator("input[name=name]").is_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.reload()
    assert summary.is_hidden()
    page.locator("input[name=name]").fill("caen")


def test_files_can_be_had(server: Server, page: Page) -> None:
    """The links under the results lead to the same actors in three forms."""
    page.goto(f"{server.url}/zh/directory?country=MK&name=ifs")
    links = {
        kind: page.locator(f"main a[href*='directory.{kind}']").get_attribute("href")
        for kind in ("csv", "json", "geojson")
    }
    texts = {kind: page.request.get(f"{server.url}{link}").body() for kind, link in links.items()}
    assert texts["csv"].startswith(b"\xef\xbb\xbf")
    assert [actor["name"] for actor in json.loads(texts["json"])["actors"]] == ["Ifs"]
    assert len(json.loads(texts["geojson"])["features"]) == 1
