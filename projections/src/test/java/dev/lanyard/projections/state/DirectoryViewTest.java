package dev.lanyard.projections.state;

import static dev.lanyard.projections.World.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.ViewsFixture;
import dev.lanyard.projections.World;
import dev.lanyard.projections.state.DirectoryEntry.Managed;
import dev.lanyard.projections.state.DirectoryEntry.Registered;
import dev.lanyard.projections.state.DirectoryFilter.Match;
import dev.lanyard.projections.state.DirectoryFilter.Seen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryViewTest {
  private static final PrincipalType SERVICE = PrincipalType.SERVICE_PRINCIPAL;
  private static final Managed VM1_ENTRY =
      new Managed(new ManagedIdentity(VM1, true, VM1_PRINCIPAL, VM1_CLIENT));
  private static final Managed SHARED_ENTRY =
      new Managed(new ManagedIdentity(SHARED, false, SHARED_PRINCIPAL, SHARED_CLIENT));
  private static final Subject BOT_SUBJECT =
      new Subject("https://issuer", "0a0a0a0a-1111-4111-8111-00000000000b");
  private static final PrincipalId BOT = principal(20);

  @TempDir Path folder;
  private ViewsFixture views;

  @BeforeEach
  void open() {
    views = new ViewsFixture(folder);
    World.build(views.ledger);
    views.ledger.commit(
        new PrincipalRegistered(BOT, SERVICE, BOT_SUBJECT, Personal.of("Shared Bot")));
  }

  @AfterEach
  void close() {
    views.close();
  }

  private static Registered bot(boolean disabled) {
    return new Registered(
        new Principal(BOT, SERVICE, BOT_SUBJECT, Personal.of("Shared Bot"), disabled));
  }

  private List<DirectoryEntry> find(PrincipalType type, Match match) {
    return views.directory().find(new DirectoryFilter(type, match), Paging.first(10)).items();
  }

  @Test
  void service_principals_are_managed_identities_and_registered_ones() {
    assertThat(find(SERVICE, new Match.Any())).containsExactly(SHARED_ENTRY, bot(false), VM1_ENTRY);
    assertThat(find(PrincipalType.USER, new Match.Any()))
        .extracting(DirectoryEntry::id)
        .containsExactly(PERSON);
    assertThat(find(PrincipalType.GROUP, new Match.Any())).isEmpty();
  }

  @Test
  void names_are_found_whole_or_by_their_start_in_any_case() {
    assertThat(find(SERVICE, new Match.NameStarts("SHARED")))
        .containsExactly(SHARED_ENTRY, bot(false));
    assertThat(find(SERVICE, new Match.Named("shared"))).containsExactly(SHARED_ENTRY);
    assertThat(find(SERVICE, new Match.Named("share"))).isEmpty();
    assertThat(find(PrincipalType.USER, new Match.NameStarts("ad")))
        .extracting(DirectoryEntry::id)
        .containsExactly(PERSON);
  }

  @Test
  void a_sign_in_name_finds_one() {
    assertThat(find(SERVICE, new Match.KnownAs(VM1_CLIENT.toString().toUpperCase(Locale.ROOT))))
        .containsExactly(VM1_ENTRY);
    assertThat(find(SERVICE, new Match.KnownAs(BOT_SUBJECT.subject().toUpperCase(Locale.ROOT))))
        .containsExactly(bot(false));
    assertThat(find(SERVICE, new Match.KnownAs(VM1_PRINCIPAL.toString()))).isEmpty();
    assertThat(find(PrincipalType.USER, new Match.KnownAs("PERSON"))).hasSize(1);
  }

  @Test
  void pages_follow_each_other() {
    List<DirectoryEntry> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<DirectoryEntry> page =
          views
              .directory()
              .find(new DirectoryFilter(SERVICE, new Match.Any()), new Paging(cursor, 1));
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor.isPresent());
    assertThat(all).containsExactly(SHARED_ENTRY, bot(false), VM1_ENTRY);
  }

  private List<DirectoryEntry> seen(Seen seen, int limit) {
    List<DirectoryEntry> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      DirectoryFilter filter = new DirectoryFilter(SERVICE, new Match.Any(), seen);
      Page<DirectoryEntry> page = views.directory().find(filter, new Paging(cursor, limit));
      assertThat(page.items()).isNotEmpty();
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor.isPresent());
    return all;
  }

  @Test
  void a_listing_holds_the_managed_identities_that_are_seen_and_its_pages_are_full() {
    for (int limit = 1; limit <= 3; limit++) {
      assertThat(seen(new Seen.All(), limit)).containsExactly(SHARED_ENTRY, bot(false), VM1_ENTRY);
      assertThat(seen(new Seen.Nothing(), limit)).containsExactly(bot(false));
      assertThat(seen(new Seen.Those(VM1.path()::equals), limit))
          .containsExactly(bot(false), VM1_ENTRY);
      assertThat(seen(new Seen.Those(SHARED.path()::equals), limit))
          .containsExactly(SHARED_ENTRY, bot(false));
    }
  }

  @Test
  void what_ended_is_not_found_and_what_is_disabled_is() {
    views.ledger.commit(new PrincipalDisabled(BOT));
    assertThat(views.directory().entry(BOT)).contains(bot(true));
    views.ledger.commit(new PrincipalRemoved(BOT, BOT_SUBJECT));
    views.ledger.commit(new SystemIdentityDeleted(VM1, VM1_PRINCIPAL));
    assertThat(views.directory().entry(BOT)).isEmpty();
    assertThat(views.directory().entry(VM1_PRINCIPAL)).isEmpty();
    assertThat(views.directory().entry(SHARED_PRINCIPAL)).contains(SHARED_ENTRY);
    assertThat(find(SERVICE, new Match.Any())).containsExactly(SHARED_ENTRY);
  }
}
