package dev.lanyard.domain;

/**
 * How often a resource and its identity block have changed since birth: 1 at birth, one more for
 * each event that touches it. Its ETag.
 */
public record Revision(long value) {
  /** The ETag, in quotes (RFC 9110, section 8.8.3). */
  public String etag() {
    return '"' + Long.toString(value) + '"';
  }

  public Revision next() {
    return new Revision(value + 1);
  }
}
