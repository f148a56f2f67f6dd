"""`tinhxanh enrol`: give a person an account and a role."""

from __future__ import annotations

import click

from tinhxanh.cli.serve import start_django

ROLES = ("focal", "officer", "leader", "auditor", "administrator")


@click.command()
@click.argument("username")
@click.option("--name", required=True, help="họ và tên")
@click.option("--position", default="", help="chức vụ")
@click.option("--role", type=click.Choice(ROLES), default="officer", show_default=True)
@click.option("--organisation", "place", required=True, help="tên cơ quan trong danh bạ, có dấu hoặc không")
@click.password_option(help="bỏ trống để được hỏi", prompt="Mật khẩu", confirmation_prompt="Nhập lại")
def enrol(username: str, name: str, position: str, role: str, place: str, password: str) -> None:
    """Cấp tài khoản và vai trò cho một người (đầu mối, cán bộ, lãnh đạo, kiểm tra, quản trị)."""
    start_django()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from tinhxanh.apps.accounts import people

    today = timezone.localdate()
    organisation = _find(place, today)
    try:
        validate_password(password)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    user = people.enrol(
        username=username,
        full_name=name,
        position=position,
        organisation=organisation,
        since=today,
        role=role,
    )
    user.set_password(password)
    user.save(update_fields=["password"])
    click.echo(f"{user.full_name} ({username}): {role}, {organisation.name}.")


def _find(place: str, today: object) -> object:
    """The organisation of that name in force today; one sentence where there is none or more than one."""
    from tinhxanh.apps.accounts.models import Organisation
    from tinhxanh.apps.accounts.queries import valid_on
    from tinhxanh.core.vietnamese import fold

    found = list(Organisation.objects.filter(valid_on(today), folded=fold(place))[:5])
    if len(found) == 1:
        return found[0]
    if found:
        places = ", ".join(f"{one.name} ({one.parent})" for one in found)
        raise click.ClickException(f"Có nhiều cơ quan tên “{place}”: {places}; hãy ghi tên đầy đủ hơn.")
    raise click.ClickException(f"Danh bạ không có cơ quan “{place}” đang hoạt động; xem trang Cơ quan.")
