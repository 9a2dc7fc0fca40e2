/** The slice of Microsoft Graph that clients need to find principals (CONTRACT, section 5). */
@NullMarked
package dev.lanyard.api.graph;

import org.jspecify.annotations.NullMarked;
