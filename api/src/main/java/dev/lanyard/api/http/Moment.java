package dev.lanyard.api.http;

/**
 * As of when a request reads. Controllers take it as a parameter; {@link Moments} makes it from the
 * query parameter {@code asOf} and the header {@code Lanyard-Min-Position}.
 *
 * @param asOf what queries take: a commit, or {@code StateQueries.CURRENT}
 * @param position the commit that the reply rests on at least: the reply header {@code
 *     Lanyard-Position}
 */
public record Moment(long asOf, long position) {
  /** The reply header that tells the position. */
  public static final String POSITION_HEADER = "Lanyard-Position";

  /** The request header that names a position to wait for. */
  public static final String MIN_POSITION_HEADER = "Lanyard-Min-Position";

  /** The query parameter that asks for the past. */
  public static final String AS_OF = "asOf";
}
