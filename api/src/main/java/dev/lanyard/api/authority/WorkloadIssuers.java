package dev.lanyard.api.authority;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.RemovalListener;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.tokens.IssuerKeys;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the issuers whose tokens may stand for workloads. Nothing is ever fetched from
 * anybody who is not registered: a token's own words lead nowhere (server-side request forgery).
 */
public final class WorkloadIssuers implements AutoCloseable {
  /** Most issuers whose keys are remembered at once. */
  private static final int ISSUERS_MAX = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(WorkloadIssuers.class);

  private final LoadingCache<WorkloadIssuer, IssuerKeys> keys;

  /** Fetches keys by this clock. */
  public WorkloadIssuers(InstantSource clock) {
    RemovalListener<WorkloadIssuer, IssuerKeys> closing =
        (_, gone, _) -> {
          if (gone != null) {
            gone.close();
          }
        };
    this.keys =
        Caffeine.newBuilder()
            .maximumSize(ISSUERS_MAX)
            .evictionListener(closing)
            .build(issuer -> open(issuer, clock));
  }

  private static IssuerKeys open(WorkloadIssuer issuer, InstantSource clock) {
    return issuer
        .keys()
        .map(text -> IssuerKeys.uploaded(issuer.issuer(), text))
        .orElseGet(
            () ->
                new IssuerKeys(
                    issuer.issuer(),
                    Optional.empty(),
                    clock,
                    why -> LOG.warn("No keys of issuer {}: {}", issuer.issuer(), why)));
  }

  /** The keys of an issuer, as it is registered now: with other uploaded keys it is another. */
  IssuerKeys keysOf(WorkloadIssuer issuer) {
    return keys.get(issuer);
  }

  @Override
  public void close() {
    keys.asMap().values().forEach(IssuerKeys::close);
    keys.invalidateAll();
  }
}
