package dev.lanyard.api.authority;

import dev.lanyard.projections.state.GenerationList;
import java.util.Map;
import java.util.Optional;

/**
 * Where the status of a token stands (Token Status List, draft-ietf-oauth-status-list-17, section
 * 6.2): a list, and an index in it. A generation of tokens has one, for ever.
 *
 * @param list the number of the list, from 0
 * @param index in the list, from 0 to {@link GenerationList#SIZE} - 1
 */
public record StatusListEntry(long list, int index) {
  /** The entry of a generation. */
  public static StatusListEntry of(long generation) {
    return new StatusListEntry(
        GenerationList.numberOf(generation), GenerationList.offsetOf(generation));
  }

  /** The generation that has the entry. */
  public long generation() {
    return list * GenerationList.SIZE + index;
  }

  /** The number at the end of a list's URI. */
  static Optional<Long> numberOf(String uri) {
    String number = uri.substring(uri.lastIndexOf('/') + 1);
    return number.matches("[0-9]{1,12}") ? Optional.of(Long.valueOf(number)) : Optional.empty();
  }

  /** The claim {@code status}. */
  Map<String, Object> claim(Endpoints endpoints) {
    return Map.of("status_list", Map.of("idx", index, "uri", endpoints.statusList(list)));
  }
}
