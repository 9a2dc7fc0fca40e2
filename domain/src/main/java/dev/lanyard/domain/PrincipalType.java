package dev.lanyard.domain;

/** What a principal is; managed identities are service principals (CONTRACT 4.3). */
public enum PrincipalType {
  USER("User"),
  GROUP("Group"),
  SERVICE_PRINCIPAL("ServicePrincipal");

  private final String text;

  PrincipalType(String text) {
    this.text = text;
  }

  /**
   * Reads the ARM spelling, in any case.
   *
   * @throws MalformedValue if it is none of the three
   */
  public static PrincipalType parse(String field, String text) {
    for (PrincipalType type : values()) {
      if (type.text.equalsIgnoreCase(text)) {
        return type;
      }
    }
    throw new MalformedValue(field, "must be User, Group or ServicePrincipal");
  }

  /** The ARM spelling. */
  @Override
  public String toString() {
    return text;
  }
}
