package dev.lanyard.domain.command;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** What one may ask of tokens: that those that were issued end, and for whom they are made. */
public sealed interface TokenCommand extends LifecycleCommand {

  /**
   * Ends all tokens that a managed identity got until now, whatever locks say. Each asking is a
   * revocation of its own.
   *
   * <p>Refused as {@code ResourceNotFound} (nothing with an identity lives at the path).
   *
   * @param identity a user-assigned identity, or a resource with a system-assigned one
   */
  @Command(namespace = NAMESPACE, name = "RevokeIdentityTokens", version = "1")
  record RevokeIdentityTokens(ResourcePath identity) implements TokenCommand {}

  /**
   * Ends all tokens that a registered principal got until now.
   *
   * <p>Refused as {@code PrincipalNotFound} or {@code PrincipalManaged}.
   */
  @Command(namespace = NAMESPACE, name = "RevokePrincipalTokens", version = "1")
  record RevokePrincipalTokens(PrincipalId principal) implements TokenCommand {}

  /**
   * Lets tokens be asked for an audience, or changes how they look. Asking again changes nothing.
   *
   * <p>Never refused.
   */
  @Command(namespace = NAMESPACE, name = "RegisterAudience", version = "1")
  record RegisterAudience(Audience audience) implements TokenCommand {}

  /**
   * Ends the issue of tokens for an audience. Missing is accepted.
   *
   * <p>Never refused.
   */
  @Command(namespace = NAMESPACE, name = "RemoveAudience", version = "1")
  record RemoveAudience(String audience) implements TokenCommand {}
}
