package dev.lanyard.api.arm.activity;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.audit.ActivityFilter;
import dev.lanyard.projections.audit.AuditQueries;
import dev.lanyard.projections.audit.AuditRow;
import dev.lanyard.projections.audit.AuditSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The operations of the lifecycle ledger. A command is one operation, told by its main fact. What
 * followed from it is an operation of its own where a thing, a grant or a lock ended: with an id of
 * its own, because clients join start and end by it, and with the command's correlation id.
 */
public final class RecordedActivity implements ActivitySource {
  /** Reads for one page; a page that is not full by then goes on behind its cursor. */
  private static final int READS_MAX = 10;

  private static final String ASSIGNMENTS = "/providers/microsoft.authorization/roleassignments/";
  private static final String DEFINITIONS = "/providers/microsoft.authorization/roledefinitions/";
  private static final String LOCKS = "/providers/microsoft.authorization/locks/";

  private final AuditQueries audit;
  private final RoleScopes roles;

  /** Tells the rows of an audit trail. */
  public RecordedActivity(AuditQueries audit) {
    this.audit = audit;
    this.roles = new RoleScopes(audit);
  }

  @Override
  public Page<Operation> newest(ActivityQuestion question, Paging paging) {
    Optional<ActivityFilter> filter = filter(question);
    List<Operation> found = new ArrayList<>();
    Optional<String> after = paging.after();
    for (int reads = 0; filter.isPresent() && reads < READS_MAX; reads++) {
      Page<AuditRow> rows = audit.activity(filter.get(), new Paging(after, paging.limit()));
      for (AuditRow row : rows.items()) {
        Operations.of(row, question.subscription(), roles)
            .filter(question::holds)
            .ifPresent(found::add);
        if (found.size() == paging.limit()) {
          return new Page<>(found, Optional.of(Long.toString(row.position())));
        }
      }
      after = rows.next();
      if (after.isEmpty()) {
        break;
      }
    }
    return new Page<>(found, filter.isPresent() ? after : Optional.empty());
  }

  /** Empty where nothing can match: no id on record is like the one that is asked for. */
  private static Optional<ActivityFilter> filter(ActivityQuestion question) {
    ResourcePath subscription = ResourcePath.of(question.subscription());
    try {
      return Optional.of(
          new ActivityFilter(
              question.subscription(),
              question.upTo(),
              question
                  .group()
                  .map(
                      name ->
                          ResourcePath.parse("$filter", subscription + "/resourceGroups/" + name)),
              question.resource().map(RecordedActivity::subject),
              question.correlation().map(id -> PrincipalId.parse("$filter", id).value()),
              question.caller().map(id -> PrincipalId.parse("$filter", id)),
              question.from(),
              question.to()));
    } catch (MalformedValue e) {
      return Optional.empty();
    }
  }

  private static AuditSubject subject(String resource) {
    String key = resource.toLowerCase(Locale.ROOT);
    if (key.contains(ASSIGNMENTS) || key.contains(DEFINITIONS)) {
      String id = resource.substring(resource.lastIndexOf('/') + 1);
      return new AuditSubject.WithId(PrincipalId.parse("$filter", id).value());
    }
    int lock = key.indexOf(LOCKS);
    String path = lock < 0 ? resource : resource.substring(0, lock);
    return new AuditSubject.AtPath(ResourcePath.parse("$filter", path));
  }
}
