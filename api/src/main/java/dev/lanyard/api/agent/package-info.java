/**
 * The agent, which runs beside a workload: it has a key that never leaves the machine, proves by it
 * on which resource it runs, and serves tokens on a local address (CONTRACT 3.1). A process of its
 * own, without Spring.
 */
@NullMarked
package dev.lanyard.api.agent;

import org.jspecify.annotations.NullMarked;
