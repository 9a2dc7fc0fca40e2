/** All that happens: one sealed family a page, each record a stored fact. */
@NullMarked
package dev.lanyard.domain.event;

import org.jspecify.annotations.NullMarked;
