package dev.lanyard.domain;

import java.util.Map;

/**
 * What a resource's owner says of it, apart from its identity.
 *
 * @param tags name to value; at most {@link ResourceTags#COUNT_MAX}
 * @param rest all other members of the ARM body ({@code properties}, {@code sku}, {@code kind} ..)
 *     without id, name, type, location, tags and identity, and without secret-named properties
 */
public record ResourceBody(Map<String, String> tags, Json.Obj rest) {
  public ResourceBody {
    tags = Map.copyOf(tags);
  }
}
