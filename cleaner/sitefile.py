"""The file of a memory of sites: opened, checked, and its troubles put into sentences. The only importer of sqlite3."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident
from time import monotonic, sleep

from cleaner.errors import BadSiteMemory

Connection = sqlite3.Connection
APPLICATION = 0x436C6E53
VERSION = 1
BUSY_SECONDS = 60.0
_SCHEMA = f"""
CREATE TABLE site (
    id INTEGER PRIMARY KEY, host TEXT NOT NULL UNIQUE, seen INTEGER NOT NULL,
    articles INTEGER NOT NULL DEFAULT 0, repeated BLOB NOT NULL DEFAULT x''
);
CREATE INDEX site_seen ON site (seen);
CREATE TABLE page (
    site INTEGER, address INTEGER, prints BLOB NOT NULL, lines BLOB NOT NULL, PRIMARY KEY (site, address)
) WITHOUT ROWID;
CREATE TABLE text (site INTEGER, line INTEGER, text TEXT NOT NULL, PRIMARY KEY (site, line)) WITHOUT ROWID;
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
"""


class SiteFile:
    """The connections to one file: one for each process and thread, made when it is first asked for."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        self.path, self.writable = path, writable
        self._connections: dict[tuple[int, int], Connection] = {}

    def close(self) -> None:
        """Closes the connection of this process and thread."""
        connection = self._connections.pop((os.getpid(), get_ident()), None)
        if connection is not None:
            with self.errors():
                connection.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write; others wait for it. What goes wrong inside undoes it."""
        with self.errors():
            connection = self.connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def connection(self) -> Connection:
        """The connection of this process and thread. One that came over a fork belongs to the parent: it is left."""
        me = os.getpid(), get_ident()
        if me not in self._connections:
            self._connections[me] = self._opened()
        return self._connections[me]

    def _opened(self) -> Connection:
        if not self.writable and not self.path.is_file():
            raise BadSiteMemory(f"{self.path}: there is no memory of sites; cleaner sites learn makes one")
        try:
            connection = self._connected("mode=rwc" if self.writable else "mode=ro")
        except sqlite3.OperationalError as error:
            # A folder that cannot be written has no room for the index that readers share; nobody writes there, either.
            is_closed = _name(error).startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))
            if self.writable or not is_closed or self.path.with_name(self.path.name + "-wal").exists():
                raise
            connection = self._connected("immutable=1")
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection

    def _connected(self, mode: str) -> Connection:
        uri = f"{self.path.absolute().as_uri()}?{mode}"
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            self._check(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _check(self, connection: Connection) -> None:
        """Sees that the file is a memory; makes one of an empty file."""
        if self.writable and self._is_empty(connection):
            _with_patience(lambda: connection.execute("PRAGMA journal_mode = WAL"))
            connection.execute("BEGIN IMMEDIATE")
            if self._is_empty(connection):
                for statement in filter(str.strip, _SCHEMA.split(";")):
                    connection.execute(statement)
            connection.execute("COMMIT")
        if self.writable:
            connection.execute("PRAGMA synchronous = NORMAL")
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
            raise BadSiteMemory(f"{self.path}: is no memory of sites")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version != VERSION:
            raise BadSiteMemory(f"{self.path}: is a memory of version {version}; this program knows {VERSION}")

    def _is_empty(self, connection: Connection) -> bool:
        return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turns what SQLite says into a BadSiteMemory."""
        try:
            yield
        except sqlite3.Error as error:
            raise BadSiteMemory(f"{self.path}: {_sentence(error)}") from None


def _with_patience(work: Callable[[], object]) -> None:
    """SQLite does not wait when two make a file at once and both change its mode of writing."""
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            work()
            return
        except sqlite3.OperationalError as error:
            if not _name(error).startswith("SQLITE_BUSY") or monotonic() > until:
                raise
        sleep(0.01)


def _name(error: sqlite3.Error) -> str:
    return getattr(error, "sqlite_errorname", "")


def _sentence(error: sqlite3.Error) -> str:
    name = _name(error)
    for start, sentence in (
        ("SQLITE_NOTADB", "is no memory of sites"),
        ("SQLITE_CORRUPT", "is damaged; export what can be read, or learn anew"),
        ("SQLITE_BUSY", "is in use by another process"),
        ("SQLITE_READONLY", "cannot be written"),
        ("SQLITE_CANTOPEN", "cannot be opened"),
        ("SQLITE_FULL", "cannot be written: the disk is full"),
    ):
        if name.startswith(start):
            return sentence
    return f"cannot be used: {error}"
