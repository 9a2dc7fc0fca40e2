package dev.lanyard.api.compliance;

/** Signs reports. */
@FunctionalInterface
interface ReplaySigning {
  /**
   * A statement about a report: a JWS in compact form.
   *
   * @param bytes what is kept of it
   */
  String sign(ReplayReport report, byte[] bytes);
}
