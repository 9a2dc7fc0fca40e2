/**
 * The rules of federation: which issuers are believed, and whose tokens user-assigned identities
 * take in place of credentials of their own.
 */
@NullMarked
package dev.lanyard.domain.federation;

import org.jspecify.annotations.NullMarked;
