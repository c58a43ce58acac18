def total(lines: list[tuple[int, int]]) -> int:
    """The third of the same is half the price."""
    return sum(cents * quantity - cents // 2 * (quantity // 3) for cents, quantity in lines)
