/** Load over HTTP: a client that costs little, and what it is held against. */
@NullMarked
package dev.lanyard.benchmarks.http;

import org.jspecify.annotations.NullMarked;
