package dev.lanyard.evidence.bundle;

/**
 * Whether a bundle opens every event of its span that its filter means: the fact, and who caused
 * it. Nothing is said of personal parts.
 */
public sealed interface Completeness {

  /**
   * It does, and that is proven.
   *
   * @param events how many events the filter means
   */
  record Proven(long events) implements Completeness {}

  /**
   * It may do, and cannot show it.
   *
   * @param why in one line
   */
  record NotProvable(String why) implements Completeness {}

  /**
   * It does not.
   *
   * @param position the first event that the filter means and that is not opened, or not whole
   */
  record Missing(long position) implements Completeness {}
}
