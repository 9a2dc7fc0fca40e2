/** All that one may ask: one sealed family a page. */
@NullMarked
package dev.lanyard.domain.command;

import org.jspecify.annotations.NullMarked;
