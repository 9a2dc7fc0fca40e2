/** What was attempted, by whom, where, and how it ended: one row a record of the access log. */
@NullMarked
package dev.lanyard.projections.access;

import org.jspecify.annotations.NullMarked;
