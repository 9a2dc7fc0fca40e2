package dev.lanyard.api.arm.role;

import dev.lanyard.api.Caller;
import dev.lanyard.api.Reply;
import dev.lanyard.domain.About;
import dev.lanyard.projections.state.Stamps;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** When something that a command touched was made and changed, and by whom. */
final class Stamping {
  private final InstantSource clock;

  Stamping(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The stamps after a command. What it made is stamped by the decision itself. What was there
   * before has its first stamp in the view; where that lags behind, the command's own stands in.
   *
   * @param viewed the stamps that the view has as of the command's commit
   */
  Stamps of(Caller caller, Reply<? extends About<?>> reply, Supplier<Optional<Stamps>> viewed) {
    Instant now = reply.done().committedAt().orElseGet(clock::instant);
    Stamps own = new Stamps(now, caller.principal(), now, caller.principal());
    boolean made = reply.done().before().subject().isEmpty();
    return made || reply.behind() ? own : viewed.get().orElse(own);
  }
}
