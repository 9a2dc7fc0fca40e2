package dev.lanyard.projections.access;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.domain.access.AccessEvent.StreamEnded;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import dev.lanyard.domain.access.AccessEvent.TokenRefused;
import dev.lanyard.domain.access.AccessEvent.WorkloadTokenRefused;
import java.util.Optional;

/**
 * What questions select a record by. The record itself is stored whole beside it.
 *
 * @param caller whose it is
 * @param place the scope that it was attempted at
 * @param operation the command that was refused
 * @param status the HTTP status of a refused request
 * @param code the error's code
 * @param circumstances of the request; empty where many requests are counted
 */
record Facts(
    Optional<PrincipalId> caller,
    Optional<ResourcePath> place,
    Optional<String> operation,
    Optional<Integer> status,
    Optional<String> code,
    Optional<Circumstances> circumstances) {

  static Facts of(AccessEvent event) {
    return switch (event) {
      case TokenIssued(var principal, _, _, _, _, _, var through, var circumstances) ->
          new Facts(
              Optional.of(principal),
              through,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(circumstances));
      case TokenRefused(var principal, _, _, var why, var circumstances) ->
          new Facts(
              Optional.of(principal),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(why),
              Optional.of(circumstances));
      case WorkloadTokenRefused(var resource, _, _, _, var why, var circumstances) ->
          new Facts(
              Optional.empty(),
              Optional.of(resource),
              Optional.empty(),
              Optional.empty(),
              Optional.of(why),
              Optional.of(circumstances));
      case RequestRefused refused ->
          new Facts(
              Optional.of(refused.caller()),
              refused.scope(),
              refused.operation(),
              Optional.of(refused.status()),
              Optional.of(refused.code()),
              Optional.of(refused.circumstances()));
      case RecordsRead(var caller, _, _, _, var circumstances) ->
          new Facts(
              Optional.of(caller),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(circumstances));
      case StreamEnded ended ->
          new Facts(
              Optional.of(ended.caller()),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(ended.circumstances()));
      case CallersTurnedAway _ ->
          new Facts(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
    };
  }
}
