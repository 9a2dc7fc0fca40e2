package dev.lanyard.api.compliance;

/** Signs reports. */
@FunctionalInterface
interface ReplaySigning {
  /**
   * A statement about a report: a signed note (C2SP signed-note).
   *
   * @param bytes what is kept of it
   */
  String sign(ReplayReport report, byte[] bytes);
}
