/**
 * Who sends a request: bearer tokens (RFC 6750) of our own authority and of trusted issuers, and
 * which routes need none.
 */
@NullMarked
package dev.lanyard.api.security.authentication;

import org.jspecify.annotations.NullMarked;
