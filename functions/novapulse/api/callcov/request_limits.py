"""How many calls a tenant may submit by its plan. Polling counts with everything else."""

import re

from novapulse.api.rate_limits import Limit
from novapulse.services.home import Home

SUBMISSIONS = re.compile("/api/v1/(calls/analyze|analysis)")


def request_limits(home: Home) -> tuple[Limit, ...]:
    figures = home.settings.callcov_submissions
    return (
        Limit(
            "callcov submissions",
            "POST",
            SUBMISSIONS,
            of_tenant=lambda tenant: figures[home.tenants.get(tenant).tier],
        ),
    )
