"""What is only roughly known is drawn, always alike, and each thing by itself."""

from __future__ import annotations

import numpy as np
import pytest
from tests.disclosure.anonymity.scenes import between

from jebo.disclosure.anonymity import Draws


def test_a_stream_is_the_same_on_every_machine() -> None:
    wanted = [0.6816922642841883, 0.7434537395958207, 0.9688874528110945]
    assert Draws(stop=3).uniform("size|KC01@KP").tolist() == wanted


def test_streams_of_different_things_have_nothing_to_do_with_each_other() -> None:
    one, other = Draws(stop=2000).uniform("size|a"), Draws(stop=2000).uniform("size|b")
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.06


def test_the_first_draws_stay_the_same_when_more_are_drawn() -> None:
    assert (Draws(stop=64).uniform("a") == Draws(stop=2000).uniform("a")[:64]).all()
    assert (Draws(start=125, stop=250).uniform("a") == Draws(stop=2000).uniform("a")[125:250]).all()


def test_sizes_are_uniform_in_their_logarithm_and_stay_in_their_range() -> None:
    drawn = Draws(stop=2000).between(between(10, 1000), "a")
    assert drawn.min() >= 10
    assert drawn.max() <= 1000
    assert np.median(drawn) == pytest.approx(100, rel=0.15)


def test_a_range_from_nobody_is_drawn_from_a_thousandth_of_its_upper_end() -> None:
    drawn = Draws(stop=2000).between(between(0, 1000), "a")
    assert 1 <= drawn.min() < 2


def test_insiders_know_with_nine_in_ten_chances_in_the_middle() -> None:
    drawn = Draws(stop=2000).insider("a")
    assert np.median(drawn) == pytest.approx(0.9, abs=0.01)
    assert np.log(drawn / (1 - drawn)).std() == pytest.approx(1.0, abs=0.05)
