"""The failures that are expected, as one small tree.

    ColabertError
        CorpusError     CorpusMissing, AnnotationsMissing, DownloadUnreachable, DownloadBroken, WrongHash,
                        NotAZip, ArchiveUnreadable, ArchiveUnsafe, MissingFiles, WrongColumns, WrongLabel,
                        EmptySentence, NotUtf8, NoRows, FeaturesMissing, FeatureCells, FeatureValue,
                        BadPattern,
                        SheetKind, SheetMissing, SheetTooBig, SheetUnsafe, SheetDamaged, SheetNotText,
                        SheetQuotes, SheetNotJson, SheetTooManyRows, SheetTooWide, SheetEmpty, NoLabels,
                        TooManyLabels, TooFewRows, OnlyAcceptable, OnlyUnacceptable,
                        TrainingPartUnusable, CorpusUnknown, CorpusDamaged, CorpusNotStored
        EncoderError    EncoderNotFound, EncoderUnreachable, EncoderNotBert,
                        EncoderWithoutSafetensors, EncoderWithoutVocabulary, EncoderTokenizerForeign,
                        EncoderTokenizerIncomplete, EncoderDamaged, EncoderTooLarge, EncoderUnsafe
        ClassifierError ClassifierNotFound, ClassifierWithoutHead, ClassifierLabels, ClassifierOtherTask,
                        LabelsUnknown, LabelUnknown
        RunError        RunUnknown, RunWithoutModel, RunBusy, RunBuiltIn, RunNotResumable, CorpusChanged,
                        NotApart, DeltaDamaged, DeltaElsewhere, DeltaWithoutEncoder, NotShared,
                        RunFromElsewhere, RunFromHere
        TrainingError   BadSettings, TooFewSentences, LengthTooLong, DeviceMissing, OutOfMemory, DiskFull,
                        LossNotANumber, CheckpointUnusable, Unexpected
        InputError      FileUnreadable, FileUnwritable, MissingColumn

Facts are attributes, and together in `facts`. `says` is the line that the command line prints: what happened,
what was kept, what to do next. The pages say the same in two languages, from their locale files.
"""

from collections.abc import Sequence
from typing import Any

Fact = str | int | float | None


