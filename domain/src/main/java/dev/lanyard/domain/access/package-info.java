/** What was attempted: the facts of the access log. No rule reads them. */
@NullMarked
package dev.lanyard.domain.access;

import org.jspecify.annotations.NullMarked;
