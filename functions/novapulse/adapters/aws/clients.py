"""What the adapters are given to speak to AWS."""

from typing import Any

Client = Any
"""A client of ``boto3.client``, safe to share among threads. boto3 makes its methods when it runs,
so there is no type to name."""
