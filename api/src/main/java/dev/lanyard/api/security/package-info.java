/** Who may do what: one table of routes, the check of rights, and the record of refusals. */
@NullMarked
package dev.lanyard.api.security;

import org.jspecify.annotations.NullMarked;
