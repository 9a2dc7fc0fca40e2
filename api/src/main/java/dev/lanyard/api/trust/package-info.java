/** For whom tokens are made, and whose tokens may stand for workloads, on surfaces of our own. */
@NullMarked
package dev.lanyard.api.trust;

import org.jspecify.annotations.NullMarked;
