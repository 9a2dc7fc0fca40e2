/** The server without authentication and without permission checks, to measure what they cost. */
@NullMarked
package dev.lanyard.benchmarks.open;

import org.jspecify.annotations.NullMarked;
