package dev.lanyard.domain;

import java.util.Map;

/** A live resource group. */
public record LiveGroup(Scope scope, String location, Map<String, String> tags) {
  public LiveGroup {
    tags = Map.copyOf(tags);
  }
}
