/** The token endpoints of workloads: who asks, as which identity, and what it gets (CONTRACT 3). */
@NullMarked
package dev.lanyard.api.workload;

import org.jspecify.annotations.NullMarked;
