package dev.lanyard.projections.state;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Reader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads by what principals prove who they are. */
record Credentials(Places places) {

  /** A principal's, by id. */
  List<OperatorCredential> of(PrincipalId principal) throws SQLException {
    Optional<Long> number = reader().idOf(principal.toString());
    if (number.isEmpty()) {
      return List.of();
    }
    String sql =
        """
        SELECT n.text, c.kind, c.thumbprint, c.not_before, c.not_after
        FROM credential c JOIN name n ON n.id = c.credential
        WHERE c.principal = ? AND %s ORDER BY n.text\
        """
            .formatted(places.asOf().live("c"));
    return reader().list(Credentials::credential, sql, number.get());
  }

  private static OperatorCredential credential(ResultSet row) throws SQLException {
    return new OperatorCredential(
        CredentialId.parse("credential", row.getString(1)),
        OperatorCredential.Kind.valueOf(row.getString(2)),
        Optional.ofNullable(row.getString(3)),
        Micros.instant(row.getLong(4)),
        Micros.instant(row.getLong(5)));
  }

  private Reader reader() {
    return places.reader();
  }
}
