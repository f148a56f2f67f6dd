"""Who sees figures: the index is public, so everybody who works here does."""

from __future__ import annotations

import rules

from tinhxanh.apps.accounts.rights import is_member


def register() -> None:
    """Make the permissions of this app known; called once, when Django is ready."""
    rules.add_perm("indicators.see_scoreboard", is_member)
    rules.add_perm("indicators.see_index", is_member)
