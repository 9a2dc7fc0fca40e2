package dev.lanyard.api.operation;

import dev.lanyard.api.FreshIds;
import dev.lanyard.projections.Views;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rebuilding operations that this process knows of: each rebuilds one or more views. */
public final class Rebuilds {
  /** How many are kept; the oldest is forgotten first. */
  static final int KEPT_MAX = 100;

  private final Views views;
  private final FreshIds ids;
  private final Map<UUID, List<UUID>> operations = new LinkedHashMap<>();

  /** Rebuilds these views. */
  public Rebuilds(Views views, FreshIds ids) {
    this.views = views;
    this.ids = ids;
  }

  /** Begins to rebuild views beside the live ones; joins what is under way. */
  synchronized RebuildBody begin(Collection<String> names) {
    List<UUID> parts = new ArrayList<>();
    names.forEach(name -> parts.add(views.rebuild(name)));
    var id = ids.next();
    operations.put(id, List.copyOf(parts));
    if (operations.size() > KEPT_MAX) {
      operations.remove(operations.keySet().iterator().next());
    }
    return status(id, parts);
  }

  /** How an operation stands; empty if this process knows of none with the id. */
  synchronized Optional<RebuildBody> find(UUID id) {
    return Optional.ofNullable(operations.get(id)).map(parts -> status(id, parts));
  }

  private RebuildBody status(UUID id, List<UUID> parts) {
    return RebuildBody.of(
        id, parts.stream().flatMap(part -> views.rebuilding(part).stream()).toList());
  }
}
