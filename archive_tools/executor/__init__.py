"""Where work runs: in this process, in several, or on a Dask cluster. The interface is `concurrent.futures.Executor`.

    workers.py    chooses one and runs batches through it
    order.py      results in the order of the batches, with few batches under way
    local.py      this process, or one process a core
    cluster.py    the coordinator's side of a Dask cluster: the only module that imports Dask
    remote.py     the worker's side of it

The result does not depend on where work runs, nor on how many share it.
"""

from archive_tools.executor.local import Serial, cores, until_let_go
from archive_tools.executor.order import batched, in_order
from archive_tools.executor.workers import Workers, is_place

__all__ = ["Serial", "Workers", "batched", "cores", "in_order", "is_place", "until_let_go"]
