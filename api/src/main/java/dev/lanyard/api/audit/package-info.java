/** Our own surface for questions about the past: audit trail, cascades and histories. */
@NullMarked
package dev.lanyard.api.audit;

import org.jspecify.annotations.NullMarked;
