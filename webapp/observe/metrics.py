"""Figures for Prometheus, in the processes of `site serve` only.

prometheus_client decides when it is imported, by a variable of the environment, whether processes
add up. Therefore this module is imported after that variable is set, and only where it is.
"""

import os
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from webapp.i18n import Site
from webapp.languages import LANGUAGES
from webapp.observe import METRICS_FOLDER, METRICS_HOST, Seen

_BUCKETS = (0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5)


class Metrics:
    """Counts the requests of this process."""

    def __init__(self) -> None:
        registry = CollectorRegistry()
        self._requests = Counter(
            "site_requests",
            "Requests answered",
            ["language", "page", "status", "store"],
            registry=registry,
        )
        self._seconds = Histogram(
            "site_request_seconds",
            "Time until an answer began",
            ["store"],
            buckets=_BUCKETS,
            registry=registry,
        )

    def __call__(self, seen: Seen) -> None:
        """Count a request."""
        store = "hit" if seen.stored else "miss"
        self._requests.labels(seen.language, seen.page, seen.status, store).inc()
        self._seconds.labels(store).observe(seen.seconds)


class CatalogueMetrics(Collector):
    """Reads, when Prometheus asks, what the catalogues lack and since when they are what they are.

    Arguments:
        site: reads the same files as the workers.
    """

    def __init__(self, site: Site) -> None:
        self._site = site

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give the figures of each language."""
        snapshot = self._site.catalogues.snapshot()
        fallback = GaugeMetricFamily(
            "site_fallback_messages",
            "Messages that a visitor reads in another language than the page's",
            labels=["language"],
        )
        for language in LANGUAGES:
            share = self._site.coverage.of_site(snapshot, language)
            fallback.add_metric([language.path], share.total - share.translated)
        yield fallback


def serve(site: Site, port: int) -> None:
    """Serve the figures of all workers on the loopback address, from a thread of this process.

    Arguments:
        site: the site.
        port: where `/metrics` is.

    Raises:
        OSError: when the port cannot be had.
    """
    registry = CollectorRegistry()
    MultiProcessCollector(registry, os.environ[METRICS_FOLDER])  # type: ignore[no-untyped-call]
    registry.register(CatalogueMetrics(site))
    start_http_server(port, METRICS_HOST, registry)
