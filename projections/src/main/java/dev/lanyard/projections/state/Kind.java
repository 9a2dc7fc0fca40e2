package dev.lanyard.projections.state;

/** What lives at a path. */
enum Kind {
  ROOT,
  SUBSCRIPTION,
  GROUP,
  RESOURCE,
  USER_IDENTITY
}
