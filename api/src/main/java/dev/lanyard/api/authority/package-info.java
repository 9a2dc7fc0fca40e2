/**
 * The token authority of operators: discovery documents, published keys and the token endpoint
 * (CONTRACT, section 2).
 */
@NullMarked
package dev.lanyard.api.authority;

import org.jspecify.annotations.NullMarked;
