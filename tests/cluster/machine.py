"""A scheduler or a worker as a process of its own, as on a cluster; prints its address when it is ready.

python machine.py scheduler            python machine.py worker ADDRESS_OF_THE_SCHEDULER
"""

from __future__ import annotations

import asyncio
import sys

from distributed import Scheduler, Worker


async def schedule() -> None:
    async with Scheduler(host="127.0.0.1", port=0, dashboard=False) as scheduler:
        print(scheduler.address, flush=True)
        await scheduler.finished()


async def work(scheduler: str) -> None:
    async with Worker(scheduler, host="127.0.0.1", nthreads=1, dashboard=False) as worker:
        print(worker.address, flush=True)
        await worker.finished()


if __name__ == "__main__":
    asyncio.run(schedule() if sys.argv[1] == "scheduler" else work(sys.argv[2]))
