from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class OrderPlaced:
    order_id: str
    placed_at: datetime
    cents: int


@dataclass(frozen=True)
class ParcelHandedOver:
    order_id: str
    carrier: str
