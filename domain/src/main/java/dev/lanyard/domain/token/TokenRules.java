package dev.lanyard.domain.token;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Audience;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.TokenCommand.RegisterAudience;
import dev.lanyard.domain.command.TokenCommand.RemoveAudience;
import dev.lanyard.domain.command.TokenCommand.RevokeIdentityTokens;
import dev.lanyard.domain.command.TokenCommand.RevokePrincipalTokens;
import java.util.List;

/** The rules of tokens and their audiences. */
public final class TokenRules {
  /** Ends the tokens of a managed identity. */
  public static final Rule<RevokeIdentityTokens, ?> REVOKE_IDENTITY =
      new Rule<>(RevokeIdentityTokens.class, new RevokeIdentityTokensDecider());

  /** Ends the tokens of a registered principal. */
  public static final Rule<RevokePrincipalTokens, ?> REVOKE_PRINCIPAL =
      new Rule<>(RevokePrincipalTokens.class, new RevokePrincipalTokensDecider());

  /** Lets tokens be asked for an audience, or changes how they look. */
  public static final Rule<RegisterAudience, ? extends About<Audience>> REGISTER_AUDIENCE =
      new Rule<>(RegisterAudience.class, new RegisterAudienceDecider());

  /** Ends the issue of tokens for an audience. */
  public static final Rule<RemoveAudience, ? extends About<Audience>> REMOVE_AUDIENCE =
      new Rule<>(RemoveAudience.class, new RemoveAudienceDecider());

  private TokenRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return List.of(REVOKE_IDENTITY, REVOKE_PRINCIPAL, REGISTER_AUDIENCE, REMOVE_AUDIENCE);
  }
}
