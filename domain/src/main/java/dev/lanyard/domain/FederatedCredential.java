package dev.lanyard.domain;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Whose tokens a user-assigned identity takes in place of a credential of its own (CONTRACT 2.4).
 *
 * @param name unique on its identity, without regard to case; 3 to 120 letters, digits, hyphens and
 *     underscores, the first a letter or a digit
 * @param issuer exactly as the tokens name it: an HTTPS URL of at most 600 characters
 * @param match which of the issuer's tokens
 * @param audiences exactly one, of 1 to 600 characters
 */
public record FederatedCredential(String name, String issuer, Match match, List<String> audiences) {
  /** The audience that Azure recommends. */
  public static final String USUAL_AUDIENCE = "api://AzureADTokenExchange";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{2,119}");

  /** RFC 3986, section 3, without user and fragment: scheme, host, port, path and query. */
  private static final Pattern ISSUER =
      Pattern.compile(
          "(?i:https)://(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9][A-Za-z0-9._-]*)(?::[0-9]{1,5})?"
              + "(?:[/?](?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]++|%[0-9A-Fa-f]{2})*+)?");

  /**
   * Which tokens: either those of one subject, or those whose claims fit an expression.
   *
   * @param subject exactly, in its case; 1 to 600 characters
   * @param expression the text of a claims matching expression of language version 1; 1 to 2,048
   *     characters
   */
  public record Match(Optional<String> subject, Optional<String> expression) {
    /** Longest expression, in characters. */
    public static final int EXPRESSION_LENGTH_MAX = 2_048;

    public Match {
      subject.ifPresent(text -> Texts.require("subject", text, 1, Subject.LENGTH_MAX));
      expression.ifPresent(
          text -> Texts.require("claimsMatchingExpression", text, 1, EXPRESSION_LENGTH_MAX));
      if (subject.isPresent() == expression.isPresent()) {
        throw new MalformedValue(
            "subject", "must be given, or claimsMatchingExpression, and not both");
      }
    }

    /** The tokens of one subject. */
    public static Match subject(String subject) {
      return new Match(Optional.of(subject), Optional.empty());
    }

    /** The tokens that fit an expression. */
    public static Match expression(String expression) {
      return new Match(Optional.empty(), Optional.of(expression));
    }
  }

  public FederatedCredential {
    if (!NAME.matcher(name).matches()) {
      throw new MalformedValue(
          "name",
          "must have 3 to 120 letters, digits, hyphens and underscores, the first a letter or a"
              + " digit");
    }
    requireIssuer(issuer);
    audiences = List.copyOf(audiences);
    if (audiences.size() != 1) {
      throw new MalformedValue("audiences", "must have exactly one audience");
    }
    Texts.require("audiences", audiences.getFirst(), 1, Subject.LENGTH_MAX);
  }

  /**
   * The id by which records name it: derived from its identity and its name, and so the same each
   * time.
   */
  public CredentialId idOn(ThingId identity) {
    String named = identity + " " + key();
    return new CredentialId(UUID.nameUUIDFromBytes(named.getBytes(StandardCharsets.US_ASCII)));
  }

  /** What tells it from the others on its identity. */
  public String key() {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The same under another spelling of its name. */
  public FederatedCredential spelt(String spelling) {
    return new FederatedCredential(spelling, issuer, match, audiences);
  }

  /**
   * Returns the issuer if it is one.
   *
   * @throws MalformedValue otherwise; names the field {@code issuer}
   */
  public static String requireIssuer(String issuer) {
    Texts.require("issuer", issuer, 1, Subject.LENGTH_MAX);
    if (ISSUER.matcher(issuer).matches()) {
      return issuer;
    }
    throw new MalformedValue("issuer", "must be an https URL with a host");
  }
}
