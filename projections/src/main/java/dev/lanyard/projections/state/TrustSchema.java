package dev.lanyard.projections.state;

import static dev.lanyard.projections.state.TableSql.meaning;
import static dev.lanyard.projections.state.TableSql.temporal;

import dev.lanyard.projections.store.Schema;
import java.util.List;
import java.util.Map;

/**
 * The tables of what decides which workload gets a token, and which tokens are good.
 *
 * <p>{@code token_generation}: {@code idx} is given out in the order of the facts and never again.
 * {@code resource} is the interned {@link #NONE} where tokens are not asked for through one. The
 * index of its open rows is there from the start, because the fold itself looks for them.
 */
final class TrustSchema {
  /** The number of the empty text: see the first names of {@link StateSchema}. */
  static final long NONE = 2;

  static final List<String> TABLES =
      List.of(
          temporal(
              "workload_credential",
              "credential",
              """
              resource INTEGER NOT NULL, kind TEXT NOT NULL, thumbprint TEXT,
              not_before INTEGER NOT NULL, not_after INTEGER NOT NULL\
              """),
          temporal(
              "federated_credential",
              "identity, name",
              """
              spelling TEXT NOT NULL, issuer TEXT NOT NULL, subject TEXT, expression TEXT,
              audience TEXT NOT NULL\
              """),
          temporal(
              "audience",
              "audience",
              "uri TEXT NOT NULL, form TEXT NOT NULL, algorithm TEXT, lifetime INTEGER"),
          temporal("workload_issuer", "issuer", "keys TEXT"),
          """
          CREATE TABLE token_generation (
            idx INTEGER PRIMARY KEY, from_commit INTEGER NOT NULL, until_commit INTEGER,
            principal INTEGER NOT NULL, resource INTEGER NOT NULL)\
          """,
          "CREATE UNIQUE INDEX token_generation_open ON token_generation (principal, resource)"
              + " WHERE until_commit = "
              + Schema.OPEN);

  static final List<String> INDEXES =
      List.of(
          "CREATE INDEX workload_credential_resource"
              + " ON workload_credential (resource, until_commit)",
          "CREATE INDEX token_generation_held"
              + " ON token_generation (principal, resource, from_commit)",
          "CREATE INDEX token_generation_closed ON token_generation (until_commit)"
              + " WHERE until_commit < "
              + Schema.OPEN);

  static final Map<String, String> MEANINGS =
      Map.of(
          "workload_credential",
          meaning(
              "workload_credential",
              List.of("credential", "resource"),
              "kind, thumbprint, not_before, not_after"),
          "federated_credential",
          meaning(
              "federated_credential",
              List.of("identity", "name"),
              "spelling, issuer, subject, expression, audience"),
          "audience",
          meaning("audience", List.of("audience"), "uri, form, algorithm, lifetime"),
          "workload_issuer",
          meaning("workload_issuer", List.of("issuer"), "keys"),
          "token_generation",
          meaning("token_generation", List.of("principal", "resource"), "idx"));

  private TrustSchema() {}
}
