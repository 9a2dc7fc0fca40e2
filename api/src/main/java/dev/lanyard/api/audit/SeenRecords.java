package dev.lanyard.api.audit;

import dev.lanyard.api.http.RequestPath;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.api.security.Requirement;
import dev.lanyard.api.security.Sight;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.audit.AuditRow;
import dev.lanyard.projections.audit.AuditSubject;
import dev.lanyard.projections.audit.Cascade;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which records a reviewer sees: those of what is at or below the scopes where it may read them.
 * Records without a path, of roles and principals, are of the whole tenant: they are seen with the
 * right at the root. Used by one request's thread.
 */
public final class SeenRecords {
  private final GuardedRequest guarded;
  private final Sight sight;

  /** What the caller of this request sees. */
  public SeenRecords(GuardedRequest guarded) {
    this.guarded = guarded;
    this.sight = guarded.sight();
  }

  /**
   * Refuses a question about a path at which the reviewer may not read records; what a question
   * about an id finds is looked at record by record.
   */
  void mayBeAskedAbout(AuditSubject subject) {
    subject.place().ifPresent(this::mayBeAskedAbout);
  }

  void mayBeAskedAbout(ResourcePath path) {
    guarded.require(Requirement.at(guarded.action(), path));
  }

  /**
   * Whether the reviewer sees a record. One that is not seen is told of as one that is not there.
   */
  public boolean sees(AuditRow row) {
    return sight.sees(guarded.action(), placeOf(row));
  }

  /** Likewise of a record of the access log. */
  public boolean sees(AccessRecord record) {
    return sight.sees(guarded.action(), placeOf(record.event()));
  }

  /** Whether nothing is kept from the reviewer. */
  public boolean seesAll() {
    return sight.all();
  }

  /** A page of what is seen. */
  Page<AuditRow> page(Paging paging, Function<Paging, Page<AuditRow>> query) {
    return sight.page(paging, query, this::sees);
  }

  /** A page of refused requests: each belongs to the scope that it needed a right at. */
  Page<AccessRecord> refused(Paging paging, Function<Paging, Page<AccessRecord>> query) {
    return sight.page(paging, query, this::sees);
  }

  /**
   * A refused request as the reviewer is told it. The right that it lacked may have been needed at
   * another place than it was sent to: its path is told to those who see that place too.
   */
  RefusedRequest told(AccessRecord record) {
    boolean path =
        record.event() instanceof RequestRefused refused
            && sight.sees(guarded.action(), RequestPath.placeOf(refused.path()));
    return RefusedRequest.of(record, path);
  }

  private static ResourcePath placeOf(AccessEvent event) {
    return event instanceof RequestRefused refused
        ? refused.scope().orElse(ResourcePath.ROOT)
        : ResourcePath.ROOT;
  }

  /**
   * What is seen of a cascade; what fell with something that is not seen stands in its place. Empty
   * where nothing is.
   */
  Optional<Cascade> of(Cascade cascade) {
    if (sight.all()) {
      return Optional.of(cascade);
    }
    List<Cascade.Node> roots = cascade.roots().stream().flatMap(this::seen).toList();
    return Optional.of(roots)
        .filter(some -> !some.isEmpty())
        .map(
            some ->
                new Cascade(
                    cascade.correlation(),
                    cascade.commit(),
                    cascade.committedAt(),
                    count(some),
                    some));
  }

  private Stream<Cascade.Node> seen(Cascade.Node node) {
    List<Cascade.Node> fell = node.fell().stream().flatMap(this::seen).toList();
    return sees(node.row()) ? Stream.of(new Cascade.Node(node.row(), fell)) : fell.stream();
  }

  private static int count(List<Cascade.Node> nodes) {
    return nodes.stream().mapToInt(node -> 1 + count(node.fell())).sum();
  }

  /** Where a record's right is needed. */
  static ResourcePath placeOf(AuditRow row) {
    return row.path().map(path -> ResourcePath.parse("path", path)).orElse(ResourcePath.ROOT);
  }
}
