package dev.lanyard.api.authority;

import dev.lanyard.domain.Audience;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.WorkloadQueries;
import java.util.Locale;
import java.util.Optional;

/** For whom tokens are issued: this server under each of its names, and who is registered. */
public final class AudienceRegistry {
  private final Audiences own;
  private final WorkloadQueries registered;

  /** Looks into a view. */
  public AudienceRegistry(Audiences own, WorkloadQueries registered) {
    this.own = own;
    this.registered = registered;
  }

  /**
   * What is registered for a resource.
   *
   * @param asked in any case, with a slash at its end or none
   */
  public Optional<Audience> find(String asked) {
    if (!Audiences.isText(asked)) {
      return Optional.empty();
    }
    return own.isOwn(asked)
        ? Optional.of(self(asked))
        : registered.audience(asked, StateQueries.CURRENT);
  }

  /** Our own surfaces take both forms; the older is the one that ARM's clients know. */
  private static Audience self(String asked) {
    String lower = asked.toLowerCase(Locale.ROOT);
    String bare = lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    return new Audience(bare, Audience.Form.V1, Optional.empty(), Optional.empty());
  }
}
