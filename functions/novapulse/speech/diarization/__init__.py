from novapulse.speech.diarization.pipeline import diarize
from novapulse.speech.diarization.protocol import Diarizer, SpeakerHints

__all__ = ["Diarizer", "SpeakerHints", "diarize"]
