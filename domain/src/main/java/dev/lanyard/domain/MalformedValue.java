package dev.lanyard.domain;

/**
 * A text that is not what its field asks for. Thrown where text becomes a typed value, before any
 * command exists; surfaces answer 400 and name the field.
 */
public final class MalformedValue extends IllegalArgumentException {
  private static final long serialVersionUID = 1;
  private final String field;

  /**
   * @param field where the text stood, as the sender knows it ({@code properties.principalId})
   * @param why what the field asks for; never repeats the text, which is hostile
   */
  public MalformedValue(String field, String why) {
    super(field + " " + why);
    this.field = field;
  }

  /** Where the text stood, as the sender knows it. */
  public String field() {
    return field;
  }
}
