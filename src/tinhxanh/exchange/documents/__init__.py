"""Documents in: a file of any known format -> `core.plan.source.SourceDocument`.

source = documents.load(Path("ke-hoach.docx"))
source = documents.load_guarded(upload)  # a stranger's file, read in a process of its own
"""

from tinhxanh.exchange.documents.guarding import load_guarded
from tinhxanh.exchange.documents.limits import Limits
from tinhxanh.exchange.documents.loading import load
from tinhxanh.exchange.documents.unreadable import Unreadable

__all__ = ["Limits", "Unreadable", "load", "load_guarded"]
