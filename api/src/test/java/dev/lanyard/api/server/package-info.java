/** A whole server over HTTP, as clients meet it. */
@NullMarked
package dev.lanyard.api.server;

import org.jspecify.annotations.NullMarked;
