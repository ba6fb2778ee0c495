"""What is indexed of one call, as one object: a line of JSON, then its vectors."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from novapulse.domain.job import Job
from novapulse.domain.search import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STORED = "<f2"
"""As SQLite keeps them: float16, little-endian."""


@dataclass(frozen=True)
class IndexedCall:
    """Redacted passages, with what a search must know of their job: the same from its submission
    on, but for metadata. ``vectors``: shape (passages, dimensions)."""

    job_id: str
    created_at: datetime
    file_name: str
    pipeline: str
    metadata: dict[str, Any]
    model: str
    passages: tuple[Passage, ...]
    vectors: "NDArray[np.float32]"


def indexed_call(
    job: Job, passages: Sequence[Passage], vectors: "NDArray[np.float32]", *, model: str
) -> IndexedCall:
    return IndexedCall(
        job_id=job.id,
        created_at=job.created_at,
        file_name=job.file.name,
        pipeline=job.options.pipeline,
        metadata=job.options.metadata,
        model=model,
        passages=tuple(passages),
        vectors=vectors,
    )


def pack(call: IndexedCall) -> bytes:
    header = vars(call) | {
        "created_at": call.created_at.isoformat(),
        "passages": [passage.model_dump() for passage in call.passages],
        "vectors": call.vectors.shape,
    }
    return json.dumps(header).encode() + b"\n" + call.vectors.astype(STORED).tobytes()


def unpack(data: bytes) -> IndexedCall:
    import numpy as np

    line, _, packed = data.partition(b"\n")
    header: dict[str, Any] = json.loads(line)
    vectors = np.frombuffer(packed, STORED).reshape(header["vectors"]).astype(np.float32)
    return IndexedCall(
        **header
        | {
            "created_at": datetime.fromisoformat(header["created_at"]),
            "passages": tuple(map(Passage.model_validate, header["passages"])),
            "vectors": vectors,
        }
    )
