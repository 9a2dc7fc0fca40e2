package dev.lanyard.projections.state;

import dev.lanyard.domain.RoleDefinition;

/** A live role definition, and when it was made and changed. */
public record Defined(RoleDefinition definition, Stamps stamps) {}
