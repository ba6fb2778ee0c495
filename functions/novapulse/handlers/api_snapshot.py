"""Lambda ``api`` with SnapStart: everything is built before the snapshot is taken, and each new
function begins where the snapshot ends. What must differ among them (connections, random numbers)
is made by libraries that notice, or by the operating system."""

from novapulse.bootstrap.aws.ports import ports
from novapulse.handlers.http import http_function

handler = http_function(ports())
