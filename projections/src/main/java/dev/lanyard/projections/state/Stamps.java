package dev.lanyard.projections.state;

import dev.lanyard.domain.PrincipalId;
import java.time.Instant;

/**
 * Who made something and who changed it last, and when ({@code createdOn}, {@code createdBy},
 * {@code updatedOn}, {@code updatedBy} of CONTRACT 4.3).
 */
public record Stamps(
    Instant createdOn, PrincipalId createdBy, Instant updatedOn, PrincipalId updatedBy) {}
