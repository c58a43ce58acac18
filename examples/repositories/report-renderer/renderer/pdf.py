from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def write_report(path: str, day: date, rows: list[tuple[str, int]]) -> None:
    page = Canvas(path, pagesize=A4)
    page.drawString(72, 780, f"Sales of {day:%d %B %Y}")
    for line, (name, total) in enumerate(rows):
        page.drawString(72, 750 - 16 * line, f"{name}: {total / 100:.2f}")
    page.save()
