#!/bin/bash
# Runs once, when the database volume is empty: roles and databases, nothing in them.
set -euo pipefail

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$JIANNUO_OWNER_PASSWORD" \
  --set api_password="$JIANNUO_API_PASSWORD" \
  --set worker_password="$JIANNUO_WORKER_PASSWORD" \
  --set temporal_password="$TEMPORAL_DATABASE_PASSWORD" <<'SQL'
create role jiannuo login password :'owner_password';
create role jiannuo_api login password :'api_password';
create role jiannuo_worker login password :'worker_password';
create role temporal login password :'temporal_password';
create database jiannuo owner jiannuo;
create database temporal owner temporal;
create database temporal_visibility owner temporal;
SQL
