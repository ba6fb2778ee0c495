"""Finding personal data in calls: rules that understand spoken numbers, names and addresses."""

from novapulse.language.pii.detector import RuleDetector
from novapulse.language.pii_detector import PiiDetector

__all__ = ["PiiDetector", "RuleDetector"]
