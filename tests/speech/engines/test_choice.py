import pickle
from pathlib import Path

import pytest

from novapulse.config import Settings
from novapulse.domain.errors import EngineUnavailable
from novapulse.speech.engines.choice import EngineChoice, choose_engine, load_engine


class FakeHub:
    def __init__(self, *, cache: dict[str, Path] | None = None, answering: bool = False) -> None:
        self._cache = cache or {}
        self._answering = answering
        self.asked = 0
        self.downloads: list[str] = []
        self.broken = False

    def cached(self, model: str) -> Path | None:
        return self._cache.get(model)

    def answers(self, timeout: float) -> bool:
        self.asked += 1
        return self._answering

    def download(self, model: str) -> Path:
        if self.broken:
            raise EngineUnavailable("engine_unavailable", "the download broke off")
        self.downloads.append(model)
        return Path("/models") / model


def chosen(
    hub: FakeHub, settings: Settings | None = None, language: str = "en-US"
) -> tuple[EngineChoice, str]:
    said: list[str] = []
    settings = settings or Settings()
    choice = choose_engine(settings, language=language, hub=hub, report=said.append)
    return choice, " ".join(said)


def test_the_built_in_engine_is_used_if_the_hub_is_silent_and_it_is_said() -> None:
    hub = FakeHub()
    choice, said = chosen(hub)
    assert choice.name == "sphinx"
    assert choice.info.draft
    assert "draft" in choice.info.note.lower()
    assert "draft" in said
    assert "within 3 s" in said
    assert hub.asked == 1


def test_a_cached_model_is_used_without_asking_the_hub() -> None:
    hub = FakeHub(cache={"small.en": Path("/cache/small.en")})
    choice, said = chosen(hub)
    assert (choice.name, choice.path) == ("whisper", "/cache/small.en")
    assert not choice.info.draft
    assert hub.asked == 0
    assert said == ""


def test_a_hub_that_answers_is_downloaded_from_once_and_it_is_said() -> None:
    hub = FakeHub(answering=True)
    choice, said = chosen(hub)
    assert choice.path == "/models/small.en"
    assert hub.downloads == ["small.en"]
    assert "Downloading" in said


def test_other_languages_get_the_multilingual_model() -> None:
    choice, _ = chosen(FakeHub(answering=True), language="de-DE")
    assert choice.info.model == "small"


def test_a_download_that_breaks_off_falls_back() -> None:
    hub = FakeHub(answering=True)
    hub.broken = True
    choice, said = chosen(hub)
    assert choice.name == "sphinx"
    assert "broke off" in said


def test_offline_never_asks() -> None:
    hub = FakeHub(answering=True)
    choice, said = chosen(hub, Settings(offline=True))
    assert choice.name == "sphinx"
    assert hub.asked == 0
    assert "offline" in said


def test_a_local_model_wins_and_its_folder_stays_private(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "model.bin").touch()
    hub = FakeHub(answering=True)
    choice, _ = chosen(hub, Settings(whisper_model=str(tmp_path / "mine")))
    assert choice.path == str(tmp_path / "mine")
    assert choice.info.model == "mine"
    assert hub.asked == 0


@pytest.mark.parametrize("engine", ["auto", "whisper"])
def test_a_named_directory_without_a_model_is_an_error(tmp_path: Path, engine: str) -> None:
    missing = tmp_path / "missing"
    settings = Settings(engine=engine, whisper_model=str(missing))
    with pytest.raises(EngineUnavailable) as refused:
        chosen(FakeHub(answering=True), settings)
    assert str(missing) in refused.value.message


def test_whisper_demanded_and_not_to_be_had_says_what_to_do() -> None:
    with pytest.raises(EngineUnavailable) as refused:
        chosen(FakeHub(), Settings(engine="whisper"))
    assert "whisper_model" in refused.value.message


def test_another_model_of_the_hub_can_be_named() -> None:
    hub = FakeHub(answering=True)
    choice, _ = chosen(hub, Settings(whisper_model="someone/large-turbo"))
    assert hub.downloads == ["someone/large-turbo"]
    assert choice.info.model == "someone/large-turbo"


def test_device_and_compute_type_are_settings() -> None:
    settings = Settings(whisper_device="cuda", whisper_compute_type="float16")
    choice, _ = chosen(FakeHub(answering=True), settings)
    assert (choice.device, choice.compute_type) == ("cuda", "float16")


def test_the_built_in_engine_can_be_demanded() -> None:
    hub = FakeHub(cache={"small.en": Path("/cache/small.en")})
    choice, said = chosen(hub, Settings(engine="sphinx"))
    assert choice.name == "sphinx"
    assert said == ""


def test_a_choice_travels_to_workers() -> None:
    choice, _ = chosen(FakeHub())
    assert pickle.loads(pickle.dumps(choice)) == choice
    assert load_engine(choice, narrowband=False).info == choice.info
