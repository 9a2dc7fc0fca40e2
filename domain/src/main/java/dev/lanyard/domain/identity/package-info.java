/**
 * The rules of managed identities; {@link dev.lanyard.domain.identity.IdentityRules} lists them.
 */
@NullMarked
package dev.lanyard.domain.identity;

import org.jspecify.annotations.NullMarked;
