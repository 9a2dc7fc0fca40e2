/** The rules of what reviews put on record. */
@NullMarked
package dev.lanyard.domain.compliance;

import org.jspecify.annotations.NullMarked;
