"""The graph on disk: documents in, documents out, and what questions read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal, Self

from docparse.folding import fold_key
from docparse.store.agencies import AgencyBook, registry_book
from docparse.store.characters import keepable, unkeepable
from docparse.store.connection import TIMEOUT, Row, connect, now
from docparse.store.directives import DirectiveBook, RegistryBook
from docparse.store.finding import find_document
from docparse.store.headers import HEADER, header_words
from docparse.store.intake import What, note_intake
from docparse.store.location import locate
from docparse.store.names import name_of
from docparse.store.replacing import check_replacing
from docparse.store.versions import keep_whole, kept_plan

if TYPE_CHECKING:
    import networkx

    from docparse.model import Plan
    from docparse.store.backup import Saved
    from docparse.store.clearing import Cleared

Status = Literal["added", "unchanged", "updated"]


@dataclass(frozen=True, slots=True)
class Added:
    """What :meth:`GraphStore.add` did. ``version`` (from 1) is the one that these bytes are, ``current`` the one
    that questions see; ``replaced`` is the version before, where a new one took its place; ``fewer`` counts the tasks
    that it had more."""

    status: Status
    document_id: str
    version: int
    current: int
    replaced: int | None
    goals: int
    tasks: int
    references: int
    fewer: int = 0


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A line of the list of documents; ``added`` is an ISO time in UTC, ``versions`` how many are kept."""

    id: str
    name: str
    type: str | None
    symbol: str | None
    title: str | None
    date: str | None
    issuer: str | None
    file: str | None
    sha256: str
    rules: str
    version: int
    versions: int
    added: str
    goals: int
    tasks: int
    references: int


