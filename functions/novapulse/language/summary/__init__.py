"""What a call was about, what was done, how it ended; every sentence names its segments."""

from novapulse.language.summary.summariser import Summariser
from novapulse.language.summary.template import TemplateSummariser

__all__ = ["Summariser", "TemplateSummariser"]
