import importlib

import pytest

from tests.api.one_home import LOCAL_ALONE, LeftOut


@pytest.mark.parametrize("left_out", LOCAL_ALONE, ids=lambda each: each.module)
def test_what_is_left_out_is_there_to_be_left_out(left_out: LeftOut) -> None:
    module = importlib.import_module(f"tests.api.{left_out.module}")
    assert all(callable(getattr(module, name)) for name in left_out.tests)
    assert left_out.reason
