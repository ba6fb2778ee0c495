"""The CallCov dialect: ``/api/v1/calls/analyze`` (family A) and ``/api/v1/analysis`` (family B)."""
