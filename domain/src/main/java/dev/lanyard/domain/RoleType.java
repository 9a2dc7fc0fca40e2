package dev.lanyard.domain;

/** Who a role definition belongs to. */
public enum RoleType {
  /** To the product; only a new release changes it. */
  BUILT_IN("BuiltInRole"),
  /** To the tenant. */
  CUSTOM("CustomRole");

  private final String text;

  RoleType(String text) {
    this.text = text;
  }

  /** The ARM spelling. */
  @Override
  public String toString() {
    return text;
  }
}
