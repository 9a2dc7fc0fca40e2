package dev.lanyard.api.access;

import dev.lanyard.projections.state.Entitled;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * A part of all who may do something somewhere.
 *
 * @param value who, and through what, by principal and assignment
 * @param nextLink where the next part is, relative to this server; absent on the last one
 */
public record WhoPage(List<Entry> value, Optional<String> nextLink) {

  /**
   * One who may.
   *
   * @param grant through what; whose holder, where that is a group, stands for those whose token
   *     names it
   * @param pattern of the role that allows it
   */
  @Schema(name = "WhoEntry")
  public record Entry(GrantBody grant, String pattern) {
    static Entry of(Entitled entitled) {
      return new Entry(GrantBody.of(entitled.grant()), entitled.pattern().toString());
    }
  }

  public WhoPage {
    value = List.copyOf(value);
  }
}
