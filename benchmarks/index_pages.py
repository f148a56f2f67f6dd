"""How long does the answer to a slider of “Thử thay đổi” take, and a plan, on PGI and on 63 × 45?

    .venv/bin/python benchmarks/index_pages.py

Through Django's test client, in this process: PGI 2024 by its four components, the invented example, and a
set of 63 units × 45 indicators that a person brought. The page promises an answer within 200 ms. The last
column is the work of this process alone, which a busy machine changes less than the wall clock.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinhxanh.settings")

import django

django.setup()

# Models can be imported only once Django is set up.
import numpy as np
from django.test import Client
from django.test.runner import DiscoverRunner
from django.utils import timezone

import factories
from given.index_inputs import line, timed, verdict
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.indicators import engine_datasets, loading
from tinhxanh.apps.registers import provinces

SIZES = (9, 10, 13, 13)


def brought(by: User) -> str:
    """Key of a set of 63 × 45 that a person brought."""
    codes = [f"G{g}_{k}" for g, n in enumerate(SIZES) for k in range(n)]
    parts = ['code = "X"\nname = "X"\n[normalisation]\nmethod = "min_max"\nlow = 1\nhigh = 10\n']
    parts += [f'[[group]]\ncode = "G{g}"\nname = "G{g}"\nparent = "X"\n' for g in range(len(SIZES))]
    parts += [f'[[indicator]]\ncode = "{c}"\nname = "{c}"\nparent = "{c[:2]}"\n' for c in codes]
    recipe = "".join([*parts, '[[group]]\ncode = "X"\nname = "X"\n'])
    values = np.random.default_rng(1).uniform(5, 90, (63, 45)).round(2)
    rows = [",".join([f"U{k:02d}", *map(str, row)]) for k, row in enumerate(values)]
    figures = "\n".join([",".join(["unit", *codes]), *rows]) + "\n"
    held = engine_datasets.add(
        name="63 x 45", source="random", recipe=recipe, figures=figures, by=by, at=timezone.now()
    )
    return str(held.pk)


def measure(client: Client, name: str, address: str, target: float, **asked: str) -> None:
    """Print how long an answer takes; stop where it holds no answer."""
    answer = client.get(address, asked).content.decode()
    assert "data-score" in answer or "plan-card" in answer, name
    taken = timed(lambda: client.get(address, asked), runs=20)
    line(name, taken)
    verdict("", taken, target)


def main() -> None:
    provinces.load()
    loading.load()
    user = factories.user("minh.duc", factories.place().committee, "focal")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    key = brought(user)
    slider, plan = "/chi-so/thu/tinh/", "/chi-so/muc-tieu/"
    measure(client, "what-if, PGI 2024", slider, 0.2, bo="pgi-2024", tinh="lang-son", **{"v0-I": "7"})
    measure(client, "what-if, PGI 2024, 34 units", slider, 0.2, bo="pgi-2024-nay", **{"v0-I": "7"})
    measure(client, "what-if, invented example", slider, 0.2, bo="gia-dinh-2025")
    measure(client, "what-if, 63 × 45", slider, 0.2, bo=key, tinh="U05", **{"v0-G0_1": "40,5"})
    measure(client, "plan, PGI 2024, rank 25", plan, 1.0, bo="pgi-2024", tinh="lang-son", hang="25")
    measure(client, "plan, invented example, rank 5", plan, 1.0, bo="gia-dinh-2025", hang="5")
    measure(client, "plan, 63 × 45, rank 10", plan, 1.0, bo=key, tinh="U05", hang="10")


if __name__ == "__main__":
    runner = DiscoverRunner(verbosity=0)
    runner.setup_test_environment()
    kept = runner.setup_databases()
    try:
        main()
    finally:
        runner.teardown_databases(kept)
        runner.teardown_test_environment()
