"""The authority in the catalog: entities for the pages, and a digest by which items know when to be read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from sqlite3 import Connection

from archive_tools import cycles
from archive_tools.catalog import codec, facts, plan, questions
from archive_tools.catalog.connection import transaction
from archive_tools.config.settings import Settings
from archive_tools.config.sidecar_schema import KnownIds
from archive_tools.pipeline import versions
from archive_tools.pipeline.tasks import AuthorityRef
from archive_tools.records import Authority, Entity, referred_to

_BUILTIN = Path(__file__).parents[1] / "authority"
_KEY = "authority"
_COMPILED = "authority compiled"


def bring_up_to_date(db: Connection, settings: Settings) -> AuthorityRef:
    """Load the authority if its files have changed since the last build.

    Raises:
        ConfigError: the authority files have mistakes.
    """
    folder = settings.authority_folder
    digest = _digest(settings.builtin_authority, folder)
    made_from = f"{digest} {versions.compiling()}"
    ref = AuthorityRef(settings.cache, digest, settings.cache / "knowledge.txt", made_from)
    if facts.get(db, _KEY) != ref.digest:
        from archive_tools.config.authority import load_authority  # only when there is something to load

        with cycles.not_looked_for():
            found = load_authority(settings.builtin_authority, folder)
        with transaction(db):
            db.execute("DELETE FROM entities")
            db.execute("DELETE FROM refers")
            db.executemany("INSERT INTO entities VALUES (?, ?, ?)", _rows(found))
            db.executemany("INSERT OR IGNORE INTO refers VALUES (?, ?)", _references(found))
            plan.mark_output_stale(db)
            facts.put(db, _KEY, ref.digest)
    if facts.get(db, _COMPILED) != made_from or not ref.compiled.exists():
        from archive_tools.pipeline.knowing import keep  # brings half of pass 1

        with cycles.not_looked_for():
            keep(ref, questions.authority(db, ref.digest))
        facts.put(db, _COMPILED, made_from)
    return ref


def known_ids(db: Connection) -> KnownIds:
    """The ids that sidecars may name. A state is actor and place at once."""
    by_room: dict[str, set[str]] = {"actor": set(), "place": set(), "outlet": set(), "tag": set()}
    # A record begins ["id","kind": to look there is ten times as fast as to read it as JSON.
    is_state = "substr(record, length(id) + 6, 6) = 'state\"'"
    for entity_id, room, state in db.execute(f"SELECT id, room, {is_state} FROM entities"):  # noqa: S608
        by_room[room].add(entity_id)
        if state:
            by_room["place"].add(entity_id)
    return KnownIds(frozenset(by_room["actor"]), frozenset(by_room["place"]), frozenset(by_room["outlet"]))


def _digest(builtin: bool, folder: Path) -> str:
    """SHA-256 over the bytes of all authority files: a millisecond, against half a second to parse them."""
    digest = hashlib.sha256(f"{versions.authority()} {'builtin' if builtin else 'own only'}".encode())
    if builtin:
        for entry in sorted(_BUILTIN.glob("*.yml")):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    if folder.is_dir():
        for file in sorted(folder.glob("*.yml")):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _rows(authority: Authority) -> list[tuple[str, str, str]]:
    """(id, room, record as JSON) of the whole authority; a state, in two files, is one row."""
    rooms: list[tuple[str, Mapping[str, Entity]]] = [
        ("tag", authority.topics),
        ("outlet", authority.outlets),
        ("place", authority.places),
        ("actor", authority.actors),
    ]
    rows = {entity.id: (entity.id, room, codec.dumps(entity)) for room, table in rooms for entity in table.values()}
    return [rows[i] for i in sorted(rows)]


def _references(authority: Authority) -> Iterator[tuple[str, str]]:
    """(id, id of a record that names it)."""
    for table in (authority.actors, authority.places, authority.outlets):
        for entity in table.values():
            for target in referred_to(entity):
                yield target, entity.id