class GraphStore:
    """A store of plans; a context manager. One object serves one thread.

    ``agencies`` and ``directives`` are registries that know names better than the store does; ``timeout`` is how
    many seconds to wait for another program's lock.
    """

    def __init__(
        self,
        url: str | None = None,
        *,
        agencies: AgencyBook | None = None,
        directives: DirectiveBook | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self.db = connect(locate(url), timeout)
        self._agency_book = agencies
        self._directive_book = directives
        self.closed: Callable[[str | None], bool] = lambda secrecy: False  # older versions that are as if never added

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def url(self) -> str:
        """What opens this store again, a server's password included; for printing: ``db.location.path``."""
        return self.db.location.url

    @property
    def agency_book(self) -> AgencyBook:
        """The registry of agencies, loaded when first needed."""
        if self._agency_book is None:
            self._agency_book = registry_book()
        return self._agency_book

    @property
    def directive_book(self) -> DirectiveBook:
        """The registry of directives, loaded when first needed."""
        if self._directive_book is None:
            self._directive_book = RegistryBook()
        return self._directive_book

    def close(self) -> None:
        self.db.close()

    def add(
        self,
        plan: Plan,
        *,
        sha256: str | None = None,
        file: str | None = None,
        rules: str | None = None,
        force: bool = False,
        annex_of: str | None = None,
    ) -> Added:
        """Keep a plan; the same bytes (``sha256``, hex) parsed by the same ``rules`` version change nothing.

        A changed version of a document becomes the current one in one transaction; the older is kept. Bytes that
        are kept as an older version stay that. The same bytes parsed by other rules take the place of their old
        parse. ``sha256``, ``file`` and ``rules`` default to what ``plan.source`` says ("sha256", "name", "rules").
        StoreError DP410 for a new version that has lost most of the current one or may be another's, unless ``force``.

        An annex becomes part of the plan that ``annex_of`` names (any way of naming a document; QuestionError DP501,
        DP502), else of the one that it names at its head, whichever of the two comes first; a new version of the
        plan keeps it, and so a new version of the annex takes its place. DocparseError DP411 for a directive with
        a header of its own, or a copy of what the plan holds, that is given as an annex, unless ``force``.
        """
        from docparse.extraction.annexes import attach, attach_all, check_new
        from docparse.store.annexes import ADVICE, annexes_waiting, current_plan, home_of, with_kept_annexes

        if not keepable(plan.text):
            raise unkeepable(file or plan.source.get("name") or plan.document.id)
        sha256 = sha256 or plan.source.get("sha256") or hashlib.sha256(plan.text.encode(errors="replace")).hexdigest()
        file, rules = file or plan.source.get("name"), rules or plan.source.get("rules") or ""
        named = replace(plan, source={**plan.source, "sha256": sha256, "name": file})
        with self.db.writing(create=True):
            if (home := home_of(self.db, plan, annex_of, force=force)) is not None:
                before = current_plan(self.db, home)
                if not force:
                    check_new(before, named, ADVICE)
                joined = attach(before, named)
                if plan.document.id != home["id"]:
                    self._drop(plan.document.id, into=home["id"])  # it may have stood alone
                again = all(annex.name != file for annex in before.annexes)
                self._keep_layout(home["id"], named)
                return self._put_joined(joined, home, again=again)
            whole = with_kept_annexes(self.db, named)
            plan = plan if whole is named else whole
            added = self._put(plan, whole.source["sha256"] or "", file, rules, force=force)
            self._keep_layout(added.document_id, named)
            waiting = annexes_waiting(self.db, plan)
            if not waiting:
                return added
            joined = attach_all(whole, (current_plan(self.db, row) for row in waiting))
            for row in waiting:
                self._drop(row["id"], into=plan.document.id)
            put = self._put(joined, joined.source["sha256"] or "", file, rules, force=True)
            return replace(put, status=added.status)

    def rewrite(self, row: Row) -> None:
        """Write a document's rows anew from its plan and what people said of it, in the caller's transaction."""
        from docparse.store.annexes import current_plan
        from docparse.store.clearing import clear
        from docparse.store.corrections import with_corrections

        before = clear(self.db, row["pk"])
        self._write(with_corrections(self.db, current_plan(self.db, row)), row["pk"], before)

    def _write(self, plan: Plan, document: int, before: Cleared) -> None:
        """Write the rows of a document in place of those that were cleared."""
        from docparse.store.clearing import settle
        from docparse.store.ingest import Writer

        writer = Writer(self.db, self.agency_book, plan, document)
        writer.write()
        settle(self.db, self.agency_book, before, writer.told)

    def put_again(self, row: Row, plan: Plan, rules: str) -> None:
        """Put the new parse of a document's same bytes in place of the old one, in the caller's transaction."""
        if plan.document.id != row["id"]:
            self._drop(row["id"], into=plan.document.id)
        self._put(plan, row["sha256"], row["file"], rules, force=True, what="refreshed")

    def _keep_layout(self, document: str, plan: Plan) -> None:
        """Keep how a file was read beside the document that it is or is part of."""
        if plan.read_from is not None:
            from docparse.store.layouts import pack_layout

            layout = pack_layout(plan.read_from)
            self.db.run("put_layout", document=document, sha256=plan.source["sha256"], layout=layout)

    def _put_joined(self, plan: Plan, home: Row, *, again: bool) -> Added:
        return self._put(plan, plan.source["sha256"] or "", home["file"], home["rules"], force=True, again=again)

    def _put(
        self,
        plan: Plan,
        sha256: str,
        file: str | None,
        rules: str,
        *,
        force: bool,
        again: bool = False,
        what: What | None = None,
    ) -> Added:
        """Write a plan as the current version of its document; ``again``: also one kept as an older version."""
        from docparse.store.clearing import Cleared, clear
        from docparse.store.corrections import with_corrections
        from docparse.store.ingest import header
        from docparse.store.merging import Directives
        from docparse.store.packing import pack_plan

        counts = {"goals": len(plan.goals), "tasks": len(plan.tasks), "references": len(plan.references)}
        old = self.db.row("document_by_id", id=plan.document.id)
        kept = self.db.row("version_by_bytes", document=old["pk"], sha256=sha256) if old and not again else None
        if old and kept and (kept["version"] != old["version"] or kept["rules"] == rules):
            same = self._counts(old["pk"], kept["version"])
            return Added("unchanged", plan.document.id, kept["version"], old["version"], None, **same)
        if old and not kept and not force:
            check_replacing(self.db, old, plan, file)
        version = 1 if old is None else old["version"] if kept else old["version"] + 1
        origin = {"sha256": sha256, "rules": rules, "file": file, "version": version, "added": now()}
        columns = {**header(plan), **origin, "file_key": _file_key(file)}
        before = Cleared()
        if old is None:
            own = Directives(self.db).own(plan.document.id)
            pk = self.db.run("put_document", **columns, directive_pk=own)
            self.db.run("put_header", pk=pk, words=_words(columns))
        else:
            pk = old["pk"]
            if version != old["version"]:
                keep_whole(self.db, old)
            before = clear(self.db, pk)
            self.db.run("drop_header", pk=pk, words=_words(old))
            self.db.run("change_document", **columns)
            self.db.run("put_header", pk=pk, words=_words(columns))
        self.db.run("put_version", document_pk=pk, plan=pack_plan(plan, text=False), **origin)
        self._write(with_corrections(self.db, plan), pk, before)
        note_intake(self.db, what or ("updated" if old else "added"), plan.document.id, version, sha256, rules, file)
        replaced = old["version"] if old and version != old["version"] else None
        fewer = max(old["tasks"] - len(plan.tasks), 0) if old and replaced else 0
        return Added("updated" if old else "added", plan.document.id, version, version, replaced, **counts, fewer=fewer)

    def _drop(self, document: str, *, into: str | None = None) -> None:
        """Take out a document if it is here, in the caller's transaction; ``into``: as it becomes part of another."""
        from docparse.store.clearing import clear, settle

        row = self.db.row("document_by_id", id=document)
        if row is not None:
            before = clear(self.db, row["pk"])
            if into is None:
                self.db.run("orphan_corrections", document=document)
            else:
                self.db.run("move_corrections", document=document, target=into)
                self.db.run("move_layouts", document=document, target=into)
            self.db.run("drop_layouts", document=document)
            self.db.run("drop_header", pk=row["pk"], words=_words(row))
            self.db.run("drop_document", pk=row["pk"])
            what: What = "joined" if into else "removed"
            note_intake(self.db, what, document, row["version"], row["sha256"], row["rules"], row["file"])
            own = replace(before, directives=before.directives | {row["directive_pk"]})
            settle(self.db, self.agency_book, own)

    def _counts(self, document: int, version: int) -> dict[str, int]:
        plan = kept_plan(self.db, document, version) or {}
        return {name: len(plan.get(name, ())) for name in ("goals", "tasks", "references")}

    def remove(self, document: str) -> StoredDocument:
        """Take a document out with all its versions; returns what it was. QuestionError if unknown or ambiguous."""
        with self.db.writing():
            row = find_document(self.db, document)
            self._drop(row["id"])
        return stored(row)

    def find_annex(self, words: str) -> tuple[StoredDocument, str] | None:
        """The document that a file of this name is joined to, and the file's name; QuestionError DP502 for several."""
        from docparse.store.annexes import find_annex

        with self.db.reading():
            found = find_annex(self.db, words)
        return None if found is None else (stored(found[0]), found[1])

    def remove_annex(self, document: str, name: str) -> Added:
        """Take an annex (its file's name) out of its document, which gets a new version without it."""
        from docparse.store.annexes import without_annex

        with self.db.writing():
            row = find_document(self.db, document)
            return self._put_joined(without_annex(self.db, row, name), row, again=True)

    def documents(self) -> tuple[StoredDocument, ...]:
        """All documents, by date, then id."""
        return tuple(stored(row) for row in self.db.rows("documents"))

    def find_document(self, words: str) -> StoredDocument:
        """The one document that ``words`` name: symbol ("3243/KH-UBND"), number ("3243"), id or file name.

        QuestionError DP501 where nothing fits, DP502 with the candidates where several do.
        """
        return stored(find_document(self.db, words))

    def plan(self, document: str, version: int | None = None) -> dict[str, Any]:
        """The "docparse/1" object of the current or an older version, as it was added."""
        from docparse.errors import QuestionError

        with self.db.reading():
            row = find_document(self.db, document)
            found = kept_plan(self.db, row["pk"], version or row["version"])
        if found is None or self.closed(found["document"].get("secrecy")):
            raise QuestionError(
                "DP503", name_of(row), f"không có bản thứ {version or row['version']}", "xem các bản bằng docparse show"
            )
        return found

    def graph(self, document: str | None = None) -> networkx.MultiDiGraph[str]:
        """All nodes and edges, or those of one document, with the ids of the store; attributes as in
        ``graph/vocabulary.yaml``."""
        from docparse.store.network import build

        with self.db.reading():
            own = None if document is None else find_document(self.db, document)["id"]
            return build(self.db, self.directive_book, own)

    def backup(self, path: str, *, force: bool = False) -> Saved:
        """The store as it is now in one file, which opens as a store too; see :mod:`docparse.store.backup`."""
        from docparse.store.backup import backup

        return backup(self.db, path, force=force)

    def restore(self, path: str, *, force: bool = False) -> Saved:
        """Take over what a backup's file holds, from either database; ``force`` where the store holds documents."""
        from docparse.store.backup import restore

        return restore(self.db, path, force=force)


def stored(row: Row) -> StoredDocument:
    derived: Mapping[str, Any] = {"name": name_of(row), "references": row["mentions"]}
    values = {f.name: row[f.name] for f in fields(StoredDocument) if f.name not in derived}
    return StoredDocument(**values, **derived)


def _words(row: Row | Mapping[str, Any]) -> str:
    return header_words(*(row[name] for name in HEADER))


def _file_key(file: str | None) -> str | None:
    return fold_key(PurePosixPath(file.replace("\\", "/")).stem) if file else None
