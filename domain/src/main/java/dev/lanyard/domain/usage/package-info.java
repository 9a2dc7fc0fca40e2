/** What stays known of the records that the access log lets go of. */
@NullMarked
package dev.lanyard.domain.usage;

import org.jspecify.annotations.NullMarked;
