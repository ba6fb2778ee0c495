-- The schema of version 2, word for word, with a completed job in it.
CREATE TABLE api_keys (
    id VARCHAR NOT NULL,
    tenant VARCHAR NOT NULL,
    secret_sha256 VARCHAR NOT NULL,
    scopes JSON NOT NULL,
    hint VARCHAR NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    expires_at VARCHAR(27),
    revoked_at VARCHAR(27),
    last_used_at VARCHAR(27),
    PRIMARY KEY (id),
    FOREIGN KEY(tenant) REFERENCES tenants (name),
    UNIQUE (secret_sha256)
);
CREATE TABLE attempts (
    number INTEGER NOT NULL,
    delivery_id VARCHAR NOT NULL,
    at VARCHAR(27) NOT NULL,
    status INTEGER,
    error TEXT NOT NULL,
    seconds FLOAT NOT NULL,
    PRIMARY KEY (number),
    FOREIGN KEY(delivery_id) REFERENCES deliveries (id) ON DELETE CASCADE
);
CREATE TABLE deliveries (
    id VARCHAR NOT NULL,
    tenant VARCHAR NOT NULL,
    job_id VARCHAR NOT NULL,
    event VARCHAR NOT NULL,
    url TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    status VARCHAR DEFAULT 'pending' NOT NULL,
    next_attempt_at VARCHAR(27),
    PRIMARY KEY (id)
);
CREATE TABLE disabled_webhooks (
    tenant VARCHAR NOT NULL,
    url TEXT NOT NULL,
    at VARCHAR(27) NOT NULL,
    PRIMARY KEY (tenant, url)
);
CREATE TABLE dropped_files (
    path TEXT NOT NULL,
    version VARCHAR NOT NULL,
    tenant VARCHAR NOT NULL,
    job_id VARCHAR NOT NULL,
    answered INTEGER NOT NULL,
    PRIMARY KEY (path, version)
);
CREATE TABLE events (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    tenant VARCHAR NOT NULL,
    job_id VARCHAR NOT NULL,
    at VARCHAR(27) NOT NULL,
    event TEXT NOT NULL,
    FOREIGN KEY(job_id) REFERENCES jobs (id) ON DELETE CASCADE
);
CREATE TABLE idempotency (
    tenant VARCHAR NOT NULL,
    "key" VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    job_id VARCHAR NOT NULL,
    job TEXT NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    PRIMARY KEY (tenant, "key"),
    FOREIGN KEY(job_id) REFERENCES jobs (id) ON DELETE CASCADE
);
CREATE TABLE job_timings (
    job_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    seconds FLOAT NOT NULL,
    PRIMARY KEY (job_id, stage),
    FOREIGN KEY(job_id) REFERENCES jobs (id) ON DELETE CASCADE
);
CREATE TABLE jobs (
    id VARCHAR NOT NULL,
    tenant VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    options JSON NOT NULL,
    file JSON NOT NULL,
    audio_key VARCHAR NOT NULL,
    audio_sha256 VARCHAR NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    estimated_completion VARCHAR(27) NOT NULL,
    started_at VARCHAR(27),
    completed_at VARCHAR(27),
    data_expired_at VARCHAR(27),
    error JSON,
    progress_step VARCHAR,
    progress_percent INTEGER,
    warnings JSON NOT NULL,
    PRIMARY KEY (id)
);
INSERT INTO jobs VALUES (
    'job_000000000001', 'acme', 'completed',
    '{"language": "en-US", "pipeline": "full-analysis", "webhook_url": null, "audio_url": null, "channels": {}, "speakers_expected": null, "custom_vocabulary": [], "metadata": {"agent": "AGT-42"}}',
    '{"name": "call.wav", "size_bytes": 10, "duration_seconds": 3.5}',
    'audio/acme/1/original', 'abababababababababababababababababababababababababababababababab',
    '2026-03-01T12:00:00.123456Z', '2026-03-01T12:00:30.123456Z',
    '2026-03-01T12:00:00.123456Z', '2026-03-01T12:00:00.123456Z',
    NULL, NULL, NULL, 100, '[]'
);
CREATE TABLE key_uses (
    number INTEGER NOT NULL,
    key_id VARCHAR NOT NULL,
    at VARCHAR(27) NOT NULL,
    endpoint VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    PRIMARY KEY (number),
    FOREIGN KEY(key_id) REFERENCES api_keys (id)
);
CREATE TABLE tenants (
    name VARCHAR NOT NULL,
    tier VARCHAR NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    webhook_secret VARCHAR NOT NULL,
    previous_webhook_secret VARCHAR,
    previous_secret_until VARCHAR(27),
    retention_days INTEGER,
    concurrent_jobs INTEGER,
    PRIMARY KEY (name)
);
CREATE TABLE uploads (
    id VARCHAR NOT NULL,
    tenant VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    size_bytes INTEGER NOT NULL,
    content_type VARCHAR NOT NULL,
    sha256 VARCHAR,
    part_size INTEGER,
    created_at VARCHAR(27) NOT NULL,
    expires_at VARCHAR(27) NOT NULL,
    status VARCHAR NOT NULL,
    job_id VARCHAR,
    PRIMARY KEY (id)
);
CREATE INDEX jobs_by_tenant_time ON jobs (tenant, created_at, id);
CREATE INDEX jobs_by_tenant_status ON jobs (tenant, status);
CREATE INDEX jobs_by_content ON jobs (tenant, audio_sha256, created_at);
CREATE INDEX jobs_by_status ON jobs (status, created_at);
CREATE INDEX ix_uploads_expires_at ON uploads (expires_at);
CREATE INDEX deliveries_by_job ON deliveries (tenant, job_id);
CREATE INDEX deliveries_by_time ON deliveries (tenant, created_at, id);
CREATE INDEX ix_idempotency_job_id ON idempotency (job_id);
CREATE INDEX events_by_tenant ON events (tenant, number);
CREATE INDEX ix_events_job_id ON events (job_id);
CREATE INDEX ix_events_at ON events (at);
CREATE INDEX ix_attempts_delivery_id ON attempts (delivery_id);
CREATE INDEX ix_key_uses_key_id ON key_uses (key_id);
CREATE INDEX ix_key_uses_at ON key_uses (at);
PRAGMA user_version = 2;
