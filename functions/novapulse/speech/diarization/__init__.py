from novapulse.speech.diarization.pipeline import diarize

__all__ = ["diarize"]
