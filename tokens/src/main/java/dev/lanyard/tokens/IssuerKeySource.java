package dev.lanyard.tokens;

import java.util.Optional;

/** Where the public keys of one issuer come from: uploaded, or fetched and kept for a while. */
@FunctionalInterface
public interface IssuerKeySource {

  /**
   * The issuer's keys. A source that fetches them does so again where it knows none of this id, but
   * not each time: anyone can send an id.
   *
   * @param kid the key that a token names; empty if it names none
   * @return empty if the source has no keys and cannot get any now
   */
  Optional<ForeignKeys> keys(Optional<String> kid);
}
