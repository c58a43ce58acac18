import os
from datetime import date, timedelta

import psycopg2

from renderer.pdf import write_report


def main() -> None:
    day = date.today() - timedelta(days=1)
    with psycopg2.connect(os.environ["DATABASE_URL"]) as connection:
        cursor = connection.cursor()
        cursor.execute("select name, total from daily_sales where day = %s", (day,))
        write_report(f"/reports/{day}.pdf", day, cursor.fetchall())


if __name__ == "__main__":
    main()
