package dev.lanyard.api.security.authentication;

import dev.lanyard.domain.PrincipalId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A request's token proved who sent it. What the caller may do is no part of this: the roles that
 * it has are looked up when they are needed.
 */
@SuppressWarnings("serial") // Never serialised: there are no sessions.
public final class CallerAuthentication extends AbstractAuthenticationToken {
  private final PrincipalId caller;
  private final List<PrincipalId> groups;

  /**
   * Makes it for a live principal.
   *
   * @param groups the registered groups that its token names
   */
  public CallerAuthentication(PrincipalId caller, List<PrincipalId> groups) {
    super(AuthorityUtils.NO_AUTHORITIES);
    this.caller = caller;
    this.groups = List.copyOf(groups);
    setAuthenticated(true);
  }

  /** The principal that sent the request. */
  public PrincipalId caller() {
    return caller;
  }

  /** The registered groups that its token names, live and enabled. */
  public List<PrincipalId> groups() {
    return groups;
  }

  @Override
  public Object getPrincipal() {
    return caller;
  }

  /** None: a token is not kept. */
  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallerAuthentication that
        && caller.equals(that.caller)
        && groups.equals(that.groups);
  }

  @Override
  public int hashCode() {
    return 31 * caller.hashCode() + groups.hashCode();
  }
}
