/** Our own surface on which reviewers have the ledger replayed, and read what was found. */
@NullMarked
package dev.lanyard.api.compliance;

import org.jspecify.annotations.NullMarked;
