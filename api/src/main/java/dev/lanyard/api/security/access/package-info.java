/** What is recorded of requests that did not prove who made them, or came too often. */
@NullMarked
package dev.lanyard.api.security.access;

import org.jspecify.annotations.NullMarked;
