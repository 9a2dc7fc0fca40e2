package dev.lanyard.api.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.lanyard.api.audit.Feed.Frame;
import dev.lanyard.api.audit.Feed.Piece;
import dev.lanyard.api.http.PublicUrl;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Metadata;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.audit.AuditFilter;
import dev.lanyard.projections.audit.AuditQueries;
import dev.lanyard.projections.audit.AuditQueries.Order;
import dev.lanyard.projections.audit.AuditRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A trail of 250 events, of which each third is large. */
class FeedTest {
  private static final long HEAD = 250;
  private static final int LARGE = 200_000;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:10Z");
  private static final PrincipalId SOMEBODY = new PrincipalId(new UUID(1, 1));

  private final AuditQueries audit = mock(AuditQueries.class);

  @SuppressWarnings("unchecked") // A mock has no type arguments.
  private final Ledger<Recorded> ledger = mock(Ledger.class);

  private final List<Paging> asked = new ArrayList<>();

  @BeforeEach
  void a_trail() {
    when(audit.position()).thenReturn(HEAD);
    when(ledger.head()).thenReturn(HEAD);
    when(ledger.at(anyLong())).thenAnswer(call -> Optional.of(recorded(call.getArgument(0))));
    when(audit.events(any(), eq(Order.OLDEST_FIRST), any()))
        .thenAnswer(call -> page(call.getArgument(2)));
  }

  private Page<AuditRow> page(Paging paging) {
    asked.add(paging);
    List<AuditRow> rows = new ArrayList<>();
    long after = Long.parseLong(paging.after().orElseThrow());
    for (long at = after + 1; at <= HEAD && rows.size() < paging.limit(); at++) {
      rows.add(row(at));
    }
    long last = after + rows.size();
    return new Page<>(rows, last < HEAD ? Optional.of(Long.toString(last)) : Optional.empty());
  }

  private static AuditRow row(long at) {
    String text = at % 3 == 0 ? "x".repeat(LARGE) : "small";
    return new AuditRow(
        at,
        at,
        NOW.minusSeconds(60),
        new UUID(2, at),
        "PrincipalDisabled",
        SOMEBODY.toString(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.of(new Json.Obj(Map.of("text", new Json.Text(text)))),
        new AuditRow.Cause(
            SOMEBODY,
            List.of(),
            Optional.empty(),
            "DisablePrincipal",
            new UUID(3, at),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        new AuditRow.Fall(Optional.empty(), at));
  }

  private static Recorded recorded(long at) {
    Metadata metadata =
        new Metadata(
            SOMEBODY,
            List.of(),
            Optional.empty(),
            "DisablePrincipal",
            new UUID(3, at),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Personal.none(),
            Personal.none());
    return new Recorded(
        at, at, NOW.minusSeconds(60), new UUID(2, at), new PrincipalDisabled(SOMEBODY), metadata);
  }

  private Feed feed(AuditFilter filter) {
    CloudEvents events =
        new CloudEvents(
            ledger,
            new PublicUrl(Optional.of("https://lanyard.example"), List.of(), () -> 443),
            JsonMapper.builder().build());
    return new Feed(audit, events, InstantSource.fixed(NOW), filter);
  }

  private static AuditFilter until(Optional<Long> position, Optional<Instant> instant) {
    AuditFilter all = AuditFilter.ALL;
    return new AuditFilter(
        all.subject(),
        all.group(),
        all.caller(),
        all.operation(),
        all.fromPosition(),
        position,
        all.from(),
        instant,
        all.correlation());
  }

  @Test
  void pieces_follow_each_other_without_gap_and_each_ends_with_the_event_that_fills_it() {
    Feed feed = feed(AuditFilter.ALL);
    List<Long> sent = new ArrayList<>();
    long position = 0;
    boolean more = true;
    while (more) {
      Piece piece = feed.next(position, _ -> true);
      List<Frame> butLast = piece.frames().subList(0, Math.max(0, piece.frames().size() - 1));
      assertThat(butLast.stream().mapToLong(frame -> frame.bytes().length).sum())
          .isLessThan(Feed.BYTES_MAX);
      piece.frames().forEach(frame -> sent.add(frame.position()));
      position = piece.position();
      more = piece.more();
    }
    List<Long> all = new ArrayList<>();
    for (long at = 1; at <= HEAD; at++) {
      all.add(at);
    }
    assertThat(sent).isEqualTo(all);
    assertThat(position).isEqualTo(HEAD);
    // After the first look no more than twice what fits is read for a piece.
    assertThat(asked.getFirst().limit()).isEqualTo(Feed.ROWS_MAX);
    assertThat(asked.subList(1, asked.size())).allMatch(paging -> paging.limit() <= 16);
  }

  @Test
  void an_event_is_a_block_of_lines_with_its_position_as_id() {
    Frame frame = feed(AuditFilter.ALL).next(0, _ -> true).frames().getFirst();
    String block = new String(frame.bytes(), UTF_8);
    assertThat(block).startsWith("id: 1\ndata: {\"").endsWith("}\n\n");
    assertThat(block.strip().lines()).hasSize(2);
    assertThat(block)
        .contains("\"source\":\"https://lanyard.example/audit/events\"")
        .contains("\"payload\":{\"principal\":\"" + SOMEBODY + "\"}");
  }

  @Test
  void what_is_not_seen_is_passed_over() {
    Piece piece = feed(AuditFilter.ALL).next(240, row -> row.position() == 244);
    assertThat(piece.frames()).extracting(Frame::position).containsExactly(244L);
    assertThat(piece.position()).isEqualTo(HEAD);
    assertThat(piece.more()).isFalse();
    assertThat(piece.over()).isFalse();
  }

  @Test
  void a_feed_is_over_once_its_last_position_was_looked_at() {
    assertThat(feed(until(Optional.of(HEAD), Optional.empty())).next(HEAD - 1, _ -> true).over())
        .isTrue();
    assertThat(
            feed(until(Optional.of(HEAD + 1), Optional.empty())).next(HEAD - 1, _ -> true).over())
        .isFalse();
  }

  @Test
  void a_feed_is_over_once_no_commit_can_be_made_before_its_last_instant() {
    Instant settled = NOW.minusMillis(1_001);
    assertThat(feed(until(Optional.empty(), Optional.of(settled))).next(HEAD - 1, _ -> true).over())
        .isTrue();
    assertThat(
            feed(until(Optional.empty(), Optional.of(NOW.minusMillis(999))))
                .next(HEAD - 1, _ -> true)
                .over())
        .isFalse();
    when(ledger.head()).thenReturn(HEAD + 1);
    assertThat(feed(until(Optional.empty(), Optional.of(settled))).next(HEAD - 1, _ -> true).over())
        .isFalse();
  }
}
