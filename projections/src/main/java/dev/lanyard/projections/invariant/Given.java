package dev.lanyard.projections.invariant;

import java.time.Instant;
import java.util.Optional;

/** A grant that is in force, by what it names. */
record Given(Place scope, Holder principal, Holder role, Optional<Instant> expiresOn) {}
