package dev.lanyard.projections.invariant;

/** A principal or a role, and how many grants name it. */
final class Holder {
  boolean live;
  int grants;
}
