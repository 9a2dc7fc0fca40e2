package dev.lanyard.domain;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.axonframework.messaging.eventstreaming.Tag;

/**
 * The tags of the ledger: how a rule finds what it must read (DESIGN, "Consistency"). Values are
 * canonical: lower-case GUIDs, lower-cased paths and names.
 */
public final class Tags {
  /** A place that was bound or unbound: the lower-cased path. */
  public static final String PATH = "path";

  /** The uid of the thing that a fact is about. */
  public static final String THING = "thing";

  /** The uid of each thing that contains the one that was born or ended. */
  public static final String IN = "in";

  /** The principal that a fact is about. */
  public static final String PRINCIPAL = "principal";

  /** A credential. */
  public static final String CREDENTIAL = "credential";

  /** The issuer and subject by which a registered principal is known. */
  public static final String SUBJECT = "subject";

  /** A role assignment. */
  public static final String ASSIGNMENT = "assignment";

  /** A role definition. */
  public static final String ROLE = "role";

  /** The lower-cased name of a role definition. */
  public static final String ROLE_NAME = "rolename";

  /** The scope that a grant, a lock or an assignable role is at: see {@link ScopeId#toString}. */
  public static final String AT = "at";

  /** A lock: its scope and its lower-cased name. */
  public static final String LOCK = "lock";

  /** An audience of tokens: its URI, lower-cased. */
  public static final String AUDIENCE = "audience";

  /** An issuer whose tokens may stand for workloads, exactly. */
  public static final String ISSUER = "issuer";

  /** A segment of the access log: its number, from 0 on. */
  public static final String SEGMENT = "segment";

  /** A replay of the ledger for review. */
  public static final String REPLAY = "replay";

  /** The position of an event whose personal part was erased. */
  public static final String ERASED = "erased";

  private Tags() {}

  public static Tag path(ResourcePath path) {
    return Tag.of(PATH, path.key());
  }

  public static Tag thing(ThingId thing) {
    return Tag.of(THING, thing.toString());
  }

  public static Tag in(ThingId thing) {
    return Tag.of(IN, thing.toString());
  }

  public static Tag principal(PrincipalId principal) {
    return Tag.of(PRINCIPAL, principal.toString());
  }

  public static Tag credential(CredentialId credential) {
    return Tag.of(CREDENTIAL, credential.toString());
  }

  public static Tag subject(Subject subject) {
    return Tag.of(SUBJECT, subject.issuer() + ' ' + subject.subject());
  }

  public static Tag assignment(AssignmentId assignment) {
    return Tag.of(ASSIGNMENT, assignment.toString());
  }

  public static Tag role(RoleId role) {
    return Tag.of(ROLE, role.toString());
  }

  public static Tag roleName(String name) {
    return Tag.of(ROLE_NAME, name.toLowerCase(Locale.ROOT));
  }

  public static Tag at(ScopeId scope) {
    return Tag.of(AT, scope.toString());
  }

  public static Tag lock(ScopeId scope, LockName name) {
    return Tag.of(LOCK, scope + " " + name.key());
  }

  public static Tag audience(String uri) {
    return Tag.of(AUDIENCE, uri.toLowerCase(Locale.ROOT));
  }

  public static Tag issuer(String issuer) {
    return Tag.of(ISSUER, issuer);
  }

  public static Tag segment(long number) {
    return Tag.of(SEGMENT, Long.toString(number));
  }

  public static Tag replay(ReplayId replay) {
    return Tag.of(REPLAY, replay.toString());
  }

  public static Tag erased(long position) {
    return Tag.of(ERASED, Long.toString(position));
  }

  /** The tags by which a birth or an end is found: its place, its uid, and all that contain it. */
  public static Set<Tag> bindingOf(Scope scope, Tag... more) {
    Set<Tag> tags = new HashSet<>(Set.of(more));
    tags.add(path(scope.path()));
    scope.thing().ifPresent(thing -> tags.add(thing(thing)));
    scope.thingsAbove().forEach(thing -> tags.add(in(thing)));
    return Set.copyOf(tags);
  }

  /** A role's tags: itself, its names, and the scopes where it can or could be assigned. */
  public static Set<Tag> roleOf(RoleId role, Collection<String> names, Collection<Scope> scopes) {
    Set<Tag> tags = new HashSet<>();
    tags.add(role(role));
    names.forEach(name -> tags.add(roleName(name)));
    scopes.forEach(scope -> tags.add(at(scope.id())));
    return Set.copyOf(tags);
  }
}
