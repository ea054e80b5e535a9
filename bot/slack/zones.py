"""Time zones, found by the name of a city: what the form's select shows while somebody types."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from bot import weeks
from bot.slack import times
from bot.slack.cards import cut

MOST = 100
"""Options that a select may show [docs.slack.dev, select menu element]."""

ALIKE = 0.75
"""Below this similarity, from 0 to 1, a city is not what somebody misspelled."""

BIG_CITIES = {
    "Austin": "America/Chicago",
    "Bangalore": "Asia/Kolkata",
    "Barcelona": "Europe/Madrid",
    "Beijing": "Asia/Shanghai",
    "Bengaluru": "Asia/Kolkata",
    "Boston": "America/New_York",
    "Cape Town": "Africa/Johannesburg",
    "Chennai": "Asia/Kolkata",
    "Cologne": "Europe/Berlin",
    "Delhi": "Asia/Kolkata",
    "Edinburgh": "Europe/London",
    "Frankfurt": "Europe/Berlin",
    "Geneva": "Europe/Zurich",
    "Gothenburg": "Europe/Stockholm",
    "Hamburg": "Europe/Berlin",
    "Hanoi": "Asia/Ho_Chi_Minh",
    "Hyderabad": "Asia/Kolkata",
    "Islamabad": "Asia/Karachi",
    "Krakow": "Europe/Warsaw",
    "Manchester": "Europe/London",
    "Medellin": "America/Bogota",
    "Milan": "Europe/Rome",
    "Mumbai": "Asia/Kolkata",
    "Munich": "Europe/Berlin",
    "Osaka": "Asia/Tokyo",
    "Porto": "Europe/Lisbon",
    "Pune": "Asia/Kolkata",
    "Rio de Janeiro": "America/Sao_Paulo",
    "San Francisco": "America/Los_Angeles",
    "Seattle": "America/Los_Angeles",
    "Shenzhen": "Asia/Shanghai",
    "Tel Aviv": "Asia/Jerusalem",
    "Washington": "America/New_York",
    "Wellington": "Pacific/Auckland",
}
"""Where many engineers live and no zone is named after it."""


@dataclass(frozen=True)
class Place:
    """A city as the select shows it, and the IANA name of its zone."""

    label: str
    zone: str
    name: str
    """The city in plain small letters, as it is searched."""
    region: str
    """The rest of the zone's name, in the same way."""


def is_known(zone: str) -> bool:
    """Say whether this is a zone, and one that names a place or UTC."""
    return zone in weeks.zones() and zone not in {"Factory", "localtime"}


def label(zone: str) -> str:
    """Return how the select shows a zone: "London (Europe)"."""
    regions = [part.replace("_", " ") for part in reversed(zone.split("/")[:-1])]
    return f"{times.place(zone)} ({', '.join(regions)})" if regions else zone


def unknown(words: str) -> str:
    """Return the sentence for words that name no zone."""
    return (
        f'I don\'t know the time zone "{cut(words, 40)}". '
        "Type a city near you, such as London or Kolkata."
    )


def search(words: str) -> tuple[Place, ...]:
    """Return the places that somebody may mean, best first, `MOST` at most.

    Cities come before regions, beginnings before middles; misspellings only when nothing else
    fits. Accents, case and punctuation do not count.
    """
    typed = _plain(words[:80])
    if not typed:
        return ()
    ranked = [(rank, place) for place in _places() if (rank := _rank(typed, place)) is not None]
    ranked = ranked or _misspelled(typed)
    ranked.sort(key=lambda one: (one[0], one[1].name, one[1].zone))
    return tuple(place for _, place in ranked[:MOST])


def _rank(typed: str, place: Place) -> float | None:
    named = f" {place.name}"
    whole = f"{named} {place.region}"
    tests = (
        typed in {place.name, f"{place.region} {place.name}"},
        place.name.startswith(typed),
        f" {typed}" in named,
        all(f" {word}" in whole for word in typed.split()),
        len(typed) > 2 and typed in place.name,
    )
    return next((rank for rank, fits in enumerate(tests) if fits), None)


def _misspelled(typed: str) -> list[tuple[float, Place]]:
    """Return the places whose name, or its beginning, is spelled much like this."""
    return [
        (1 - alike, place)
        for place in _places()
        if (alike := _likeness(typed, place.name)) >= ALIKE
    ]


def _likeness(typed: str, name: str) -> float:
    whole = OSA.normalized_similarity(typed, name)
    beginning = OSA.normalized_similarity(typed, name[: len(typed)])
    # The whole counts a little more, so that "londn" is London before it is Londonderry.
    return max(whole, beginning - 0.05)


@cache
def _places() -> tuple[Place, ...]:
    cities = [zone for zone in weeks.zones() if "/" in zone and not zone.startswith("Etc/")]
    places = [_place(label(zone), zone, times.place(zone)) for zone in (*cities, "UTC")]
    big = [
        _place(f"{city} ({times.place(zone)} time)", zone, city)
        for city, zone in BIG_CITIES.items()
    ]
    return tuple(places + big)


def _place(label: str, zone: str, city: str) -> Place:
    return Place(label, zone, _plain(city), _plain(zone.rpartition("/")[0]))


def _plain(words: str) -> str:
    """Return words without accents, capitals and punctuation."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", words)
        if not unicodedata.combining(letter)
    )
    return " ".join("".join(c if c.isalnum() else " " for c in bare.casefold()).split())
