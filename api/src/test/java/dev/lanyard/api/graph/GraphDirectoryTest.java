package dev.lanyard.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Subject;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.state.DirectoryEntry;
import dev.lanyard.projections.state.DirectoryFilter;
import dev.lanyard.projections.state.DirectoryFilter.Seen;
import dev.lanyard.projections.state.DirectoryQueries;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GraphDirectoryTest {
  private static final PrincipalId CALLER = new PrincipalId(new UUID(0, 1));

  private static final GraphSight NOTHING =
      new GraphSight() {
        @Override
        public boolean sees(ResourcePath path) {
          return false;
        }

        @Override
        public Seen searched() {
          return new Seen.Nothing();
        }
      };

  /** A directory of one. */
  private static GraphDirectory of(PrincipalType type) {
    Principal principal =
        new Principal(CALLER, type, new Subject("i", "ada@b"), Personal.of("Ada"), false);
    return new GraphDirectory(
        new DirectoryQueries() {
          @Override
          public Page<DirectoryEntry> find(DirectoryFilter filter, Paging paging) {
            return new Page<>(List.of(), Optional.empty());
          }

          @Override
          public Optional<DirectoryEntry> entry(PrincipalId id) {
            return Optional.of(new DirectoryEntry.Registered(principal));
          }
        },
        NOTHING);
  }

  @Test
  void a_person_finds_itself_and_a_service_does_not() {
    assertThat(of(PrincipalType.USER).me(CALLER).members())
        .containsEntry("userPrincipalName", new Json.Text("ada@b"));
    assertThatThrownBy(() -> of(PrincipalType.SERVICE_PRINCIPAL).me(CALLER))
        .hasMessageContaining("delegated authentication");
  }
}
