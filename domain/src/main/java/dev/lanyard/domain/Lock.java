package dev.lanyard.domain;

import java.util.Optional;

/** A live lock. */
public record Lock(Scope scope, LockName name, LockLevel level, Optional<String> notes) {}
