#!/bin/sh
# Brings Temporal's two databases to the schema of this server version; safe to run again.
set -eu

schema=/etc/temporal/schema/postgresql/v12
for pair in temporal:temporal temporal_visibility:visibility; do
  database=${pair%%:*}
  kind=${pair##*:}
  # Leaves a database that already has a version as it is.
  temporal-sql-tool --database "$database" setup-schema -v 0.0
  temporal-sql-tool --database "$database" update-schema -d "$schema/$kind/versioned"
done
