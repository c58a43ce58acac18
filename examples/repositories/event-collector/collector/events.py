REQUIRED = {"name": str, "at": str, "session": str}


def problems(event: dict) -> list[str]:
    return [
        f"{field} is missing or no {kind.__name__}"
        for field, kind in REQUIRED.items()
        if not isinstance(event.get(field), kind)
    ]
