package dev.lanyard.api.access;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.Permission;
import dev.lanyard.projections.state.WordedGrant;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * A part of what somebody may do, wherever.
 *
 * @param value the assignments that count, by id
 * @param nextLink where the next part is, relative to this server; absent on the last one
 */
public record WhatPage(List<Entry> value, Optional<String> nextLink) {

  /** An assignment with what its role says. */
  @Schema(name = "WhatEntry")
  public record Entry(GrantBody grant, List<Granted> permissions) {
    public Entry {
      permissions = List.copyOf(permissions);
    }

    static Entry of(WordedGrant worded) {
      return new Entry(
          GrantBody.of(worded.grant()), worded.permissions().stream().map(Granted::of).toList());
    }
  }

  /** An entry of a role, as ARM has it. */
  public record Granted(
      List<String> actions,
      List<String> notActions,
      List<String> dataActions,
      List<String> notDataActions) {
    public Granted {
      actions = List.copyOf(actions);
      notActions = List.copyOf(notActions);
      dataActions = List.copyOf(dataActions);
      notDataActions = List.copyOf(notDataActions);
    }

    /** An entry as it is told. */
    public static Granted of(Permission permission) {
      return new Granted(
          texts(permission.actions()),
          texts(permission.notActions()),
          texts(permission.dataActions()),
          texts(permission.notDataActions()));
    }

    private static List<String> texts(List<ActionPattern> patterns) {
      return patterns.stream().map(ActionPattern::text).toList();
    }
  }

  public WhatPage {
    value = List.copyOf(value);
  }
}
