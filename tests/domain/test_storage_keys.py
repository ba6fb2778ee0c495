from novapulse.domain import storage_keys

WHERE = ("acme", "job_1")


def test_erasing_by_prefix_reaches_every_object_of_the_job() -> None:
    blobs = (
        storage_keys.audio(*WHERE),
        storage_keys.prepared(*WHERE, 0),
        storage_keys.result_transcript(*WHERE),
        storage_keys.result_insights(*WHERE),
        storage_keys.work(*WHERE, "transcript"),
    )
    prefixes = storage_keys.blob_prefixes(*WHERE)
    assert all(key.startswith(prefixes) for key in blobs)
    secrets = (
        storage_keys.vault_transcription(*WHERE),
        storage_keys.vault_diarization(*WHERE),
        storage_keys.vault_attributed(*WHERE),
        storage_keys.vault_transcript(*WHERE),
    )
    assert all(key.startswith(storage_keys.vault_prefix(*WHERE)) for key in secrets)


def test_no_prefix_reaches_another_job_or_tenant() -> None:
    others = (("acme", "job_12"), ("acme2", "job_1"))
    prefixes = (*storage_keys.blob_prefixes(*WHERE), storage_keys.vault_prefix(*WHERE))
    for other in others:
        assert not storage_keys.audio(*other).startswith(prefixes)
        assert not storage_keys.vault_transcript(*other).startswith(prefixes)


def test_decoded_channels_can_go_while_the_recording_stays() -> None:
    prefix = storage_keys.prepared_prefix(*WHERE)
    assert storage_keys.prepared(*WHERE, 1).startswith(prefix)
    assert not storage_keys.audio(*WHERE).startswith(prefix)
