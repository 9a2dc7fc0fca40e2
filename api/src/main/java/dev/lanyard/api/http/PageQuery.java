package dev.lanyard.api.http;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.projections.Paging;
import java.util.regex.Pattern;

/** Reads from a query which part of a listing is asked for, as OData and ARM write it. */
public final class PageQuery {
  private static final String TOP = "$top";
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

  private PageQuery() {}

  /**
   * The part that {@code $top} and {@code $skiptoken} ask for, within {@link Limits}.
   *
   * @throws MalformedValue if they ask for none
   */
  public static Paging of(QueryText query, SkipTokens tokens) {
    int limit =
        query
            .get(TOP)
            .map(top -> Math.min(count(TOP, top), Limits.PAGE_SIZE_MAX))
            .orElse(Limits.PAGE_SIZE_DEFAULT);
    if (limit == 0) {
      throw new MalformedValue(TOP, "must be at least 1");
    }
    return new Paging(
        query.get(SkipTokens.PARAMETER).map(token -> tokens.cursor(SkipTokens.PARAMETER, token)),
        limit);
  }

  /** A parameter that counts; 0 where it is absent. */
  public static int count(QueryText query, String name) {
    return query.get(name).map(text -> count(name, text)).orElse(0);
  }

  private static int count(String name, String text) {
    if (!COUNT.matcher(text).matches()) {
      throw new MalformedValue(name, "must be a whole number");
    }
    return Integer.parseInt(text);
  }
}
