package dev.lanyard.api.graph;

import static dev.lanyard.api.graph.ObjectKind.GROUP;
import static dev.lanyard.api.graph.ObjectKind.SERVICE_PRINCIPAL;
import static dev.lanyard.api.graph.ObjectKind.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.api.http.ProblemException;
import dev.lanyard.projections.state.DirectoryFilter.Match;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphFilterTest {

  private static Match read(ObjectKind kind, String filter) {
    return GraphFilter.read(kind, Optional.of(filter));
  }

  @Test
  void filters_are_read_as_clients_send_them() {
    assertThat(GraphFilter.read(GROUP, Optional.empty())).isEqualTo(new Match.Any());
    assertThat(read(SERVICE_PRINCIPAL, "servicePrincipalNames/any(c:c eq 'X')"))
        .isEqualTo(new Match.KnownAs("X"));
    assertThat(read(SERVICE_PRINCIPAL, "startswith(displayName,'it''s')"))
        .isEqualTo(new Match.NameStarts("it's"));
    assertThat(read(GROUP, "displayName eq 'N'")).isEqualTo(new Match.Named("N"));
    assertThat(read(SERVICE_PRINCIPAL, "appId eq 'X'")).isEqualTo(new Match.KnownAs("X"));
    assertThat(read(USER, "userPrincipalName eq 'a@b'")).isEqualTo(new Match.KnownAs("a@b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SERVICE_PRINCIPAL | userPrincipalName eq 'a'",
        "USER | appId eq 'a'",
        "USER | servicePrincipalNames/any(c:c eq 'X')",
        "SERVICE_PRINCIPAL | servicePrincipalNames/any(c:d eq 'X')",
        "GROUP | startswith(mail,'a')",
        "GROUP | displayName ne 'a'",
        "GROUP | displayName eq 'a' or displayName eq 'b'",
        "GROUP | displayName eq a"
      })
  void other_filters_are_refused(ObjectKind kind, String filter) {
    assertThatThrownBy(() -> read(kind, filter))
        .isInstanceOf(ProblemException.class)
        .extracting(e -> ((ProblemException) e).problem().code())
        .isEqualTo("Request_UnsupportedQuery");
  }
}
