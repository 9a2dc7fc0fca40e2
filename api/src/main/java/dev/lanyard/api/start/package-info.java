/** What a start finds in its settings and its data folder, keeps there, and refuses. */
@NullMarked
package dev.lanyard.api.start;

import org.jspecify.annotations.NullMarked;
