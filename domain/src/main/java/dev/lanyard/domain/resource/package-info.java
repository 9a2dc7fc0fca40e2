/**
 * The rules of groups, resources and deletion, and what rules of other rooms fold too: which places
 * live, which locks hold, who owns. {@link dev.lanyard.domain.resource.GroupRules} and {@link
 * dev.lanyard.domain.resource.ResourceRules} list the rules.
 */
@NullMarked
package dev.lanyard.domain.resource;

import org.jspecify.annotations.NullMarked;
