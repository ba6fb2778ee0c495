-- The schema of version 1, word for word, with one of everything in it.
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
    error JSON,
    progress_step VARCHAR,
    progress_percent INTEGER,
    warnings JSON NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX jobs_by_content ON jobs (tenant, audio_sha256, created_at);
CREATE INDEX jobs_by_status ON jobs (status, created_at);
CREATE INDEX jobs_by_tenant_status ON jobs (tenant, status);
CREATE TABLE job_timings (
    job_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    seconds FLOAT NOT NULL,
    PRIMARY KEY (job_id, stage),
    FOREIGN KEY(job_id) REFERENCES jobs (id) ON DELETE CASCADE
);
CREATE TABLE tenants (
    name VARCHAR NOT NULL,
    tier VARCHAR NOT NULL,
    webhook_secret VARCHAR NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    PRIMARY KEY (name)
);
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
CREATE TABLE key_uses (
    number INTEGER NOT NULL,
    key_id VARCHAR NOT NULL,
    at VARCHAR(27) NOT NULL,
    endpoint VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    PRIMARY KEY (number),
    FOREIGN KEY(key_id) REFERENCES api_keys (id)
);
CREATE INDEX ix_key_uses_key_id ON key_uses (key_id);
CREATE TABLE deliveries (
    id VARCHAR NOT NULL,
    tenant VARCHAR NOT NULL,
    job_id VARCHAR NOT NULL,
    event VARCHAR NOT NULL,
    url TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX deliveries_by_job ON deliveries (tenant, job_id);
CREATE TABLE attempts (
    number INTEGER NOT NULL,
    delivery_id VARCHAR NOT NULL,
    at VARCHAR(27) NOT NULL,
    status INTEGER,
    error TEXT NOT NULL,
    seconds FLOAT NOT NULL,
    PRIMARY KEY (number),
    FOREIGN KEY(delivery_id) REFERENCES deliveries (id)
);
CREATE INDEX ix_attempts_delivery_id ON attempts (delivery_id);
PRAGMA user_version=1;

INSERT INTO jobs VALUES (
    'job_000000000001', 'acme', 'completed',
    '{"language": "en-US", "pipeline": "full-analysis", "webhook_url": "https://example.com/hook",
      "channels": {"1": "Agent"}, "speakers_expected": null, "custom_vocabulary": ["Acme"],
      "metadata": {"agent": "AGT-42"}}',
    '{"name": "call.wav", "size_bytes": 10, "duration_seconds": 3.5}',
    'audio/acme/job_000000000001/original',
    'abababababababababababababababababababababababababababababababab',
    '2026-03-01T12:00:00.123456Z', '2026-03-01T12:00:30.000000Z',
    '2026-03-01T12:00:01.000000Z', '2026-03-01T12:00:20.000000Z',
    NULL, 'publish', 100, '[{"code": "roles_uncertain", "message": "who is who is not sure"}]'
);
INSERT INTO job_timings VALUES ('job_000000000001', 'transcribe', 1.5);
INSERT INTO tenants VALUES (
    'acme', 'enterprise', 'whsec_c2VjcmV0', '2026-02-01T00:00:00.000000Z'
);
INSERT INTO api_keys VALUES (
    'key_1', 'acme', 'the hash of its secret', '["audio:write", "jobs:read"]', 'abcd',
    '2026-02-01T00:00:00.000000Z', '2027-02-01T00:00:00.000000Z', NULL,
    '2026-03-01T12:00:00.000000Z'
);
INSERT INTO key_uses VALUES (
    1, 'key_1', '2026-03-01T12:00:00.000000Z', 'POST /v1/audio/ingest', '127.0.0.1'
);
INSERT INTO deliveries VALUES
    ('evt_1', 'acme', 'job_000000000001', 'job.completed', 'https://example.com/hook', '{"a": 1}',
     '2026-03-01T12:00:21.000000Z'),
    ('evt_2', 'acme', 'job_000000000001', 'job.completed', 'https://example.com/hook', '{"a": 2}',
     '2026-03-01T12:00:22.000000Z');
INSERT INTO attempts VALUES
    (7, 'evt_1', '2026-03-01T12:00:21.500000Z', NULL, 'timeout', 5.0),
    (8, 'evt_1', '2026-03-01T12:00:27.000000Z', 204, '', 0.25),
    (9, 'evt_2', '2026-03-01T12:00:28.000000Z', 500, '', 0.5);
