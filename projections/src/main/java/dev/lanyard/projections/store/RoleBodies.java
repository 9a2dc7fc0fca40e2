package dev.lanyard.projections.store;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ScopeId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a role definition says, as the views store it. */
public final class RoleBodies {
  private RoleBodies() {}

  /** The JSON form of a body. */
  public static Json.Obj write(RoleBody body) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("name", new Json.Text(body.name()));
    members.put("description", new Json.Text(body.description()));
    members.put("permissions", array(body.permissions(), RoleBodies::permission));
    members.put("assignable", array(body.assignable(), RoleBodies::scope));
    return new Json.Obj(members);
  }

  private static Json permission(Permission permission) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("actions", array(permission.actions(), RoleBodies::pattern));
    members.put("notActions", array(permission.notActions(), RoleBodies::pattern));
    members.put("dataActions", array(permission.dataActions(), RoleBodies::pattern));
    members.put("notDataActions", array(permission.notDataActions(), RoleBodies::pattern));
    return new Json.Obj(members);
  }

  private static Json pattern(ActionPattern pattern) {
    return new Json.Text(pattern.text());
  }

  private static Json scope(Scope scope) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("path", new Json.Text(scope.path().toString()));
    members.put("id", new Json.Text(scope.id().toString()));
    members.put("above", array(scope.above(), id -> new Json.Text(id.toString())));
    return new Json.Obj(members);
  }

  private static <T> Json.Arr array(List<T> elements, Function<T, Json> form) {
    return new Json.Arr(elements.stream().map(form).toList());
  }

  /**
   * The body that {@link #write} wrote.
   *
   * @throws IllegalStateException if it is another object: the file is damaged
   */
  public static RoleBody read(Json.Obj object) {
    return new RoleBody(
        text(object, "name"),
        text(object, "description"),
        elements(object, "permissions", RoleBodies::permissionOf),
        elements(object, "assignable", RoleBodies::scopeOf));
  }

  private static Permission permissionOf(Json json) {
    return new Permission(
        elements(json, "actions", RoleBodies::patternOf),
        elements(json, "notActions", RoleBodies::patternOf),
        elements(json, "dataActions", RoleBodies::patternOf),
        elements(json, "notDataActions", RoleBodies::patternOf));
  }

  private static ActionPattern patternOf(Json json) {
    return new ActionPattern(textOf(json));
  }

  private static Scope scopeOf(Json json) {
    return new Scope(
        ResourcePath.parse("path", text(json, "path")),
        ScopeId.parse(text(json, "id")),
        elements(json, "above", id -> ScopeId.parse(textOf(id))));
  }

  private static String text(Json object, String name) {
    return textOf(member(object, name));
  }

  private static String textOf(Json json) {
    if (json instanceof Json.Text(var text)) {
      return text;
    }
    throw new IllegalStateException("a stored role has something else where a text must be");
  }

  private static <T> List<T> elements(Json object, String name, Function<Json, T> form) {
    if (member(object, name) instanceof Json.Arr(var elements)) {
      return elements.stream().map(form).toList();
    }
    throw new IllegalStateException("a stored role has no list of " + name);
  }

  private static Json member(Json object, String name) {
    if (object instanceof Json.Obj(var members)) {
      Json member = members.get(name);
      if (member != null) {
        return member;
      }
    }
    throw new IllegalStateException("a stored role has no " + name);
  }
}
