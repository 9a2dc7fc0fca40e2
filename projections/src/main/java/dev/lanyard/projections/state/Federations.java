package dev.lanyard.projections.state;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.FederatedCredential.Match;
import dev.lanyard.domain.SigningAlgorithm;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.store.Reader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads whose tokens are taken, and for whom tokens are made. */
record Federations(Places places) {
  private static final String AUDIENCE =
      "SELECT a.uri, a.form, a.algorithm, a.lifetime FROM audience a";
  private static final String ISSUER = "SELECT i.issuer, i.keys FROM workload_issuer i";

  List<FederatedCredential> of(ThingId identity) throws SQLException {
    Optional<Long> number = reader().idOf(identity.toString());
    if (number.isEmpty()) {
      return List.of();
    }
    String sql =
        """
        SELECT f.spelling, f.issuer, f.subject, f.expression, f.audience
        FROM federated_credential f JOIN name n ON n.id = f.name
        WHERE f.identity = ? AND %s ORDER BY n.text\
        """
            .formatted(places.asOf().live("f"));
    return reader().list(Federations::credential, sql, number.get());
  }

  private static FederatedCredential credential(ResultSet row) throws SQLException {
    return new FederatedCredential(
        row.getString(1),
        row.getString(2),
        new Match(Optional.ofNullable(row.getString(3)), Optional.ofNullable(row.getString(4))),
        List.of(row.getString(5)));
  }

  Optional<Audience> audience(String uri) throws SQLException {
    Optional<Long> number = reader().idOf(key(uri));
    if (number.isEmpty()) {
      return Optional.empty();
    }
    String sql = AUDIENCE + " WHERE a.audience = ? AND " + places.asOf().newest("a");
    return reader().first(Federations::audience, sql, number.get());
  }

  /** The name of an audience in the table; clients end it with one slash or with none. */
  static String key(String uri) {
    String plain = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    return plain.toLowerCase(Locale.ROOT);
  }

  Page<Audience> audiences(Paging paging) throws SQLException {
    String sql =
        "%s JOIN name n ON n.id = a.audience WHERE %s AND n.text > ? ORDER BY n.text LIMIT ?"
            .formatted(AUDIENCE, places.asOf().live("a"));
    List<Audience> found =
        reader().list(Federations::audience, sql, paging.after().orElse(""), paging.limit() + 1);
    return Places.page(found, paging, audience -> key(audience.uri()));
  }

  private static Audience audience(ResultSet row) throws SQLException {
    int lifetime = row.getInt(4);
    boolean limited = !row.wasNull();
    return new Audience(
        row.getString(1),
        Audience.Form.valueOf(row.getString(2)),
        Optional.ofNullable(row.getString(3)).map(SigningAlgorithm::valueOf),
        limited ? Optional.of(lifetime) : Optional.empty());
  }

  Optional<WorkloadIssuer> issuer(String issuer) throws SQLException {
    Optional<Long> number = reader().idOf(issuer);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    String sql = ISSUER + " WHERE i.issuer = ? AND " + places.asOf().newest("i");
    return reader().first(this::issuer, sql, number.get());
  }

  Page<WorkloadIssuer> issuers(Paging paging) throws SQLException {
    String sql =
        "%s JOIN name n ON n.id = i.issuer WHERE %s AND n.text > ? ORDER BY n.text LIMIT ?"
            .formatted(ISSUER, places.asOf().live("i"));
    List<WorkloadIssuer> found =
        reader().list(this::issuer, sql, paging.after().orElse(""), paging.limit() + 1);
    return Places.page(found, paging, WorkloadIssuer::issuer);
  }

  private WorkloadIssuer issuer(ResultSet row) throws SQLException {
    return new WorkloadIssuer(reader().text(row.getLong(1)), Optional.ofNullable(row.getString(2)));
  }

  private Reader reader() {
    return places.reader();
  }
}
