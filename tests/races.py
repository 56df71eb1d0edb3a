"""Two or more at once, in threads with connections of their own."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection


def at_once(*jobs: Callable[[], object]) -> list[BaseException]:
    """Run these in threads that start together; what they raised."""
    start, raised = Barrier(len(jobs)), []

    def run(job: Callable[[], object]) -> None:
        try:
            start.wait(10)
            job()
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised
