package dev.lanyard.projections;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.event.ComplianceEvent.PersonalPartErased;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.projections.audit.AuditRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is erased goes from every row of the views, as if it had never been there. */
class ErasingTest {
  private static final String NAME = "Ada, Countess of Lovelace";
  private static final PrincipalId ADA = new PrincipalId(new UUID(7, 1));

  @TempDir Path folder;

  private static PrincipalRegistered registered(String name) {
    return new PrincipalRegistered(
        ADA, PrincipalType.USER, new Subject("https://issuer.example", "ada"), Personal.of(name));
  }

  private static PersonalPartErased erased(long position) {
    return new PersonalPartErased(position, "PrincipalRegistered", "asked for");
  }

  private static Optional<String> display(ViewsFixture views, long asOf) {
    return views.state().principal(ADA, asOf).orElseThrow().display().text();
  }

  private long filesWithTheName() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long count = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, ISO_8859_1);
        count += content.contains(NAME) || content.contains("ada, countess") ? 1 : 0;
      }
      return count;
    }
  }

  @Test
  void a_name_goes_from_the_present_and_from_the_past() throws Exception {
    try (ViewsFixture views = new ViewsFixture(folder)) {
      long began = views.ledger.commit(registered(NAME));
      long disabled = views.ledger.commit(new PrincipalDisabled(ADA));
      assertThat(display(views, began)).contains(NAME);
      AuditRow before = views.audit().event(began).orElseThrow();
      assertThat(before.cause().reason()).contains("because");
      assertThat(before.after().orElseThrow().members()).containsKey("display");

      long now = views.ledger.commit(erased(began));

      assertThat(List.of(began, disabled, now))
          .allSatisfy(commit -> assertThat(display(views, commit)).isEmpty());
      AuditRow row = views.audit().event(began).orElseThrow();
      assertThat(row.cause().reason()).isEmpty();
      assertThat(row.after().orElseThrow().members())
          .doesNotContainKey("display")
          .containsKey("subject");
      assertThat(views.audit().event(disabled).orElseThrow().cause().reason()).contains("because");
      await().until(() -> filesWithTheName() == 0);
    }
    assertThat(filesWithTheName()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"state", "audit"})
  void a_view_that_is_rebuilt_equals_the_one_that_was_folded_along(String view) {
    try (ViewsFixture views = new ViewsFixture(folder)) {
      long began = views.ledger.commit(registered(NAME));
      views.state();
      views.audit();
      views.ledger.commit(new PrincipalDisabled(ADA));
      views.ledger.commit(erased(began));
      views.ledger.commit(erased(2));

      RebuildStatus status = views.rebuilt(view);

      assertThat(status.state()).isEqualTo(RebuildStatus.State.DONE);
      assertThat(status.differences()).isEmpty();
      assertThat(status.rowsCompared()).isPositive();
    }
  }

  @Test
  void views_that_stopped_before_an_erasing_follow_it() throws Exception {
    FakeLedger ledger = new FakeLedger();
    long began = ledger.commit(registered(NAME));
    ledger.commit(erased(began));
    // As a view has it that read the first commit before the second was made.
    try (FoldedViews along = new FoldedViews(folder, ledger.asAppended(), ledger.head());
        FoldedViews anew =
            new FoldedViews(
                Files.createDirectory(folder.resolve("anew")),
                ledger.read(0, Integer.MAX_VALUE),
                ledger.head())) {
      assertThat(along.state().principal(ADA, began)).isPresent();
      assertThat(along.state().principal(ADA, began)).isEqualTo(anew.state().principal(ADA, began));
    }
  }
}
