"""What was said, indexed by its words and by its meaning."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from novapulse.domain.job import Job
from novapulse.domain.search import Hit, Passage, SearchFilter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class SearchIndex(Protocol):
    """Holds redacted text only."""

    def put(
        self,
        tenant: str,
        job_id: str,
        passages: Sequence[Passage],
        vectors: "NDArray[np.float32]",
        *,
        model: str,
    ) -> None:
        """Takes the place of what was indexed of the job, in one atomic step. ``vectors``: shape
        (passages, dimensions), rows of length 1 made by the embedder ``model``; a row of zeros has
        no meaning to be found by. Raises NotFound(``job_not_found``)."""
        ...

    def retell(self, tenant: str, job_id: str) -> None:
        """Its job has other metadata than when it was indexed: by those it is found from now on.
        Nothing, where nothing of it is indexed."""
        ...

    def erase_job(self, tenant: str, job_id: str) -> int:
        """Returns how many passages, each with its vector, were deleted."""
        ...

    def by_words(
        self, tenant: str, phrases: Sequence[str], where: SearchFilter, *, limit: int
    ) -> tuple[Hit, ...]:
        """Passages that hold one of the phrases or more, best first by BM25. Inflected forms of an
        English word are the same word; case and accents do not count."""
        ...

    def by_meaning(
        self,
        tenant: str,
        vector: "NDArray[np.float32]",
        where: SearchFilter,
        *,
        model: str,
        limit: int,
    ) -> tuple[Hit, ...]:
        """The nearest passages by cosine, best first, of those that ``model`` has embedded; what
        is not nearer than a right angle is left out."""
        ...

    def following(self, tenant: str, hit: Hit) -> Hit | None:
        """The next passage of the same job, with the same score."""
        ...

    def unindexed(self, model: str, *, limit: int) -> tuple[Job, ...]:
        """Every tenant's completed jobs whose data are kept and that ``model`` has not embedded,
        newest first: for catching up only."""
        ...

    def settle(self) -> None:
        """Deleted words are gone from the index's files too, as far as a short step allows; what is
        left goes in the next one."""
        ...
