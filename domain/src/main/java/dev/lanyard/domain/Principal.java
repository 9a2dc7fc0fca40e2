package dev.lanyard.domain;

/** A live registered principal. */
public record Principal(
    PrincipalId principal,
    PrincipalType type,
    Subject subject,
    Personal display,
    boolean disabled) {}
