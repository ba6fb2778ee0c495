"""What a call is about and what is to be done after it, by written rules over its transcript."""

from novapulse.language.content.analyse import analyse_content

__all__ = ["analyse_content"]
