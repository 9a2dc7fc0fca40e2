package dev.lanyard.projections.replay;

/** How fast a replay goes. Each of its threads breathes between short pieces of work. */
@FunctionalInterface
public interface Pace {
  /** As fast as it can. */
  Pace FULL = () -> {};

  /** Waits as long as the pace asks for what the calling thread has done since its last breath. */
  void breathe() throws InterruptedException;
}
