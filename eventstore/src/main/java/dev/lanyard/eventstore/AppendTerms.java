package dev.lanyard.eventstore;

import java.time.Instant;
import java.util.Optional;
import org.axonframework.messaging.core.Context.ResourceKey;

/**
 * What a decision asks of the storage engine beside its events: in the processing context under
 * {@link #KEY} before anything is sourced. An append without terms waits as long as it takes.
 *
 * @param deadline from then on the append, if the writer has not taken it up, is dropped unwritten
 * @param ticket the right to go first, where others kept winning
 */
public record AppendTerms(Instant deadline, Optional<ExclusiveTickets.Ticket> ticket) {
  /** Where the engine finds them. */
  public static final ResourceKey<AppendTerms> KEY = ResourceKey.withLabel("appendTerms");
}
