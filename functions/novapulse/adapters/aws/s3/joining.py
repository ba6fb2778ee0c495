"""Objects of S3 made into one, by S3 itself; read only for their checksum."""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from novapulse.adapters.aws.s3.objects import Bucket

CHUNK_BYTES = 1024 * 1024
COPIES_AT_ONCE = 8


class Part(NamedTuple):
    """An object as it was found: another one under its name is refused."""

    key: str
    etag: str


def sha256_of(bucket: Bucket, parts: Sequence[Part]) -> str:
    """Of all parts in order, in hex; 1 request for each. Raises what boto3 raises, for an object
    that is another one by now (``PreconditionFailed``) or is gone."""
    digest = hashlib.sha256()
    for part in parts:
        found = bucket.client.get_object(Bucket=bucket.name, Key=part.key, IfMatch=part.etag)
        for chunk in found["Body"].iter_chunks(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def join(bucket: Bucket, key: str, parts: Sequence[Part], metadata: dict[str, str]) -> None:
    """The object appears when all of it is there; 1 request for one part, else 1 for each and 2.
    Raises as ``sha256_of``."""
    target = {"Bucket": bucket.name, "Key": key}
    if len(parts) == 1:
        source = _source(bucket, parts[0])
        bucket.client.copy_object(
            **target, **source, Metadata=metadata, MetadataDirective="REPLACE"
        )
        return
    begun = bucket.client.create_multipart_upload(**target, Metadata=metadata)
    target["UploadId"] = begun["UploadId"]
    try:
        copied = _copy_all(bucket, target, parts)
        bucket.client.complete_multipart_upload(**target, MultipartUpload={"Parts": copied})
    except BaseException:
        bucket.client.abort_multipart_upload(**target)
        raise


def _copy_all(
    bucket: Bucket, target: dict[str, str], parts: Sequence[Part]
) -> list[dict[str, Any]]:
    def copy(number: int, part: Part) -> dict[str, Any]:
        source = _source(bucket, part)
        answer = bucket.client.upload_part_copy(**target, **source, PartNumber=number)
        return {"PartNumber": number, "ETag": answer["CopyPartResult"]["ETag"]}

    with ThreadPoolExecutor(COPIES_AT_ONCE) as pool:
        return list(pool.map(copy, range(1, len(parts) + 1), parts))


def _source(bucket: Bucket, part: Part) -> dict[str, Any]:
    source = {"Bucket": bucket.name, "Key": part.key}
    return {"CopySource": source, "CopySourceIfMatch": part.etag}
