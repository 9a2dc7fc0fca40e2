package dev.lanyard.api.http;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.tokens.SealedTexts;

/**
 * The cursor of a listing as clients carry it: safe in a URL, and sealed, because it can name an
 * item that was looked at and is not shown.
 */
public final class SkipTokens {
  /** The query parameter that it travels in on Azure's surfaces. */
  public static final String PARAMETER = "$skiptoken";

  private final SealedTexts texts;

  /** Seals cursors so. */
  public SkipTokens(SealedTexts texts) {
    this.texts = texts;
  }

  /** The token of a cursor. */
  public String of(String cursor) {
    return texts.seal(cursor);
  }

  /**
   * The cursor of a token.
   *
   * @param parameter where it stood, for the error
   * @throws MalformedValue if it is none of this installation's
   */
  public String cursor(String parameter, String token) {
    return texts
        .open(token)
        .orElseThrow(() -> new MalformedValue(parameter, "must be one that a nextLink gave"));
  }

  /**
   * Where a listing goes on.
   *
   * @param at the listing, without its query
   */
  public String link(String at, QueryText query, String cursor) {
    return at + "?" + query.with(PARAMETER, of(cursor));
  }
}
