package dev.lanyard.api.security.authentication;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** The configured scrape token was presented, which opens the metrics and nothing else. */
@SuppressWarnings("serial") // Never serialised: there are no sessions.
public final class ScraperAuthentication extends AbstractAuthenticationToken {

  ScraperAuthentication() {
    super(AuthorityUtils.NO_AUTHORITIES);
    setAuthenticated(true);
  }

  @Override
  public Object getPrincipal() {
    return "scraper";
  }

  /** None: a token is not kept. */
  @Override
  public Object getCredentials() {
    return "";
  }
}
