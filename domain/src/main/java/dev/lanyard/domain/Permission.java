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

  /** Whether this entry grants a control-plane action. */
  public boolean grants(String action) {
    return covers(actions, action) && !covers(notActions, action);
  }

  /** Whether this entry grants a data-plane action. */
  public boolean grantsData(String action) {
    return covers(dataActions, action) && !covers(notDataActions, action);
  }

  private static boolean covers(List<ActionPattern> patterns, String action) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(action));
  }
}
