"""A digest in the channel, with everything else behind a button for anybody on the team."""

from bot.sections.digests import PostedAct
from tests.contracts.stage import A_MINUTE, Scene


def test_the_digest_is_one_screen_and_more_opens_the_rest(scene: Scene) -> None:
    asked = scene.check_in.asked
    split = ["strength"] * len(asked)
    for name, levels in (("ana", split), ("dana", ["urgent-gap", *split[1:]]), ("dev", split)):
        scene.rates(name, levels)
    scene.closes()
    scene.person("ana").types("digest now")
    scene.pass_by(A_MINUTE)
    posted = scene.channel()[-1]
    lines = posted.text.splitlines()
    assert lines[0].startswith("Digest of")
    assert f"{asked[0].label} is split: 2 Strength, 1 Urgent gap." in lines
    assert asked[0].text not in posted.text

    dana = scene.person("dana")
    dana.presses_in(posted, PostedAct.MORE)
    page = dana.shown
    assert page is not None
    assert asked[0].text in page.words
    assert "How to read this" in page.words
    # It can only be closed.
    assert page.fields == {}

    scene.stage.comes_in("mallory")
    mallory = scene.person("mallory")
    mallory.presses_in(posted, PostedAct.MORE)
    assert mallory.shown is not None
    assert asked[0].text not in mallory.shown.words
