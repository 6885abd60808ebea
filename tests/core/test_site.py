"""What is wrong with the newsroom's own two files is said in a sentence."""

from pathlib import Path

import pytest

from plugins.core.site import SiteDataError, load_site_data

CONTENT = Path(__file__).parents[2] / "content"
SECTIONS, IMPRINT = CONTENT / "chuyen-muc.toml", CONTENT / "toa-soan.toml"


def test_reading_offline_is_on_unless_it_is_switched_off(tmp_path: Path) -> None:
    text = IMPRINT.read_text(encoding="utf-8")
    for line, offline in (("", True), ("doc_ngoai_tuyen = false", False), ("doc_ngoai_tuyen = true", True)):
        file = tmp_path / "toa-soan.toml"
        file.write_text(text.replace("doc_ngoai_tuyen = true", line), encoding="utf-8")
        assert load_site_data(SECTIONS, file).imprints[0].offline is offline


def test_a_switch_that_is_neither_on_nor_off_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "toa-soan.toml"
    text = IMPRINT.read_text(encoding="utf-8").replace("doc_ngoai_tuyen = true", 'doc_ngoai_tuyen = "có"')
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SiteDataError) as refused:
        load_site_data(SECTIONS, file)
    assert str(refused.value) == (
        "toa-soan.toml: “doc_ngoai_tuyen” phải là true hoặc false, ví dụ doc_ngoai_tuyen = true."
    )
