package dev.lanyard.api.graph;

import dev.lanyard.domain.PrincipalType;

/** The kinds of directory objects that this slice of Graph has. */
enum ObjectKind {
  SERVICE_PRINCIPAL("servicePrincipals", "servicePrincipal", PrincipalType.SERVICE_PRINCIPAL),
  USER("users", "user", PrincipalType.USER),
  GROUP("groups", "group", PrincipalType.GROUP);

  private final String segment;
  private final String type;
  private final PrincipalType principal;

  ObjectKind(String segment, String type, PrincipalType principal) {
    this.segment = segment;
    this.type = type;
    this.principal = principal;
  }

  /** The segment of paths that names all of them. */
  String segment() {
    return segment;
  }

  /** The name that bodies use, such as {@code servicePrincipal}. */
  String type() {
    return type;
  }

  /** The type of principal that they are. */
  PrincipalType principal() {
    return principal;
  }

  /** The kind of a type of principal. */
  static ObjectKind of(PrincipalType principal) {
    return switch (principal) {
      case SERVICE_PRINCIPAL -> SERVICE_PRINCIPAL;
      case USER -> USER;
      case GROUP -> GROUP;
    };
  }
}
