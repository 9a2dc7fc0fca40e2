package dev.lanyard.api.authority;

import dev.lanyard.projections.state.GenerationList;
import dev.lanyard.projections.state.Generations;
import dev.lanyard.tokens.StatusBits;
import dev.lanyard.tokens.StatusLists;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The status lists of all generations of tokens, signed when somebody asks, once for each second
 * and state of a list.
 */
public final class PublishedStatuses {
  private final Endpoints endpoints;
  private final Generations generations;
  private final StatusLists lists;
  private final InstantSource clock;
  private final Map<Long, Signed> signed = new ConcurrentHashMap<>();

  /** A list as it was signed in one second. */
  private record Signed(GenerationList state, Instant second, String text) {}

  /** Publishes what a node's view says, which its caller has found to be current. */
  public PublishedStatuses(
      Endpoints endpoints, Generations generations, StatusLists lists, InstantSource clock) {
    this.endpoints = endpoints;
    this.generations = generations;
    this.lists = lists;
    this.clock = clock;
  }

  /**
   * A list, as a signed JWT.
   *
   * @return empty if no generation of the list was given out yet
   */
  Optional<String> list(long number) {
    return generations.list(number).map(state -> text(number, state));
  }

  private String text(long number, GenerationList state) {
    Instant second = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return signed
        .compute(
            number,
            (_, last) ->
                last != null && last.state() == state && last.second().equals(second)
                    ? last
                    : sign(number, state, second))
        .text();
  }

  private Signed sign(long number, GenerationList state, Instant second) {
    String uri = endpoints.statusList(number);
    return new Signed(state, second, lists.sign(uri, bits(state), second));
  }

  /** What was not given out counts as valid: a token may be newer than a reader's copy. */
  private static StatusBits bits(GenerationList state) {
    BitSet invalid = BitSet.valueOf(state.words());
    invalid.flip(0, state.given());
    return StatusBits.of(invalid, GenerationList.SIZE);
  }
}
