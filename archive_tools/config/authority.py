"""The authority: who and what the archive knows by name, in two layers.

The built-in layer (`archive_tools/authority/*.yml`) and an archive's own `seeds/authority/*.yml`, which adds
records and replaces built-in ones by id. Every mistake is found in one run and told with file and line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from importlib import resources
from pathlib import Path
from typing import Any

from archive_tools.config.authority_records import FILES, Reader
from archive_tools.config.yaml import AUTHORITY_BYTES, Located, load_yaml, read_yaml
from archive_tools.errors import ConfigError, Problem
from archive_tools.records import Authority, Entity

Records = dict[str, Entity]
_Where = dict[tuple[str, str], Problem]
"""By (file, id): a problem without message, to say where a record stands."""


def load_authority(builtin: bool, folder: Path | None) -> Authority:
    """Read the layers asked for and join them.

    Args:
        builtin: whether the package's own records are the first layer.
        folder: an archive's `seeds/authority`; None, or a folder that is not there, adds nothing.

    Raises:
        ConfigError: with every problem of every file: unknown keys, wrong kinds, duplicate or malformed ids,
            ids that point nowhere, bad dates, one id for two different things.
    """
    problems: list[Problem] = []
    merged: dict[str, Records] = {name: {} for name in FILES}
    where: _Where = {}
    digest = hashlib.sha256()
    for layer in _layers(builtin, folder, digest, problems):
        for name, located in layer.items():
            reader = Reader(name, located, problems)
            for entity, index in reader.records():
                merged[name][entity.id] = entity
                where[name, entity.id] = located.problem("", index)
    _check_identities(merged, where, problems)
    _check_targets(merged, where, problems)
    if problems:
        raise ConfigError(problems)
    _join_states(merged)
    return Authority(
        actors=merged["actors"],
        places=merged["places"],
        outlets=merged["outlets"],
        topics=merged["topics"],
        digest=digest.hexdigest(),
    )


def _layers(builtin: bool, folder: Path | None, digest: Any, problems: list[Problem]) -> list[Mapping[str, Located]]:
    layers: list[Mapping[str, Located]] = []
    if builtin:
        package = resources.files("archive_tools.authority")
        texts = {name: package.joinpath(f"{name}.yml").read_text(encoding="utf-8") for name in FILES}
        for name, text in texts.items():
            digest.update(f"builtin/{name}\n{text}".encode())
        layers.append(
            {name: load_yaml(text, f"authority/{name}.yml", max_bytes=AUTHORITY_BYTES) for name, text in texts.items()}
        )
    if folder is not None and folder.is_dir():
        layers.append(_own_layer(folder, digest, problems))
    return layers


def _own_layer(folder: Path, digest: Any, problems: list[Problem]) -> Mapping[str, Located]:
    layer: dict[str, Located] = {}
    for file in sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")]):
        shown = f"{folder.name}/{file.name}"
        if file.suffix != ".yml" or file.stem not in FILES:
            message = f"is not an authority file. Name it one of {', '.join(f'{name}.yml' for name in FILES)}."
            problems.append(Problem(shown, None, message))
            continue
        try:
            layer[file.stem] = read_yaml(file, shown, max_bytes=AUTHORITY_BYTES)
        except ConfigError as error:
            problems.extend(error.problems)
            continue
        digest.update(f"own/{file.stem}\n".encode() + file.read_bytes())
    return layer


def _tell(where: _Where, name: str, record: str, message: str, problems: list[Problem]) -> None:
    place = where[name, record]
    problems.append(Problem(place.path, place.line, message))


def _check_identities(merged: Mapping[str, Records], where: _Where, problems: list[Problem]) -> None:
    """One id names one thing; only a state stands in two files."""
    owner: dict[str, str] = {}
    for name, records in merged.items():
        for record, entity in records.items():
            first = owner.setdefault(record, name)
            both_faces = (
                first == "actors"
                and name == "places"
                and merged["actors"][record].kind == "state"
                and entity.place_kind == "country"
            )
            if first != name and not both_faces:
                message = f'the id "{record}" already stands in {first}.yml for another record. Choose another id.'
                _tell(where, name, record, message, problems)


def _check_targets(merged: Mapping[str, Records], where: _Where, problems: list[Problem]) -> None:
    """Every id that a record points at exists."""
    actors_and_places = merged["actors"].keys() | merged["places"].keys()
    for name, records in merged.items():
        for record, entity in records.items():
            pointed: list[tuple[str, str | None, AbstractSet[str]]] = [
                ("part_of", entity.part_of, merged["places"].keys())
            ]
            pointed += [(relation.relation, relation.id, actors_and_places) for relation in entity.relations]
            pointed.append(("actor", entity.actor, merged["actors"].keys()))
            for key, target, known in pointed:
                if target is not None and target not in known:
                    message = (
                        f'{key} of "{record}" points at "{target}", which no record has. Add it or correct the id.'
                    )
                    _tell(where, name, record, message, problems)


def _join_states(merged: dict[str, Records]) -> None:
    """A state is one entity: what its two records say is joined, and both maps hold the same record."""
    for record in merged["actors"].keys() & merged["places"].keys():
        actor, place = merged["actors"][record], merged["places"][record]
        seen = {(alias.text, alias.lang) for alias in actor.aliases}
        joined = Entity(
            id=record,
            kind="state",
            name={**place.name, **actor.name},
            aliases=actor.aliases + tuple(a for a in place.aliases if (a.text, a.lang) not in seen),
            same_as={**place.same_as, **actor.same_as},
            description={**place.description, **actor.description},
            relations=actor.relations,
            collective=actor.collective,
            place_kind=place.place_kind,
            part_of=place.part_of,
            lat=place.lat,
            lon=place.lon,
            precision=place.precision,
        )
        merged["actors"][record] = merged["places"][record] = joined
