"""The report of a pass: asked for, sent as a file, and read."""

from tests.bot.files.page import read
from tests.contracts.stage import A_MINUTE, Scene


def page_for(scene: Scene, name: str) -> str:
    """All that is said by the file sent to somebody last."""
    file, data = scene.person(name).receives_file()
    assert file.endswith(".html")
    return read(data).words


def test_a_report_is_asked_for_and_comes_as_a_page(scene: Scene) -> None:
    dana, ana = scene.person("dana"), scene.person("ana")
    assert "Nothing to report yet" in dana.types("report")
    scene.rates("dana", ["strength"] * 7)
    scene.rates("lee", ["urgent-gap"] * 7, evidence="Only Dana and I were asked")
    scene.rates("ana", ["ok-for-now"] * 7)
    scene.closes()
    before = len(scene.person("lee").told())
    assert "on its way" in dana.types("report")
    assert "on its way" in ana.types("report")
    scene.pass_by(A_MINUTE)
    members, coordinators = page_for(scene, "dana"), page_for(scene, "ana")
    assert "report of pass 1" in members
    assert "Talk about this. 1 Strength, 1 OK for now, 1 Urgent gap." in members
    assert "Only Dana and I" not in members
    assert "alpha" not in members
    assert "Krippendorff's alpha, for ordered levels: " in coordinators
    assert len(scene.person("lee").told()) == before
