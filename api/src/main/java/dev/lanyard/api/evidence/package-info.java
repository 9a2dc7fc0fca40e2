/** Evidence: the logs' trees, signed heads and proofs, for reviewers to take away. */
@NullMarked
package dev.lanyard.api.evidence;

import org.jspecify.annotations.NullMarked;
