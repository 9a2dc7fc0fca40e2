/**
 * The ARM surface: one router reads the path of a request, one switch hands it to the endpoint of
 * its feature, which parses once, sends a command or reads, and renders (CONTRACT 1 and 4).
 */
@NullMarked
package dev.lanyard.api.arm;

import org.jspecify.annotations.NullMarked;
