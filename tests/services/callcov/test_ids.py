import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from novapulse.services.callcov.ids import analysis_id, analysis_uuid, job_id_of

JOB_IDS = st.integers(0, 2**48 - 1).map(lambda number: f"job_{number:012x}")


@given(JOB_IDS)
def test_either_name_leads_back_to_the_job(job_id: str) -> None:
    assert re.fullmatch("anl_[0-9a-z]{10}", analysis_id(job_id))
    assert uuid.UUID(analysis_uuid(job_id)).version == 8
    assert job_id_of(analysis_id(job_id)) == job_id
    assert job_id_of(analysis_uuid(job_id)) == job_id
    assert job_id_of(analysis_uuid(job_id).upper()) == job_id


@pytest.mark.parametrize(
    "name",
    [
        "anl_zzzzzzzzzz",
        "anl_1a2b3c4d5",
        "ANL_1a2b3c4d5e",
        "job_7a2d9c4f1e8b",
        "6e6f7661-7075-8c73-a5ed-7a2d9c4f1e8b",
        "6e6f766170758c73a5ec7a2d9c4f1e8b",
        "",
    ],
)
def test_what_is_no_name_leads_nowhere(name: str) -> None:
    assert job_id_of(name) is None
