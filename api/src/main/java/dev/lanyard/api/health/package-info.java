/** Whether the server can do its work, and what keeps it from doing it. */
@NullMarked
package dev.lanyard.api.health;

import org.jspecify.annotations.NullMarked;
