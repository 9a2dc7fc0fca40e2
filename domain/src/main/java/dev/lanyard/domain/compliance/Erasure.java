package dev.lanyard.domain.compliance;

import dev.lanyard.domain.event.ComplianceEvent.PersonalPartErased;
import java.util.Optional;

/**
 * What is known of the erasing of one personal part.
 *
 * @param made the fact that it was erased; empty before
 */
public record Erasure(Optional<PersonalPartErased> made) {}
