/** What workloads prove themselves by, on the ARM surface. */
@NullMarked
package dev.lanyard.api.arm.workload;

import org.jspecify.annotations.NullMarked;