def reason_of(error: BaseException) -> str:
    """The first line of a library's message, or the error's class name if it has no message.

    For one of our own errors: its first sentence, without what to do next.
    """
    if isinstance(error, ColabertError):
        return error.first_sentence
    lines = str(getattr(error, "reason", "") or error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def reason_of_system(error: OSError) -> str:
    """The operating system's message, without number and path: "No space left on device".

    If the error does not come from the operating system, the first line of its message.
    """
    return error.strerror or reason_of(error)


class ColabertError(Exception):
    """An expected failure. `facts` holds JSON-ready values only."""

    says = "Something went wrong. Nothing that was saved has been lost."

    def __init__(self, **facts: Fact) -> None:
        """From the facts that `says` names. Raises KeyError if one is missing."""
        self.facts = facts
        self.__dict__.update(facts)
        super().__init__(self.says.format(**facts))

    @property
    def kind(self) -> str:
        """The name of this failure in locale files and run folders."""
        return type(self).__name__

    @property
    def first_sentence(self) -> str:
        """What happened, without a full stop: to be quoted in another error's text."""
        return self.says.split(". ")[0].format(**self.facts).removesuffix(".")


# --- corpora ---------------------------------------------------------------------------------------


class CorpusError(ColabertError):
    pass


class CorpusMissing(CorpusError):
    says = "CoLA is not on this computer yet. Run `python -m colabert_core corpus` to download it."


class AnnotationsMissing(CorpusError):
    says = (
        "CoLA's grammatical annotations are not on this computer yet. "
        "Download them on the dashboard's Evaluation page."
    )


class DownloadUnreachable(CorpusError):
    says = "{address} cannot be reached ({reason}). Nothing was changed. Check the network and try again."


class DownloadBroken(CorpusError):
    says = "The download from {address} was interrupted ({reason}). Nothing incomplete was kept. Try again."


class WrongHash(CorpusError):
    says = (
        "{file} is not the published file: its SHA-256 is {found}, not {expected}. "
        "Nothing was changed. Download it again."
    )


class NotAZip(CorpusError):
    says = "{file} is not a zip file, or it is damaged. Nothing was changed. Choose another file."


class ArchiveUnreadable(CorpusError):
    says = "{file} cannot be opened: {reason}. Nothing was changed. Check the path."


class ArchiveUnsafe(CorpusError):
    says = (
        "{member} in {file} is far larger than any file of CoLA (over {limit_mb} MB unpacked). "
        "Nothing was changed. Use the published zip file."
    )


class MissingFiles(CorpusError):
    says = "{file} does not contain {missing}. Nothing was changed. Use a complete file."


class WrongColumns(CorpusError):
    says = (
        "{file}, line {line}: {found} columns instead of 4 (source, label, mark and sentence, "
        "separated by tabs). Nothing was changed. Correct the line and try again."
    )


class WrongLabel(CorpusError):
    says = (
        "{file}, line {line}: the label is {found!r}, but must be 0 or 1. "
        "Nothing was changed. Correct the line and try again."
    )


class EmptySentence(CorpusError):
    says = "{file}, line {line}: the sentence is empty. Nothing was changed. Correct the line and try again."


class NotUtf8(CorpusError):
    says = (
        "{file}, line {line}: this is not text that can be read. "
        "Nothing was changed. Save the file as UTF-8 and try again."
    )


class NoRows(CorpusError):
    says = "{file} contains no sentences. Nothing was changed. Choose another file."


class FeaturesMissing(CorpusError):
    says = "{file} does not have the columns {missing}. Nothing was changed. Use the published zip file."


class FeatureCells(CorpusError):
    says = (
        "{file}, line {line}: {found} columns, but there are {expected} headings. "
        "Nothing was changed. Correct the line, or use the published zip file."
    )


class FeatureValue(CorpusError):
    says = (
        "{file}, line {line}: {column} is {found!r}, but must be 0 or 1. "
        "Nothing was changed. Correct the line, or use the published zip file."
    )


class BadPattern(CorpusError):
    says = "{pattern!r} is not a valid regular expression: {reason}. Correct it, or search for plain text."


class SheetKind(CorpusError):
    says = (
        "{file} is not a kind of file that can be read ({kinds}). "
        "Nothing was changed. Save the table as .xlsx or CSV."
    )


class SheetMissing(CorpusError):
    says = "{file} has no table {table!r}. Nothing was changed. Choose one of these: {tables}."


class SheetTooBig(CorpusError):
    says = (
        "{file} is larger than {limit_mb} MB. "
        "Nothing was changed. Remove columns that are not needed, or split the file."
    )


class SheetUnsafe(CorpusError):
    says = (
        "{file} was not read: unpacked, it is larger than {limit_mb} MB. "
        "Nothing was changed. Copy the sentences and labels into a new spreadsheet."
    )


class SheetDamaged(CorpusError):
    says = (
        "{file} cannot be opened: it is damaged, has a password, "
        "or is in the old .xls format. Nothing was changed. Save it as .xlsx without a password."
    )


class SheetNotText(CorpusError):
    says = (
        "{file}, line {line}: this is not text that can be read. "
        "Nothing was changed. Save the file as CSV UTF-8 or as .xlsx."
    )


class SheetQuotes(CorpusError):
    says = (
        "{file}, line {line}: a quotation mark opens a cell but does not close it. "
        "Nothing was changed. Correct the line, or save the table as .xlsx."
    )


class SheetNotJson(CorpusError):
    says = (
        "{file}, line {line}: this is not a JSON object ({reason}). "
        "Nothing was changed. Correct the line and try again."
    )


class SheetTooManyRows(CorpusError):
    says = (
        "{file} has more than {limit} rows, which is more than can be read. "
        "Nothing was changed. Keep only the rows that you need."
    )


class SheetTooWide(CorpusError):
    says = (
        "{file} has {found} columns, but at most {limit} can be read. "
        "Nothing was changed. Keep only the sentence and label columns."
    )


class SheetEmpty(CorpusError):
    says = "{file} contains no rows. Nothing was changed. Choose another file, or another sheet."


class NoLabels(CorpusError):
    says = (
        "No labels were found in {file}: no column has labels that are known, and no sentence has a mark "
        "such as * in front. Nothing was changed. Add labels or marks."
    )


class TooManyLabels(CorpusError):
    says = (
        "The column {column!r} of {file} has {found} different values, but at most {limit} are allowed. "
        "Nothing was changed. Choose another column."
    )


class TooFewRows(CorpusError):
    says = (
        "{file} has {found} usable sentences, but at least {needed} are needed. "
        "Nothing was changed. Add sentences, or check which columns are chosen."
    )


class OnlyAcceptable(CorpusError):
    says = (
        "All {found} sentences of {file} are acceptable, but a model can only learn from both kinds. "
        "Nothing was changed. Add unacceptable sentences."
    )


class OnlyUnacceptable(CorpusError):
    says = (
        "All {found} sentences of {file} are unacceptable, but a model can only learn from both kinds. "
        "Nothing was changed. Add acceptable sentences."
    )


class TrainingPartUnusable(CorpusError):
    says = (
        "The training part of {file}, which the column {column!r} names, has {found} sentences. A model "
        "needs at least {needed}, both acceptable and unacceptable ones. Nothing was changed. Choose no "
        "column for the parts; then ColaBERT divides the sentences itself."
    )


class CorpusUnknown(CorpusError):
    says = "There is no corpus {name!r} here; it may have been deleted. Choose another one."


class CorpusDamaged(CorpusError):
    says = (
        "The corpus {name!r} is damaged ({reason}). "
        "The others are unaffected. Delete it and add its file again."
    )


class CorpusNotStored(CorpusError):
    says = (
        "The corpus {name!r} could not be changed on disk: {reason}. "
        "Nothing was changed. Free some disk space, or close programs that use the folder."
    )


# --- encoders --------------------------------------------------------------------------------------


class EncoderError(ColabertError):
    pass


class EncoderNotFound(EncoderError):
    says = (
        "There is no encoder {name!r}, neither as a folder on this computer nor on the Hugging Face Hub. "
        "Check the spelling, or choose `bundled`."
    )


class EncoderUnreachable(EncoderError):
    says = (
        "{name!r} is not stored on this computer, and the Hugging Face Hub cannot be reached ({reason}). "
        "Choose `bundled`, or try again when you are online."
    )


class EncoderNotBert(EncoderError):
    says = "{name!r} is of type {found!r}, but ColaBERT needs a BERT encoder. Choose another encoder."


class EncoderWithoutSafetensors(EncoderError):
    says = (
        "{name!r} has no safetensors weights; other formats can run code and are not opened. "
        "Choose another encoder."
    )


class EncoderWithoutVocabulary(EncoderError):
    says = (
        "{name!r} has no vocabulary (tokenizer.json or vocab.txt). Nothing was changed. "
        "Save its tokenizer as tokenizer.json, or choose another encoder."
    )


class EncoderTokenizerForeign(EncoderError):
    says = (
        "{name!r} has the tokenizer {found}, which needs code or files that ColaBERT does not open. "
        "Nothing was changed. Save it with transformers as a PreTrainedTokenizerFast, which writes "
        "tokenizer.json, or choose another encoder."
    )


class EncoderTokenizerIncomplete(EncoderError):
    says = (
        "The tokenizer of {name!r} gives no {lacks}, which a BERT encoder needs. Nothing was changed. "
        "Add it to tokenizer.json, or choose another encoder."
    )


class EncoderDamaged(EncoderError):
    says = (
        "The files of {name!r} are damaged or incomplete ({reason}). "
        "Install or download them again, or choose another encoder."
    )


class EncoderTooLarge(EncoderError):
    says = (
        "{member} in {name!r} is larger than {limit_mb} MB when unpacked, which is more than is allowed. "
        "Nothing was changed. Choose a smaller encoder."
    )


class EncoderUnsafe(EncoderError):
    says = (
        "{name!r} was not unpacked: its file {member!r} would end up outside the encoder's folder. "
        "Nothing was changed. Pack the encoder's folder into a new zip file."
    )


# --- finished classifiers from elsewhere -----------------------------------------------------------


class ClassifierError(ColabertError):
    pass


class ClassifierNotFound(ClassifierError):
    says = (
        "There is no finished classifier {name!r}, neither as a folder on this computer nor on the Hugging "
        "Face Hub. Nothing was changed. Check the spelling."
    )


class ClassifierWithoutHead(ClassifierError):
    says = (
        "{name!r} is not a finished classifier: its weights lack {missing}, so it cannot judge. "
        "Nothing was changed. Train it as an encoder, or choose a finished classifier."
    )


class ClassifierLabels(ClassifierError):
    says = (
        "The number of labels of {name!r} is {found}, but it must be 2: acceptable and unacceptable. "
        "Nothing was changed. Choose a classifier with two labels."
    )


class ClassifierOtherTask(ClassifierError):
    says = (
        "{name!r} does not choose one of its two labels (its problem_type is {task!r}). "
        "Nothing was changed. Choose a classifier that does."
    )


class LabelsUnknown(ClassifierError):
    says = (
        "It is not known which label of {name!r} means acceptable: {first!r} or {second!r}. "
        "Nothing was changed. Give one of them with --acceptable; it is remembered."
    )


class LabelUnknown(ClassifierError):
    says = (
        "{name!r} has no label {label!r}; its labels are {first!r} and {second!r}. "
        "Nothing was changed. Give the one that means acceptable."
    )


# --- runs ------------------------------------------------------------------------------------------


class RunError(ColabertError):
    pass


class RunUnknown(RunError):
    says = "There is no run {name!r} here. `python -m colabert_core runs` lists the runs."


class RunWithoutModel(RunError):
    says = "The run {name!r} has no model yet. Let it train longer, or choose another run."


class RunBusy(RunError):
    says = "The run {name!r} is still training. Nothing was changed. Stop it first."


class RunBuiltIn(RunError):
    says = "The run {name!r} comes with ColaBERT and cannot be deleted. Nothing was changed."


class RunNotResumable(RunError):
    says = "The run {name!r} has ended and cannot be resumed. Nothing was changed. Start a new run."


class CorpusChanged(RunError):
    says = (
        "The run {name!r} cannot be resumed, because the corpus is not the one it was trained on. "
        "What it has saved is kept. Start a new run."
    )


class NotApart(RunError):
    says = (
        "{split} of {corpus} cannot show how well the run {name!r} judges: it may have learned from these "
        "sentences, or it is not known which ones it kept back. Choose another split: {others}."
    )


class DeltaWithoutEncoder(RunError):
    says = (
        "The shared model {name!r} needs the encoder {encoder!r}, which is not on this computer. "
        "Nothing was changed. Start a run with that encoder once, so that it is downloaded."
    )


class DeltaDamaged(RunError):
    says = (
        "The shared model {name!r} is damaged ({reason}). Nothing else is affected. Ask for the file again."
    )


class DeltaElsewhere(RunError):
    says = (
        "The shared model {name!r} needs a different version of the encoder {encoder!r} from the one here "
        "(the SHA-256 of its weights must be {sha256}). Nothing was changed. Get that version."
    )


class NotShared(RunError):
    says = (
        "{file} is not a model shared from ColaBERT ({reason}). "
        "Nothing was changed. Choose a file that ends in .colabert.zip."
    )


class RunFromElsewhere(RunError):
    says = (
        "The model {name!r} was not trained with ColaBERT, so it cannot become a small file. "
        "Nothing was changed. Share the folder or hub name that it came from."
    )


class RunFromHere(RunError):
    says = (
        "What the labels of {name!r} mean is known, because it was trained with ColaBERT. "
        "Nothing was changed. Leave out --acceptable."
    )


# --- training --------------------------------------------------------------------------------------


class TrainingError(ColabertError):
    pass


class BadSettings(TrainingError):
    """All faults of a configuration: `faults` holds the `config.Fault`s, which are not among the facts."""

    says = "These settings cannot be used: {summary}. Nothing was started."

    # `config` is above this module, so `config.Fault` cannot be named here.
    def __init__(self, faults: Sequence[Any] = (), summary: str = "") -> None:
        """From the faults, or from their summary alone when they are read back from a run's folder."""
        super().__init__(summary=summary or "; ".join(fault.says for fault in faults))
        self.faults = faults


class TooFewSentences(TrainingError):
    says = (
        "{found} sentences are too few to learn from; at least {needed} are needed. Choose a larger corpus."
    )


class LengthTooLong(TrainingError):
    says = (
        "This encoder reads at most {positions} tokens, so a maximum length of {max_length} is too long. "
        "Choose a shorter one."
    )


class CheckpointUnusable(TrainingError):
    says = (
        "This run was started with another version of ColaBERT and cannot be resumed. "
        "Its best model is kept. Start a new run with the same settings."
    )


class DeviceMissing(TrainingError):
    says = "This computer has no device {device!r}. Choose `auto`."


class OutOfMemory(TrainingError):
    says = (
        "There was not enough memory on {device} for batch size {batch_size} and a maximum length of "
        "{max_length} tokens. Choose a smaller batch size or a shorter length."
    )


class DiskFull(TrainingError):
    says = (
        "The disk is full. What was already saved is kept. Delete runs that you no longer need, then resume."
    )


class LossNotANumber(TrainingError):
    says = (
        "At step {step}, the loss was no longer a number, so the run has failed. "
        "What was saved before that is kept. Choose a learning rate below {learning_rate}."
    )


class Unexpected(TrainingError):
    says = "Something unexpected went wrong: {reason}. The details are in error.txt in the run's folder."


# --- files of the command line ---------------------------------------------------------------------


class InputError(ColabertError):
    pass


class FileUnreadable(InputError):
    says = "{file} cannot be read: {reason}. Choose another file."


class FileUnwritable(InputError):
    says = "{file} cannot be written: {reason}. Choose another location."


class MissingColumn(InputError):
    says = "{file} has no column {column!r}. It has these: {found}."
