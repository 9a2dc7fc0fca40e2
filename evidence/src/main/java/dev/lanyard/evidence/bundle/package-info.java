/**
 * A bundle: a span of a log that a reviewer takes away, with all that is needed to check it without
 * the server. How it is written, and how it is verified (ADR 0010).
 */
@NullMarked
package dev.lanyard.evidence.bundle;

import org.jspecify.annotations.NullMarked;
