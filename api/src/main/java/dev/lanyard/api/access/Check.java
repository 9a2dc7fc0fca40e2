package dev.lanyard.api.access;

import dev.lanyard.api.http.Moment;
import dev.lanyard.api.own.Fields;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.state.Holders;
import dev.lanyard.projections.state.RequestedAction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One question of {@code POST /access/check}: may somebody do something somewhere?
 *
 * @param scope need not exist
 * @param asOfField where {@code asOf} stands in the body
 * @param asOf a position or an RFC 3339 instant as it was sent; empty for now
 * @param explained whether the reply tells what was considered
 */
record Check(
    Whose whose,
    RequestedAction action,
    ResourcePath scope,
    String asOfField,
    Optional<String> asOf,
    boolean explained) {
  private static final String PRINCIPAL = "principalId";
  private static final String TOKEN = "token";
  private static final String GROUPS = "groups";
  private static final String ACTION = "action";
  private static final String DATA_ACTION = "dataAction";
  private static final String SCOPE = "scope";
  private static final String EXPLAIN = "explain";
  private static final Set<String> KNOWN =
      Set.of(PRINCIPAL, TOKEN, GROUPS, ACTION, DATA_ACTION, SCOPE, Moment.AS_OF, EXPLAIN);

  /**
   * Reads a question.
   *
   * @param at where it stands in the body: empty, or {@code checks[3]}
   * @throws MalformedValue if it is none; names the field
   */
  static Check of(String at, Json json) {
    Fields fields = Fields.of(at, json, KNOWN);
    return new Check(
        whose(fields),
        action(fields),
        ResourcePath.parse(fields.at(SCOPE), fields.required(SCOPE)),
        fields.at(Moment.AS_OF),
        fields.value(Moment.AS_OF).map(value -> asOf(fields.at(Moment.AS_OF), value)),
        fields.value(EXPLAIN).map(value -> truth(fields.at(EXPLAIN), value)).orElse(true));
  }

  private static Whose whose(Fields fields) {
    Optional<String> principal = fields.text(PRINCIPAL);
    Optional<String> token = fields.text(TOKEN);
    if (principal.isPresent() == token.isPresent()) {
      throw new MalformedValue(
          fields.at(PRINCIPAL), "or token must be given, and not both of them");
    }
    if (token.isPresent()) {
      if (fields.value(GROUPS).isPresent()) {
        throw new MalformedValue(
            fields.at(GROUPS), "belong to a principalId: a token of this server names none");
      }
      return new Whose.Bearer(token.get());
    }
    return new Whose.Named(
        new Holders(
            PrincipalId.parse(fields.at(PRINCIPAL), principal.orElseThrow()),
            fields.value(GROUPS).map(value -> groups(fields.at(GROUPS), value)).orElse(List.of())));
  }

  private static List<PrincipalId> groups(String at, Json value) {
    if (!(value instanceof Json.Arr(var elements)) || elements.size() > Holders.GROUPS_MAX) {
      throw new MalformedValue(at, "must be a list of at most " + Holders.GROUPS_MAX + " ids");
    }
    return IntStream.range(0, elements.size())
        .mapToObj(
            number -> {
              String field = "%s[%d]".formatted(at, number);
              return PrincipalId.parse(field, Fields.textOf(field, elements.get(number)));
            })
        .toList();
  }

  private static RequestedAction action(Fields fields) {
    Optional<String> action = fields.text(ACTION);
    Optional<String> data = fields.text(DATA_ACTION);
    if (action.isPresent() == data.isPresent()) {
      throw new MalformedValue(
          fields.at(ACTION), "or dataAction must be given, and not both of them");
    }
    return action
        .map(text -> RequestedAction.parse(fields.at(ACTION), text, false))
        .orElseGet(() -> RequestedAction.parse(fields.at(DATA_ACTION), data.orElseThrow(), true));
  }

  /** A position may be sent as a number or as a text. */
  private static String asOf(String at, Json value) {
    return value instanceof Json.Num(var number) ? number.toString() : Fields.textOf(at, value);
  }

  private static boolean truth(String at, Json value) {
    if (value instanceof Json.Bool(var truth)) {
      return truth;
    }
    throw new MalformedValue(at, "must be true or false");
  }
}
