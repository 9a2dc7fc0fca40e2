package dev.lanyard.api.graph;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What {@code directoryObjects/getByIds} asks for.
 *
 * @param ids each once; at most {@link #IDS_MAX}
 * @param kinds of which kinds; all if the body names none
 */
record GetByIdsBody(Set<PrincipalId> ids, Set<ObjectKind> kinds) {
  /** Most ids, as Graph has it. */
  static final int IDS_MAX = 1_000;

  /**
   * Reads a body.
   *
   * @throws dev.lanyard.api.http.ProblemException 400 if it has no ids, too many, or others than
   *     GUIDs
   */
  static GetByIdsBody read(Json.Obj body) {
    List<String> ids = texts(body, "ids");
    if (ids.isEmpty() || ids.size() > IDS_MAX) {
      throw GraphProblems.badRequest("The ids must be 1 to " + IDS_MAX + ".");
    }
    Set<PrincipalId> read = new LinkedHashSet<>();
    for (String id : ids) {
      try {
        read.add(PrincipalId.parse("ids", id));
      } catch (MalformedValue e) {
        throw GraphProblems.badRequest("Invalid GUID in ids.");
      }
    }
    return new GetByIdsBody(read, kinds(texts(body, "types")));
  }

  /** Types that this slice does not have are ignored: clients name more than they need. */
  private static Set<ObjectKind> kinds(List<String> types) {
    Set<ObjectKind> kinds = EnumSet.noneOf(ObjectKind.class);
    for (ObjectKind kind : ObjectKind.values()) {
      if (types.isEmpty()
          || types.stream().anyMatch("directoryObject"::equalsIgnoreCase)
          || types.stream().anyMatch(kind.type()::equalsIgnoreCase)) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  private static List<String> texts(Json.Obj body, String name) {
    return switch (body.members().getOrDefault(name, new Json.Null())) {
      case Json.Null() -> List.of();
      case Json.Arr(var elements) -> {
        List<String> texts = new ArrayList<>();
        for (Json element : elements) {
          if (!(element instanceof Json.Text(var text))) {
            throw GraphProblems.badRequest("The " + name + " must be an array of strings.");
          }
          texts.add(text);
        }
        yield texts;
      }
      case Json.Obj _, Json.Text _, Json.Num _, Json.Bool _ ->
          throw GraphProblems.badRequest("The " + name + " must be an array of strings.");
    };
  }
}
