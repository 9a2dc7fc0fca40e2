package dev.lanyard.api;

import dev.lanyard.eventstore.Reliance;

/**
 * Why a command may be sent. What it rests on joins the boundary of the decision, so that a right
 * that is revoked at P cannot be used from P on (DESIGN, "Consistency").
 */
public interface Authorisation {
  /** Of the server itself, which needs no right: automations and the first start. */
  Authorisation ITSELF =
      new Authorisation() {
        @Override
        public Reliance reliance() {
          return Reliance.NONE;
        }

        @Override
        public Reliance again() {
          return Reliance.NONE;
        }
      };

  /** What the right rests on, as of the last check. */
  Reliance reliance();

  /**
   * Checks anew, because what the last check rested on has changed or expired.
   *
   * @return what the right rests on now
   * @throws dev.lanyard.api.http.ProblemException 403 if the caller has it no longer
   */
  Reliance again();
}
