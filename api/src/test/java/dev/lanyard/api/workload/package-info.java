@NullMarked
package dev.lanyard.api.workload;

import org.jspecify.annotations.NullMarked;
