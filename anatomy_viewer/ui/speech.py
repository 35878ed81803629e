"""Reading aloud with the system's voices, where there are any. Nothing leaves the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal, qInstallMessageHandler

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech


class Speech(QObject):
    """The system's voice. It is looked for when first asked for: some systems need a second for it.

    Signals:
        changed: speaking began or ended.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine: QTextToSpeech | None = None
        self._looked = False

    @property
    def speaking(self) -> bool:
        """Whether something is being read."""
        return self._engine is not None and self._engine.state().name in ("Speaking", "Synthesizing")

    def can_speak(self, language: str) -> bool:
        """Return whether a voice for the language is installed."""
        engine = self._find()
        return engine is not None and self._voice_of(engine, language) is not None

    def say(self, words: str, language: str) -> None:
        """Read words aloud; what was being read ends."""
        engine = self._find()
        voice = self._voice_of(engine, language) if engine is not None else None
        if engine is None or voice is None:
            return
        engine.setLocale(voice)
        engine.say(words)

    def stop(self) -> None:
        """Be silent."""
        if self.speaking and self._engine is not None:
            self._engine.stop()

    def _find(self) -> QTextToSpeech | None:
        if not self._looked:
            self._looked = True
            self._engine = _engine_of(self)
            if self._engine is not None:
                self._engine.stateChanged.connect(self.changed)
        return self._engine

    @staticmethod
    def _voice_of(engine: QTextToSpeech, language: str) -> QLocale | None:
        wanted = QLocale(language).language()
        return next((each for each in engine.availableLocales() if each.language() == wanted), None)


def _engine_of(parent: QObject) -> QTextToSpeech | None:
    """Return Qt's speech engine; None where Qt, the system's sound library or every engine is missing."""
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech
    except ImportError:
        return None
    engines = [name for name in QTextToSpeech.availableEngines() if name != "mock"]
    if not engines:
        return None
    # Qt complains aloud where the system's speech service is not installed; that is no news for anybody.
    before = qInstallMessageHandler(lambda *_: None)
    try:
        engine = QTextToSpeech(engines[0], parent)
    finally:
        qInstallMessageHandler(before)
    return engine if engine.state() != QTextToSpeech.State.Error else None
