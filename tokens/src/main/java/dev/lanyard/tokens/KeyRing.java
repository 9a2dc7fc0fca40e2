package dev.lanyard.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The signing keys of one algorithm, at one moment of the store, and what each is for at an instant. Nothing is marked in
 * a key: it is published from when it is stored, signs from its instant until its successor's, and
 * is published until the last token that it may have signed has expired. So a crash between any two
 * steps leaves a ring that works, and nodes that share it agree.
 *
 * @param keys in the order in which they sign
 * @param settings how long each of them does what
 */
record KeyRing(List<SigningKey> keys, SigningKeys.Settings settings) {
  /** By how much nodes, and a token's signing and its claims, may be apart. */
  static final Duration CLOCKS_APART = Duration.ofMinutes(5);

  KeyRing {
    keys = keys.stream().sorted(Comparator.comparing(SigningKey::signsFrom)).toList();
  }

  /** The key that signs: the last whose time has come. Empty only if there is none at all. */
  Optional<SigningKey> signer(Instant now) {
    // A clock that was set back behind the first key's time does not stop the tokens.
    return keys.stream()
        .filter(key -> !key.signsFrom().isAfter(now))
        .reduce((_, later) -> later)
        .or(() -> keys.stream().findFirst());
  }

  /** The keys that tokens may be signed with, for verifiers to know. */
  List<SigningKey> published(Instant now) {
    return IntStream.range(0, keys.size())
        .filter(at -> now.isBefore(publishedUntil(at)))
        .mapToObj(keys::get)
        .toList();
  }

  /** The published key of this id. */
  Optional<SigningKey> find(String id, Instant now) {
    return published(now).stream().filter(key -> key.id().equals(id)).findFirst();
  }

  private Instant publishedUntil(int at) {
    if (at + 1 == keys.size()) {
      return Instant.MAX;
    }
    Instant signsUntil = keys.get(at + 1).signsFrom();
    return signsUntil.plus(settings.tokenLifetimeMax()).plus(CLOCKS_APART);
  }

  /** From when on the next key signs, if it is time to make and publish it. */
  Optional<Instant> nextSignsFrom(Instant now) {
    if (keys.isEmpty()) {
      return Optional.of(now);
    }
    Instant planned = keys.getLast().signsFrom().plus(settings.rotateEvery());
    Instant earliest = now.plus(settings.publishAhead());
    return planned.isAfter(earliest)
        ? Optional.empty()
        : Optional.of(earliest);
  }
}
