"""Cities, and the zones they are in."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack import zones


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("lond", "Europe/London"),
        ("Kolkata", "Asia/Kolkata"),
        ("new york", "America/New_York"),
        ("NEW_YORK", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Europe/London", "Europe/London"),
        ("Munich", "Europe/Berlin"),
        ("bangal", "Asia/Kolkata"),
        ("utc", "UTC"),
    ],
)
def test_a_city_finds_its_zone(typed: str, zone: str) -> None:
    assert zones.search(typed)[0].zone == zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Londonn", "Europe/London"),
        ("londn", "Europe/London"),
        ("kolkatta", "Asia/Kolkata"),
        ("new yrok", "America/New_York"),
        ("helsinky", "Europe/Helsinki"),
    ],
)
def test_a_misspelled_city_is_found(typed: str, zone: str) -> None:
    assert zones.search(typed)[0].zone == zone


def test_a_city_that_fits_comes_before_a_region_that_fits() -> None:
    assert [place.zone for place in zones.search("america")][-1].startswith("America/")


def test_what_is_like_no_city_finds_nothing() -> None:
    assert zones.search("qqqqzzzz") == ()


def test_nothing_typed_finds_nothing() -> None:
    assert zones.search("  ") == ()


def test_a_label_tells_the_city_first() -> None:
    assert zones.label("America/Argentina/Buenos_Aires") == "Buenos Aires (Argentina, America)"


def test_the_label_of_a_result_is_that_of_its_zone() -> None:
    assert zones.search("lond")[0].label == "London (Europe)"


@pytest.mark.parametrize("zone", ["Londonn", "", "Europe", "../../etc/passwd", "localtime"])
def test_what_is_no_zone_is_not_known(zone: str) -> None:
    assert not zones.is_known(zone)


def test_the_sentence_for_an_unknown_zone_says_what_to_type() -> None:
    assert zones.unknown("Londonn") == (
        'I don\'t know the time zone "Londonn". Type a city near you, such as London or Kolkata.'
    )


@settings(deadline=None)
@given(st.text())
def test_whatever_is_typed_finds_real_zones_that_fit_a_select(typed: str) -> None:
    found = zones.search(typed)

    assert len(found) <= 100
    assert all(len(place.label) <= 75 and ZoneInfo(place.zone) for place in found)


def test_no_two_options_share_a_label() -> None:
    labels = [place.label for place in zones.search("a")]

    assert len(labels) == len(set(labels)) == zones.MOST
