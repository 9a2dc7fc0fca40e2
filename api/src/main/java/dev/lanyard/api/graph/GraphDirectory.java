package dev.lanyard.api.graph;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.state.DirectoryEntry;
import dev.lanyard.projections.state.DirectoryFilter;
import dev.lanyard.projections.state.DirectoryFilter.Match;
import dev.lanyard.projections.state.DirectoryFilter.Seen;
import dev.lanyard.projections.state.DirectoryQueries;
import dev.lanyard.projections.state.DirectoryQueries.MatchesTooMany;
import java.util.List;
import java.util.Optional;

/**
 * The directory as Graph tells it to one caller. Of a managed identity that the caller may not read
 * where it is, neither name nor path is told: who knows its id is told that it is there, and no
 * search by name finds it.
 */
final class GraphDirectory {
  private static final String CONTEXT = "@odata.context";
  private static final Paging ONE = Paging.first(1);

  private final DirectoryQueries directory;
  private final GraphSight sight;
  private final ObjectJson json;

  /** Tells what is in sight. */
  GraphDirectory(DirectoryQueries directory, GraphSight sight) {
    this.directory = directory;
    this.sight = sight;
    this.json = new ObjectJson(sight);
  }

  /** Those of a kind that the filter asks for. */
  Json.Obj list(ObjectKind kind, GraphRequest request) {
    Match match = GraphFilter.read(kind, request.filter());
    Page<DirectoryEntry> page = found(kind, match, request.paging());
    JsonBuilder told =
        new JsonBuilder()
            .text(CONTEXT, request.context(kind.segment()))
            .json("value", new Json.Arr(page.items().stream().<Json>map(json::of).toList()));
    page.next().ifPresent(cursor -> told.text("@odata.nextLink", request.nextLink(cursor)));
    return told.build();
  }

  private Page<DirectoryEntry> found(ObjectKind kind, Match match, Paging paging) {
    if (match instanceof Match.KnownAs) {
      // Few have one sign-in name, and a cursor behind one of them would tell its name.
      Paging whole = Paging.first(Paging.LIMIT_MAX);
      var found = directory.find(new DirectoryFilter(kind.principal(), match), whole);
      return new Page<>(found.items(), Optional.empty());
    }
    Seen seen = kind == ObjectKind.SERVICE_PRINCIPAL ? sight.searched() : new Seen.Nothing();
    try {
      return directory.find(new DirectoryFilter(kind.principal(), match, seen), paging);
    } catch (MatchesTooMany tooMany) {
      throw GraphProblems.tooWide(DirectoryQueries.LOOKED_AT_MAX);
    }
  }

  /** One of a kind, by id; a user also by its principal name. */
  Json.Obj get(ObjectKind kind, String id) {
    Optional<DirectoryEntry> byId = entry(id).filter(entry -> ObjectJson.kindOf(entry) == kind);
    return byId.or(() -> kind == ObjectKind.USER ? known(kind, id) : Optional.empty())
        .map(json::of)
        .orElseThrow(() -> GraphProblems.notFound(id));
  }

  /** The service principal of an application. */
  Json.Obj byAppId(String appId) {
    return known(ObjectKind.SERVICE_PRINCIPAL, appId)
        .map(json::of)
        .orElseThrow(() -> GraphProblems.notFound(appId));
  }

  /** One of any kind, which says its type. */
  Json.Obj any(String id) {
    return entry(id).map(json::typed).orElseThrow(() -> GraphProblems.notFound(id));
  }

  /** The caller, where a person is. */
  Json.Obj me(PrincipalId caller) {
    return directory
        .entry(caller)
        .filter(entry -> ObjectJson.kindOf(entry) == ObjectKind.USER)
        .map(json::of)
        .orElseThrow(
            () ->
                GraphProblems.badRequest(
                    "/me request is only valid with delegated authentication flow."));
  }

  /** Those with the ids, each with its type; ids that nobody has are left out. */
  Json.Obj byIds(GetByIdsBody asked) {
    List<Json> found =
        asked.ids().stream()
            .map(directory::entry)
            .flatMap(Optional::stream)
            .filter(entry -> asked.kinds().contains(ObjectJson.kindOf(entry)))
            .<Json>map(json::typed)
            .toList();
    return new JsonBuilder().json("value", new Json.Arr(found)).build();
  }

  private Optional<DirectoryEntry> known(ObjectKind kind, String name) {
    return directory
        .find(new DirectoryFilter(kind.principal(), new Match.KnownAs(name)), ONE)
        .items()
        .stream()
        .findFirst();
  }

  private Optional<DirectoryEntry> entry(String id) {
    try {
      return directory.entry(PrincipalId.parse("id", id));
    } catch (MalformedValue e) {
      return Optional.empty();
    }
  }
}
