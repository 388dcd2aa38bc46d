"""What can be expected to go wrong, as one small tree.

    ColabertError
        CorpusError     CorpusMissing, AnnotationsMissing, DownloadUnreachable, DownloadBroken, WrongHash,
                        NotAZip, ArchiveUnreadable, ArchiveUnsafe, MissingFiles, WrongColumns, WrongLabel,
                        EmptySentence, NotUtf8, NoRows, FeaturesMissing, FeatureCells, FeatureValue,
                        BadPattern,
                        SheetKind, SheetTooBig, SheetUnsafe, SheetDamaged, SheetNotText, SheetQuotes,
                        SheetNotJson, SheetTooManyRows, SheetTooWide, SheetEmpty, NoLabels, TooManyLabels,
                        TooFewRows, OnlyAcceptable, OnlyUnacceptable, CorpusUnknown, CorpusDamaged,
                        CorpusNotStored
        EncoderError    EncoderNotFound, EncoderUnreachable, EncoderNotBert,
                        EncoderWithoutSafetensors, EncoderWithoutVocabulary, EncoderDamaged,
                        EncoderTooLarge, EncoderUnsafe
        RunError        RunUnknown, RunWithoutModel, RunBusy, RunBuiltIn, RunNotResumable, CorpusChanged,
                        NotApart, DeltaDamaged, DeltaElsewhere, DeltaWithoutEncoder, NotShared
        TrainingError   BadSettings, TooFewSentences, LengthTooLong, DeviceMissing, OutOfMemory, DiskFull,
                        LossNotANumber, CheckpointUnusable, Unexpected
        InputError      FileUnreadable, FileUnwritable, MissingColumn

Facts are attributes (and together in `facts`); `says` is the plain English line of the command
line. The pages say the same at more length, in two languages, from their locale files.
"""

from collections.abc import Sequence
from typing import Any


