package dev.lanyard.api.graph;

import dev.lanyard.api.security.Action;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.api.security.Requirement;
import dev.lanyard.api.security.Sight;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.state.DirectoryFilter.Seen;

/**
 * Which managed identities a caller is told the names and paths of: those that it may read where
 * they are, a system-assigned one at its resource. Used by one request's thread.
 */
interface GraphSight {

  /** Whether the caller may read what is at a path. */
  boolean sees(ResourcePath path);

  /** What a search by name finds. */
  Seen searched();

  /** What the caller of a request sees. */
  static GraphSight of(GuardedRequest guarded) {
    Requirement all =
        Requirement.at(
            Action.read("Microsoft.Resources/subscriptions/resources"), ResourcePath.ROOT);
    Sight sight = guarded.sight(all);
    return new GraphSight() {
      // Place by place, however many grants the caller has below the root.
      @Override
      public boolean sees(ResourcePath path) {
        return sight.all() || guarded.may(Requirement.at(readOf(path), path));
      }

      @Override
      public Seen searched() {
        if (sight.all()) {
          return new Seen.All();
        }
        return sight.isBlind()
            ? new Seen.Nothing()
            : new Seen.Those(path -> sight.sees(readOf(path), path));
      }
    };
  }

  private static Action readOf(ResourcePath path) {
    return Action.read(path.type());
  }
}
