package dev.lanyard.benchmarks.open;

import dev.lanyard.api.Caller;
import dev.lanyard.api.security.Permissions;
import dev.lanyard.api.security.Requirement;
import dev.lanyard.eventstore.Reliance;
import dev.lanyard.projections.state.Entitlements;
import java.time.InstantSource;

/** Allows everything without looking, so that no decision depends on a right. */
final class Unchecked extends Permissions {
  private static final Verdict ALLOWED = new Verdict.Allowed(Reliance.NONE);

  Unchecked(Entitlements entitlements, InstantSource clock) {
    super(entitlements, clock, _ -> {});
  }

  @Override
  public Verdict check(Caller caller, Requirement requirement) {
    return ALLOWED;
  }
}
