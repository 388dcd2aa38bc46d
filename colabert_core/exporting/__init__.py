"""Everything about a run in files that other programs open.

sheets       the tables: settings, curves, epochs, figures, slices, report cards, errors and verdicts
model_card   the run described in words, as Markdown
files        the tables and the card as one zip, or the tables as one .xlsx with a sheet each
"""

from colabert_core.exporting.files import KINDS, write
from colabert_core.exporting.model_card import model_card
from colabert_core.exporting.sheets import JudgedPart, Sheet, judged_part, sheets_of

__all__ = ["KINDS", "JudgedPart", "Sheet", "judged_part", "model_card", "sheets_of", "write"]
