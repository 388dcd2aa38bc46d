"""The corpora of a home: which ones are available, and how to get CoLA and its annotations."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from colabert_core.corpus import annotations, catalogue, fetch, own
from colabert_core.corpus.annotations import Annotations
from colabert_core.corpus.fetch import Progress
from colabert_core.corpus.own import About
from colabert_core.corpus.own_table import Prepared
from colabert_core.corpus.pairs import ID as PAIRS
from colabert_core.corpus.reading import Corpus, corpus_folder, is_present
from colabert_core.errors import AnnotationsMissing, CorpusError, CorpusMissing
from colabert_core.system.paths import Home
from colabert_core.system.staging import scratch_folder
from colabert_core.workspace.kept import Kept


def _ignored(done: int, total: int) -> None:
    """For a download whose progress is not shown."""


@dataclass(frozen=True, kw_only=True)
class Corpora:
    """`cola_address` is the path or the URL of CoLA's zip file.

    An opened corpus is kept in memory until its files change. A zip file on this machine is installed when
    CoLA is first needed; only `fetch_cola` downloads anything.
    """

    home: Home
    cola_address: str
    _opened: Kept[Corpus] = field(default_factory=lambda: Kept(10), init=False, repr=False, compare=False)
    _annotations: Kept[Annotations] = field(
        default_factory=lambda: Kept(1), init=False, repr=False, compare=False
    )

    # --- available corpora ---------------------------------------------------------------------

    def ids(self) -> list[str]:
        """The corpora that can be opened: CoLA first unless it must be downloaded, the pairs always."""
        # This comes first, because it may install CoLA.
        is_sound = not self.is_cola_missing() and self.cola_fault() is None
        return [id for id in catalogue.ids(self.home) if is_sound or id != catalogue.COLA]

    def open(self, id: str) -> Corpus:
        """A corpus by its id. Raises CorpusError; CorpusMissing if CoLA must be downloaded first."""
        if id == catalogue.COLA:
            return self._cola()
        if id == PAIRS:
            return catalogue.open_corpus(self.home, id)
        version = _version(own.folder_of(self.home, id))
        return self._opened.get((id, version), lambda: catalogue.open_corpus(self.home, id))

    def name_of(self, id: str) -> str:
        """The name of a corpus as people see it."""
        return catalogue.name_of(self.home, id)

    # --- CoLA ----------------------------------------------------------------------------------

    def is_cola_missing(self) -> bool:
        """Whether CoLA is not here and must be downloaded."""
        return not is_present(self.home) and fetch.is_url(self.cola_address)

    def cola_fault(self) -> CorpusError | None:
        """Why the installed CoLA, or its zip file on this machine, cannot be used; None if it can."""
        try:
            self._cola()
        except CorpusMissing:
            return None
        except CorpusError as error:
            return error
        return None

    def _cola(self) -> Corpus:
        if self.is_cola_missing():
            raise CorpusMissing()
        if not is_present(self.home):
            self.fetch_cola()
        version = _version(corpus_folder(self.home))
        return self._opened.get((catalogue.COLA, version), lambda: catalogue.open_corpus(self.home, "cola"))

    def fetch_cola(self, on_progress: Progress = _ignored) -> None:
        """Install CoLA from its address or path. Raises CorpusError; then nothing has changed."""
        fetch.fetch(self.home, self.cola_address, on_progress)

    def install_cola(self, name: str, content: bytes) -> None:
        """Install CoLA from an uploaded zip file. Raises CorpusError; then nothing has changed."""
        with self._on_disk(content) as archive:
            fetch.install(self.home, archive, name=name)

    @contextmanager
    def _on_disk(self, content: bytes) -> Iterator[Path]:
        """An upload as a temporary file."""
        with scratch_folder(self.home.corpus) as folder:
            archive = folder / "upload.zip"
            archive.write_bytes(content)
            yield archive

    # --- the grammatical annotations of CoLA's dev sentences -------------------------------------

    @property
    def annotations_address(self) -> str:
        """Their address or path: next to CoLA's, without an environment variable of its own."""
        return annotations.address_beside(self.cola_address)

    @property
    def annotations_version(self) -> int:
        """A number that changes whenever the annotations do; 0 if they are not here."""
        return _version(annotations.annotations_folder(self.home))

    def annotations(self) -> Annotations:
        """The annotations. Raises AnnotationsMissing, or another CorpusError if they cannot be used."""
        if not annotations.is_present(self.home):
            if fetch.is_url(self.annotations_address):
                raise AnnotationsMissing()
            self.fetch_annotations()
        return self._annotations.get(self.annotations_version, lambda: annotations.load(self.home))

    def fetch_annotations(self, on_progress: Progress = _ignored) -> None:
        """Install them from their address or path. Raises CorpusError; then nothing has changed."""
        annotations.fetch(self.home, self.annotations_address, on_progress)

    def install_annotations(self, name: str, content: bytes) -> None:
        """Install them from an uploaded zip file. Raises CorpusError; then nothing has changed."""
        with self._on_disk(content) as archive:
            annotations.install(self.home, archive, name=name)

    # --- people's own corpora ----------------------------------------------------------------------

    def own_ids(self) -> list[str]:
        """The ids of people's own corpora."""
        return own.ids(self.home)

    def about(self, id: str) -> About | None:
        """What is known about an own corpus; None if that cannot be read."""
        return own.about(self.home, id)

    def add(self, name: str, prepared: Prepared) -> str:
        """Store a table as a corpus; returns its id. Raises CorpusError; then nothing has changed."""
        return own.store(self.home, name, prepared)

    def delete(self, id: str) -> None:
        """Delete an own corpus permanently. Raises CorpusUnknown, CorpusNotStored."""
        own.delete(self.home, id)


def _version(folder: Path) -> int:
    """When a file of a corpus was last written, in nanoseconds; 0 if there is none."""
    return max((path.stat().st_mtime_ns for path in folder.glob("*.tsv")), default=0)
