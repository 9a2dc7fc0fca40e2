/**
 * What is and what was: groups, resources, identities, attachments, principals, roles, assignments
 * and locks, as of any commit.
 */
@NullMarked
package dev.lanyard.projections.state;

import org.jspecify.annotations.NullMarked;
