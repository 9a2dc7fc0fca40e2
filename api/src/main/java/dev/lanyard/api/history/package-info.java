/** Our own surface for travelling the past: timelines, and what differs between two moments. */
@NullMarked
package dev.lanyard.api.history;

import org.jspecify.annotations.NullMarked;
