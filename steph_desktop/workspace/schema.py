"""The tables of a workspace, and the steps from one version of them to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

# "STPH": tells a workspace from any other SQLite file.
APPLICATION_ID = 0x53545048


@dataclass(frozen=True)
class Migration:
    """One step from a version of the tables to the next."""

    what: str  # what changes, in a few words
    # SQL, run in order inside one transaction; no statement may begin or end one.
    statements: tuple[str, ...]


_TABLES = (
    """CREATE TABLE patients (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        added_at TEXT NOT NULL
    ) STRICT""",
    # The folder stands apart from the name: a moved folder is one change, a name can be sorted.
    """CREATE TABLE slides (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER REFERENCES patients(id),
        folder TEXT NOT NULL,
        name TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        ends_sha256 TEXT NOT NULL,
        sha256 TEXT,
        stated_mpp REAL CHECK (stated_mpp > 0),
        added_at TEXT NOT NULL,
        UNIQUE (folder, name)
    ) STRICT""",
    "CREATE INDEX slides_by_name ON slides(name COLLATE NOCASE, id)",
    "CREATE INDEX slides_by_size ON slides(size_bytes, id)",
    "CREATE INDEX slides_by_added ON slides(added_at, id)",
    "CREATE INDEX slides_by_patient ON slides(patient_id, name COLLATE NOCASE, id)",
    """CREATE TABLE cases (
        id INTEGER PRIMARY KEY,
        pseudonym TEXT NOT NULL UNIQUE,
        status TEXT NOT NULL,
        result_id INTEGER REFERENCES results(id),
        risk_score REAL,
        risk_group TEXT,
        added_at TEXT NOT NULL,
        changed_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX cases_by_risk ON cases(risk_score, id)",
    "CREATE INDEX cases_by_added ON cases(added_at, id)",
    "CREATE INDEX cases_by_changed ON cases(changed_at, id)",
    "CREATE INDEX cases_by_status ON cases(status, id)",
    "CREATE INDEX cases_by_result ON cases(result_id)",
    """CREATE TABLE case_slides (
        case_id INTEGER NOT NULL REFERENCES cases(id),
        position INTEGER NOT NULL,
        slide_id INTEGER NOT NULL REFERENCES slides(id),
        PRIMARY KEY (case_id, position),
        UNIQUE (case_id, slide_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX case_slides_by_slide ON case_slides(slide_id)",
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        model_id TEXT NOT NULL,
        model_sha256 TEXT NOT NULL,
        encoder TEXT NOT NULL,
        encoder_sha256 TEXT NOT NULL,
        target_mpp REAL NOT NULL,
        patch_px INTEGER NOT NULL,
        overlap_px INTEGER NOT NULL,
        seed INTEGER NOT NULL,
        app_version TEXT NOT NULL,
        device TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE results (
        id INTEGER PRIMARY KEY,
        case_id INTEGER NOT NULL REFERENCES cases(id),
        run_id INTEGER NOT NULL REFERENCES runs(id),
        at TEXT NOT NULL,
        risk_score REAL NOT NULL,
        risk_percentile REAL,
        risk_group TEXT,
        n_patches INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX results_by_case ON results(case_id, id)",
    "CREATE INDEX results_by_run ON results(run_id)",
    """CREATE TABLE result_inputs (
        result_id INTEGER NOT NULL REFERENCES results(id),
        position INTEGER NOT NULL,
        slide_id INTEGER REFERENCES slides(id),
        sha256 TEXT NOT NULL,
        PRIMARY KEY (result_id, position)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX result_inputs_by_slide ON result_inputs(slide_id)",
    # Paths inside the workspace, with '/': the folder may move, and to another system.
    """CREATE TABLE files (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        result_id INTEGER REFERENCES results(id),
        recorded_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX files_by_result ON files(result_id)",
    """CREATE TABLE reviews (
        id INTEGER PRIMARY KEY,
        case_id INTEGER NOT NULL REFERENCES cases(id),
        result_id INTEGER REFERENCES results(id),
        reviewer TEXT NOT NULL,
        at TEXT NOT NULL,
        verdict TEXT,
        comment TEXT NOT NULL,
        tags TEXT NOT NULL,
        own_risk_group TEXT,
        own_risk_percent REAL CHECK (own_risk_percent BETWEEN 0 AND 100),
        blinded INTEGER NOT NULL,
        signed_off INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX reviews_by_case ON reviews(case_id, id)",
    "CREATE INDEX reviews_by_result ON reviews(result_id)",
    """CREATE TABLE jobs (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        lane TEXT NOT NULL,
        state TEXT NOT NULL,
        request TEXT NOT NULL,
        case_id INTEGER REFERENCES cases(id),
        priority INTEGER NOT NULL,
        place INTEGER NOT NULL,
        attempts INTEGER NOT NULL,
        error TEXT NOT NULL,
        queued_at TEXT NOT NULL,
        started_at TEXT,
        ended_at TEXT
    ) STRICT""",
    "CREATE INDEX jobs_by_turn ON jobs(lane, state, priority DESC, place)",
    "CREATE INDEX jobs_by_case ON jobs(case_id)",
)

_AUDIT = (
    """CREATE TABLE audit (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        app_version TEXT NOT NULL,
        action TEXT NOT NULL,
        details TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT""",
    """CREATE TRIGGER audit_is_never_edited BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    """CREATE TRIGGER audit_is_never_cut BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    # INSERT OR REPLACE would pass by the two above.
    """CREATE TRIGGER audit_is_only_continued BEFORE INSERT ON audit
        WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
)

# What became of a patient is known of the patient, or of a case whose patient has no name here.
_OUTCOMES = (
    """CREATE TABLE outcomes (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER UNIQUE REFERENCES patients(id),
        case_id INTEGER UNIQUE REFERENCES cases(id),
        time_days REAL NOT NULL CHECK (time_days >= 0),
        event INTEGER NOT NULL CHECK (event IN (0, 1)),
        source TEXT NOT NULL,
        at TEXT NOT NULL,
        CHECK ((patient_id IS NULL) <> (case_id IS NULL))
    ) STRICT""",
    "ALTER TABLE reviews ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE results ADD COLUMN quality TEXT",
)

_JOB_NAMES = (
    "ALTER TABLE jobs ADD COLUMN token TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE jobs ADD COLUMN title TEXT NOT NULL DEFAULT ''",
    "UPDATE jobs SET token = 'job-' || id",
    "CREATE UNIQUE INDEX jobs_by_token ON jobs(token)",
)

_MEMBERS = ("ALTER TABLE results ADD COLUMN members TEXT",)

_REGION = ("ALTER TABLE results ADD COLUMN region TEXT",)

# What a laboratory's list calls a case; it names patients there, and never leaves unasked.
_LAB_ENTRIES = (
    """CREATE TABLE lab_entries (
        case_id INTEGER PRIMARY KEY REFERENCES cases(id),
        accession TEXT NOT NULL,
        lab_note TEXT NOT NULL,
        due TEXT NOT NULL,
        source TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
)

# MIGRATIONS[n] leads from version n to version n + 1; a published one is never changed.
MIGRATIONS: tuple[Migration, ...] = (
    Migration("the first tables", _TABLES + _AUDIT),
    Migration("outcomes of patients, reopened reviews, quality of results", _OUTCOMES),
    Migration("names of jobs", _JOB_NAMES),
    Migration("how far the models of a pack agree on a result", _MEMBERS),
    Migration("results of a region", _REGION),
    Migration("what a laboratory's list says of cases", _LAB_ENTRIES),
)


def apply_migration(connection: sqlite3.Connection, migration: Migration, version: int) -> None:
    """Run one step inside the caller's transaction and note the version it leads to."""
    for statement in migration.statements:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {int(version)}")


def schema_of(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the SQL of every table, index and trigger by its name."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    )
    return {name: " ".join(sql.split()) for name, sql in rows}


def expected_schema(migrations: Sequence[Migration] = MIGRATIONS) -> dict[str, str]:
    """Return what `schema_of` gives for a fresh workspace of the newest version."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for version, migration in enumerate(migrations, start=1):
            apply_migration(connection, migration, version)
        return schema_of(connection)
