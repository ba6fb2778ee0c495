"""What was agreed with a tenant, by name: settings and plans say what each comes to."""

from novapulse.domain.errors import InvalidRequest

TIERS = ("free", "starter", "professional", "enterprise")


def check_tier(tier: str) -> None:
    """Raises InvalidRequest."""
    if tier not in TIERS:
        raise InvalidRequest(
            "invalid_parameter", f"tier: '{tier}' is unknown; accepted are {', '.join(TIERS)}"
        )
