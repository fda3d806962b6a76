"""What cleaning needs to know of the authority: outlets by name and by web address, and their time zones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from msgspec import Struct

from archive_tools.arabic.fold import fold
from archive_tools.records import Authority, Entity

_SHORTEST_IN_TEXT = 4
"""Letters of a name that may be looked for in running text; a shorter one (MEE, DW) only counts in a field."""


class CleanKnowledge(Struct, frozen=True):
    """Outlets as cleaning looks them up. Picklable; made once."""

    outlets_by_name: Mapping[str, tuple[str, ...]]
    """Fold of a name or alias -> ids of the outlets that have it."""
    names_in_text: Mapping[str, str]
    """Fold of an unambiguous name -> outlet id, for finding an outlet in running text. Without news agencies:
    their name in a text says who is quoted."""
    outlets_by_address: Mapping[str, str]
    """Host without www., with the first part of the path where the homepage has one -> outlet id."""
    outlets_by_id: Mapping[str, tuple[str, ...]]
    """Id of an outlet -> itself; id of a medium among the actors -> its outlets."""
    timezones: Mapping[str, str]
    languages: Mapping[str, str]
    digest: str = ""
    """Of the authority; changes when any of this may have changed."""

    @classmethod
    def of(cls, authority: Authority) -> CleanKnowledge:
        """From the authority's outlets."""
        by_name: dict[str, list[str]] = {}
        in_text: dict[str, set[str]] = {}
        by_address: dict[str, str] = {}
        by_id: dict[str, tuple[str, ...]] = {}
        for entity in authority.outlets.values():
            if entity.actor is not None:
                by_id[entity.actor] = (*by_id.get(entity.actor, ()), entity.id)
            for name, certain in _names(entity):
                ids = by_name.setdefault(key(name), [])
                if entity.id not in ids:
                    ids.append(entity.id)
                if certain and entity.outlet_kind != "agency" and len(key(name)) >= _SHORTEST_IN_TEXT:
                    in_text.setdefault(key(name), set()).add(entity.id)
            for address in _addresses(entity):
                by_address.setdefault(address, entity.id)
        return cls(
            outlets_by_name={name: tuple(ids) for name, ids in by_name.items()},
            names_in_text={name: next(iter(ids)) for name, ids in in_text.items() if len(ids) == 1},
            outlets_by_address=by_address,
            outlets_by_id=by_id | {id_: (id_,) for id_ in authority.outlets},
            timezones={id_: entity.timezone for id_, entity in authority.outlets.items() if entity.timezone},
            languages={id_: entity.language for id_, entity in authority.outlets.items() if entity.language},
            digest=authority.digest,
        )


def key(name: str) -> str:
    """The form under which names of outlets are compared."""
    return " ".join(fold(name).split())


def address_keys(url: str) -> tuple[str, ...]:
    """The addresses under which the outlet of a page may stand, most exact first: host and path, host, wider host."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ()
    if not host:
        return ()
    first = parts.path.strip("/").split("/")[0].lower()
    labels = host.split(".")
    hosts = [".".join(labels[at:]) for at in range(len(labels) - 1)] or [host]
    return tuple(found for name in hosts for found in ((f"{name}/{first}", name) if first else (name,)))


def _names(entity: Entity) -> Iterator[tuple[str, bool]]:
    for name in entity.name.values():
        yield name, True
    for alias in entity.aliases:
        yield alias.text, not (alias.ambiguous or alias.needs)


def _addresses(entity: Entity) -> Iterator[str]:
    if entity.homepage:
        yield address_keys(entity.homepage)[0]
    for alias in entity.aliases:
        if "." in alias.text and " " not in alias.text and alias.text.isascii():
            yield from address_keys(f"https://{alias.text.lower()}")[:1]
