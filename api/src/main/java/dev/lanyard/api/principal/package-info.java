/** Our own surface for registered principals: users, groups and service principals. */
@NullMarked
package dev.lanyard.api.principal;

import org.jspecify.annotations.NullMarked;