def reason_of(error: BaseException) -> str:
    """The first line of a library's message, or the error's class name where it has none."""
    lines = str(getattr(error, "reason", "") or error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def reason_of_system(error: OSError) -> str:
    """What the operating system says, without number and path: "No space left on device".

    Where the error does not come from the operating system, the first line of its message.
    """
    return error.strerror or reason_of(error)


class ColabertError(Exception):
    """An expected failure. `facts` holds JSON-ready values only."""

    says = "Something went wrong."

    def __init__(self, **facts: Any):
        self.facts = facts
        self.__dict__.update(facts)
        super().__init__(self.says.format(**facts))

    @property
    def kind(self) -> str:
        """The name under which locale files and run folders know this failure."""
        return type(self).__name__


class CorpusError(ColabertError):
    pass


class CorpusMissing(CorpusError):
    says = "CoLA is not here yet: run `python -m colabert_core corpus` to fetch it."


class AnnotationsMissing(CorpusError):
    says = "The grammatical annotations of CoLA are not here yet: fetch them on the page Evaluation."


class DownloadUnreachable(CorpusError):
    says = "{address} cannot be reached ({reason})."


class DownloadBroken(CorpusError):
    says = "The download of {address} broke off ({reason}). Nothing half-written was kept."


class WrongHash(CorpusError):
    says = "{file} is not the published file: its SHA-256 is {found}, expected {expected}."


class NotAZip(CorpusError):
    says = "{file} is not a zip file, or it is damaged."


class ArchiveUnreadable(CorpusError):
    says = "{file} cannot be opened: {reason}."


class ArchiveUnsafe(CorpusError):
    says = "{member} in {file} is larger than a file of CoLA can be ({limit_mb} MB); it was not unpacked."


class MissingFiles(CorpusError):
    says = "{file} lacks {missing}."


class WrongColumns(CorpusError):
    says = "{file}, line {line}: {found} columns instead of 4 (source, label, mark, sentence)."


class WrongLabel(CorpusError):
    says = "{file}, line {line}: the label is {found!r}; it must be 0 or 1."


class EmptySentence(CorpusError):
    says = "{file}, line {line}: the sentence is empty."


class NotUtf8(CorpusError):
    says = "{file}, line {line}: these bytes are not UTF-8 text."


class NoRows(CorpusError):
    says = "{file} holds no sentences."


class FeaturesMissing(CorpusError):
    says = "{file} lacks the columns {missing}."


class FeatureCells(CorpusError):
    says = "{file}, line {line}: {found} columns, but {expected} headings."


class FeatureValue(CorpusError):
    says = "{file}, line {line}: {column} is {found!r}; it must be 0 or 1."


class BadPattern(CorpusError):
    says = "{pattern!r} is not a regular expression: {reason}."


class SheetKind(CorpusError):
    says = "{file} is none of the files that can be read ({kinds})."


class SheetTooBig(CorpusError):
    says = "{file} is larger than {limit_mb} MB."


class SheetUnsafe(CorpusError):
    says = "{file} holds more than {limit_mb} MB when unpacked; it was not read."


class SheetDamaged(CorpusError):
    says = "{file} cannot be opened as a spreadsheet: damaged, with a password, or of the old kind .xls."


class SheetNotText(CorpusError):
    says = "{file}, line {line}: these bytes are not UTF-8 text."


class SheetQuotes(CorpusError):
    says = "{file}, line {line}: a quotation mark opens here that does not close at the end of its cell."


class SheetNotJson(CorpusError):
    says = "{file}, line {line}: this is not a JSON object ({reason})."


class SheetTooManyRows(CorpusError):
    says = "{file} has more than {limit} rows."


class SheetTooWide(CorpusError):
    says = "{file} has {found} columns; {limit} can be read."


class SheetEmpty(CorpusError):
    says = "{file} holds no rows."


class NoLabels(CorpusError):
    says = "{file} has no labels: no such column, and no mark (*, ??) in front of a sentence."


class TooManyLabels(CorpusError):
    says = "{file}: the column {column!r} has {found} different values; labels can have {limit}."


class TooFewRows(CorpusError):
    says = "{file} has {found} usable sentences; {needed} are needed."


class OnlyAcceptable(CorpusError):
    says = "All {found} sentences of {file} are acceptable; unacceptable ones are needed too."


class OnlyUnacceptable(CorpusError):
    says = "All {found} sentences of {file} are unacceptable; acceptable ones are needed too."


class CorpusUnknown(CorpusError):
    says = "There is no corpus {name!r}."


class CorpusDamaged(CorpusError):
    says = "The corpus {name!r} is damaged ({reason})."


class CorpusNotStored(CorpusError):
    says = "The corpus {name!r} could not be written ({reason})."


class EncoderError(ColabertError):
    pass


class EncoderNotFound(EncoderError):
    says = "There is no encoder {name!r}: neither a folder here nor a public model on the hub."


class EncoderUnreachable(EncoderError):
    says = "The model hub cannot be reached ({reason}), and {name!r} is not stored on this machine."


class EncoderNotBert(EncoderError):
    says = "{name!r} is of the architecture {found!r}; ColaBERT takes BERT encoders."


class EncoderWithoutSafetensors(EncoderError):
    says = "{name!r} has no safetensors weights; other formats can run code and are not opened."


class EncoderWithoutVocabulary(EncoderError):
    says = "{name!r} has neither tokenizer.json nor vocab.txt."


class EncoderDamaged(EncoderError):
    says = "The files of {name!r} are damaged ({reason})."


class EncoderTooLarge(EncoderError):
    says = "{member} in {name!r} is larger than {limit_mb} MB; nothing was taken from it."


class EncoderUnsafe(EncoderError):
    says = "{name!r} is no plain archive: {member!r} points out of it; nothing was taken from it."


class RunError(ColabertError):
    pass


class RunUnknown(RunError):
    says = "There is no run {name!r}. `python -m colabert_core runs` lists them."


class RunWithoutModel(RunError):
    says = "The run {name!r} has no model yet."


class RunBusy(RunError):
    says = "The run {name!r} is at work; stop it first."


class RunBuiltIn(RunError):
    says = "The run {name!r} comes with ColaBERT and stays."


class RunNotResumable(RunError):
    says = "The run {name!r} came to its end; there is nothing to go on with."


class CorpusChanged(RunError):
    says = "The corpus is not the one that the run {name!r} was trained on."


class NotApart(RunError):
    says = (
        "{split} of {corpus} says nothing about the run {name!r}: it may have learned from these sentences, "
        "or they are not known. Ask for: {others}."
    )


class DeltaWithoutEncoder(RunError):
    says = "The small model {name!r} belongs to the encoder {encoder!r}, which is not on this machine."


class DeltaDamaged(RunError):
    says = "The small model {name!r} is damaged ({reason})."


class DeltaElsewhere(RunError):
    says = (
        "The small model {name!r} belongs to another encoder than the {encoder!r} that is here "
        "(the SHA-256 of its weights is {sha256})."
    )


class NotShared(RunError):
    says = "{file} is not a model that ColaBERT shared ({reason})."


class TrainingError(ColabertError):
    pass


class BadSettings(TrainingError):
    """Every fault of a configuration at once: `faults` is a list of `config.Fault`."""

    says = "These settings cannot be used: {summary}."

    def __init__(self, faults: Sequence[Any] = (), summary: str = ""):
        """From the faults; from their summary alone where they come back from a run's folder."""
        super().__init__(summary=summary or "; ".join(fault.says for fault in faults))
        self.faults = faults


class TooFewSentences(TrainingError):
    says = "{found} sentences are too few to train and validate on; {needed} are needed."


class LengthTooLong(TrainingError):
    says = "This encoder reads at most {positions} tokens; a max length of {max_length} is too long."


class CheckpointUnusable(TrainingError):
    says = "This training was begun by another version and cannot go on; its best model is kept."


class DeviceMissing(TrainingError):
    says = "There is no device {device!r} on this machine."


class OutOfMemory(TrainingError):
    says = (
        "Memory ran out on {device} at batch size {batch_size} and max length {max_length}: "
        "choose a smaller batch or a shorter length."
    )


class DiskFull(TrainingError):
    says = "The disk is full; delete runs that you no longer need, then resume."


class LossNotANumber(TrainingError):
    says = "The loss was no longer a number at step {step}: learning rate {learning_rate} is too high."


class Unexpected(TrainingError):
    says = "An unforeseen fault: {reason}. The details are in error.txt in the run's folder."


class InputError(ColabertError):
    pass


class FileUnreadable(InputError):
    says = "{file} cannot be read: {reason}."


class FileUnwritable(InputError):
    says = "{file} cannot be written: {reason}."


class MissingColumn(InputError):
    says = "{file} has no column {column!r}; it has: {found}."
