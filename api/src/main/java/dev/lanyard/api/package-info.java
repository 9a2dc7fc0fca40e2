/**
 * The HTTP application and composition root: parses each request once into typed values, sends
 * commands, reads projections, and wires the other rooms together.
 */
@NullMarked
package dev.lanyard.api;

import org.jspecify.annotations.NullMarked;
