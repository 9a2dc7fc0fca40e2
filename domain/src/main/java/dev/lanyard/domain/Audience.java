package dev.lanyard.domain;

import java.util.Locale;
import java.util.Optional;

/**
 * For whom tokens are issued, and in which form: a property of the resource server, not of a
 * request (CONTRACT 2.3).
 *
 * @param uri how clients ask for it, without a trailing slash: {@code https://vault.azure.net},
 *     {@code api://orders}; 1 to 600 characters without spaces
 * @param form of its tokens
 * @param algorithm by which they are signed; empty for the installation's
 * @param lifetimeSeconds of its tokens, {@link #LIFETIME_MIN} to {@link #LIFETIME_MAX}; empty for
 *     the installation's
 */
public record Audience(
    String uri,
    Form form,
    Optional<SigningAlgorithm> algorithm,
    Optional<Integer> lifetimeSeconds) {
  /** Longest URI, in characters. */
  public static final int LENGTH_MAX = 600;

  /** Shortest lifetime, in seconds: clients give up what is over within five minutes. */
  public static final int LIFETIME_MIN = 600;

  /** Longest lifetime, in seconds: a day. */
  public static final int LIFETIME_MAX = 86_400;

  /** Which claims a token has, and under which names. */
  public enum Form {
    /** Claims {@code appid}, {@code appidacr}; {@code ver} 1.0. */
    V1("1.0"),
    /** Claims {@code azp}, {@code azpacr}; {@code ver} 2.0. */
    V2("2.0");

    private final String text;

    Form(String text) {
      this.text = text;
    }

    /** The claim {@code ver}; the text that is stored. */
    @Override
    public String toString() {
      return text;
    }
  }

  public Audience {
    Texts.require("audience", uri, 1, LENGTH_MAX);
    if (uri.isBlank() || uri.chars().anyMatch(Character::isWhitespace)) {
      throw new MalformedValue("audience", "must not have spaces");
    }
    if (uri.endsWith("/")) {
      throw new MalformedValue("audience", "must be given without a trailing slash");
    }
    lifetimeSeconds.ifPresent(
        seconds -> {
          if (seconds < LIFETIME_MIN || seconds > LIFETIME_MAX) {
            throw new MalformedValue(
                "lifetimeSeconds", "must be from " + LIFETIME_MIN + " to " + LIFETIME_MAX);
          }
        });
  }

  /** What tells it from the others. */
  public String key() {
    return uri.toLowerCase(Locale.ROOT);
  }

  /** The same under another spelling of its URI. */
  public Audience spelt(String spelling) {
    return new Audience(spelling, form, algorithm, lifetimeSeconds);
  }
}
