"""Text that a person typed is kept as it is, but for what would break what reads it later."""

import pytest

from rubric.typed_text import clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("  two words \n", "two words", id="white space around it"),
        pytest.param("one\r\ntwo\rthree", "one\ntwo\nthree", id="one kind of line break"),
        pytest.param("a\x00b\x1bc\ud800d\te", "abcd\te", id="controls and half characters"),
        pytest.param("a\ue000b\uf8ff\U000f0000c", "abc", id="private-use characters"),
        pytest.param("<!channel> *bold* א 😀", "<!channel> *bold* א 😀", id="markup is only text"),
    ],
)
def test_what_was_typed_is_cleaned(typed: str, kept: str) -> None:
    assert clean(typed) == kept
