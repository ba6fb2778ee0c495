"""All faults, as one table."""

from tests.e2e.state_machine import faults_around, faults_of_endpoints, faults_of_functions
from tests.e2e.state_machine.fault import Fault

FAULTS: tuple[Fault, ...] = (
    *faults_of_functions.FAULTS,
    *faults_of_endpoints.FAULTS,
    *faults_around.FAULTS,
)
