package dev.lanyard.domain;

import java.util.List;

/**
 * One entry of a role's {@code permissions}: an action is granted if a pattern of {@code actions}
 * covers it and none of {@code notActions} does; the same for data actions, which are separate.
 */
public record Permission(
    List<ActionPattern> actions,
    List<ActionPattern> notActions,
    List<ActionPattern> dataActions,
    List<ActionPattern> notDataActions) {
  public Permission {
    actions = List.copyOf(actions);
    notActions = List.copyOf(notActions);
    dataActions = List.copyOf(dataActions);
    notDataActions = List.copyOf(notDataActions);
  }
}
