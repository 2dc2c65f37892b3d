CREATE TABLE IF NOT EXISTS accounts (format TEXT NOT NULL, version INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS users (
    name TEXT PRIMARY KEY,
    full_name TEXT NOT NULL,
    role TEXT NOT NULL,
    password TEXT NOT NULL,                         -- as argon2 writes it, with its salt and costs
    added TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS sessions (
    secret TEXT PRIMARY KEY,                        -- SHA-256, hex
    name TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
    ends REAL NOT NULL,                             -- seconds since 1970: whatever happens
    used REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS tokens (
    token TEXT PRIMARY KEY,                         -- SHA-256, hex
    name TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
    label TEXT NOT NULL,
    added TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS tries (
    key TEXT NOT NULL,                              -- "name:…" or "address:…"
    at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS tries_key ON tries (key, at);
CREATE TABLE IF NOT EXISTS audit (
    pk INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL, what TEXT NOT NULL, on_what TEXT NOT NULL, address TEXT NOT NULL
);
