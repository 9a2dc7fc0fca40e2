package dev.lanyard.projections.audit;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.UserIdentityCommand;
import dev.lanyard.projections.Span;
import dev.lanyard.projections.audit.Entry.Facet;
import dev.lanyard.projections.audit.FacetChange.How;
import dev.lanyard.projections.audit.FacetChange.Kind;
import dev.lanyard.projections.store.Reader;
import dev.lanyard.projections.store.RoleBodies;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A facet that events between two moments are about.
 *
 * @param position of the last of them
 * @param facet which it is
 * @param path where it is; empty for what is the tenant's
 */
record ChangedFacet(long position, FacetStates.Facet facet, Optional<ResourcePath> path) {

  /** How it differs between the two; empty if it does not, or is not of the span's scope. */
  Optional<FacetChange> change(Reader reader, Span span) throws SQLException {
    Optional<Kind> kind = kind(Facet.valueOf(reader.text(facet.facet())), path);
    if (kind.isEmpty() || path.filter(at -> !at.isWithin(span.scope())).isPresent()) {
      return Optional.empty();
    }
    FacetStates states = new FacetStates(reader);
    Optional<Json.Obj> before = states.asOf(facet, span.from().commit());
    Optional<Json.Obj> after = states.asOf(facet, position);
    if (path.isEmpty() && !isAssignableIn(span.scope(), kind.get(), before, after)) {
      return Optional.empty();
    }
    if (before.equals(after) && !(before.isEmpty() && wasThere(reader, span))) {
      return Optional.empty();
    }
    String other = reader.text(facet.other());
    Change change = other.isEmpty() ? Change.between(before, after) : Change.named(before, after);
    return Optional.of(
        new FacetChange(
            kind.get(),
            how(before, after),
            reader.text(facet.subject()),
            path.map(ResourcePath::toString),
            Optional.of(other).filter(name -> !name.isEmpty()),
            change.before(),
            change.after(),
            new DeedRows(reader).of(List.of(facet), span.from().commit(), span.to().commit())));
  }

  private static How how(Optional<Json.Obj> before, Optional<Json.Obj> after) {
    if (before.isPresent()) {
      return after.isPresent() ? How.CHANGED : How.WENT;
    }
    return after.isPresent() ? How.CAME : How.PASSED;
  }

  /** What begins and ends in one commit was never there. */
  private boolean wasThere(Reader reader, Span span) throws SQLException {
    return reader.number(
            """
            SELECT EXISTS (SELECT 1 FROM event e
              WHERE e.subject = ? AND e.facet = ? AND e.other = ? AND e.after IS NOT NULL
                AND e.position > ? AND e.position <= ? AND NOT EXISTS (
                  SELECT 1 FROM event l WHERE l.subject = e.subject AND l.facet = e.facet
                    AND l.other = e.other AND l.position > e.position
                    AND l.commit_position = e.commit_position))\
            """,
            facet.subject(),
            facet.facet(),
            facet.other(),
            span.from().commit(),
            position)
        == 1;
  }

  /** What is at no place is told at the root; a role also where it can, or could, be assigned. */
  private static boolean isAssignableIn(
      ResourcePath scope, Kind kind, Optional<Json.Obj> before, Optional<Json.Obj> after) {
    if (scope.kind() == ResourcePath.Kind.ROOT) {
      return true;
    }
    return kind == Kind.ROLE
        && Stream.of(before, after)
            .flatMap(Optional::stream)
            .flatMap(role -> scopesOf(role).stream())
            .anyMatch(at -> at.path().isWithin(scope));
  }

  private static List<Scope> scopesOf(Json.Obj said) {
    return said.members().get("role") instanceof Json.Obj body
        ? RoleBodies.read(body).assignable()
        : List.of();
  }

  /**
   * Empty for what has no state: that tokens were revoked, usage summed up, a ledger replayed, a
   * text erased.
   */
  private static Optional<Kind> kind(Facet facet, Optional<ResourcePath> path) {
    return switch (facet) {
      case THING -> path.map(ChangedFacet::kindOfThing);
      case SYSTEM_IDENTITY -> Optional.of(Kind.SYSTEM_IDENTITY);
      case ATTACHMENT -> Optional.of(Kind.ATTACHMENT);
      case SUBSCRIPTION -> Optional.of(Kind.SUBSCRIPTION);
      case LOCK -> Optional.of(Kind.LOCK);
      case ROLE -> Optional.of(Kind.ROLE);
      case ASSIGNMENT -> Optional.of(Kind.GRANT);
      case PRINCIPAL -> Optional.of(Kind.PRINCIPAL);
      case CREDENTIAL -> Optional.of(Kind.CREDENTIAL);
      case WORKLOAD_CREDENTIAL -> Optional.of(Kind.WORKLOAD_CREDENTIAL);
      case FEDERATED_CREDENTIAL -> Optional.of(Kind.FEDERATED_CREDENTIAL);
      case TOKENS, USAGE, REPLAY, ERASURE -> Optional.empty();
      case AUDIENCE -> Optional.of(Kind.AUDIENCE);
      case ISSUER -> Optional.of(Kind.ISSUER);
    };
  }

  private static Kind kindOfThing(ResourcePath path) {
    if (path.kind() == ResourcePath.Kind.GROUP) {
      return Kind.GROUP;
    }
    return path.hasType(UserIdentityCommand.TYPE) ? Kind.USER_IDENTITY : Kind.RESOURCE;
  }
}
