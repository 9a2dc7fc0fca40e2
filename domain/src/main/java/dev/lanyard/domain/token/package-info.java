/** The rules of tokens: their revocation, and the audiences that they are made for. */
@NullMarked
package dev.lanyard.domain.token;

import org.jspecify.annotations.NullMarked;
