package dev.lanyard.projections.state;

import dev.lanyard.domain.Permission;
import java.util.List;

/**
 * A grant that counts, with what its role says.
 *
 * @param permissions of the role
 */
public record WordedGrant(HeldGrant grant, List<Permission> permissions) {
  public WordedGrant {
    permissions = List.copyOf(permissions);
  }
}
