/** What the server measures of itself. */
@NullMarked
package dev.lanyard.api.metrics;

import org.jspecify.annotations.NullMarked;
