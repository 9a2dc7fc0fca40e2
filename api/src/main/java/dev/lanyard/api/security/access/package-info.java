/** What is recorded of requests that did not prove who made them. */
@NullMarked
package dev.lanyard.api.security.access;

import org.jspecify.annotations.NullMarked;
