"""What a careful clerk would point at: facts -> warnings, each with a span and, where there is one, a
proposal.

Every check is a pure function of the facts (and, where given, of the register); none changes a fact.
"""

from tinhxanh.core.plan.checks.context import Context
from tinhxanh.core.plan.checks.running import run

__all__ = ["Context", "run"]
