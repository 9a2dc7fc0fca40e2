/** Resource servers as others run them beside Lanyard, for tests. */
@NullMarked
package dev.lanyard.api.vault;

import org.jspecify.annotations.NullMarked;
