"""Many articles: in order, in parallel, and never stopped by one of them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context, parent_process
from threading import Thread

from cleaner.config import Config
from cleaner.errors import WorkerDied
from cleaner.pipeline import Cleaner
from cleaner.records import clean_line, evaluate_line, finish_line, learn_line

AHEAD = 8
"""Rows that are handed out ahead of the one that is waited for, for each worker."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the output: a line of JSON without its break, and whether it was cleaned."""

    line: str
    cleaned: bool


def clean_batch(lines: Iterable[tuple[int, bytes]], config: Config, jobs: int = 1) -> Iterator[Row]:
    """One row out for each line in (with its number), in order.

    The output does not depend on `jobs`, unless a memory of sites learns along.
    """
    numbered = iter(lines)
    cleaner = Cleaner(config)
    if jobs <= 1:
        for number, line in numbered:
            yield Row(*clean_line(cleaner, number, line))
    else:
        yield from (Row(*outcome) for outcome in _in_parallel(numbered, config, jobs, _work))
    if cleaner.memory is not None:
        cleaner.memory.close()


def learn_batch(lines: Iterable[tuple[int, bytes]], config: Config, jobs: int = 1) -> tuple[int, int]:
    """The memory of sites learns all rows, in any order. Gives how many it has learnt, and how many had nothing to
    learn from: no address, or no article."""
    cleaner = Cleaner(config)
    if jobs <= 1:
        learnt = [learn_line(cleaner, line) for _, line in lines]
    else:
        learnt = [outcome[1] for outcome in _in_parallel(iter(lines), config, jobs, _learn)]
    if cleaner.memory is not None:
        cleaner.memory.close()  # the last one to close folds SQLite's log into the file
    return sum(learnt), len(learnt) - sum(learnt)


def evaluate_batch(lines: Iterable[tuple[int, bytes]], config: Config, jobs: int = 1) -> Iterator[Row]:
    """What a policy is fitted to, of each labelled row, in order (`cleaner.records.evaluate_line`)."""
    if jobs <= 1:
        cleaner = Cleaner(config)
        yield from (Row(*evaluate_line(cleaner, *task)) for task in lines)
    else:
        yield from (Row(*outcome) for outcome in _in_parallel(iter(lines), config, jobs, _evaluate))


_Task = tuple[int, bytes]
_Result = tuple[str, bool]


@cache
def _cleaner(config: Config) -> Cleaner:
    """One Cleaner a process."""
    return Cleaner(config)


def _work(config: Config, task: _Task) -> _Result:
    return clean_line(_cleaner(config), *task)


def _learn(config: Config, task: _Task) -> _Result:
    return "", learn_line(_cleaner(config), task[1])


def _evaluate(config: Config, task: _Task) -> _Result:
    return evaluate_line(_cleaner(config), *task)


def _end_with_parent() -> None:
    """Ends a worker when the process that started it is gone, however that ended."""

    def watch() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, get_context("spawn"), _end_with_parent)


_Outcome = Future[_Result]
_Work = Callable[[Config, _Task], _Result]


def _in_parallel(tasks: Iterator[_Task], config: Config, jobs: int, work: _Work) -> Iterator[_Result]:
    pool = _pool(jobs)
    waiting: deque[tuple[_Task, _Outcome]] = deque()
    try:
        for task in tasks:
            waiting.append((task, _submit(pool, config, task, work)))
            if len(waiting) >= jobs * AHEAD:
                result, pool = _next(waiting, pool, config, jobs, work)
                yield result
        while waiting:
            result, pool = _next(waiting, pool, config, jobs, work)
            yield result
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, config: Config, task: _Task, work: _Work) -> _Outcome:
    """Hands a task out; to a pool that has broken meanwhile, as a task that has failed with it."""
    try:
        return pool.submit(work, config, task)
    except BrokenProcessPool as error:
        failed: _Outcome = Future()
        failed.set_exception(error)
        return failed


def _next(
    waiting: deque[tuple[_Task, _Outcome]], pool: ProcessPoolExecutor, config: Config, jobs: int, work: _Work
) -> tuple[_Result, ProcessPoolExecutor]:
    """The next result. When a worker has died, nobody knows over which task: this is tried alone, the others anew."""
    task, future = waiting.popleft()
    try:
        return future.result(), pool
    except BrokenProcessPool:
        pool.shutdown(wait=True)
    result = _alone(task, config, work)
    pool = _pool(jobs)
    again = [(t, f if _is_done(f) else _submit(pool, config, t, work)) for t, f in waiting]
    waiting.clear()
    waiting.extend(again)
    return result, pool


def _is_done(future: _Outcome) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _alone(task: _Task, config: Config, work: _Work) -> _Result:
    with _pool(1) as pool:
        try:
            return pool.submit(work, config, task).result()
        except BrokenProcessPool:
            return finish_line(*task, config.max_bytes, _died)


def _died(_: dict[str, object]) -> dict[str, object]:
    raise WorkerDied("the process that cleaned this article died; the article is left as it came")
