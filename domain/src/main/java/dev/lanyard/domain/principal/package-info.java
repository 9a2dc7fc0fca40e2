/** The rules of registered principals, and of what every ledger starts with. */
@NullMarked
package dev.lanyard.domain.principal;

import org.jspecify.annotations.NullMarked;
